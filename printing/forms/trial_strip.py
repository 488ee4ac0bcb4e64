"""The test page of rolls and labels: a ruler, three bar widths, a code, Vietnamese letters.

A label shows as much of it as it has room for, the ruler first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.barcodes.qr import qr_symbol
from printing.forms.trial_bars import HEIGHT as BARS_HEIGHT
from printing.forms.trial_bars import LEAST_WIDTH, draw_trial_bars
from printing.official_date import official_moment
from printing.papers import RenderedPaper
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.paragraph import Align, Run, paragraph
from printing.typesetting.sheet import MM, PageSize, Sheet, qr_quiet_zone, qr_side

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.forms.test_page import TrialPaper

_RULER_HEIGHT = 7 * MM
_SENTENCE = "Nguyễn Thị Huyền Trưởng nộp hồ sơ; phường Rạch Dừa đã chứng thực chữ ký."


def render_strip(
    paper: TrialPaper, size: PageSize, *, form: str, version: str, title: str, qr_text: str
) -> RenderedPaper:
    """Draw it on ``size``; a roll is as long as it needs."""
    if size.roll:
        measured = _Strip(Sheet(size, title=title, author=paper.agency), size)
        measured.draw(paper, title, qr_text)
        size = size.with_height(measured.top + size.bottom)
    sheet = Sheet(size, title=title.capitalize(), author=paper.agency)
    _Strip(sheet, size).draw(paper, title, qr_text)
    return RenderedPaper(sheet.finish(), 1, form, version, draft=True)


def ruler_mm(size: PageSize) -> int:
    """How long the ruler is: the whole centimetres that fit."""
    return int(size.text_width / MM) // 10 * 10


class _Strip:
    """Draws from top to bottom; what has no room left is left out."""

    def __init__(self, sheet: Sheet, size: PageSize) -> None:
        self._sheet, self._size = sheet, size
        self._points = min(size.body_pt, 9.0)
        self.top = size.top

    def draw(self, paper: TrialPaper, title: str, qr_text: str) -> None:
        self._ruler()
        self._put(f"{title}: {paper.printer}", Face.BOLD)
        if self._size.text_width >= LEAST_WIDTH:
            self._place(
                BARS_HEIGHT + 1 * MM,
                lambda: draw_trial_bars(self._sheet, self._size.left, self.top),
            )
        self._put(_SENTENCE, Face.REGULAR)
        self._qr(qr_text)
        desk = f"{paper.agency} – {paper.counter}" if paper.counter else paper.agency
        self._put(desk, Face.REGULAR)
        self._put(f"In lúc {official_moment(paper.printed)}", Face.REGULAR)

    def _ruler(self) -> None:
        size, dot = self._size, self._size.dot
        long = ruler_mm(size)
        left, base = round(size.left / dot) * dot, round((self.top + 4 * MM) / dot) * dot
        line = self._sheet.line
        for at in range(long + 1):
            tick = (4 if at % 10 == 0 else 2.8 if at % 5 == 0 else 1.6) * MM
            x = left + at * MM
            line(x, base - tick, x, base, width=2 * dot if at % 10 == 0 else dot)
        line(left, base, left + long * MM, base, width=2 * dot)
        words = f"{long} mm"
        x = left + long * MM - width_pt(words, Face.REGULAR, 7)
        self._sheet.text(x, base + 7.5, words, Face.REGULAR, 7)
        self.top += _RULER_HEIGHT

    def _qr(self, text: str) -> None:
        symbol = qr_symbol(text)
        quiet, side = qr_quiet_zone(symbol, self._size), qr_side(symbol, self._size)
        if side + 2 * quiet <= self._size.text_width:
            x, y = self._size.left + quiet, self.top + quiet
            self._place(side + 2 * quiet, lambda: self._sheet.qr(x, y, symbol))

    def _put(self, text: str, face: Face) -> None:
        width = self._size.text_width
        shown = paragraph([Run(text, face)], width, self._points, align=Align.LEFT)
        self._place(
            shown.height + 1 * MM, lambda: shown.draw(self._sheet, self._size.left, self.top)
        )

    def _place(self, height: float, draw: Callable[[], object]) -> None:
        if self._size.roll or self.top + height <= self._size.foot:
            draw()
            self.top += height
