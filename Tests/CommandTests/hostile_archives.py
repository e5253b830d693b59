"""Writes archives that mean harm into the working folder: each once, small on disk, and the same on every machine.

Those that a reader may well read hold a set of three arrays.
"""

import bz2
import gzip
import io
import lzma
import shutil
import struct
import subprocess
import tarfile
import zipfile
import zlib

ESCAPE = "\x1b]0;owned\x07"
TRICK = "\u202egnp.exe"


def npy(kind, rows, columns, data):
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}\n".encode()
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header + data


SET = {
    "image.npy": npy("<f4", 6, 2, struct.pack("<12f", *range(12))),
    "text.npy": npy("<f4", 6, 2, struct.pack("<12f", *range(12, 24))),
    "labels.npy": npy("|u1", 6, 1, bytes([0, 1, 2, 0, 1, 2])),
}


def header(name, size=0, kind=b"0", link="", form=tarfile.GNU_FORMAT):
    member = tarfile.TarInfo(name)
    member.size, member.type, member.linkname = size, kind, link
    return member.tobuf(form)


def entry(name, data=b"", **more):
    return header(name, len(data), **more) + data + bytes(-len(data) % 512)


def tar(*entries):
    return b"".join(entries) + b"".join(entry(name, data) for name, data in SET.items()) + bytes(1024)


def write(name, *parts):
    with open(name, "wb") as file:
        for part in parts:
            file.write(part)


def repeat(name, packed, times):
    """Streams that may follow each other: a bomb from one small piece."""
    write(name, *[packed] * times)


def checked(octets):
    """A header of tar with its sum put right."""
    octets = bytearray(octets)
    octets[148:156] = b" " * 8
    octets[148:156] = b"%06o\0 " % sum(octets)
    return bytes(octets)


def huge(octets):
    """A header that claims 2^63 bytes in base 256."""
    octets = bytearray(octets)
    octets[124:136] = b"\x80\0\0\0" + struct.pack(">Q", 1 << 63)
    return checked(octets)


def links():
    evil = b"evil"
    write("links.tar", tar(
        entry("/etc/cmr-owned", evil), entry("../outside", evil), entry("a/../../b", evil), entry("a\\..\\..\\b", evil),
        entry("C:\\cmr\\x", evil), entry("link", kind=b"2", link="/etc/passwd"), entry("link/passwd", evil),
        entry("hard", kind=b"1", link="/etc/passwd"), entry("device", kind=b"3"), entry("disk", kind=b"4"),
        entry("pipe", kind=b"6"), entry("sparse/" + ESCAPE, evil), entry("links.tar", evil), entry(TRICK, evil)))
    with zipfile.ZipFile("slip.zip", "w") as file:
        for name in ("/etc/cmr-owned", "../outside", "..\\outside", "C:\\cmr\\x", "\\\\host\\share\\x", ESCAPE):
            file.writestr(zipfile.ZipInfo(name), b"evil")
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, "/etc/passwd")
        for name, data in SET.items():
            file.writestr(name, data)


def bombs():
    zeros = bytes(64 << 20)
    repeat("bomb.gz", gzip.compress(zeros, 9, mtime=0), 34)
    repeat("bomb.xz", lzma.compress(zeros, preset=1), 34)
    repeat("bomb.bz2", bz2.compress(zeros), 34)
    if shutil.which("zstd"):
        subprocess.run(["zstd", "-q", "-19", "-o", "bomb.zst"], input=zeros, check=True)
        piece = open("bomb.zst", "rb").read()
        repeat("bomb.zst", piece, 34)
    piece = gzip.compress(bytes(1 << 20), 9, mtime=0)
    with zipfile.ZipFile("copies.zip", "w", zipfile.ZIP_DEFLATED) as file:
        for index in range(100):
            file.writestr(f"b{index}.gz", piece * 64)
    inner = SET
    for level in range(5):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in inner.items():
                file.writestr(name, data)
        inner = {f"{level}-{index}.zip": packed.getvalue() for index in range(16)}
    write("nested.zip", packed.getvalue())


def crowds():
    with gzip.open("million.tar.gz", "wb", 1) as file:
        # The name and the sum are all that changes, and a million calls of tarfile would take a minute.
        blank = bytearray(header("0" * 7))
        rest = sum(blank) - sum(blank[148:156]) + 8 * 32 - sum(blank[:7])
        for index in range(1_000_001):
            name = b"%07d" % index
            blank[:7] = name
            blank[148:156] = b"%06o\0 " % (rest + sum(name))
            file.write(blank)
        file.write(bytes(1024))
    names = [b"%07d" % index for index in range(1_000_001)]
    local = b"PK\3\4" + struct.pack("<HHHHHIIIHH", 10, 0, 0, 0, 0x21, 0, 0, 0, 7, 0)
    member = b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHI", 20, 10, 0, 0, 0, 0x21, 0, 0, 0, 7, 0, 0, 0, 0, 0)
    central = b"".join(member + struct.pack("<I", index * 37) + name for index, name in enumerate(names))
    here = 37 * len(names)
    end64 = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, len(names), len(names), len(central), here)
    write("million.zip", *[local + name for name in names], central, end64,
          b"PK\6\7", struct.pack("<IQI", 0, here + len(central), 1),
          b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0))
    with gzip.open("names.tar.gz", "wb", 1) as file:
        for index in range(40_000):
            file.write(header("\x1b" * 4000 + str(index)))
        file.write(bytes(1024))
    write("name.tar", tar(header("n" * 5000)))
    write("twice.tar", tar(entry("image.npy", b"other")))


def lies():
    write("claim.tar", huge(header("big")), bytes(1024))
    write("short.tar", header("big", 10 << 30), b"data", bytes(1020))
    write("negative.tar", checked(header("big")[:124] + b"\xff" * 12 + header("big")[136:]), bytes(1024))
    extra = struct.pack("<HHQQ", 1, 16, 1 << 63, 1 << 63)
    member = b"PK\3\4" + struct.pack("<HHHHHIIIHH", 45, 0, 0, 0, 0x21, 0, 0xffffffff, 0xffffffff, 7, len(extra))
    member += b"big.npy" + extra + b"data"
    central = b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", 45, 45, 0, 0, 0, 0x21, 0, 0xffffffff, 0xffffffff, 7, len(extra),
                                      0, 0, 0, 0, 0) + b"big.npy" + extra
    write("claim.zip", member, central, b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(member), 0))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("text.txt", "text\n" * 1000)
    lying = packed.getvalue().replace(struct.pack("<I", 5000), struct.pack("<I", 50))
    write("smaller.zip", lying)
    write("larger.zip", packed.getvalue().replace(struct.pack("<I", 5000), struct.pack("<I", 0x7fffffff)))
    if shutil.which("7z"):
        write("data", b"x" * 12345)
        subprocess.run(["7z", "a", "-bd", "-m0=Copy", "-mhc=off", "claim.7z", "data"], check=True, capture_output=True)
        octets = bytearray(open("claim.7z", "rb").read())
        start, size = struct.unpack("<QQ", octets[12:28])
        head = bytes(octets[32 + start:32 + start + size]).replace(b"\xb0\x39", b"\xbf\xff")
        octets[32 + start:32 + start + size] = head
        octets[28:32] = struct.pack("<I", zlib.crc32(head))
        octets[8:12] = struct.pack("<I", zlib.crc32(octets[12:32]))
        write("claim.7z", octets)


def empties():
    write("empty.tar", bytes(10240))
    write("empty.tar.gz", gzip.compress(bytes(10240), mtime=0))
    write("empty.zip", b"PK\5\6" + bytes(18))
    write("empty.7z", b"7z\xbc\xaf\x27\x1c\0\4", struct.pack("<I", zlib.crc32(bytes(20))), bytes(20))
    write("nothing.tar.gz", b"")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, data in SET.items():
            file.writestr(name, data)
        file.writestr("self.zip", b"self.zip")
    write("self.zip", packed.getvalue())


for make in (links, bombs, crowds, lies, empties):
    make()
