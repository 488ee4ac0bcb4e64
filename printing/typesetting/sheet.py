"""Pages: text, lines and codes from the top left corner, in whole printer dots.

Lengths are points from the page's top left corner; barcodes are placed in whole dots of the page's
grid (``PageSize.dpi``), and the page itself is a whole number of them, so that nothing is rounded
on the way to the paper.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from math import atan2, cos, hypot, radians, sin
from typing import BinaryIO

from printing.barcodes.code128 import Bars
from printing.barcodes.qr import QUIET_ZONE_MODULES, QrSymbol
from printing.typesetting.archive import ArchivalPdf
from printing.typesetting.embedding import EmbeddedFonts
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.page_size import (
    BAR_QUIET_MODULES,
    DOT,
    MM,
    PAGE_SIZES,
    PageSize,
    page_size,
)

__all__ = [
    "DOT",
    "MM",
    "PAGE_SIZES",
    "PageSize",
    "Sheet",
    "code128_width",
    "page_size",
    "qr_quiet_zone",
    "qr_side",
]

GREY = 0.84
WATERMARK_DEGREES = 52
LANDSCAPE_WATERMARK_DEGREES = 33
"""Along the page's diagonal, so that no letter falls off its edge."""
WATERMARK_LINE = 1.3
"""How high its letters are with their marks, over their size."""
ROLL_WATERMARK_EVERY = 1.4
"""Over a roll's width: how far its watermarks are from each other."""

_Dots = tuple[int, int, int, int]
"""Left, top, width, height."""


class Sheet:
    """A document being drawn, a PDF/A-2b. The same drawing gives the same bytes.

    What is drawn first is read first: whoever draws keeps to the order of reading.
    """

    def __init__(
        self,
        size: PageSize,
        *,
        title: str,
        author: str,
        created: datetime | None = None,
        out: BinaryIO | None = None,
    ) -> None:
        """``created`` (aware) is the paper's own moment, never the clock's.

        ``out`` takes each page as it is full, so that a book of any length needs no more memory
        than a page; it is the caller's to close.
        """
        self.size = size
        self._memory = BytesIO()
        self._pdf = ArchivalPdf(out or self._memory, title=title, author=author, created=created)
        self._contents: list[list[int]] = []
        self._page: list[int] = []
        self._operators: list[str] = []
        self._font = ""
        self._line_width = ""

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        face: Face,
        size_pt: float,
        *,
        word_space: float = 0.0,
    ) -> None:
        """Draw ``text`` from ``x`` on the baseline, each blank ``word_space`` points wider."""
        if not text:
            return
        y = self.size.height - baseline
        font, strings = self._shown(text, face, size_pt)
        place = f"{x:.3f} {y:.3f} Td"
        if word_space:
            place, strings = f"{word_space:.3f} Tw {place}", f"{strings} 0 Tw"
        self._operators.append(f"BT {font}{place}{strings} ET")

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        width: float = 0.6,
        dotted: bool = False,
    ) -> None:
        """Draw a straight line; ``dotted`` as the leaders of a printed form."""
        height = self.size.height
        self._set_line_width(width)
        drawn = f"{x1:.3f} {height - y1:.3f} m {x2:.3f} {height - y2:.3f} l S"
        self._operators.append(f"q 1 J [0 2.6] 0 d {drawn} Q" if dotted else drawn)

    def frame(self, x: float, y: float, width: float, height: float, *, line: float = 0.6) -> None:
        """Draw a rectangle's outline."""
        self._set_line_width(line)
        self._operators.append(f"{self._rectangle(x, y, width, height)} S")

    def grey_box(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle with the grey of watermarks."""
        self._operators.append(f"{GREY} g {self._rectangle(x, y, width, height)} f 0 g")

    def watermark(self, text: str) -> None:
        """Write ``text`` in grey across the page; call it before anything else of the page.

        On a roll it is repeated: whatever is torn off says it.
        """
        size = self.size
        tall = size.width * ROLL_WATERMARK_EVERY if size.roll else size.height
        times = max(round(size.height / tall), 1)
        for at in range(times):
            self._watermark(text, size.height * (at + 0.5) / times, min(tall, size.height))

    def _watermark(self, text: str, middle: float, height: float) -> None:
        """Once, its middle ``middle`` points above the page's foot, in ``height`` points."""
        width = self.size.width
        diagonal = 0.82 * hypot(width, height)
        points = diagonal / width_pt(text, Face.BOLD, 1)
        angle = radians(WATERMARK_DEGREES if height > width else LANDSCAPE_WATERMARK_DEGREES)
        if diagonal * cos(angle) > width or diagonal * sin(angle) > height:
            angle = atan2(height, width)
        wide = diagonal * cos(angle) + WATERMARK_LINE * points * sin(angle)
        high = diagonal * sin(angle) + WATERMARK_LINE * points * cos(angle)
        points *= min(1, width / wide, height / high)
        # Its middle on the page's, in the turned system of axes.
        along, across = -width_pt(text, Face.BOLD, points) / 2, -points / 3
        x = width / 2 + along * cos(angle) - across * sin(angle)
        y = middle + along * sin(angle) + across * cos(angle)
        turned = f"{cos(angle):.6f} {sin(angle):.6f} {-sin(angle):.6f} {cos(angle):.6f}"
        font, strings = self._shown(text, Face.BOLD, points)
        self._operators.append(f"{GREY} g BT {font}{turned} {x:.3f} {y:.3f} Tm{strings} ET 0 g")

    def tick_box(self, x: float, y: float, side: float, *, ticked: bool) -> None:
        """Draw a square to tick, with a cross where it is ``ticked``."""
        self.frame(x, y, side, side, line=0.7)
        if ticked:
            near, far = 0.2 * side, 0.8 * side
            self.line(x + near, y + near, x + far, y + far, width=1.1)
            self.line(x + near, y + far, x + far, y + near, width=1.1)

    def code128(self, x: float, y: float, height: float, bars: Bars, *, times: int = 1) -> None:
        """Draw a Code 128 with its first bar at the whole dot nearest to ``x``.

        ``times``: so many times as wide as usual, for scanners that feed paper.
        """
        module = self.size.bar_dots * times
        quiet = BAR_QUIET_MODULES * module
        left, top, tall = self._dots(x), self._dots(y), self._dots(height)
        self._code(
            (left - quiet, top, bars.modules * module + 2 * quiet, tall),
            [(left + at * module, top, width * module, tall) for at, width in bars.bars],
        )

    def qr(self, x: float, y: float, symbol: QrSymbol) -> None:
        """Draw a QR with the symbol's top left corner at ``x``, ``y``."""
        dots = self.size.qr_dots(symbol.modules)
        left, top = self._dots(x), self._dots(y)
        quiet, side = QUIET_ZONE_MODULES * dots, symbol.modules * dots
        self._code(
            (left - quiet, top - quiet, side + 2 * quiet, side + 2 * quiet),
            [
                (left + cx * dots, top + cy * dots, width * dots, height * dots)
                for cx, cy, width, height in symbol.rectangles
            ],
        )

    @property
    def fonts(self) -> EmbeddedFonts:
        """What encodes the texts of ``operators``."""
        return self._pdf.fonts

    def operators(self, drawn: str) -> None:
        """Draw what somebody has written in the language of pages, one letter a byte."""
        self._operators.append(drawn)
        self._font = self._line_width = ""

    def keep(self) -> int:
        """Take what was drawn from this page; any page, this one too, can have it by ``again``."""
        return self._drawn()

    def again(self, kept: int) -> None:
        """Draw what was kept, below all that this page has been given since."""
        self._page.append(kept)

    def next_page(self) -> None:
        """End this page."""
        self._contents.append([*self._page, self._drawn()])
        self._page.clear()

    def end(self, foot: Callable[[int, int], None] | None = None) -> None:
        """End the last page and the document.

        ``foot(number, total)`` draws what stands last on each page, "page x of y".
        """
        self.next_page()
        for number, contents in enumerate(self._contents, start=1):
            if foot is not None:
                foot(number, len(self._contents))
                contents.append(self._drawn())
            self._pdf.add_page(contents, self.size.width, self.size.height)
        self._pdf.finish()

    def finish(self) -> bytes:
        """End a document that has no ``out``; returns the PDF."""
        self.end()
        return self._memory.getvalue()

    def _drawn(self) -> int:
        """Write what was drawn since the last time."""
        operators = "\n".join(self._operators).encode("latin-1")
        self._operators.clear()
        self._font = self._line_width = ""
        return self._pdf.add_content(operators)

    def _shown(self, text: str, face: Face, size_pt: float) -> tuple[str, str]:
        """The operators that choose the font, where it is another one, and that show ``text``."""
        choose = ""
        strings = ""
        for name, string in self._pdf.fonts.encode(text, face):
            font = f"/{name} {size_pt:.3f} Tf "
            if font != self._font:
                if strings:
                    strings += f" {font}"
                else:
                    choose = font
                self._font = font
            strings += f" ({string}) Tj"
        return choose, strings

    def _set_line_width(self, width: float) -> None:
        operator = f"{width:.3f} w"
        if operator != self._line_width:
            self._operators.append(operator)
            self._line_width = operator

    def _rectangle(self, x: float, y: float, width: float, height: float) -> str:
        return f"{x:.3f} {self.size.height - y - height:.3f} {width:.3f} {height:.3f} re"

    def _code(self, ground: _Dots, black: list[_Dots]) -> None:
        """Fill rectangles in dots on a white ground: a quiet zone in a watermark would be none.

        One path for all of them: no seams between neighbours.
        """
        dot = f"{self.size.dot:.10f}"
        x, y, wide, tall = ground
        bars = "\n".join([f"{x} {y} {w} {h} re" for x, y, w, h in black])
        self._operators.append(
            f"q {dot} 0 0 -{dot} 0 {self.size.height:.4f} cm"
            f" 1 g {x} {y} {wide} {tall} re f 0 g\n{bars} f Q"
        )

    def _dots(self, points: float) -> int:
        return round(points / self.size.dot)


def qr_side(symbol: QrSymbol, size: PageSize) -> float:
    """The symbol's side without quiet zone, in points."""
    return symbol.modules * size.qr_dots(symbol.modules) * size.dot


def qr_quiet_zone(symbol: QrSymbol, size: PageSize) -> float:
    """The width of its quiet zone, in points."""
    return QUIET_ZONE_MODULES * size.qr_dots(symbol.modules) * size.dot


def code128_width(bars: Bars, size: PageSize, *, times: int = 1) -> float:
    """The symbol's width without quiet zones, in points; ``times`` as for ``Sheet.code128``."""
    return bars.modules * size.bar_dots * times * size.dot
