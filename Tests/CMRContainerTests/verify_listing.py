"""Checks every digest of a sealed file with h5py and hashlib alone, after the article SealedFiles.

Usage: python3 verify_listing.py FILE; prints "ROOT-DIGEST OBJECTS" and exits 0, or names the first object that is wrong.
"""
import hashlib
import struct
import sys

import h5py
import numpy as np


def fail(name, why):
    sys.exit(f"{name}: {why}")


def listed(name, value):
    if isinstance(value, (bytes, np.bytes_)):
        value = value.decode("utf-8")
    if isinstance(value, str):
        return f"text {len(value.encode('utf-8'))} {value}"
    if isinstance(value, np.integer):
        return f"integer {int(value)}"
    if isinstance(value, np.floating):
        return f"real {struct.pack('>d', float(value)).hex()}"
    return fail(name, f"attribute of type {type(value)}")


def text(node, name):
    value = node.attrs[name]
    return value.decode() if isinstance(value, bytes) else value


def visit(node):
    """The number of objects from here down; exits where a digest is wrong."""
    is_group = isinstance(node, h5py.Group)
    lines = ["cmr-listing 1", "group" if is_group else "dataset"]
    objects = 1
    if not is_group:
        lines.append(f"dtype {node.dtype.str}")
        lines.append(" ".join(["shape", *map(str, node.shape)]))
        content = np.asarray(node[()], dtype=node.dtype).tobytes()
        if hashlib.sha256(content).hexdigest() != text(node, "content-sha256"):
            fail(node.name, "content")
    for name in sorted(node.attrs, key=str.encode):
        if name != "sha256":
            lines.append(f"attribute {name} {listed(node.name, node.attrs[name])}")
    if is_group:
        for name in sorted(node, key=str.encode):
            child = node[name]
            objects += visit(child)
            kind = "group" if isinstance(child, h5py.Group) else "dataset"
            lines.append(f"child {name} {kind} {text(child, 'sha256')}")
    listing = "\n".join(lines) + "\n"
    if hashlib.sha256(listing.encode()).hexdigest() != text(node, "sha256"):
        fail(node.name, "listing:\n" + listing)
    return objects


with h5py.File(sys.argv[1], "r") as file:
    count = visit(file["/"])
    print(text(file, "sha256"), count)
