"""The desk's other papers: lists, receipts of results, money, appointments, replaced papers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.dossier.desk_events import AUTHORISED, HandedOver, ResultReturned, ReturnedPaper
from app.dossier.events import FeeCollected, OfficialReceipt, Printed
from app.dossier.processing_events import Resolved
from app.errors import Refusal
from app.reception.register import receive
from printing.dossier_papers import group_receipt, renumbering
from printing.layout.paper import Paper, render_paper
from printing.layout.values import Texts
from printing.papers import RenderedPaper
from printing.typesetting.page_size import MM, page_size
from tests.app.reception.test_receiving import intake
from tests.printing import samples
from tests.printing.dossier_papers.official_desk import (
    BIRTH_AGAIN,
    HANDED,
    Office,
    open_office,
)
from tests.printing.pdf_reading import by_zbar, by_zxing, pages, texts
from tests.printing.samples import SUBMITTER

CERTIFYING = "2.000815"
RETURNED = ResultReturned(
    at="2026-11-30T09:12:00+07:00",
    receiver="Trần Văn Khánh",
    papers=[
        ReturnedPaper("Giấy khai sinh", "25/2026", "Đăng ký lại khai sinh của bà Tuyết", 2),
        ReturnedPaper("Trích lục khai sinh (bản sao)", "118/TLKS-BS"),
    ],
    relation=AUTHORISED,
    id_number="001083054321",
    phone="0987654321",
    document="Giấy ủy quyền số 15/2026",
    receipt_shown=False,
    originals=("Giấy chứng sinh cũ",),
)
GRANTED = Resolved(at="2026-11-29T16:00:00+07:00", outcome="granted", note="Giấy khai sinh số 25")
CASH = FeeCollected(amount=15_000, method="cash", official=OfficialReceipt(number="0001234"))
TRANSFER = FeeCollected(amount=8_000, method="transfer", payer="Công ty Thử Nghiệm")
UPRIGHT = ["result_receipt", "fee_confirmation", "replaced_receipt", "renumbering"]
WIDE = ["handover", "result_handover", "group_receipt"]


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path / "desk") as office:
        yield office


def of(office: Office, form: str, *, size: str = "A4", nth: int = 1) -> RenderedPaper:
    state = office.desk.store.dossier(office.dossier)
    return office.render(form, size=size, state=state, nth=nth)


def said(paper: RenderedPaper) -> str:
    return " ".join(texts(paper.pdf))


def all_in_order(text: str, words: list[str]) -> bool:
    at = -1
    for word in words:
        at = text.find(word, at + 1)
        assert at >= 0, word
    return True


def another(office: Office, ref: str, **changes: object) -> str:
    """One more dossier of the same submitter; returns its id."""
    given = intake(office.desk, procedure=BIRTH_AGAIN, ref=ref)
    submitter = changes.pop("submitter", SUBMITTER)
    application = msgspec.structs.replace(given.application, submitter=submitter, **changes)
    return receive(office.desk, dataclasses.replace(given, application=application)).dossier


@pytest.mark.parametrize("form", UPRIGHT)
@pytest.mark.parametrize("size", ["A4", "A5"])
def test_a_usual_paper_fills_one_page_and_its_code_reads_back(
    office: Office, form: str, size: str
) -> None:
    """The dossier is found with one scan, on both sizes, and nothing stands in the margins."""
    office.tell(CASH, GRANTED, RETURNED)
    paper = of(office, form, size=size)
    assert (paper.pages, paper.draft) == (1, False)
    [page] = pages(paper.pdf)
    state = office.desk.store.dossier(office.dossier)
    assert state is not None
    assert by_zxing(page, "Code128") == [state.code]
    where = page_size(size)
    document = pypdfium2.PdfDocument(paper.pdf)
    read = document[0].get_textpage()
    for at in range(read.count_rects()):
        left, bottom, right, _ = read.get_rect(at)
        assert where.left - 1 <= left <= right <= where.width - where.right + 1
        assert bottom >= where.bottom - 7 * MM
    document.close()


@pytest.mark.parametrize("form", [*UPRIGHT, *WIDE])
def test_the_same_paper_has_the_same_bytes_and_says_when_it_is_printed_again(
    office: Office, form: str
) -> None:
    """Nothing asks the clock; a second one can't pass for the first."""
    office.tell(HANDED, CASH, GRANTED, RETURNED)
    assert of(office, form).pdf == of(office, form).pdf
    assert "In lại lần 1" in said(of(office, form, nth=2))


@pytest.mark.parametrize(
    "form", ["result_receipt", "fee_confirmation", "handover", "result_handover"]
)
def test_before_it_has_happened_the_paper_is_a_draft(office: Office, form: str) -> None:
    """What has not happened is not confirmed; the draft can be filled in by hand."""
    paper = of(office, form)
    assert paper.draft
    assert "BẢN NHÁP" in said(paper)


def test_the_receipt_of_a_result_says_who_got_what_from_whom(office: Office) -> None:
    """NĐ 118/2025 Đ.22, and Đ.6 where the receipt was lost and the person is another one."""
    office.tell(GRANTED, RETURNED)
    text = said(of(office, "result_receipt"))
    assert all_in_order(
        text,
        [
            "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
            "Tên thủ tục hành chính: Đăng ký lại khai sinh",
            "Chủ hồ sơ: Nguyễn Thị Ánh Tuyết",
            "Người trả kết quả",
            "Họ tên: Nguyễn Thị Minh Họa",
            "Người nhận kết quả",
            "Họ tên: Trần Văn Khánh",
            "Điện thoại: 0987654321",
            "001083054321",
            "Giấy ủy quyền số 15/2026",
            "Thành phần trả gồm:",
            "Loại kết quả",
            "Trích yếu",
            "Giấy khai sinh",
            "25/2026",
            "118/TLKS-BS",
            "Giấy chứng sinh cũ",
            "Ngày trả kết quả: 09 giờ 12 phút, ngày 30 tháng 11 năm 2026",
            "đã xuất trình giấy tờ tùy thân",
            "NGƯỜI NHẬN KẾT QUẢ",
            "NGƯỜI TRẢ KẾT QUẢ",
        ],
    )


def test_a_receipt_that_was_shown_is_not_called_lost(office: Office) -> None:
    """The sentence of Đ.6 stands only where it is true."""
    office.tell(GRANTED, msgspec.structs.replace(RETURNED, receipt_shown=True, originals=()))
    text = said(of(office, "result_receipt"))
    assert "không còn Giấy tiếp nhận" not in text
    assert "Giấy tờ trả lại" not in text


def test_the_confirmation_of_money_is_never_an_official_receipt(office: Office) -> None:
    """No mẫu số, ký hiệu or series; the number of the one that was issued elsewhere is told."""
    office.tell(CASH, TRANSFER)
    text = said(of(office, "fee_confirmation"))
    assert all_in_order(
        text,
        [
            "PHIẾU XÁC NHẬN THU",
            "(Không phải biên lai thu phí, lệ phí)",
            "Người nộp tiền: Công ty Thử Nghiệm",
            "Tiền mặt",
            "15.000",
            "Chuyển khoản",
            "8.000",
            "Số tiền đã thu: 23.000 đồng",
            "(Viết bằng chữ): Hai mươi ba nghìn đồng",
            "Số biên lai thu phí, lệ phí đã cấp: 0001234",
            "không thay thế biên lai thu phí, lệ phí",
            "NGƯỜI THU TIỀN",
        ],
    )
    lowered = text.lower()
    for forbidden in ("mẫu số", "ký hiệu", "liên 1", "01blp", "mã số thuế", "số seri"):
        assert forbidden not in lowered
    # The company paid last: the citizen's address is not the company's.
    assert SUBMITTER.address not in text


def test_one_payment_needs_no_table(office: Office) -> None:
    """A line says how it was paid, and whose address it is."""
    office.tell(CASH)
    text = said(of(office, "fee_confirmation"))
    assert "Hình thức thanh toán: Tiền mặt" in text
    assert f"Địa chỉ: {SUBMITTER.address}" in text
    assert "Người nộp Số tiền" not in text


def test_a_hand_over_list_has_the_dossiers_of_its_batch(office: Office) -> None:
    """NĐ 118/2025 Đ.18.2: each with a code that the other side scans."""
    second = another(office, "second")
    third = another(office, "third")
    batch = msgspec.structs.replace(HANDED, batch="019ab6a0-0000-7000-8000-00000000beef")
    office.tell(batch)
    office.tell(batch, dossier=third)
    office.tell(HANDED, dossier=second)
    paper = of(office, "handover")
    codes = [office.desk.dossier(one).code for one in (office.dossier, third)]
    [page] = pages(paper.pdf)
    assert by_zxing(page, "Code128") == codes
    text = said(paper)
    assert all_in_order(
        text,
        [
            "GIẤY BÀN GIAO HỒ SƠ",
            "Đơn vị nhận: Phòng Văn hóa - Xã hội",
            "Số hồ sơ bàn giao: 02",
            "Thời gian bàn giao: 16 giờ 05 phút, ngày 23 tháng 11 năm 2026",
            "nếu tiếp nhận sau 15 giờ",
            "NGƯỜI GIAO",
            "NGƯỜI NHẬN",
            "Trần Văn B",
        ],
    )


def test_without_a_batch_the_list_is_of_the_unit_and_the_day(office: Office) -> None:
    """What went to another unit, or the next morning, is on another list."""
    others = [another(office, ref) for ref in ("same", "unit", "morning")]
    office.tell(HANDED)
    office.tell(HANDED, dossier=others[0])
    office.tell(msgspec.structs.replace(HANDED, to="Công an xã"), dossier=others[1])
    next_day = msgspec.structs.replace(HANDED, at="2026-11-24T07:40:00+07:00")
    office.tell(next_day, dossier=others[2])
    [page] = pages(of(office, "handover").pdf)
    found = by_zxing(page, "Code128")
    assert found == [office.desk.dossier(one).code for one in (office.dossier, others[0])]


def test_the_results_of_a_unit_and_day_are_handed_over_on_one_list(office: Office) -> None:
    """The columns of the form, with X for a fee and for the post."""
    second = another(office, "second")
    later = another(office, "later")
    office.tell(GRANTED)
    refused = msgspec.structs.replace(GRANTED, outcome="refused", note="Không đủ điều kiện.")
    office.tell(refused, dossier=second)
    office.tell(msgspec.structs.replace(GRANTED, at="2026-11-30T08:00:00+07:00"), dossier=later)
    paper = of(office, "result_handover")
    text = said(paper)
    assert not paper.draft
    assert all_in_order(
        text,
        [
            "PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
            "Đơn vị chủ trì giải quyết TTHC:",
            "Nội dung giải quyết TTHC",
            "Họ tên chủ hồ sơ",
            "Giấy khai sinh số 25",
            "Từ chối giải quyết. Không đủ điều kiện.",
            "Bàn giao kết quả giải quyết TTHC vào",
            "NGƯỜI GIAO",
        ],
    )
    assert str(office.desk.dossier(later).code) not in text


def test_a_result_that_was_given_back_stays_on_its_list(office: Office) -> None:
    """Printed again after the citizen came, the list has not become shorter."""
    office.tell(GRANTED, RETURNED)
    paper = of(office, "result_handover")
    assert not paper.draft
    assert str(office.desk.dossier(office.dossier).code) in said(paper)


def test_one_receipt_names_all_dossiers_of_a_visit_each_with_its_own_code(
    office: Office, tmp_path: Path
) -> None:
    """Page 2 is the list: a code of its own for each, none of somebody else's dossiers."""
    second = another(office, "second")
    stranger = msgspec.structs.replace(SUBMITTER, name="Phạm Thị Hòa", id_number="001190054321")
    another(office, "stranger", submitter=stranger)
    paper = of(office, "group_receipt")
    codes = [office.desk.dossier(one).code for one in (office.dossier, second)]
    first_page, list_page = texts(paper.pdf)
    assert "Số lượng hồ sơ: 02 (kèm theo danh sách)" in first_page
    assert all_in_order(
        list_page,
        [
            "BIÊN BẢN GIAO NHẬN HỒ SƠ",
            *("STT", "Nội dung", "Đơn vị", "Ngày nhận", "Ngày hẹn trả", "Thời hạn xử lý"),
            *("Số lượng hồ sơ", "Họ và tên", *(str(code) for code in codes)),
        ],
    )
    image = pages(paper.pdf)[1]
    assert by_zxing(image, "Code128") == codes
    assert sorted(by_zbar(image, "code128", tmp_path)) == sorted(str(code) for code in codes)


def test_a_dossier_that_came_after_the_paper_is_not_on_its_reprint(office: Office) -> None:
    """A reprint is as first issued: it has the dossiers that the paper had."""
    given = intake(office.desk, procedure=BIRTH_AGAIN, ref="late")
    application = msgspec.structs.replace(given.application, submitter=SUBMITTER)
    later = given.received_at + timedelta(minutes=5)
    receive(office.desk, dataclasses.replace(given, application=application, received_at=later))
    state = office.desk.dossier(office.dossier)
    issued = later - timedelta(minutes=2)
    reprint = office.render("group_receipt", issued=issued, state=state, nth=2)
    assert "Số lượng hồ sơ: 01" in said(reprint)
    assert "Số lượng hồ sơ: 02" in said(office.render("group_receipt", issued=later, state=state))


def test_forty_dossiers_go_over_pages_that_repeat_the_head_and_lose_none() -> None:
    """Names of 200 letters without a blank and codes too long for bars are all there."""
    rows: list[Texts] = [
        {
            "code": f"H26.107-261123-{number:04d}",
            "request": "Đăng ký lại khai sinh",
            "person": "Ẵ" * 200 if number == 7 else "Nguyễn Văn A",
            "resolver": "UBND xã Đông Sơn",
            "received": "08:20 23/11/2026",
            "due": "17:00 01/12/2026",
            "time_limit": "5 ngày làm việc",
            "sets": "01",
        }
        for number in range(1, 40)
    ]
    rows.append({**rows[0], "code": "000.00.01.H26-261123-" + "7" * 27})
    values = group_receipt.values({"submitter_name": "Nguyễn Văn A"}, rows, "")
    paper = render_paper(
        Paper("group_receipt", samples.desk(), samples.ISSUED, values), group_receipt.PLACES
    )
    shown = texts(paper.pdf)
    assert paper.pages == len(shown) > 3
    text = " ".join(shown)
    assert "Số lượng hồ sơ: 40" in text
    assert all(f"H26.107-261123-{number:04d}" in text for number in range(1, 40))
    assert text.count("Ẵ") == 200
    assert "7" * 27 in text.replace(" ", "")
    assert all("Thời hạn xử lý" in page for page in shown[1:-1])
    assert f"Trang {paper.pages}/{paper.pages}" in shown[-1]
    read = [code for page in pages(paper.pdf) for code in by_zxing(page, "Code128")]
    assert read == [row["code"] for row in rows[:39]]


def test_an_appointment_for_a_certification_names_hour_and_day(office: Office) -> None:
    """NĐ 23/2015 Đ.21: the slip says when, to the hour."""
    given = intake(office.desk, procedure=CERTIFYING, ref="certify")
    received = receive(office.desk, given)
    state = office.desk.store.dossier(received.dossier)
    paper = office.render("certification_appointment", state=state)
    text = said(paper)
    assert (paper.pages, paper.draft) == (1, False)
    assert "PHIẾU HẸN" in text
    assert "Hẹn trả kết quả vào:" in text
    assert "giờ 00 phút, ngày 23 tháng 11 năm 2026" in text
    assert state is not None
    assert by_zxing(pages(paper.pdf)[0], "Code128") == [state.code]


def test_no_appointment_for_what_is_not_certified(office: Office) -> None:
    """Every other dossier has its receipt."""
    with pytest.raises(Refusal) as refused:
        of(office, "certification_appointment")
    assert refused.value.code == "no_certification"


def test_the_slip_of_a_replaced_paper_says_which_one_no_longer_counts(office: Office) -> None:
    """A dossier that waited for its number had a slip under the desk's own reference."""
    before = said(of(office, "replaced_receipt"))
    assert "Phiếu tiếp nhận số tham chiếu" not in before
    office.tell(Printed(form="unnumbered", form_version="CHM-1", nth=1, pages=1))
    text = said(of(office, "replaced_receipt"))
    state = office.desk.dossier(office.dossier)
    assert f"Phiếu tiếp nhận số tham chiếu {state.reference}, ngày 23 tháng 11 năm 2026" in text
    assert "Giấy cũ không còn giá trị để nhận kết quả" in text
    assert "Thời hạn giải quyết không thay đổi" in text


def test_a_lost_receipt_is_named_by_its_day(office: Office) -> None:
    """Why it is replaced is written by hand: no event tells that a paper was lost."""
    office.tell(Printed(form="receipt", form_version="TT03/2025-M01", nth=1, pages=1))
    text = said(of(office, "replaced_receipt"))
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả, ngày 23 tháng 11 năm 2026" in text


def test_a_new_code_is_told_with_an_apology_and_the_old_one_beside_it() -> None:
    """The due time does not move for the desk's own mistake."""
    texts_given = {
        "submitter_name": "Nguyễn Văn A",
        "code": "H26.107-261123-0043",
        "due_at": "17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
        "centre": "Trung tâm Phục vụ hành chính công xã Đông Sơn",
    }
    values = renumbering.values(
        texts_given, old_code="H26.107-261123-0042", reason="Mã cũ đã cấp cho hồ sơ khác."
    )
    paper = Paper("renumbering", samples.desk(), samples.ISSUED, values, code="H26.107-261123-0043")
    text = said(render_paper(paper, renumbering.PLACES))
    assert all_in_order(
        text,
        [
            "PHIẾU XIN LỖI VÀ THÔNG BÁO ĐỔI MÃ HỒ SƠ",
            "Mã hồ sơ cũ: H26.107-261123-0042",
            "Mã hồ sơ mới: H26.107-261123-0043",
            "Lý do đổi mã: Mã cũ đã cấp cho hồ sơ khác.",
            "Thời gian trả kết quả không thay đổi: 17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
            "xin lỗi Ông (Bà)/Tổ chức",
        ],
    )


def test_a_list_that_cannot_be_read_any_more_still_has_its_own_dossier(office: Office) -> None:
    """An event of a newer desk is passed over; the paper is never empty."""
    office.tell(HandedOver(at="2026-11-23T16:05:00+07:00", to="Tư pháp"))
    [page] = pages(of(office, "handover").pdf)
    assert by_zxing(page, "Code128") == [office.desk.dossier(office.dossier).code]
