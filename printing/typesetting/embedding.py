"""Text as bytes of embedded fonts.

Cutting a subset for every paper costs more time than all the rest of it, so each face has one fixed
subset with everything that Vietnamese papers need; it is cut and compressed once a process. Other
letters that the font has get subsets of their own.
"""

from __future__ import annotations

import codecs
import zlib
from dataclasses import dataclass, field
from functools import cache
from threading import Lock

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC

from printing.typesetting.fonts import REPLACEMENT, Face, font, vietnamese_letters
from printing.typesetting.pdf_file import PdfFile

MAX_CACHED_SUBSETS = 64
_PUNCTUATION = "\u00a0–—“”‘’…•§°×½«»·₫±²" + REPLACEMENT
_BLANK = 32
_CODES = 256
_MOST_BFCHARS = 100
"""In one block of a character map (Adobe Technical Note 5014)."""


@dataclass(frozen=True, slots=True)
class _CutSubset:
    """A subset as it goes into a document; streams are deflated."""

    font_file: bytes
    font_file_length: int
    to_unicode: bytes
    widths: bytes


@dataclass(slots=True)
class _FaceInUse:
    """What a document has used of one face."""

    index: int
    further: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Letters beyond the fixed subset: (subset, byte)."""
    subsets: list[list[int]] = field(default_factory=list)


class EmbeddedFonts:
    """The fonts of one document: encodes its texts, and adds what they used at its end."""

    def __init__(self) -> None:
        self._faces: dict[Face, _FaceInUse] = {}

    def encode(self, text: str, face: Face) -> list[tuple[str, str]]:
        """``text`` as runs (font, string): names and escaped bytes as they stand in a page."""
        used = self._faces.get(face)
        if used is None:
            fixed = _fixed_subset(face)[1]
            used = self._faces[face] = _FaceInUse(len(self._faces), subsets=[list(fixed)])
        try:
            code = codecs.charmap_encode(text, "strict", _fixed_subset(face)[0])[0]
        except UnicodeEncodeError:
            return self._encode_slowly(text, face, used)
        return [(_name(used, 0), _escaped(code))]

    def _encode_slowly(self, text: str, face: Face, used: _FaceInUse) -> list[tuple[str, str]]:
        runs: list[tuple[int, bytearray]] = []
        for letter in text:
            subset, code = self._place(ord(letter), face, used)
            if not runs or runs[-1][0] != subset:
                runs.append((subset, bytearray()))
            runs[-1][1].append(code)
        return [(_name(used, subset), _escaped(bytes(code))) for subset, code in runs]

    def _place(self, letter: int, face: Face, used: _FaceInUse) -> tuple[int, int]:
        if letter not in font(face).charToGlyph:
            letter = ord(
                REPLACEMENT
            )  # the box "no such glyph" is forbidden (ISO 19005-2 §6.2.11.8)
        fixed = _fixed_subset(face)[0]
        if letter in fixed:
            return 0, fixed[letter]
        if letter not in used.further:
            last = used.subsets[-1]
            if len(used.subsets) == 1 or len(last) == _CODES:
                last = [0]
                used.subsets.append(last)
            if len(last) == _BLANK:  # byte 32 is what word spacing goes by
                last.append(_BLANK)
            used.further[letter] = len(used.subsets) - 1, len(last)
            last.append(letter)
        return used.further[letter]

    def add_to(self, pdf: PdfFile) -> bytes:
        """Write the subsets that were used; returns the pages' font dictionary."""
        entries = []
        for face, used in self._faces.items():
            for number, subset in enumerate(used.subsets):
                entries.append(
                    f"/{_name(used, number)} {_add_subset(pdf, face, number, subset)} 0 R"
                )
        return f"<< {' '.join(entries)} >>".encode()


def prepare() -> None:
    """Read the fonts and cut what every paper uses, so that the first takes no longer than others.

    Raises EnvironmentFault (``fonts``).
    """
    for face in Face:
        _cut(_base_name(face, 0), face, _fixed_subset(face)[1])


def _name(used: _FaceInUse, subset: int) -> str:
    return f"F{used.index}" if not subset else f"F{used.index}x{subset}"


def _escaped(code: bytes) -> str:
    """``code`` as the inside of a literal string, one letter a byte."""
    if b"\\" in code:
        code = code.replace(b"\\", b"\\\\")
    if b"(" in code or b")" in code:
        code = code.replace(b"(", b"\\(").replace(b")", b"\\)")
    if b"\r" in code:  # unescaped it would be read as a line feed
        code = code.replace(b"\r", b"\\r")
    return code.decode("latin-1")


def _add_subset(pdf: PdfFile, face: Face, number: int, subset: list[int]) -> int:
    parsed = font(face)
    base = _base_name(face, number)
    cut = _cut(base, face, tuple(subset))
    length = f"/Length1 {cut.font_file_length}".encode()
    file = pdf.add_deflated(cut.font_file, length)
    to_unicode = pdf.add_deflated(cut.to_unicode)
    flags = parsed.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC
    box = " ".join(_number(edge) for edge in parsed.bbox)
    descriptor = pdf.add(
        (
            f"<< /Type /FontDescriptor /FontName /{base} /Flags {flags} /FontBBox [{box}]"
            f" /ItalicAngle {_number(parsed.italicAngle)} /Ascent {_number(parsed.ascent)}"
            f" /Descent {_number(parsed.descent)} /CapHeight {_number(parsed.capHeight)}"
            f" /StemV {_number(parsed.stemV)} /MissingWidth {_number(parsed.defaultWidth)}"
            f" /FontFile2 {file} 0 R >>"
        ).encode()
    )
    # No Encoding: a symbolic font's bytes go through its own cmap (ISO 19005-2 §6.2.11.6).
    return pdf.add(
        b"<< /Type /Font /Subtype /TrueType /BaseFont /%b /FirstChar 0 /LastChar %d /Widths %b"
        b" /FontDescriptor %d 0 R /ToUnicode %d 0 R >>"
        % (base.encode(), len(subset) - 1, cut.widths, descriptor, to_unicode)
    )


_cuts: dict[tuple[str, tuple[int, ...]], _CutSubset] = {}
_cutting = Lock()


def _cut(base: str, face: Face, subset: tuple[int, ...]) -> _CutSubset:
    key = (base, subset)
    with _cutting:  # it seeks in the font's one stream
        if key not in _cuts:
            if len(_cuts) >= MAX_CACHED_SUBSETS:
                _cuts.clear()
            parsed = font(face)
            data = parsed.makeSubset(list(subset))
            known, other = parsed.charWidths, parsed.defaultWidth
            widths = " ".join(_number(known.get(code, other)) for code in subset)
            _cuts[key] = _CutSubset(
                font_file=zlib.compress(data, 9),
                font_file_length=len(data),
                to_unicode=zlib.compress(_character_map(base, subset), 9),
                widths=f"[{widths}]".encode(),
            )
        return _cuts[key]


def _character_map(base: str, subset: tuple[int, ...]) -> bytes:
    """Which letter each byte is, for whoever copies or searches the text."""
    letters = [
        f"<{byte:02X}> <{chr(letter).encode('utf-16-be').hex().upper()}>"
        for byte, letter in enumerate(subset)
        if letter
    ]
    blocks = [letters[at : at + _MOST_BFCHARS] for at in range(0, len(letters), _MOST_BFCHARS)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{base} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def _base_name(face: Face, number: int) -> str:
    """Six capitals tell the subsets of a face apart (ISO 32000-1 §9.6.4)."""
    tag = "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{number:06d}")
    return f"{tag}+{face.value}"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


@cache
def _fixed_subset(face: Face) -> tuple[dict[int, int], tuple[int, ...]]:
    """Which byte stands for which letter, and the letters by byte (unused bytes are blanks).

    ASCII keeps its place; bytes 1 to 31 and 127 to 255 hold the rest. Byte 0 is "no such glyph".
    """
    glyphs = font(face).charToGlyph
    assigned = {code: code for code in range(_BLANK, 127)}
    free = [*range(1, _BLANK), *range(127, _CODES)]
    wanted = [ord(letter) for letter in [*vietnamese_letters(), *_PUNCTUATION]]
    present = [code for code in wanted if code in glyphs]
    assigned |= dict(zip(present, free[: len(present)], strict=True))
    by_byte = [0] + [_BLANK] * (_CODES - 1)
    for code, byte in assigned.items():
        by_byte[byte] = code
    return assigned, tuple(by_byte)
