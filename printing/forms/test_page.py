"""The page that shows whether a printer prints the desk's papers as they are: true to size, whole,
with codes that scan and Vietnamese that is complete.

It belongs to no dossier and no law; its barcode says that it is a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from printing.barcodes.code128 import code128
from printing.barcodes.qr import qr_symbol
from printing.forms.trial_bars import HEIGHT as BARS_HEIGHT
from printing.forms.trial_bars import draw_trial_bars
from printing.forms.trial_strip import render_strip
from printing.official_date import official_moment
from printing.papers import RenderedPaper
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.page_size import DPI
from printing.typesetting.paragraph import Align, Run, centred, paragraph
from printing.typesetting.sheet import (
    MM,
    PAGE_SIZES,
    PageSize,
    Sheet,
    code128_width,
    page_size,
    qr_quiet_zone,
    qr_side,
)

FORM = "test_page"
VERSION = "1"
CODE = "TRANG-IN-THU-0000"
QR_TEXT = "HTTPS://TRANG-IN-THU.EXAMPLE/TRANG-IN-THU-0000"
TITLE = "TRANG IN THỬ"

RULER_MM = 100
_LETTERS = (
    "a à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ  đ  e è é ẻ ẽ ẹ ê ề ế ể ễ ệ  i ì í ỉ ĩ ị",
    "o ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ  u ù ú ủ ũ ụ ư ừ ứ ử ữ ự  y ỳ ý ỷ ỹ ỵ",
)
_SENTENCE = (
    "Nguyễn Thị Huyền Trưởng nộp hồ sơ ở quầy số 3, hẹn trả kết quả chiều thứ Sáu; phường Rạch Dừa"
    " đã chứng thực chữ ký, lệ phí bảy mươi nghìn đồng."
)
_CHECKS = (
    "Thước phải dài đúng 100 mm, cả ngang lẫn dọc. Nếu không: tắt “vừa trang”, chọn tỷ lệ 100%.",
    "Bốn góc đen phải hiện đủ. Nếu thiếu: kiểm tra khổ giấy trong khay và trong cài đặt máy in.",
    "Quét mã vạch, rồi quét QR: máy quét phải đọc được cả hai.",
    "Chữ phải đủ dấu, rõ nét; nền xám phải nhạt và đều.",
)


@dataclass(frozen=True, slots=True)
class TrialPaper:
    """What stands on the page: who prints it, at which counter, on which printer, and when."""

    agency: str
    counter: str
    printer: str
    printed: datetime


def render(paper: TrialPaper, *, size: str = "A4", dpi: float = DPI) -> RenderedPaper:
    """Draw the page; ``size`` is A4 or A5, a roll or a label, ``dpi`` the printer's grid.

    Raises InvalidInput (``bad_size``, ``bad_dpi``).
    """
    sizes = page_size(size, dpi=dpi)
    if sizes.name not in PAGE_SIZES:
        return render_strip(paper, sizes, form=FORM, version=VERSION, title=TITLE, qr_text=QR_TEXT)
    sheet = Sheet(sizes, title="Trang in thử", author=paper.agency)
    page = _Page(sheet, sizes)
    page.corners()
    page.heading(paper)
    page.rulers()
    page.codes()
    page.bars()
    page.letters()
    page.checks()
    return RenderedPaper(sheet.finish(), 1, FORM, VERSION, draft=True)


class _Page:
    """Draws from top to bottom; ``_top`` is where the next part begins."""

    def __init__(self, sheet: Sheet, size: PageSize) -> None:
        self._sheet = sheet
        self._size = size
        self._points = size.body_pt
        self._left = size.left + 6 * MM
        self._width = size.text_width - 12 * MM
        self._top = size.top + 6 * MM

    def corners(self) -> None:
        """A black angle at each corner of the area that papers are printed in."""
        size, long, thick = self._size, 10 * MM, 0.8 * MM
        right, foot = size.width - size.right, size.foot
        for x, across in ((size.left, 1), (right, -1)):
            for y, down in ((size.top, 1), (foot, -1)):
                middle_x, middle_y = x + across * thick / 2, y + down * thick / 2
                self._sheet.line(x, middle_y, x + across * long, middle_y, width=thick)
                self._sheet.line(middle_x, y, middle_x, y + down * long, width=thick)

    def heading(self, paper: TrialPaper) -> None:
        """The title, the desk, the printer, the time."""
        self._put(TITLE, Face.BOLD, 1.6)
        desk = f"{paper.agency} – {paper.counter}" if paper.counter else paper.agency
        self._put(desk, Face.BOLD, 1.0)
        self._put(f"Máy in: {paper.printer}", Face.REGULAR, 1.0)
        self._put(f"In lúc {official_moment(paper.printed)}", Face.REGULAR, 1.0)
        self._top += 4 * MM

    def rulers(self) -> None:
        """100 mm across and, from its zero, 100 mm down: a scale that differs both ways shows."""
        dot = self._size.dot
        origin_x, origin_y = _on_dot(self._left + 9 * MM, dot), _on_dot(self._top + 7 * MM, dot)
        line = self._sheet.line
        for at in range(1, RULER_MM + 1):  # each ruler's zero is the other one's line
            along = at * MM
            tick = (4 if at % 10 == 0 else 2.8 if at % 5 == 0 else 1.6) * MM
            thick = 2 * dot if at % 10 == 0 else dot
            line(origin_x + along, origin_y - tick, origin_x + along, origin_y, width=thick)
            line(origin_x - tick, origin_y + along, origin_x, origin_y + along, width=thick)
        line(origin_x, origin_y, origin_x + RULER_MM * MM, origin_y, width=2 * dot)
        line(origin_x, origin_y, origin_x, origin_y + RULER_MM * MM, width=2 * dot)
        self._figures(origin_x, origin_y)
        self._left = origin_x + 6 * MM
        self._width = self._size.width - self._size.right - 6 * MM - self._left
        self._top = origin_y + 6 * MM

    def _figures(self, origin_x: float, origin_y: float) -> None:
        points = 0.7 * self._points
        for at in range(0, RULER_MM + 1, 10):
            text = f"{at} mm" if at == RULER_MM else str(at)
            x = origin_x + at * MM - width_pt(str(at), Face.REGULAR, points) / 2
            self._sheet.text(x, origin_y - 5 * MM, text, Face.REGULAR, points)
            if at:
                x = origin_x - 4.8 * MM - width_pt(str(at), Face.REGULAR, points)
                self._sheet.text(x, origin_y + at * MM + points / 3, str(at), Face.REGULAR, points)

    def codes(self) -> None:
        """A Code 128 and a QR as receipts have them; the ruler keeps clear of their quiet zones."""
        bars, symbol = code128(CODE), qr_symbol(QR_TEXT)
        wide, side = code128_width(bars, self._size), qr_side(symbol, self._size)
        self._sheet.code128(self._left, self._top, 10.5 * MM, bars)
        label = centred(CODE, Face.BOLD, wide, 0.9 * self._points)
        label.draw(self._sheet, self._left, self._top + 11.3 * MM)
        quiet = qr_quiet_zone(symbol, self._size)
        self._sheet.qr(self._left + wide + 6.35 * MM + quiet, self._top, symbol)
        self._top += side + quiet + 3 * MM

    def bars(self) -> None:
        """Three bar widths, for what a scanner can't say: thick or broken ink."""
        draw_trial_bars(self._sheet, self._left, self._top)
        self._top += BARS_HEIGHT + 1.5 * MM

    def letters(self) -> None:
        """Every vowel with every tone, a sentence in three faces, and the grey of a watermark."""
        for row in _LETTERS:
            self._put(row, Face.REGULAR, 1.0)
        for face in (Face.REGULAR, Face.BOLD, Face.ITALIC):
            self._put(_SENTENCE, face, 1.0)
        self._top += 1.5 * MM
        self._sheet.grey_box(self._left, self._top, self._width, 6 * MM)
        self._top += 10 * MM

    def checks(self) -> None:
        """What to look at, and what to do where it is not so."""
        self._put("Kiểm tra:", Face.BOLD, 1.05)
        for number, check in enumerate(_CHECKS, start=1):
            self._put(f"{number}. {check}", Face.REGULAR, 1.05)

    def _put(self, text: str, face: Face, scale: float) -> None:
        shown = paragraph([Run(text, face)], self._width, scale * self._points, align=Align.LEFT)
        shown.draw(self._sheet, self._left, self._top)
        self._top += shown.height + 0.25 * self._points


def _on_dot(points: float, dot: float) -> float:
    return round(points / dot) * dot
