"""What stands above a paper: agency and nation (NĐ 30/2020), the nation alone, the desk's name."""

from __future__ import annotations

from datetime import datetime

from printing.official_date import official_day
from printing.papers import DeskOnPaper
from printing.typesetting.flow import Block
from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.paragraph import Paragraph, Stack, centred
from printing.typesetting.sheet import MM, PageSize, Sheet

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LEFT_SHARE = 0.43
"""Of the text's width: what the issuing body's block takes."""


def official_head(
    size: PageSize, desk: DeskOnPaper, issued: datetime, number: str, *, dated: bool
) -> Block:
    """The issuing body and the paper's number at the left; nation, place and date at the right."""
    scale = size.scale
    width = LEFT_SHARE * size.text_width
    issuer = Stack(
        (
            *(centred(line, Face.REGULAR, width, 12 * scale, inset=MM) for line in desk.superior),
            centred(desk.body, Face.BOLD, width, 12 * scale, inset=MM),
        )
    )
    right = size.text_width - width
    date = centred(_place_and_day(desk, issued), Face.ITALIC, right, 13 * scale, inset=MM)
    own_number = centred(number, Face.REGULAR, width, 13 * scale)
    rule = issuer.height + 2 * scale
    nation = _nation(right, scale)
    date_top = max(rule, nation.height) + 4 * scale
    rows = [20 * scale]
    if number:
        rows.append(own_number.height + 4 * scale)
    if dated:
        rows.append(date_top - rule + date.height)
    height = rule + max(rows) + 3 * scale

    def draw(sheet: Sheet, x: float, y: float) -> None:
        issuer.draw(sheet, x, y)
        third = issuer.parts[-1].widest / 2.6
        sheet.line(x + (width - third) / 2, y + rule, x + (width + third) / 2, y + rule)
        if number:
            own_number.draw(sheet, x, y + rule + 4 * scale)
        nation.draw(sheet, x + width, y)
        if dated:
            date.draw(sheet, x + width, y + date_top)

    return Block(height, draw)


def nation_head(size: PageSize) -> Block:
    """Quốc hiệu and tiêu ngữ alone: papers that citizens sign."""
    nation = _nation(size.text_width, size.scale)
    return Block(nation.height + 3 * MM * size.scale, nation.draw)


def plain_head(size: PageSize, desk: DeskOnPaper, issued: datetime, *, dated: bool) -> Block:
    """The desk's name and the day, centred: rolls, labels, the desk's own lists."""
    scale, width = size.scale, size.text_width
    stack = Stack(
        (
            centred(" ".join(desk.superior), Face.REGULAR, width, 10.5 * scale),
            centred(desk.body, Face.BOLD, width, 11 * scale),
            *(
                (centred(_place_and_day(desk, issued), Face.ITALIC, width, 10.5 * scale),)
                if dated
                else ()
            ),
        )
    )
    return Block(stack.height + MM, stack.draw)


def _nation(width: float, scale: float) -> Block:
    """Quốc hiệu in one line, tiêu ngữ, and a line of the tiêu ngữ's length."""
    points = min(12 * scale, width / width_pt(NATION, Face.BOLD, 1))
    nation = centred(NATION, Face.BOLD, width, points)
    motto = centred(MOTTO, Face.BOLD, width, 13 * scale)
    rule = nation.height + motto.height + 1.5 * scale

    def draw(sheet: Sheet, x: float, y: float) -> None:
        nation.draw(sheet, x, y)
        motto.draw(sheet, x, y + nation.height)
        begin = x + (width - motto.widest) / 2
        sheet.line(begin, y + rule, begin + motto.widest, y + rule)

    return Block(rule, draw)


def _place_and_day(desk: DeskOnPaper, issued: datetime) -> str:
    return f"{desk.place}, {official_day(issued)}"


def stamp_text(nth: int, *, corrected: bool = False) -> str:
    """What a reprint says; "" for the first printing. ``corrected``: not all is as it was then."""
    if nth == 1:
        return ""
    return f"In lại lần {nth - 1}{' – đã đính chính' if corrected else ''}"


def stamp_block(text: str, scale: float) -> tuple[Paragraph, float]:
    """A stamp's text and the width of its frame."""
    points = 12 * scale
    width = width_pt(text, Face.BOLD, points) + 6 * MM
    return centred(text, Face.BOLD, width, points), width
