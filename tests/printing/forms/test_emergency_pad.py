"""The emergency pad: two copies of each slip on a page, to be cut apart and written on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.errors import InvalidInput
from app.numbering.receipt_mark import KnownKey, check, read_code
from app.reception.desk import Desk
from app.reception.emergency_pad import PadSlipOnPaper, make_pad
from printing.forms.emergency_pad import render_pad
from printing.papers import RenderedPaper
from tests.desks import open_desk
from tests.printing import samples
from tests.printing.pdf_reading import by_zbar, by_zxing, pages, texts


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def pad(slips: list[PadSlipOnPaper]) -> RenderedPaper:
    return render_pad(slips, samples.desk(), samples.ISSUED)


def test_a_slip_is_one_page_with_a_copy_for_the_desk_and_one_for_the_citizen(desk: Desk) -> None:
    """Who comes home without a number has the same reference as the desk's copy."""
    slips = make_pad(desk, 3)
    paper = pad(slips)
    shown = texts(paper.pdf)
    assert (paper.form, paper.pages, len(shown)) == ("emergency_pad", 3, 3)
    for slip, text in zip(slips, shown, strict=True):
        assert text.count(f"Số tham chiếu của quầy: {slip.reference}") == 2
        assert text.index("Liên 1: Lưu tại quầy") < text.index("Liên 2: Giao người nộp hồ sơ")
        for words in (
            "PHIẾU TIẾP NHẬN – CHỜ CẤP MÃ HỒ SƠ",
            "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:",
            "Thời gian nhận hồ sơ:",
            "Thời hạn giải quyết tính từ thời gian nhận ghi trên phiếu này",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
        ):
            assert text.count(words) == 2


def test_both_copies_carry_the_signed_mark_of_their_slip(desk: Desk, tmp_path: Path) -> None:
    """Two readers find it on each half; a desk that knows the key takes it for genuine."""
    [slip] = make_pad(desk, 1)
    [page] = pages(pad([slip]).pdf)
    half = page.height // 2
    installation = desk.enrolled()
    keys = {
        installation.key_id: KnownKey(
            installation.installation,
            installation.private_key.public_key().public_bytes_raw(),
        )
    }
    for top in (0, half):
        strip = page.crop((0, top, page.width, top + half))
        assert by_zxing(strip, "QRCode") == [slip.qr_text] == by_zbar(strip, "qrcode", tmp_path)
    read = read_code(slip.qr_text)
    assert read.code == slip.reference
    assert check(read, keys)


def test_there_is_room_to_write_and_nothing_crosses_the_cut() -> None:
    """The longest desk name is set smaller rather than over the line."""
    crowded = replace(
        samples.desk(),
        superior=("ỦY BAN NHÂN DÂN", "ĐẶC KHU " + "NGUYỄN BỈNH KHIÊM THƯỢNG HẢI " * 3),
        ask_at="Trung tâm Phục vụ hành chính công đặc khu " + "Nguyễn Bỉnh Khiêm " * 8,
    )
    slip = PadSlipOnPaper("CHM-99999999-123456789012", "CHM-99999999-123456789012/" + "1" * 203)
    for desk in (samples.desk(), crowded):
        document = pypdfium2.PdfDocument(render_pad([slip], desk, samples.ISSUED).pdf)
        assert len(document) == 1
        read = document[0].get_textpage()
        middle = document[0].get_height() / 2
        for at in range(read.count_rects()):
            left, bottom, right, top = read.get_rect(at)
            assert bottom > middle + 5 or top < middle - 5
            assert 30 < left < right < document[0].get_width() - 30
        document.close()


def test_a_name_that_no_strip_holds_is_said_before_anything_is_drawn() -> None:
    """Better no pad than one whose lines are cut off."""
    endless = replace(samples.desk(), ask_at="nơi hỏi " * 900)
    with pytest.raises(InvalidInput) as refused:
        render_pad([PadSlipOnPaper("CHM-7-1", "")], endless, samples.ISSUED)
    assert refused.value.code == "slip_too_long"


def test_a_pad_of_a_demonstration_can_not_be_taken_for_a_genuine_one(desk: Desk) -> None:
    """A watermark and no signed mark."""
    paper = render_pad(make_pad(desk, 1), samples.desk(demonstration=True), samples.ISSUED)
    [page], [text] = pages(paper.pdf), texts(paper.pdf)
    assert "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ" in text
    assert by_zxing(page, "QRCode") == []


def test_the_same_slips_have_the_same_bytes_and_none_are_refused() -> None:
    """Nothing asks the clock."""
    slips = [PadSlipOnPaper("CHM-7-1", ""), PadSlipOnPaper("CHM-7-2", "")]
    assert pad(slips).pdf == pad(slips).pdf
    with pytest.raises(InvalidInput) as refused:
        pad([])
    assert refused.value.code == "no_slips"
