"""Writes Tests/CMRHDF5Tests/Fixtures.swift: small HDF5 files made by h5py, the independent implementation.

usage: tools/make-hdf5-fixtures.py Fixtures.swift     (needs h5py and numpy)
"""
import base64
import io
import sys

import h5py
import numpy as np


def build(fill, **options):
    image = io.BytesIO()
    with h5py.File(image, "w", track_order=False, **options) as file:
        fill(file)
    return image.getvalue()


def foreign(file):
    numbers = [-3, 0, 1, 7, 100, -128]
    file["big-int32"] = np.array(numbers, ">i4")
    file["big-float64"] = np.array([0.5, -1.25, 1e300], ">f8")
    file["big-uint16"] = np.array([0, 1, 65535], ">u2")
    file["half"] = np.array([0.5, -2.0, 65504.0], "<f2")
    file["boolean"] = np.array([True, False, True])
    colours = h5py.enum_dtype({"RED": 3, "GREEN": 5}, basetype="i2")
    file.create_dataset("enumeration", data=np.array([3, 5, 5], "i2"), dtype=colours)
    file["fractions"] = np.array([1.0, 2.5, 3.0])
    file["whole"] = np.array([1.0, 2.0, -3.0])
    file["not-finite"] = np.array([1.0, np.nan, np.inf])
    file["large"] = np.array([1, 2**63], "u8")
    file.create_dataset("variable-utf8", data=["a", "", "Grüße", "猫"], dtype=h5py.string_dtype())
    file.create_dataset("variable-ascii", data=["x", "yz"], dtype=h5py.string_dtype("ascii"))
    file["fixed-ascii"] = np.array([b"one", b"four", b""], "S4")
    file.create_dataset("scalar-string", data="one text", dtype=h5py.string_dtype())
    kind = h5py.h5t.C_S1.copy()
    kind.set_size(5)
    kind.set_strpad(h5py.h5t.STR_SPACEPAD)
    space = h5py.h5s.create_simple((2,))
    timeless = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    timeless.set_obj_track_times(False)
    spaced = h5py.h5d.create(file.id, b"spaced", kind, space, timeless)
    spaced.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([b"ab   ", b"c d  "], "S5"), mtype=kind)
    file["latin1"] = np.array(["é".encode("latin-1")], "S1")
    file["compound"] = np.zeros(2, [("a", "i4"), ("b", "f4")])
    file.create_dataset("arrays", shape=(2,), dtype=np.dtype(("i4", (3,))))
    file["opaque"] = np.zeros(2, "V5")
    file["empty"] = h5py.Empty("f4")
    file["scalar"] = np.float32(2.5)
    grid = np.arange(60, dtype="<i2").reshape(5, 4, 3)
    file.create_dataset("packed", data=grid, chunks=(2, 4, 2), compression="gzip", shuffle=True,
                        fletcher32=True)
    file.create_dataset("unwritten", shape=(3,), dtype="i4", chunks=(2,))
    file.create_dataset("lzf", data=np.arange(10), compression="lzf", chunks=(10,))
    group = file.create_group("deep/er")
    group["x"] = 1
    at = group.attrs
    at["variable"] = "Käse"
    at["list"] = ["a", "bc"]
    at["number"] = 42
    at["real"] = 0.25
    at["half"] = np.float16(1.5)
    at["yes"] = True
    at["numbers"] = np.array([1, 2, 3], ">i2")
    at["matrix"] = np.array([[1, 2], [3, 4]])
    at["nothing"] = h5py.Empty("f4")
    at["huge"] = np.uint64(2**64 - 1)
    at["pair"] = np.zeros(1, [("a", "i4")])
    at["fixed"] = np.bytes_("ab")


def links(file):
    file["data"] = np.arange(3)
    file["inner/data"] = np.arange(2)
    file["soft"] = h5py.SoftLink("/data")
    file["dangling"] = h5py.SoftLink("/nowhere")
    file["external"] = h5py.ExternalLink("other.h5", "/secret")
    file["inner/up"] = h5py.SoftLink("..")


def circle(file):
    file["a/b/x"] = 1
    file["a/b/again"] = file["a"]


def outside(file):
    file.create_dataset("external", shape=(4,), dtype="u1", external=[("/etc/hostname", 0, 4)])
    layout = h5py.VirtualLayout(shape=(2,), dtype="i4")
    layout[0:2] = h5py.VirtualSource("other.h5", "data", shape=(2,))
    file.create_virtual_dataset("virtual", layout)
    file["group/plain"] = np.arange(2)


def segments(data, gap=24):
    """The stretches of data between runs of at least `gap` zeros, as (offset, bytes)."""
    found, start, position = [], None, 0
    while position < len(data):
        if data[position]:
            if start is None:
                start = position
            position += 1
            continue
        end = position
        while end < len(data) and not data[end]:
            end += 1
        if end - position >= gap or end == len(data):
            if start is not None:
                found.append((start, data[start:position]))
                start = None
        position = end
    if start is not None:
        found.append((start, data[start:]))
    return found


def main(path):
    files = [
        ("foreign", "Types of other programs, in the oldest format.", build(foreign, libver="earliest")),
        ("foreignLatest", "The same in the newest format that HDF5 1.10 reads.",
         build(foreign, libver=("v110", "v110"))),
        ("links", "Links of each kind.", build(links, libver="earliest")),
        ("circle", "A group that contains itself.", build(circle, libver="earliest")),
        ("outside", "Datasets whose elements lie in other files.", build(outside, libver=("v110", "v110"))),
    ]
    out = ["// Made by tools/make-hdf5-fixtures.py with h5py %s on HDF5 %s; do not edit."
           % (h5py.__version__, h5py.version.hdf5_version), "", "extension Fixture {"]
    for index, (name, comment, data) in enumerate(files):
        if index:
            out.append("")
        out.append("  /// %s" % comment)
        out.append("  static let %s = Fixture(" % name)
        out.append("    byteCount: %d," % len(data))
        out.append("    segments: [")
        for offset, piece in segments(data):
            text = base64.b64encode(piece).decode()
            lines = [text[i:i + 88] for i in range(0, len(text), 88)]
            if len(text) <= 76:
                out.append('      (%d, "%s"),' % (offset, text))
                continue
            out.append("      (")
            out.append("        %d," % offset)
            out.append('        """')
            for i, line in enumerate(lines):
                out.append("        %s%s" % (line, "\\" if i + 1 < len(lines) else ""))
            out.append('        """')
            out.append("      ),")
        out.append("    ])")
    out.append("}")
    open(path, "w").write("\n".join(out) + "\n")
    for name, _, data in files:
        print(name, len(data), len(segments(data)), sum(len(p) for _, p in segments(data)))


main(sys.argv[1])
