"""The catalogue: versions by day, search, what is frozen into a dossier."""

from __future__ import annotations

from datetime import date

import pytest

from app.catalogue.catalogue import Catalogue, load_catalogue
from app.catalogue.procedure import DeadlineCase, OnlinePeriod, national_code
from app.deadlines.rule import Cutoff, DeadlineRule, Unit
from app.dossier.application import Treatment
from app.dossier.decide import Rules
from app.dossier.events import FrozenDeadline
from app.errors import InvalidInput
from tests.app.catalogue.made_up import made_up

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


EIGHT = [
    "1.000656", "1.001193", "1.004222", "1.004873", "1.010041", "2.000635", "2.000815", "2.000884",
]  # fmt: skip


@pytest.mark.parametrize("code", EIGHT)
def test_the_eight_commonest_procedures_are_certain(catalogue: Catalogue, code: str) -> None:
    """All eight are in force today, by texts in force, each with a component that is required."""
    procedure = catalogue.procedure(code, TODAY)
    assert procedure.confidence == "H"
    assert any(part.required for part in procedure.components)


def test_a_look_up_names_its_database(catalogue: Catalogue) -> None:
    """NQ 66.7/2025: what a database has is not asked for on paper."""
    for procedure in catalogue.procedures:
        for component in procedure.components:
            if component.treatment is Treatment.LOOK_UP:
                assert component.replaced_by


def test_the_law_of_civil_status_changes_on_1_march_2027(catalogue: Catalogue) -> None:
    """Received on 28 February: the old law; on 1 March: 24 hours where nothing else is set."""
    old = catalogue.procedure("1.001193", date(2027, 2, 28))
    new = catalogue.procedure("1.001193", date(2027, 3, 1))
    assert old.deadline is not None
    assert old.deadline.unit is Unit.SAME_DAY
    assert new.deadline == DeadlineRule(unit=Unit.HOUR, amount=24)
    assert old.valid_to == date(2027, 2, 28)
    assert new.legal_basis[0] == "Luật Hộ tịch 03/2026/QH16"


RECEPTION = [
    ("1.001193", date(2025, 9, 30), "both"),
    ("1.001193", date(2025, 10, 1), "online_only"),
    ("1.000656", date(2025, 10, 1), "online_only"),
    ("1.004222", date(2025, 9, 30), "both"),
    ("1.004222", date(2025, 10, 1), "online_only"),
    ("1.004873", TODAY, "both"),
    ("2.000815", TODAY, "paper"),
    ("2.000884", TODAY, "paper"),
    ("2.000815", date(2016, 12, 31), None),
    ("9.999999", TODAY, None),
]


@pytest.mark.parametrize(("code", "on", "mode"), RECEPTION)
def test_reception_depends_on_the_day(
    catalogue: Catalogue, code: str, on: date, mode: str | None
) -> None:
    """Chỉ thị 24/CT-TTg ended paper reception of births, deaths and residence on 1/10/2025."""
    rules: Rules = catalogue  # decide asks the catalogue itself
    assert rules.reception(code, on) == mode


@pytest.mark.parametrize("code", ["2.000815.000.00.00.H61", " 2.000815 ", "2.000815.H55.02"])
def test_a_local_suffix_is_left_off(catalogue: Catalogue, code: str) -> None:
    """The national eight characters are the key; provinces print their suffix after it."""
    assert catalogue.procedure(code, TODAY).code == "2.000815"
    assert national_code("abc ") == "abc"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2000815", "2.000815"),
        ("2000815.H26", "2.000815"),
        ("2.000815.", "2.000815"),
        ("200081", "200081"),
        ("20008155", "20008155"),
        ("0.000815", "0.000815"),
        ("２.000815", "２.000815"),
    ],
)
def test_a_code_without_its_point_is_read(typed: str, code: str) -> None:
    """A spreadsheet takes the point for a separator of thousands; nothing else is guessed."""
    assert national_code(typed) == code


def test_an_unknown_procedure_names_the_field(catalogue: Catalogue) -> None:
    """Unknown, or known but not on that day: then the advice says when."""
    with pytest.raises(InvalidInput) as caught:
        catalogue.procedure("9.999999", TODAY)
    assert (caught.value.code, caught.value.field) == ("unknown_procedure", "procedure")
    assert caught.value.advice is None
    with pytest.raises(InvalidInput) as caught:
        catalogue.procedure("2.000815", date(1, 1, 1))
    assert "01/01/2017 đến 31/10/2025" in (caught.value.advice or "")


def test_a_query_is_bounded(catalogue: Catalogue) -> None:
    """200 characters are enough for a name."""
    with pytest.raises(InvalidInput) as caught:
        catalogue.find("a" * 201, TODAY)
    assert caught.value.field == "query"


def test_the_version_frozen_into_a_dossier(catalogue: Catalogue) -> None:
    """Code, name, field, validity, legal basis and the time limit in words."""
    frozen = catalogue.frozen("1.004873", TODAY)
    assert frozen.code == "1.004873"
    assert frozen.field == "Hộ tịch"
    assert frozen.valid_from == "2016-01-01"
    assert frozen.deadline == "3 ngày làm việc"
    assert frozen.legal_basis
    assert not frozen.immediate


VERIFIED = made_up(
    "1.004873",
    "Cấp Giấy xác nhận tình trạng hôn nhân",
    deadline=DeadlineRule(Unit.WORKING_DAY, 3, Cutoff.START_NEXT_DAY),
    deadline_cases=[
        DeadlineCase(
            id="verify",
            name="phải xác minh",
            basis="NĐ 123/2015",
            deadline=DeadlineRule(Unit.WORKING_DAY, 23, Cutoff.START_NEXT_DAY),
        ),
        DeadlineCase(id="abroad", name="hỏi cơ quan ở nước ngoài", basis="NĐ 123/2015"),
    ],
)
CASES = [
    ("", DeadlineRule(Unit.WORKING_DAY, 3, Cutoff.START_NEXT_DAY),
     "3 ngày làm việc; nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo"),
    ("verify", DeadlineRule(Unit.WORKING_DAY, 23, Cutoff.START_NEXT_DAY),
     ("23 ngày làm việc (trường hợp phải xác minh); nhận sau 15 giờ thì tính từ ngày làm việc tiếp"
     " theo")),
    ("abroad", None, "Không quy định thời hạn (trường hợp hỏi cơ quan ở nước ngoài)"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "rule", "words"), CASES)
def test_a_case_has_a_time_limit_of_its_own(
    case: str, rule: DeadlineRule | None, words: str
) -> None:
    """Frozen in words and as data, so that it can be counted anew (docs/adr/0016)."""
    cases = Catalogue([VERIFIED], [], "cases")
    assert cases.deadline("1.004873.000.00.00.H26", TODAY, case) == rule
    frozen = cases.frozen("1.004873", TODAY, case)
    assert frozen.deadline == words
    if rule is None:
        assert frozen.rule is None
    else:
        assert frozen.rule == FrozenDeadline(rule.unit.value, rule.amount, "start_next_day")


@pytest.mark.parametrize("case", ["moon", " verify", "VERIFY"])
def test_an_unknown_case_is_refused_with_those_there_are(case: str) -> None:
    """The id counts, as data has it."""
    with pytest.raises(InvalidInput) as caught:
        Catalogue([VERIFIED], [], "cases").frozen("1.004873", TODAY, case)
    assert (caught.value.code, caught.value.field) == ("unknown_case", "deadline_case")
    assert caught.value.advice == (
        "Các trường hợp: verify (phải xác minh), abroad (hỏi cơ quan ở nước ngoài)."
    )
    with pytest.raises(InvalidInput) as caught:
        Catalogue([made_up("1.000656", "Đăng ký khai tử")], [], "none").deadline(
            "1.000656", TODAY, case
        )
    assert caught.value.advice == "Thủ tục này chỉ có một thời hạn."


ONLINE = made_up(
    "1.000656",
    "Đăng ký khai tử",
    online=[
        OnlinePeriod("partial", date(2024, 1, 1), "QĐ 1"),
        OnlinePeriod("full", date(2026, 7, 1), "QĐ 2"),
    ],
)


@pytest.mark.parametrize(
    ("on", "level"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "partial"),
        (date(2026, 6, 30), "partial"),
        (date(2026, 7, 1), "full"),
    ],
)
def test_the_online_level_depends_on_the_day(on: date, level: str | None) -> None:
    """Before the first text that says it, it is not known."""
    assert ONLINE.level(on) == level


GROUNDS = [
    ("disabled", "disabled"),
    ("Người khuyết tật", "disabled"),
    ("khuyet tat", "disabled"),
    (" VNeID mức 2 ", "e_id_level_2"),
    ("", ""),
    ("  ", ""),
]


@pytest.mark.parametrize(("text", "ground"), GROUNDS)
def test_a_ground_is_found_by_id_or_name(catalogue: Catalogue, text: str, ground: str) -> None:
    """Officers type what they say."""
    assert catalogue.ground(text) == ground


def test_an_unknown_ground_is_refused(catalogue: Catalogue) -> None:
    """An exemption needs a ground; the known ones are listed."""
    with pytest.raises(InvalidInput) as caught:
        catalogue.ground("vì vui")
    assert (caught.value.code, caught.value.field) == ("unknown_exemption", "exemption")
    assert "disabled" in (caught.value.advice or "")


def test_the_default_catalogue_is_read_once(catalogue: Catalogue) -> None:
    """The same object every time."""
    assert load_catalogue() is catalogue


def test_no_civil_status_procedure_rests_on_the_law_that_has_ended(catalogue: Catalogue) -> None:
    """Luật Hộ tịch 03/2026/QH16 Đ.30: from 1/3/2027 the law of 2014 is none for new dossiers."""
    on = date(2027, 3, 1)
    civil = [one for one in catalogue.find("", on, limit=1_000) if one.field == "Hộ tịch"]
    assert len(civil) >= 4
    for procedure in civil:
        bases = [
            *procedure.legal_basis,
            *(fee.basis for fee in procedure.fees),
            *(granted.basis for fee in procedure.fees for granted in fee.exemptions),
        ]
        assert not any("2014" in basis or "123/2015" in basis for basis in bases)
    before = catalogue.frozen("1.004873", date(2027, 2, 28))
    assert "Luật Hộ tịch 60/2014/QH13" in before.legal_basis
