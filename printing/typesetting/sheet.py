"""Pages: a thin layer over reportlab's canvas with a top-left origin and whole printer dots.

Lengths are points from the page's top left corner; barcodes are placed in dots of 203.2 dpi
(0.125 mm), the resolution of the printers that are least forgiving. A4 and A5 are whole numbers of
such dots, so that nothing is rounded on the way to the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.errors import InvalidInput
from printing.barcodes.code128 import Bars
from printing.barcodes.qr import QUIET_ZONE_MODULES, QrSymbol
from printing.typesetting.fonts import Face, font

MM = 72 / 25.4
DOT = 72 / 203.2
"""One printer dot in points."""

BAR_DOTS = 2
"""Width of a Code 128 module: 0.25 mm, what hand scanners resolve."""
BAR_QUIET_MODULES = 10
QR_MIN_DOTS = 192
"""24 mm: the smallest side of a QR (DESIGN, numbers on paper)."""
QR_MODULE_MIN_DOTS = 4

GREY = 0.84


@dataclass(frozen=True, slots=True)
class PageSize:
    """A paper size and its margins, in points (NĐ 30/2020: left 30, right 15-20, top/bottom 20)."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    body_pt: float
    scale: float
    """Of the header and the signatures, whose sizes NĐ 30/2020 gives for A4."""

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def foot(self) -> float:
        """Where the text area ends, from the top."""
        return self.height - self.bottom


# Rounded down: 841.8898 pt would be 2376.0001 dots, and a rasteriser that rounds up squeezes the
# page into one dot row more, which blurs every code.
A4 = (595.2755, 841.8897)
A5 = (419.5275, 595.2755)

PAGE_SIZES = {
    "A4": PageSize("A4", *A4, 30 * MM, 15 * MM, 18 * MM, 16 * MM, 12, 1),
    "A5": PageSize("A5", *A5, 14 * MM, 9 * MM, 11 * MM, 10 * MM, 9.5, 0.78),
}


def page_size(name: str) -> PageSize:
    """The size of that name; InvalidInput (``bad_size``) where there is none for forms."""
    try:
        return PAGE_SIZES[name.upper()]
    except KeyError:
        raise InvalidInput(
            "bad_size", f"Không in biểu mẫu này trên khổ {name[:20]!r} (có A4, A5).", field="size"
        ) from None


class Sheet:
    """A document being drawn. The same drawing gives the same bytes: nothing asks the clock."""

    def __init__(self, size: PageSize, *, title: str, author: str) -> None:
        self.size = size
        self._bytes = BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=(size.width, size.height),
            pageCompression=1,
            invariant=1,
            # Without it every page names Helvetica, which is not embedded.
            initialFontName=font(Face.REGULAR).fontName,  # type: ignore[arg-type] # stubs: "float"
            lang="vi-VN",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject("")
        self._canvas.setCreator("Quầy một cửa")
        self._canvas.setProducer("Quầy một cửa")

    def text(self, x: float, baseline: float, text: str, face: Face, size_pt: float) -> None:
        """Draw ``text`` from ``x`` on the baseline."""
        self._canvas.setFont(font(face).fontName, size_pt)
        self._canvas.drawString(x, self.size.height - baseline, text)

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
        canvas = self._canvas
        canvas.setLineWidth(width)
        if dotted:
            canvas.setLineCap(1)
            canvas.setDash([0, 2.6])
        canvas.line(x1, self.size.height - y1, x2, self.size.height - y2)
        if dotted:
            canvas.setLineCap(0)
            canvas.setDash([])

    def frame(self, x: float, y: float, width: float, height: float, *, line: float = 0.6) -> None:
        """Draw a rectangle's outline."""
        self._canvas.setLineWidth(line)
        self._canvas.rect(x, self.size.height - y - height, width, height)

    def grey_box(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle with the grey of watermarks."""
        self._canvas.setFillGray(GREY)
        self._canvas.rect(x, self.size.height - y - height, width, height, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def watermark(self, text: str) -> None:
        """Write ``text`` in grey across the page; call it before anything else of the page."""
        canvas, size = self._canvas, self.size
        canvas.saveState()
        canvas.setFillGray(GREY)
        canvas.translate(size.width / 2, size.height / 2)
        canvas.rotate(52)
        diagonal = 0.82 * (size.width**2 + size.height**2) ** 0.5
        bold = font(Face.BOLD)
        points = diagonal / bold.stringWidth(text, 1)
        canvas.setFont(bold.fontName, points)
        canvas.drawCentredString(0, -points / 3, text)
        canvas.restoreState()

    def code128(self, x: float, y: float, height: float, bars: Bars) -> None:
        """Draw a Code 128 with its first bar at the first whole dot from ``x``."""
        quiet = BAR_QUIET_MODULES * BAR_DOTS
        left, top, tall = _dots(x), _dots(y), _dots(height)
        self._white(left - quiet, top, bars.modules * BAR_DOTS + 2 * quiet, tall)
        self._rectangles(
            [(left + at * BAR_DOTS, top, width * BAR_DOTS, tall) for at, width in bars.bars]
        )

    def qr(self, x: float, y: float, symbol: QrSymbol) -> None:
        """Draw a QR with the symbol's top left corner at ``x``, ``y``."""
        dots = qr_module_dots(symbol)
        left, top = _dots(x), _dots(y)
        quiet, side = QUIET_ZONE_MODULES * dots, symbol.modules * dots
        self._white(left - quiet, top - quiet, side + 2 * quiet, side + 2 * quiet)
        self._rectangles(
            [
                (left + cx * dots, top + cy * dots, width * dots, height * dots)
                for cx, cy, width, height in symbol.rectangles
            ]
        )

    def next_page(self) -> None:
        """End this page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """End the document; returns the PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()

    def _white(self, left: int, top: int, width: int, height: int) -> None:
        # A quiet zone that a watermark runs through is none.
        self._canvas.setFillGray(1)
        self._rectangles([(left, top, width, height)])
        self._canvas.setFillGray(0)

    def _rectangles(self, dots: list[tuple[int, int, int, int]]) -> None:
        """Fill rectangles given in dots, one path for all: no seams between them."""
        canvas = self._canvas
        canvas.saveState()
        canvas.transform(DOT, 0, 0, -DOT, 0, self.size.height)
        canvas.addLiteral("\n".join([*(f"{x} {y} {w} {h} re" for x, y, w, h in dots), "f"]))
        canvas.restoreState()


def qr_module_dots(symbol: QrSymbol) -> int:
    """Dots a module: at least four, and enough for a symbol of 24 mm."""
    return max(QR_MODULE_MIN_DOTS, -(-QR_MIN_DOTS // symbol.modules))


def qr_side(symbol: QrSymbol) -> float:
    """The symbol's side without quiet zone, in points."""
    return symbol.modules * qr_module_dots(symbol) * DOT


def qr_quiet_zone(symbol: QrSymbol) -> float:
    """The width of its quiet zone, in points."""
    return QUIET_ZONE_MODULES * qr_module_dots(symbol) * DOT


def code128_width(bars: Bars) -> float:
    """The symbol's width without quiet zones, in points."""
    return bars.modules * BAR_DOTS * DOT


def _dots(points: float) -> int:
    return round(points / DOT)
