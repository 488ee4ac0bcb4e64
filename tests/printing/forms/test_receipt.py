"""Mẫu 01 on paper: its text, its order, its pages."""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.clock.time import VIETNAM
from app.dossier.application import GivenComponent
from app.errors import InvalidInput
from printing.forms import receipt
from printing.papers import ReceiptPaper
from printing.typesetting.sheet import MM, PAGE_SIZES
from tests.printing import samples
from tests.printing.pdf_reading import by_zxing, pages, poppler_text, texts

IN_ORDER = [
    "ỦY BAN NHÂN DÂN",
    "XÃ ĐÔNG SƠN",
    "TRUNG TÂM PHỤC VỤ",
    "HÀNH CHÍNH CÔNG",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Mã hồ sơ: H26.107-261123-0042",
    "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả",
    "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị Ánh Tuyết",
    "Số định danh cá nhân/tổ chức: 001185012345",
    "Địa chỉ: Số 12, ngõ 5, thôn Đoài, xã Đông Sơn, tỉnh Thanh Hóa",
    "Số điện thoại: 0912345678",
    "Email: anhtuyet@thu.example",
    "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân (1.004873)",
    "Thành phần hồ sơ nộp gồm:",
    "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
    "Xuất trình",
    "Bản án, quyết định ly hôn đã có hiệu lực pháp luật hoặc",
    "Đã tra cứu",
    "Số lượng hồ sơ: 01 (bộ)",
    "Thời gian giải quyết hồ sơ theo quy định là: 3 ngày làm việc",
    "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 23 tháng 11 năm 2026",
    "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
    "Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công xã Đông Sơn",
    "Phí, lệ phí (nếu có): 15.000 đồng (Mười lăm nghìn đồng)",
    "Vào Sổ theo dõi hồ sơ, Quyển số",
    "Số thứ tự",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "Lê Hoàng Dũng",
]


def found_in_order(text: str, parts: list[str]) -> list[str]:
    """The parts that do not stand in ``text`` in this order."""
    missing = []
    at = 0
    for part in parts:
        here = text.find(part, at)
        if here < 0:
            missing.append(part)
        else:
            at = here + len(part)
    return missing


def test_the_receipt_says_what_mau_01_asks_in_its_order(tmp_path: Path) -> None:
    """Thông tư 03/2025/TT-VPCP, read by pdfium and by poppler."""
    pdf = receipt.render(samples.receipt()).pdf
    (text,) = texts(pdf)
    assert found_in_order(text, IN_ORDER) == []
    poppler = " ".join(poppler_text(pdf, tmp_path).split())
    assert [part for part in IN_ORDER if part not in poppler] == []
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
        assert words in text
    assert "Đông Sơn, ngày 23 tháng 11 năm 2026" in text
    assert "(Chữ ký số của người tiếp nhận hồ sơ nếu là biểu mẫu điện tử)" in text
    assert "Mẫu số 01 – Thông tư số 03/2025/TT-VPCP" in text
    assert text.endswith("Trang 1/1") or "Trang 1/1" in text
    assert unicodedata.is_normalized("NFC", text)


def test_a_receipt_tells_what_it_is() -> None:
    """What is recorded of the printing comes from the paper itself."""
    paper = receipt.render(samples.receipt())
    assert (paper.form, paper.form_version, paper.pages, paper.draft) == (
        "receipt",
        "TT03/2025-M01",
        1,
        False,
    )


def test_the_same_paper_is_the_same_bytes() -> None:
    """No clock, no random id: a paper can be proved by printing it again."""
    assert receipt.render(samples.receipt()).pdf == receipt.render(samples.receipt()).pdf
    assert receipt.render(samples.receipt()).pdf != receipt.render(samples.receipt(nth=2)).pdf


def test_fonts_are_embedded_and_the_paper_names_no_person_in_its_metadata() -> None:
    """PDF/A asks for the fonts, the law for silence outside the paper itself."""
    pdf = receipt.render(samples.receipt()).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        info = " ".join(str(value) for value in document.docinfo.values())
        assert samples.CODE in info
        assert "Tuyết" not in info
        assert str(document.Root.Lang) == "vi-VN"
        fonts = list(document.pages[0].Resources.Font.as_dict().values())
        assert len(fonts) == 3
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert str(font.BaseFont).startswith("/AAAAAA+LiberationSerif")


def test_the_authoriser_stands_on_the_paper_only_where_there_is_one() -> None:
    """(Trường hợp ủy quyền thì cung cấp thêm thông tin của người ủy quyền …)."""
    with_block = " ".join(texts(receipt.render(samples.authorised()).pdf))
    assert (
        found_in_order(
            with_block,
            [
                "Chủ hồ sơ: Trần Văn Khánh",
                "Người ủy quyền: Trần Văn Khánh",
                "Số định danh cá nhân/tổ chức: 001083054321",
                "Địa chỉ: Thôn Thượng",
                "Số điện thoại: 0987654321",
                "Email: khanh@thu.example",
                "Giấy tờ ủy quyền: Giấy ủy quyền số 15/2026",
                "Nội dung yêu cầu giải quyết",
            ],
        )
        == []
    )
    assert "ủy quyền" not in texts(receipt.render(samples.receipt()).pdf)[0]


def test_an_owner_who_does_not_authorise_is_named_with_what_is_known() -> None:
    """Owner and submitter differ, for example parent and child."""
    given = samples.authorised()
    paper = replace(given, authoriser=None)
    text = " ".join(texts(receipt.render(paper).pdf))
    expected = ["Chủ hồ sơ: Trần Văn Khánh", "001083054321", "Địa chỉ: Thôn Thượng"]
    assert found_in_order(text, expected) == []
    assert "0987654321" not in text


def test_a_reprint_says_so() -> None:
    """In lại lần n: the second printing is the first reprint."""
    assert "In lại" not in texts(receipt.render(samples.receipt()).pdf)[0]
    assert "In lại lần 1" in texts(receipt.render(samples.receipt(nth=2)).pdf)[0]
    assert "In lại lần 4" in texts(receipt.render(samples.receipt(nth=5)).pdf)[0]


def test_a_demonstration_cannot_be_taken_for_a_receipt() -> None:
    """Across each page and once more above its header."""
    document = texts(receipt.render(samples.long_receipt()).pdf)
    assert not any("MINH HỌA" in text for text in document)
    paper = samples.long_receipt()
    shown = texts(receipt.render(replace(paper, desk=samples.desk(demonstration=True))).pdf)
    assert len(shown) > 1
    assert all("BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ" in text for text in shown)


def test_without_a_code_it_is_a_draft_without_barcode_and_qr() -> None:
    """A paper that stands for nothing carries nothing to scan."""
    paper = receipt.render(samples.receipt(samples.dossier(code=None, registered_event=None)))
    assert paper.draft
    assert "BẢN NHÁP – CHƯA CÓ GIÁ TRỊ" in texts(paper.pdf)[0]
    (page,) = pages(paper.pdf)
    assert by_zxing(page, "Code128") == by_zxing(page, "QRCode") == []


@pytest.mark.parametrize("size", ["A4", "a5"])
@pytest.mark.parametrize("rows", [1, 4, 12, 40, 100])
def test_nothing_is_cut_or_runs_into_the_margins(size: str, rows: int) -> None:
    """Long names, three-line addresses, up to a hundred components: every letter is inside."""
    paper = receipt.render(samples.long_receipt(rows), size=size)
    frame = PAGE_SIZES[size.upper()]
    document = pypdfium2.PdfDocument(paper.pdf)
    whole = ""
    for page in document:
        text = page.get_textpage()
        whole += " ".join(text.get_text_range().split()) + " "
        for rectangle in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(rectangle)
            assert left >= frame.left - 4 * MM
            assert right <= frame.width - frame.right + 3 * MM
            assert bottom >= 2 * MM
            assert top <= frame.height - 2 * MM
    document.close()
    assert all(f"Giấy tờ thứ {row} về" in whole for row in range(1, rows + 1))
    for words in ("Dịch vụ Nông nghiệp Công nghệ cao", "đường tỉnh 517", "congnghecao.example"):
        assert words.split()[-1] in whole


@pytest.mark.parametrize("size", ["A4", "A5"])
@pytest.mark.parametrize(
    "paper",
    [
        samples.receipt,
        samples.authorised,
        samples.long_receipt,
        samples.wide_receipt,
        lambda: samples.receipt(nth=2),
    ],
)
def test_nothing_collides(paper: Callable[[], ReceiptPaper], size: str) -> None:
    """Whatever is long makes room for itself: header, date, codes, stamp, table, signatures."""
    document = pypdfium2.PdfDocument(receipt.render(paper(), size=size).pdf)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        texts_on_texts = [
            (text.get_text_bounded(*one), text.get_text_bounded(*other))
            for one, other in combinations(boxes, 2)
            if overlap(one, other) > 0.15
        ]
        assert texts_on_texts == []
        for shape, filled in shapes(page):
            share = {text.get_text_bounded(*box): overlap(box, shape) for box in boxes}
            if filled:  # codes with their quiet zones
                assert {words: part for words, part in share.items() if part > 0.02} == {}
            else:  # frames hold a text wholly or not at all
                assert {words: part for words, part in share.items() if 0.05 < part < 0.9} == {}
    document.close()


Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> float:
    """The common area over the smaller box's; boxes are left, bottom, right, top."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(width, 0) * max(height, 0) / smaller if smaller > 0 else 0


def shapes(page: pypdfium2.PdfPage) -> list[tuple[Box, bool]]:
    """Drawn areas (no mere lines) and whether they are filled."""
    found = []
    for drawn in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pypdfium2.raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
        if right - left > 8 and top - bottom > 8:
            found.append(((left, bottom, right, top), bool(fill.value)))
    return found


def test_a_long_receipt_numbers_its_pages_and_repeats_its_heads() -> None:
    """Trang x/y; the code and the table's head on every page that needs them."""
    shown = texts(receipt.render(samples.long_receipt()).pdf)
    for number, text in enumerate(shown, start=1):
        assert f"Trang {number}/{len(shown)}" in text
        assert samples.CODE in text
        if "Giấy tờ thứ" in text:
            assert text.index("Thành phần hồ sơ") < text.index("Giấy tờ thứ")
    assert all("(tiếp theo)" in text for text in shown[1:])
    assert "NGƯỜI NỘP HỒ SƠ" in shown[-1]
    assert "Vào Sổ theo dõi" in shown[-1]


def test_a_single_component_name_longer_than_a_page_is_divided() -> None:
    """Not even a name of 12,000 letters is cut off."""
    words = " ".join(f"từ{number}" for number in range(1500))
    paper = samples.receipt(
        samples.dossier(samples.application(components=[GivenComponent("x", words, originals=1)]))
    )
    shown = " ".join(texts(receipt.render(paper).pdf))
    assert found_in_order(shown, [f"từ{number}" for number in range(0, 1500, 50)]) == []


def test_what_is_not_known_prints_the_forms_dots() -> None:
    """Empty fields keep their label, as on the printed form."""
    nobody = replace(samples.receipt().submitter, phone="", email="", address="")
    paper = replace(samples.receipt(), submitter=nobody, time_limit="", book="02", book_number="15")
    (text,) = texts(receipt.render(paper).pdf)
    for label in ("Địa chỉ:", "Số điện thoại:", "Email:", "theo quy định là:"):
        assert label in text
    assert "Quyển số 02" in text
    assert "Số thứ tự 15" in text


def test_letters_of_other_scripts_are_printed_too() -> None:
    """Foreigners' names: what the common subset lacks gets its own."""
    paper = replace(
        samples.receipt(),
        submitter=replace(samples.receipt().submitter, name="Jürgen Müller-Łukasz Шевченко"),
    )
    (text,) = texts(receipt.render(paper).pdf)
    assert "Jürgen Müller-Łukasz Шевченко" in text


def test_an_unknown_paper_size_is_refused() -> None:
    """There is no paper that a form could stand on."""
    with pytest.raises(InvalidInput, match="bad_size"):
        receipt.render(samples.receipt(), size="A9")


def test_a_day_before_the_form_is_refused() -> None:
    """Papers follow the form in force on the day of issue; TT 01/2018 is the oldest."""
    paper = replace(samples.receipt(), issued=datetime(2018, 11, 22, 9, tzinfo=VIETNAM))
    with pytest.raises(InvalidInput, match="no_form"):
        receipt.render(paper)
