"""The slip for a dossier that waits for its number."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from printing.forms import unnumbered_slip
from printing.typesetting.sheet import PAGE_SIZES
from tests.printing import samples
from tests.printing.pdf_reading import texts


def test_the_slip_says_who_what_when_and_where_to_ask() -> None:
    """docs/adr/0009: the citizen never goes home without a paper."""
    paper = unnumbered_slip.render(samples.slip())
    (text,) = texts(paper.pdf)
    assert (paper.form, paper.form_version, paper.pages, paper.draft) == (
        "unnumbered",
        "CHM-1",
        1,
        False,
    )
    for words in (
        "PHIẾU TIẾP NHẬN – CHỜ CẤP MÃ HỒ SƠ",
        "Số tham chiếu của quầy: CHM-417-93",
        "Nguyễn Thị Ánh Tuyết",
        "Cấp Giấy xác nhận tình trạng hôn nhân (1.004873)",
        "08 giờ 30 phút, ngày 23 tháng 11 năm 2026",
        "Dự kiến trả kết quả: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
        "Nơi hỏi về hồ sơ: Trung tâm Phục vụ hành chính công xã Đông Sơn",
        "chưa cấp được mã hồ sơ",
    ):
        assert words in text
    assert "H26.107-" not in text


def test_a_reprinted_slip_of_a_demonstration_says_both() -> None:
    """The same marks as on the receipt."""
    (text,) = texts(unnumbered_slip.render(samples.slip(nth=3, demonstration=True), size="A5").pdf)
    assert "In lại lần 2" in text
    assert "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ" in text


def test_a_slip_names_the_owner_and_needs_no_mark() -> None:
    """Without an enrolled key there is no QR, but still a barcode and a paper."""
    owner = samples.authorised().owner
    (text,) = texts(unnumbered_slip.render(replace(samples.slip(), owner=owner, qr_text="")).pdf)
    assert "Chủ hồ sơ: Trần Văn Khánh" in text
    assert "Quét để" not in text


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_the_running_head_stays_within_the_margins(size: str) -> None:
    """The reference's barcode is narrower than the words below it, which begin at the margin."""
    slip = samples.slip()
    long = replace(slip, components=slip.components * 30)
    document = pypdfium2.PdfDocument(unnumbered_slip.render(long, size=size).pdf)
    try:
        page = document[1].get_textpage()
        lefts = [page.get_charbox(at)[0] for at in range(page.count_chars())]
        assert min(lefts) > PAGE_SIZES[size].left - 1  # ink may begin a hair early
    finally:
        document.close()
