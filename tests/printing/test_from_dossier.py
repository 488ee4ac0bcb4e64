"""Choosing what is printed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.catalogue.catalogue import load_catalogue
from app.clock.time import VIETNAM
from app.dossier.application import (
    GivenComponent,
    LookUpOutcome,
    Person,
    ReturnBy,
    Treatment,
)
from app.dossier.events import Due, FeeLine
from app.errors import InvalidInput
from app.fees.fee import fee_for
from app.fees.in_words import WordStyle
from app.numbering.receipt_mark import read_code
from printing.from_dossier import desk_on_paper, receipt_paper
from printing.official_date import official_moment
from tests.printing import samples


@pytest.mark.parametrize(
    ("name", "superior", "place", "unit"),
    [
        ("UBND xã Đông Sơn", ("ỦY BAN NHÂN DÂN", "XÃ ĐÔNG SƠN"), "Đông Sơn", "xã Đông Sơn"),
        ("Phường Hoa Sữa", ("ỦY BAN NHÂN DÂN", "PHƯỜNG HOA SỮA"), "Hoa Sữa", "phường Hoa Sữa"),
        (
            "Ủy ban nhân dân Đặc khu Phú Quý",
            ("ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUÝ"),
            "Phú Quý",
            "đặc khu Phú Quý",
        ),
        ("Sở Tư pháp", ("SỞ TƯ PHÁP",), "Sở Tư pháp", "Sở Tư pháp"),
    ],
)
def test_a_desk_is_named_as_the_decree_has_it(
    name: str, superior: tuple[str, ...], place: str, unit: str
) -> None:
    """NĐ 118/2025 Đ.10: Trung tâm Phục vụ hành chính công of a commune, ward or special zone."""
    desk = desk_on_paper(
        name, counter="", officer="A", lookup_host="x.example", demonstration=False
    )
    assert (desk.superior, desk.place, desk.unit) == (superior, place, unit)
    assert desk.ask_at == desk.centre


def test_days_and_the_first_two_months_have_a_leading_zero() -> None:
    """NĐ 30/2020."""
    assert official_moment(datetime(2027, 2, 3, 8, 5, tzinfo=VIETNAM)) == (
        "08 giờ 05 phút, ngày 03 tháng 02 năm 2027"
    )
    assert "ngày 30 tháng 3 năm" in official_moment(datetime(2027, 3, 30, 17, tzinfo=VIETNAM))


def test_the_qr_says_the_code_and_its_mark() -> None:
    """Host, code, digits; read back by the same desk."""
    paper = samples.receipt()
    assert paper.qr_text.startswith("HTTPS://TRACUU.DONGSON.EXAMPLE/H26.107-261123-0042/1")
    assert read_code(paper.qr_text).mark is not None


@pytest.mark.parametrize(
    ("fees", "text"),
    [
        ((), "không thu"),
        ((FeeLine("Lệ phí", "le_phi", 0),), "được miễn"),
        ((FeeLine("Lệ phí", "le_phi", 8_000),), "8.000 đồng (Tám nghìn đồng)"),
        (
            (FeeLine("Phí", "phi", 40_000), FeeLine("Lệ phí", "le_phi", 2_000)),
            "42.000 đồng (Bốn mươi hai nghìn đồng), gồm: Phí 40.000 đồng; Lệ phí 2.000 đồng",
        ),
    ],
)
def test_fees_stand_in_figures_and_words(fees: tuple[FeeLine, ...], text: str) -> None:
    """In whole đồng; more than one line is broken down."""
    assert samples.receipt(samples.dossier(fees=fees)).fee == text


def test_the_provinces_words_stand_on_the_receipt() -> None:
    """<data>/law/wording.toml: "lẻ" and "bốn" where people speak so."""
    owed = samples.dossier(fees=(FeeLine("Phí", "phi", 204_024),))
    style = WordStyle(zero_tens="lẻ", four="bốn")
    paper = receipt_paper(
        owed, desk=samples.desk(), issued=samples.ISSUED, nth=1, mark="", wording=style
    )
    assert paper.fee == "204.024 đồng (Hai trăm lẻ bốn nghìn không trăm hai mươi bốn đồng)"


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (None, ""),
        (Due(None, False, [], "1"), "theo thông báo của cơ quan giải quyết"),
        (
            Due("2028-01-04T17:00:00+07:00", True, [], "1"),
            "17 giờ 00 phút, ngày 04 tháng 01 năm 2028 (dự kiến)",
        ),
    ],
)
def test_a_due_time_that_is_not_sure_says_so(due: Due | None, text: str) -> None:
    """A calendar that is not decided yet, or a law that sets no time."""
    assert samples.receipt(samples.dossier(due=due)).due_at == text


@pytest.mark.parametrize(
    ("by", "at", "text"),
    [
        (ReturnBy.DESK, "", "Trung tâm Phục vụ hành chính công xã Đông Sơn"),
        (ReturnBy.DESK, "Quầy trả kết quả", "Quầy trả kết quả"),
        (ReturnBy.POST, "", "Trả qua dịch vụ bưu chính công ích"),
        (ReturnBy.POST, "Thôn Đoài", "Trả qua dịch vụ bưu chính công ích: Thôn Đoài"),
        (ReturnBy.ELECTRONIC, "", "Bản điện tử trên Cổng Dịch vụ công quốc gia"),
        (
            ReturnBy.ELECTRONIC,
            "VNeID",
            "Bản điện tử trên Cổng Dịch vụ công quốc gia (VNeID)",
        ),
    ],
)
def test_the_paper_says_where_the_result_comes(by: ReturnBy, at: str, text: str) -> None:
    """Đăng ký nhận kết quả tại."""
    given = samples.dossier(samples.application(return_by=by, return_at=at))
    assert samples.receipt(given).return_at == text


def test_components_say_how_they_came() -> None:
    """Handed in with counts, shown, or looked up with its outcome (NĐ 118/2025 Đ.17.1b)."""
    outcomes = [None, *LookUpOutcome]
    components = [
        GivenComponent("a", "Đơn", originals=1, photos=12),
        GivenComponent("b", "Giấy tờ", treatment=Treatment.SHOW),
        *(
            GivenComponent(f"c{number}", "Dữ liệu", treatment=Treatment.LOOK_UP, look_up=outcome)
            for number, outcome in enumerate(outcomes)
        ),
    ]
    rows = samples.receipt(samples.dossier(samples.application(components=components))).components
    assert [(row.originals, row.certified, row.photos, row.counted) for row in rows[:2]] == [
        ("01", "", "12", True),
        ("", "", "", False),
    ]
    assert [row.remark for row in rows] == [
        "",
        "xuất trình",
        "tra cứu",
        "đã tra cứu",
        "tra cứu không có",
        "chờ tra cứu",
    ]


def test_a_person_without_a_number_says_why() -> None:
    """The law lets them file; the paper tells the reason."""
    person = Person(name="Nguyễn Văn An", no_id_reason="người nước ngoài")
    paper = samples.receipt(samples.dossier(samples.application(submitter=person, summary="  ")))
    assert paper.submitter.id_number == "không có (người nước ngoài)"
    assert paper.request.endswith("(1.004873)")


def test_the_submitter_is_not_named_twice_as_owner() -> None:
    """Only another owner gets a line."""
    given = samples.dossier(samples.application(owner=samples.SUBMITTER))
    assert samples.receipt(given).owner is None


def test_a_dossier_without_procedure_or_content() -> None:
    """Unregistered: the code of the procedure stands for its name. Not opened: nothing to print."""
    draft = samples.receipt(samples.dossier(code=None, procedure=None, due=None, fees=()))
    assert (draft.request, draft.time_limit, draft.draft) == ("1.004873", "", True)
    assert (draft.due_at, draft.fee) == ("", "")
    empty = samples.dossier()
    with pytest.raises(InvalidInput, match="not_opened"):
        receipt_paper(
            type(empty)(id=empty.id, agency=empty.agency),
            desk=samples.desk(),
            issued=samples.ISSUED,
            nth=1,
            mark="",
        )


def test_a_charge_without_a_configured_amount_is_not_printed_as_free() -> None:
    """A citizen who reads "được miễn" and is then asked for money was told wrong."""
    law = load_catalogue().procedure("1.004873", date(2026, 11, 23))
    owed = fee_for(law, on=date(2026, 11, 23))
    assert samples.receipt(samples.dossier(fees=tuple(owed))).fee == (
        "theo nghị quyết của HĐND cấp tỉnh (quầy chưa có mức thu)"
    )
    exempt = fee_for(law, on=date(2026, 11, 23), exemption="poor_household")
    assert samples.receipt(samples.dossier(fees=tuple(exempt))).fee == "được miễn"
    both = (*owed, FeeLine("Phí cấp bản sao", "phi", 8_000))
    assert samples.receipt(samples.dossier(fees=both)).fee == (
        "8.000 đồng (Tám nghìn đồng); và khoản thu theo nghị quyết của HĐND cấp tỉnh"
        " (quầy chưa có mức thu)"
    )
