"""Writes ``srgb.icc``, the colour profile that PDF/A asks for.

An ICC profile of version 2 (ICC.1:2001-04) for sRGB displays, made from figures alone: the
primaries and the curve of IEC 61966-2-1, adapted to D50 by the Bradford matrix. Nobody's profile
was copied; the file is dedicated to the public domain (CC0 1.0), as it says itself.

``python resources/icc/make_srgb.py``
"""

from __future__ import annotations

import struct
from pathlib import Path

D50 = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
CURVE_POINTS = 256
NAME = b"sRGB (Quay mot cua)"
COPYRIGHT = b"CC0 1.0: no copyright"


def profile() -> bytes:
    """The profile's bytes."""
    shared = {b"rTRC": _curve(), b"wtpt": _xyz(D50), b"desc": _description(), b"cprt": _copyright()}
    elements = shared | {tag: _xyz(colour) for tag, colour in PRIMARIES.items()}
    at = 128 + 4 + 12 * (len(elements) + 2)
    places: dict[bytes, tuple[int, int]] = {}
    data = b""
    for tag, element in elements.items():
        places[tag] = at + len(data), len(element)
        data += element + b"\0" * (-len(element) % 4)
    places |= dict.fromkeys((b"gTRC", b"bTRC"), places[b"rTRC"])
    table = struct.pack(">I", len(places))
    for tag, (offset, length) in places.items():
        table += struct.pack(">4sII", tag, offset, length)
    return _header(at + len(data)) + table + data


def _header(size: int) -> bytes:
    made = (2025, 1, 1, 0, 0, 0)
    start = struct.pack(">I4s4s4s4s4s", size, b"", b"\x02\x40\0\0", b"mntr", b"RGB ", b"XYZ ")
    middle = struct.pack(">6H4s4sI4s4sQI", *made, b"acsp", b"", 0, b"", b"", 0, 0)
    return (start + middle + _fixed(*D50)).ljust(128, b"\0")


def _curve() -> bytes:
    """sRGB's transfer function as a table of 16-bit figures."""
    points = []
    for number in range(CURVE_POINTS):
        value = number / (CURVE_POINTS - 1)
        linear = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        points.append(round(linear * 65_535))
    return struct.pack(f">4sII{CURVE_POINTS}H", b"curv", 0, CURVE_POINTS, *points)


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return struct.pack(">4sI", b"XYZ ", 0) + _fixed(*colour)


def _fixed(*figures: float) -> bytes:
    return b"".join(struct.pack(">i", round(figure * 65_536)) for figure in figures)


def _description() -> bytes:
    text = NAME + b"\0"
    unicode_and_script = struct.pack(">IIHB67s", 0, 0, 0, 0, b"")
    return struct.pack(">4sII", b"desc", 0, len(text)) + text + unicode_and_script


def _copyright() -> bytes:
    return struct.pack(">4sI", b"text", 0) + COPYRIGHT + b"\0"


if __name__ == "__main__":
    (Path(__file__).parent / "srgb.icc").write_bytes(profile())
