"""The shipped fonts (Liberation Serif 2, metrically Times New Roman), ready to be embedded.

NĐ 30/2020 asks for Times New Roman. Cutting a subset for every paper costs more time than all the
rest of it, so each face has one fixed subset with everything that Vietnamese papers need; it is cut
and compressed once a process. Other letters that the font has get subsets of their own.
"""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import (
    FF_NONSYMBOLIC,
    FF_SYMBOLIC,
    TTFError,
    TTFont,
    makeToUnicodeCMap,
)

from app.errors import EnvironmentFault

# Streams of our papers are binary; the ASCII85 armour that reportlab adds costs 1 ms and a quarter
# of the size. There is no other switch than this one for the process.
rl_config.useA85 = 0

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"

REPLACEMENT = "□"
"""Stands for a letter that the fonts do not have, as a box for a person to fill in."""
_PUNCTUATION = "–—“”‘’…•§°×½«»·₫±²" + REPLACEMENT
_BLANK = 32
MAX_CACHED_SUBSETS = 64


class Face(Enum):
    """The four faces; the value is the font's name in a PDF and the file's stem."""

    REGULAR = "LiberationSerif-Regular"
    BOLD = "LiberationSerif-Bold"
    ITALIC = "LiberationSerif-Italic"
    BOLD_ITALIC = "LiberationSerif-BoldItalic"


def vietnamese_letters() -> list[str]:
    """The 134 precomposed letters beyond ASCII, both cases, in code order."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in tones} | {"đ"}
    letters = small | {letter.upper() for letter in small}
    return sorted(letter for letter in letters if not letter.isascii())


class _Formatted(pdfdoc.PDFObject):
    """An object of the PDF that was written out once and is only copied from then on."""

    def __init__(self, written: bytes) -> None:
        self.written = written

    def format(self, document: Any) -> bytes:  # noqa: ARG002 - reportlab's interface
        return self.written


@dataclass(frozen=True, slots=True)
class _CutSubset:
    """A subset as it goes into a document; streams are deflated."""

    font_file: bytes
    font_file_length: int
    to_unicode: bytes
    widths: _Formatted


class _PaperFont(TTFont):
    """A font whose first subset is the same in every document, and is cut once a process."""

    def __init__(self, face: Face) -> None:
        super().__init__(face.value, str(FONTS / f"{face.value}.ttf"), shapable=False)
        self._assigned, self._subset = _fixed_subset(self.face.charToGlyph)
        self._cut: dict[tuple[str, tuple[int, ...]], _CutSubset] = {}
        self._lock = Lock()

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802 - reportlab's name
        """Encode ``text`` as runs of (subset, bytes)."""
        if doc not in self.state:
            state: Any = self.State(asciiReadable=True, ttf=self)
            state.assignments = dict(self._assigned)
            state.subsets = [list(self._subset)]
            state.nextCode = len(self._subset)
            self.state[doc] = state
        return super().splitString(text, doc, encoding)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the subsets that ``doc`` uses; reportlab calls it when the document is saved."""
        subsets = self.state[doc].subsets
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            base_name = f"{_subset_tag(number)}+{self.face.name.decode('ascii')}"
            cut = self._subset_cut(base_name, subset)
            # No Encoding: a symbolic font's bytes go through its own cmap (ISO 19005-2 §6.2.11.6).
            entry = pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("Font"),
                    "Subtype": pdfdoc.PDFName("TrueType"),
                    "BaseFont": pdfdoc.PDFName(base_name),
                    "FirstChar": 0,
                    "LastChar": len(subset) - 1,
                    "Widths": cut.widths,
                    "ToUnicode": doc.Reference(_deflated(cut.to_unicode), f"cmap:{base_name}"),
                    "FontDescriptor": self._descriptor(doc, base_name, cut),
                }
            )
            fonts[name] = doc.Reference(entry, name)
        del self.state[doc]

    def _descriptor(self, doc: Any, base_name: str, cut: _CutSubset) -> Any:
        face = self.face
        stream = _deflated(cut.font_file)
        stream.dictionary["Length1"] = cut.font_file_length
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "Ascent": face.ascent,
                "CapHeight": face.capHeight,
                "Descent": face.descent,
                "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "FontName": pdfdoc.PDFName(base_name),
                "ItalicAngle": face.italicAngle,
                "StemV": face.stemV,
                "FontFile2": doc.Reference(stream, f"fontFile:{base_name}"),
                "MissingWidth": face.defaultWidth,
            }
        )
        return doc.Reference(descriptor, f"fontDescriptor:{base_name}")

    def _subset_cut(self, base_name: str, subset: list[int]) -> _CutSubset:
        key = (base_name, tuple(subset))
        with self._lock:  # cutting seeks in one shared stream
            if key not in self._cut:
                if len(self._cut) >= MAX_CACHED_SUBSETS:
                    self._cut.clear()
                data = self.face.makeSubset(subset)
                known, other = self.face.charWidths, self.face.defaultWidth
                widths = " ".join(f"{known.get(code, other):.4g}" for code in subset)
                self._cut[key] = _CutSubset(
                    font_file=zlib.compress(data, 9),
                    font_file_length=len(data),
                    to_unicode=zlib.compress(makeToUnicodeCMap(base_name, subset).encode(), 9),
                    widths=_Formatted(f"[ {widths} ]".encode()),
                )
            return self._cut[key]


def _deflated(data: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=data, filters=[])
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return stream


def _subset_tag(number: int) -> str:
    """Six capitals that tell the subsets of a face apart (ISO 32000-1 §9.6.4)."""
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{number:06d}")


def _fixed_subset(glyphs: dict[int, int]) -> tuple[dict[int, int], list[int]]:
    """Which byte stands for which letter, and the letters by byte (unused bytes are blanks).

    ASCII keeps its place; bytes 1 to 31 and 127 to 255 hold the rest. Byte 0 is "no such glyph".
    """
    assigned = {code: code for code in range(_BLANK, 127)}
    free = [*range(1, _BLANK), *range(127, 256)]
    wanted = [ord(letter) for letter in [*vietnamese_letters(), *_PUNCTUATION]]
    present = [code for code in wanted if code in glyphs]
    assigned |= dict(zip(present, free[: len(present)], strict=True))
    by_byte = [0] + [_BLANK] * 255
    for code, byte in assigned.items():
        by_byte[byte] = code
    return {0: 0, **assigned}, by_byte


@cache
def font(face: Face) -> TTFont:
    """The font of ``face``, parsed at first use and known to reportlab by its name.

    Raises EnvironmentFault (``fonts``) where its file can't be read.
    """
    try:
        loaded = _PaperFont(face)
    except (TTFError, OSError) as fault:
        raise _broken(f"không đọc được phông {face.value}") from fault
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def _widths(face: Face) -> dict[str, float]:
    return {chr(code): width / 1000 for code, width in font(face).face.charWidths.items()}


def width_pt(text: str, face: Face, size_pt: float) -> float:
    """How wide ``text`` is, in points."""
    widths = _widths(face)
    return size_pt * sum([widths.get(letter, 0.5) for letter in text])


def printable(text: str) -> str:
    """``text`` in NFC, blanks collapsed, and what the fonts can't show replaced by a box.

    Signs that are no letters (direction marks, joiners) are left out: they turn a name round where
    it is read back.
    """
    known = _widths(Face.REGULAR)
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    if not composed.isprintable():
        composed = "".join([one for one in composed if unicodedata.category(one) != "Cf"])
    return "".join([letter if letter in known else REPLACEMENT for letter in composed])


def check_fonts() -> str:
    """Say which fonts are used; EnvironmentFault (``fonts``) where a file or letter is missing."""
    wanted = {ord(letter) for letter in vietnamese_letters()}
    for face in Face:
        if not wanted <= font(face).face.charToGlyph.keys():
            raise _broken(f"phông {face.value} thiếu chữ tiếng Việt")
    return f"Liberation Serif, đủ {len(wanted)} chữ tiếng Việt"


def _broken(why: str) -> EnvironmentFault:
    return EnvironmentFault("fonts", f"Phông chữ hỏng: {why}.", advice="Cài đặt lại chương trình.")
