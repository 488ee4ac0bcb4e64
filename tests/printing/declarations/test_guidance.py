"""Phiếu hướng dẫn: what to bring, until when, what it costs, from the catalogue of the day."""

from __future__ import annotations

from datetime import date

import pytest

from app.catalogue.procedure import Procedure
from app.errors import InvalidInput
from app.fees.rules import (
    ByChannel,
    Charge,
    Exemption,
    Fee,
    FeeCase,
    FeeKind,
    Free,
    Ground,
    Local,
    LocalRate,
    PerCase,
    PerCopy,
    PerPageCapped,
)
from printing.declarations.fee_words import NOT_SET, charge_words
from tests.desks import catalogue
from tests.printing.declarations import samples
from tests.printing.declarations.samples import rendered
from tests.printing.pdf_reading import texts

IN_FORCE = [one for one in catalogue().procedures if one.in_force(samples.TODAY)]
BIRTH = "1.001193"


def test_every_procedure_has_its_page() -> None:
    """One page each, whatever the catalogue asks for, with every paper named on it."""
    for procedure in IN_FORCE:
        paper = rendered("guidance", procedure=procedure.code)
        assert paper.pages == 1, procedure.code
        text = texts(paper.pdf)[0].replace(" ", "")
        for component in procedure.components:
            assert component.name.replace(" ", "") in text


def test_it_says_what_to_bring_and_where() -> None:
    """Handed in, looked up, time limit, charges, who may file, and the desk's declarations."""
    text = texts(rendered("guidance", procedure=BIRTH).pdf)[0]
    for said in (
        "PHIẾU HƯỚNG DẪN CHUẨN BỊ HỒ SƠ",
        "Đăng ký khai sinh",
        "Giấy chứng sinh",
        "Cơ quan tra cứu",
        "Trong ngày làm việc",
        "không phải chứng thực",
        "Trung tâm Phục vụ hành chính công xã Đông Sơn",
        "Tờ khai in sẵn tại quầy: Tờ khai đăng ký khai sinh.",
        "Theo quy định có hiệu lực ngày 24/11/2026.",
    ):
        assert said in text
    assert "Thủ tục này nộp trực tuyến" in text  # Chỉ thị 24/CT-TTg


def test_it_is_of_the_law_of_its_day() -> None:
    """Before 1/10/2025 paper was taken: the same procedure, another page."""
    assert (
        "Thủ tục này nộp trực tuyến"
        not in texts(rendered("guidance", procedure=BIRTH, day=date(2025, 9, 30)).pdf)[0]
    )


def test_it_needs_no_enrolled_desk() -> None:
    """A citizen who asks gets the answer."""
    text = texts(rendered("guidance", procedure=BIRTH, enrolled=False).pdf)[0]
    assert "Giấy chứng sinh" in text
    assert "Đông Sơn" not in text


@pytest.mark.parametrize(
    ("procedure", "code"), [("", "missing"), ("9.999999", "unknown_procedure")]
)
def test_it_is_about_a_procedure(procedure: str, code: str) -> None:
    """One that there is on that day."""
    with pytest.raises(InvalidInput) as caught:
        rendered("guidance", procedure=procedure)
    assert (caught.value.code, caught.value.field) == (code, "procedure")


def _procedure() -> Procedure:
    return next(one for one in IN_FORCE if one.deadline_cases)


@pytest.mark.parametrize(
    ("charge", "words"),
    [
        (Free(), "không thu"),
        (
            PerPageCapped(2, 2_000, 1_000, 200_000),
            "2.000 đồng/trang; từ trang thứ 3: 1.000 đồng/trang; tối đa 200.000 đồng/bản",
        ),
        (PerCase(10_000), "10.000 đồng/trường hợp"),
        (PerCopy(8_000), "8.000 đồng/bản"),
        (ByChannel(20_000, 10_000), "20.000 đồng; nộp trực tuyến: 10.000 đồng"),
        (
            ByChannel(10_000, 5_000, per_case=True),
            "10.000 đồng/người; nộp trực tuyến: 5.000 đồng/người",
        ),
        (Local("local_fee"), NOT_SET),
        (
            Local("local_fee", [LocalRate(15_000, date(2026, 1, 1), "NQ 01/2026/NQ-HĐND")]),
            "15.000 đồng (NQ 01/2026/NQ-HĐND)",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_charge_in_words(charge: Charge, words: str) -> None:
    """As it is counted, for who asks beforehand."""
    fee = Fee("Phí", FeeKind.PHI, charge, "TT 01/2020")
    assert charge_words(fee, _procedure(), [], samples.TODAY) == words


def test_a_charge_says_when_it_is_taken_and_who_is_exempt() -> None:
    """Late or on time, in which case, and whose ground is in force."""
    procedure = _procedure()
    case = procedure.deadline_cases[0]
    fee = Fee(
        "Lệ phí",
        FeeKind.LE_PHI,
        PerCase(5_000),
        "TT",
        case=FeeCase.LATE,
        only_in=[case.id],
        exemptions=[
            Exemption("poor", "NQ"),
            Exemption("child", "NQ", valid_to=date(2026, 11, 23)),
        ],
    )
    grounds = [Ground("poor", "Người thuộc hộ nghèo"), Ground("child", "Trẻ em")]
    assert charge_words(fee, procedure, grounds, samples.TODAY) == (
        f"5.000 đồng/trường hợp (đăng ký quá hạn) (trường hợp {case.name});"
        " miễn cho: Người thuộc hộ nghèo"
    )
