"""Scanned pages for the demonstration: filled-in forms of people who do not exist.

Each page is an A4 sheet as an office scanner delivers it: grey, 110 dpi, JPEG, a little askew, with
noise. The headings are those of the real forms; what is "written" is fictitious. The same arguments
give the same bytes.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from printing.typesetting.fonts import FONTS, Face

DPI = 110
WIDTH_PX = round(210 / 25.4 * DPI)
HEIGHT_PX = round(297 / 25.4 * DPI)

_PAPER = 250
_PRINT = 25
_INK = 70
_HAND_PT = 14.5
_NOISE = 0.045
_QUALITY = 62
_LEFT = round(28 / 25.4 * DPI)
_RIGHT = WIDTH_PX - round(18 / 25.4 * DPI)
_LINE = round(9.2 / 25.4 * DPI)
_SIGNS_AT = _LEFT + (_RIGHT - _LEFT) * 0.72
_TITLE_TOP = round(44 / 25.4 * DPI)


class FormKind(Enum):
    """Which form a page shows."""

    BIRTH = "birth"
    DEATH = "death"
    RESIDENCE = "residence"
    EXTRACT = "extract"
    MARITAL_STATUS = "marital_status"
    SIGNATURE = "signature"
    CERTIFIED_COPY = "certified_copy"


@dataclass(frozen=True, slots=True)
class _Layout:
    """A form: title lines, addressee, and (label, what is written there)."""

    title: tuple[str, ...]
    addressed: str
    entries: tuple[tuple[str, str], ...]
    closing: str
    signs: str
    copy: bool = False


_PROMISE = (
    "Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật"
    " về cam đoan của mình."
)

_LAYOUTS = {
    FormKind.BIRTH: _Layout(
        ("TỜ KHAI ĐĂNG KÝ KHAI SINH",),
        "Kính gửi:",
        (
            ("Họ, chữ đệm, tên người yêu cầu:", "{name}"),
            ("Số định danh cá nhân:", "{id_number}"),
            ("Nơi cư trú:", "{address}"),
            ("Quan hệ với người được khai sinh:", "{relation}"),
            ("Họ, chữ đệm, tên người được khai sinh:", "{child}"),
            ("Ngày, tháng, năm sinh:", "{child_birth}"),
            ("Giới tính:", "{child_sex}"),
            ("Dân tộc, quốc tịch:", "Kinh, Việt Nam"),
            ("Nơi sinh:", "{hospital}"),
            ("Quê quán:", "{home}"),
            ("Họ, chữ đệm, tên người mẹ:", "{mother}"),
            ("Họ, chữ đệm, tên người cha:", "{father}"),
        ),
        _PROMISE,
        "NGƯỜI YÊU CẦU",
    ),
    FormKind.RESIDENCE: _Layout(
        ("TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ", "(Mẫu CT01)"),
        "Kính gửi:",
        (
            ("1. Họ, chữ đệm và tên:", "{name}"),
            ("2. Ngày, tháng, năm sinh:", "{birth}"),
            ("3. Giới tính:", "{sex}"),
            ("4. Số định danh cá nhân:", "{id_number}"),
            ("5. Số điện thoại liên hệ:", "{phone}"),
            ("6. Email:", "{email}"),
            ("7. Họ, chữ đệm và tên chủ hộ:", "{father}"),
            ("8. Mối quan hệ với chủ hộ:", "{relation}"),
            ("9. Nội dung đề nghị:", "Đăng ký cư trú tại {address}"),
            ("10. Những thành viên cùng thay đổi:", "{child}, sinh ngày {child_birth}"),
        ),
        "",
        "NGƯỜI KÊ KHAI",
    ),
    FormKind.EXTRACT: _Layout(
        ("TỜ KHAI", "CẤP BẢN SAO TRÍCH LỤC HỘ TỊCH"),
        "Kính gửi:",
        (
            ("Họ, chữ đệm, tên người yêu cầu:", "{name}"),
            ("Số định danh cá nhân:", "{id_number}"),
            ("Nơi cư trú:", "{address}"),
            ("Quan hệ với người được cấp:", "{relation}"),
            ("Đề nghị cấp bản sao trích lục:", "khai sinh"),
            ("Của người có tên dưới đây:", "{child}"),
            ("Ngày, tháng, năm sinh:", "{child_birth}"),
            ("Đã đăng ký tại:", "{office}"),
            ("Số, quyển số:", "{book}"),
            ("Số lượng bản sao đề nghị cấp:", "{copies} bản"),
        ),
        _PROMISE,
        "NGƯỜI YÊU CẦU",
    ),
    FormKind.MARITAL_STATUS: _Layout(
        ("TỜ KHAI", "CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"),
        "Kính gửi:",
        (
            ("Họ, chữ đệm, tên người yêu cầu:", "{name}"),
            ("Số định danh cá nhân:", "{id_number}"),
            ("Nơi cư trú:", "{address}"),
            ("Ngày, tháng, năm sinh:", "{birth}"),
            ("Giới tính:", "{sex}"),
            ("Dân tộc, quốc tịch:", "Kinh, Việt Nam"),
            ("Tình trạng hôn nhân:", "hiện tại chưa đăng ký kết hôn với ai"),
            ("Mục đích sử dụng:", "{purpose}"),
        ),
        _PROMISE,
        "NGƯỜI YÊU CẦU",
    ),
    FormKind.DEATH: _Layout(
        ("TỜ KHAI ĐĂNG KÝ KHAI TỬ",),
        "Kính gửi:",
        (
            ("Họ, chữ đệm, tên người yêu cầu:", "{name}"),
            ("Số định danh cá nhân:", "{id_number}"),
            ("Nơi cư trú:", "{address}"),
            ("Quan hệ với người đã chết:", "{relation}"),
            ("Họ, chữ đệm, tên người đã chết:", "{father}"),
            ("Ngày, tháng, năm sinh:", "{elder_birth}"),
            ("Giới tính:", "Nam"),
            ("Dân tộc, quốc tịch:", "Kinh, Việt Nam"),
            ("Nơi cư trú cuối cùng:", "{address}"),
            ("Nơi chết:", "tại nhà"),
            ("Nguyên nhân chết:", "tuổi già"),
        ),
        _PROMISE,
        "NGƯỜI YÊU CẦU",
    ),
    FormKind.SIGNATURE: _Layout(
        ("GIẤY ỦY QUYỀN",),
        "",
        (
            ("Tôi tên là:", "{name}"),
            ("Sinh ngày:", "{birth}"),
            ("Số định danh cá nhân:", "{id_number}"),
            ("Nơi cư trú:", "{address}"),
            ("Ủy quyền cho ông (bà):", "{mother}"),
            ("Nội dung ủy quyền:", "{purpose}"),
            ("Thời hạn ủy quyền:", "{copies} tháng kể từ ngày ký"),
        ),
        _PROMISE,
        "NGƯỜI ỦY QUYỀN",
    ),
    FormKind.CERTIFIED_COPY: _Layout(
        ("GIẤY XÁC NHẬN",),
        "",
        (
            ("Họ và tên:", "{name}"),
            ("Ngày, tháng, năm sinh:", "{birth}"),
            ("Số định danh cá nhân:", "{id_number}"),
            ("Nơi cư trú:", "{address}"),
            ("Nội dung xác nhận:", "{purpose}"),
            ("Số vào sổ:", "{book}"),
        ),
        "Giấy này có giá trị kể từ ngày ký.",
        "TM. ỦY BAN NHÂN DÂN",
        copy=True,
    ),
}


def filled_form(
    kind: str,
    *,
    name: str,
    birth: date,
    address: str,
    seed: int,
    id_number: str = "",
    office: str = "Phường Hoa Sữa",
    day: date | None = None,
) -> bytes:
    """One page as JPEG (grey, A4 at 110 dpi): a form that this person filled in.

    ``kind`` is a value of FormKind; ``office`` is whom the form is addressed to; without ``day``
    the date is left open. What the form asks besides is invented from ``seed``. Raises ValueError
    for a kind that there is not.
    """
    layout = _LAYOUTS[FormKind(kind)]
    chance = random.Random(f"{seed}/{kind}/{name}")  # noqa: S311 - a picture, no secret
    writer = _Writer(name, birth, address, id_number or f"000{seed % 10**9:09d}", office)
    page = Image.new("L", (WIDTH_PX, HEIGHT_PX), _PAPER)
    pen = _Pen(ImageDraw.Draw(page), chance)
    written = _written(writer, chance)
    y = _heading(pen, layout, office)
    for label, entry in layout.entries:
        y = pen.entry(label, entry.format_map(written), y)
    if layout.closing:
        y = pen.passage(layout.closing, y + _LINE // 3)
    place = office.partition(" ")[2] or office
    pen.centred(_SIGNS_AT, y + _LINE // 2, _dated(place, day), Face.ITALIC, 12)
    _signature(pen, layout, name, y + _LINE // 2)
    return _scanned(page, chance)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who filled the form in, and at which office."""

    name: str
    birth: date
    address: str
    id_number: str
    office: str


class _Pen:
    """Prints in black and writes by hand in grey."""

    def __init__(self, draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
        self.draw = draw
        self.chance = chance

    def printed(self, x: float, y: float, text: str, face: Face, size_pt: float) -> float:
        """Print ``text`` with its baseline at ``y``; returns where it ends."""
        font = _font(face, _px(size_pt))
        self.draw.text((x, y), text, fill=_PRINT, font=font, anchor="ls")
        return x + font.getlength(text)

    def centred(self, x: float, y: float, text: str, face: Face, size_pt: float) -> float:
        """Print ``text`` around ``x``; returns its width."""
        font = _font(face, _px(size_pt))
        self.draw.text((x, y), text, fill=_PRINT, font=font, anchor="ms")
        return font.getlength(text)

    def entry(self, label: str, text: str, y: float) -> float:
        """A printed label, the dotted line behind it, and what is written on it."""
        begin = self.printed(_LEFT, y, label, Face.REGULAR, 12) + 5
        words = text.split()
        while True:
            self._dots(begin, y)
            words = self.written(begin + 4, y - 2, words)
            y += _LINE
            if not words:
                return y
            begin = _LEFT

    def passage(self, text: str, y: float) -> float:
        """A printed passage over the whole width."""
        font = _font(Face.REGULAR, _px(12))
        line = ""
        for word in text.split():
            if font.getlength(f"{line} {word}") > _RIGHT - _LEFT:
                self.printed(_LEFT, y, line, Face.REGULAR, 12)
                y += _LINE * 0.8
                line = ""
            line = f"{line} {word}".strip()
        self.printed(_LEFT, y, line, Face.REGULAR, 12)
        return y + _LINE

    def scribble(self, x: float, y: float) -> None:
        """A signature around ``x``, ``y``: loops that get smaller to the right, and a stroke."""
        turns, phase = self.chance.uniform(3.5, 6), self.chance.uniform(0, 6)
        points = []
        for step in range(121):
            along = step / 120
            angle = math.tau * turns * along + phase
            points.append(
                (
                    x - 56 + 104 * along + 13 * math.sin(angle),
                    y - 19 * (1 - 0.65 * along) * math.cos(angle) - 6 * math.sin(5 * along),
                )
            )
        self.draw.line(points, fill=_INK, width=2, joint="curve")
        end = y + self.chance.uniform(4, 12)
        self.draw.line([points[-1], (x + 30, y + 16), (x - 62, end + 8)], fill=_INK, width=2)

    def _dots(self, begin: float, y: float) -> None:
        self.draw.point([(x, y + 2) for x in range(round(begin), _RIGHT, 4)], fill=_PRINT)

    def written_width(self, text: str) -> float:
        """About how wide ``text`` gets when written."""
        return _font(Face.ITALIC, _px(_HAND_PT)).getlength(text) + 6 * text.count(" ")

    def written(self, x: float, y: float, words: list[str]) -> list[str]:
        """Write words up to the margin; returns those that did not fit."""
        font = _font(Face.ITALIC, _px(_HAND_PT))
        slope = self.chance.uniform(-0.006, 0.004)
        for number, word in enumerate(words):
            if number and x + font.getlength(word) > _RIGHT:
                return words[number:]
            for letter in word:
                lift = slope * (x - _LEFT) + self.chance.uniform(-0.9, 0.9)
                shade = _INK + self.chance.randrange(-18, 30)
                self.draw.text((x, y + lift), letter, fill=shade, font=font, anchor="ls")
                x += font.getlength(letter) + self.chance.uniform(-0.4, 0.7)
            x += 5 + self.chance.uniform(0, 3)
        return []


def _heading(pen: _Pen, layout: _Layout, office: str) -> float:
    """Quốc hiệu, title, addressee; returns the first entry's baseline."""
    top = round(24 / 25.4 * DPI)
    middle = (_LEFT + _RIGHT) / 2
    if layout.copy:
        quarter = _LEFT + (_RIGHT - _LEFT) * 0.2
        pen.centred(quarter, top, office.upper(), Face.BOLD, 10.5)
        pen.draw.line([(quarter - 40, top + 9), (quarter + 40, top + 9)], fill=_PRINT)
        centre = _LEFT + (_RIGHT - _LEFT) * 0.7
    else:
        centre = middle
    pen.centred(centre, top, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face.BOLD, 12)
    width = pen.centred(centre, top + _LINE * 0.62, "Độc lập - Tự do - Hạnh phúc", Face.BOLD, 13)
    under = top + _LINE * 0.62 + 9
    pen.draw.line([(centre - width / 2, under), (centre + width / 2, under)], fill=_PRINT)
    y: float = _TITLE_TOP + _LINE / 2
    for number, line in enumerate(layout.title):
        pen.centred(middle, y, line, Face.BOLD, 15 if number == 0 else 13)
        y += _LINE * 0.75
    if layout.addressed:
        begin = pen.printed(_LEFT + 90, y + _LINE * 0.2, layout.addressed, Face.REGULAR, 12.5)
        pen.printed(begin + 8, y + _LINE * 0.2, office, Face.BOLD, 12.5)
        y += _LINE
    return y + _LINE * 0.4


def _dated(place: str, day: date | None) -> str:
    if day is None:
        return f"{place}, ngày …… tháng …… năm 20……"
    return f"{place}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"


def _signature(pen: _Pen, layout: _Layout, name: str, y: float) -> None:
    pen.centred(_SIGNS_AT, y + _LINE * 0.7, layout.signs, Face.BOLD, 12.5)
    pen.scribble(_SIGNS_AT, y + _LINE * 2.2)
    if layout.copy:
        _seal(pen, _SIGNS_AT - 70, y + _LINE * 2.1)
        pen.draw.rectangle((_LEFT - 4, 20, _LEFT + 108, 48), outline=_INK, width=2)
        pen.printed(_LEFT + 8, 41, "BẢN SAO", Face.BOLD, 13)
        return
    pen.centred(_SIGNS_AT, y + _LINE * 1.25, "(Ký, ghi rõ họ, chữ đệm, tên)", Face.ITALIC, 11)
    pen.written(_SIGNS_AT - pen.written_width(name) / 2, y + _LINE * 3.5, name.split())


def _seal(pen: _Pen, x: float, y: float) -> None:
    """A round seal that nobody could take for a real one."""
    for radius in (48, 45, 30):
        pen.draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=110, width=2)
    font = _font(Face.BOLD, _px(9))
    for offset, line in ((-3, "MINH"), (13, "HỌA")):
        pen.draw.text((x, y + offset), line, fill=110, font=font, anchor="ms")


def _scanned(page: Image.Image, chance: random.Random) -> bytes:
    """Turn the page a little, lay noise over it, compress it as a scanner does."""
    turned = page.rotate(
        chance.uniform(-0.7, 0.7), resample=Image.Resampling.BILINEAR, fillcolor=_PAPER
    )
    grain = Image.frombytes("L", page.size, chance.randbytes(WIDTH_PX * HEIGHT_PX))
    noisy = Image.blend(turned, grain, _NOISE)
    out = BytesIO()
    noisy.save(out, "JPEG", quality=_QUALITY, dpi=(DPI, DPI))
    return out.getvalue()


@cache
def _font(face: Face, size_px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        str(FONTS / f"{face.value}.ttf"), size_px, layout_engine=ImageFont.Layout.BASIC
    )


def _px(size_pt: float) -> float:
    return round(size_pt * DPI / 72, 1)


_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
_MIDDLE = ("Văn", "Thị", "Minh", "Ngọc", "Gia", "Bảo", "Thanh", "Quỳnh", "Đức", "Hải")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Linh", "Nam", "Phương", "Yến")
_PURPOSES = (
    "bổ sung hồ sơ xin việc làm",
    "đăng ký kết hôn",
    "vay vốn ngân hàng phát triển kinh tế hộ gia đình",
    "làm thủ tục nhập học cho con",
)
_RELATIONS = ("con", "bản thân", "cháu ngoại", "vợ", "em ruột")


def _written(writer: _Writer, chance: random.Random) -> dict[str, str]:
    """What is written on the forms' lines, by name."""

    def somebody(middles: tuple[str, ...] = _MIDDLE) -> str:
        return f"{chance.choice(_FAMILY)} {chance.choice(middles)} {chance.choice(_GIVEN)}"

    child_year = chance.randrange(2015, 2026)
    return {
        "name": writer.name,
        "id_number": writer.id_number,
        "birth": f"{writer.birth:%d/%m/%Y}",
        "sex": chance.choice(("Nam", "Nữ")),
        "address": writer.address,
        "phone": f"0900{chance.randrange(10**6):06d}",
        "email": "",
        "relation": chance.choice(_RELATIONS),
        "child": somebody(),
        "child_birth": f"{chance.randrange(1, 29):02d}/{chance.randrange(1, 13):02d}/{child_year}",
        "child_sex": chance.choice(("Nam", "Nữ")),
        "elder_birth": f"{chance.randrange(1, 29):02d}/08/{chance.randrange(1932, 1946)}",
        "hospital": f"Trạm y tế {writer.office.lower()[:1]}{writer.office[1:]}",
        "home": writer.address.rpartition(", ")[2],
        "mother": somebody(("Thị",)),
        "father": somebody(("Văn", "Đức")),
        "office": writer.office,
        "book": f"số {chance.randrange(1, 300)}, quyển {chance.randrange(1, 4):02d}/{child_year}",
        "copies": f"{chance.randrange(1, 6):02d}",
        "purpose": chance.choice(_PURPOSES),
    }
