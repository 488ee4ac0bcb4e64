"""The catalogue that comes with the program: what must be true of every entry."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.catalogue.catalogue import load_catalogue
from app.catalogue.folding import fold
from app.catalogue.procedure import FilingForAnother, Procedure
from app.dated_data.toml_table import read_table
from app.deadlines.rule import DeadlineRule
from app.errors import InvalidInput
from app.fees.rules import Local

TODAY = date(2026, 11, 24)
NEW_CIVIL_STATUS_LAW = date(2027, 3, 1)
CIVIL_STATUS, RESIDENCE, CERTIFICATION = "Hộ tịch", "Cư trú", "Chứng thực"
COPY_FROM_REGISTER = "2.000908"  # a copy out of the register is given, nothing is certified
CATALOGUE = load_catalogue()

TAKEN_TODAY = [
    "2.000815", "2.000884", "2.000908", "2.001035", "2.001019", "2.001016", "2.001406",
    "2.000913", "2.000927", "2.000942", "2.000992", "2.001008", "1.001193", "1.000656",
    "1.000894", "1.004873", "2.000635", "1.001022", "1.000689", "1.004884", "1.004746",
    "1.005461", "1.004859", "1.004837", "1.004845", "2.000806", "2.000528", "2.001263",
    "2.000986", "2.002622", "1.004222", "1.004194", "1.002755", "1.010038", "1.010039",
    "1.003197", "1.010041", "1.003677", "2.001159", "1.116410", "1.014027", "1.014028",
    "1.001776", "1.001731", "1.001699", "1.001653", "1.011607", "1.116214", "1.010833",
    "1.010803", "1.010824", "2.002307", "2.002308", "1.001612", "2.000720", "1.001570",
    "1.001266", "1.014034", "1.014035", "1.013978", "1.012790", "1.013967", "1.013949",
    "1.012784", "1.012765", "1.013225", "1.013314",
]  # fmt: skip
"""The procedures that a commune's desk takes most."""
KNOWN = ["3.000722", "2.002913", "1.011606", "2.001009"]
"""Second codes of the same, and what has ended: known on some day."""

VERSIONS = [
    pytest.param(version, id=f"{version.code} from {version.valid_from}")
    for version in CATALOGUE.procedures
]
each_version = pytest.mark.parametrize("version", VERSIONS)
CODES = sorted({version.code for version in CATALOGUE.procedures})


def in_field(field: str) -> list[Procedure]:
    found = [version for version in CATALOGUE.procedures if version.field == field]
    assert found, f"no procedure of the field {field}"
    return found


def test_what_a_desk_takes_most_is_there_today() -> None:
    """On 24/11/2026 each of them can be received."""
    there = {procedure.code for procedure in CATALOGUE.find("", TODAY, limit=10_000)}
    assert [code for code in TAKEN_TODAY if code not in there] == []


def test_second_codes_and_what_has_ended_are_known() -> None:
    """Receipts in citizens' hands name them."""
    assert [code for code in KNOWN if code not in CODES] == []


def test_what_was_abolished_opens_in_its_time_only() -> None:
    """NĐ 280/2025: declaring an inheritance (khai nhận di sản) is certified no more."""
    assert CATALOGUE.procedure("2.001009", date(2025, 10, 1)).code == "2.001009"
    with pytest.raises(InvalidInput) as caught:
        CATALOGUE.procedure("2.001009", date(2025, 12, 1))
    assert caught.value.code == "unknown_procedure"
    assert "đến 31/10/2025" in (caught.value.advice or "")


@each_version
def test_every_version_has_a_legal_basis(version: Procedure) -> None:
    """A desk that is asked "by what law?" has an answer; also for each charge."""
    assert all(basis.strip() for basis in version.legal_basis)
    for fee in version.fees:
        assert fee.basis.strip(), fee.name
        assert all(exemption.basis.strip() for exemption in fee.exemptions), fee.name


@each_version
def test_a_version_without_a_time_limit_says_why(version: Procedure) -> None:
    """ "No limit" is a statement about the law, not a gap of ours."""
    assert version.deadline is not None or version.unsure


@each_version
def test_what_is_not_certain_says_so(version: Procedure) -> None:
    """Confidence M or L: the administrator reads what to compare with the province's decision."""
    assert version.confidence == "H" or version.unsure


@each_version
def test_a_time_limit_can_be_told(version: Procedure) -> None:
    """Also that of each case, which can be frozen into a dossier by its id."""
    on = version.valid_from
    assert CATALOGUE.frozen(version.code, on).deadline
    for case in version.deadline_cases:
        assert case.name in CATALOGUE.frozen(version.code, on, case.id).deadline
        charged = any(case.id in fee.only_in for fee in version.fees)
        assert charged or case.deadline != version.deadline, f"{case.id} changes nothing"


@each_version
def test_texts_are_written_as_they_are_printed(version: Procedure) -> None:
    """NFC, no blank too many: these words stand on receipts."""
    for text in texts_of(msgspec.to_builtins(version)):
        assert text == unicodedata.normalize("NFC", text), text
        assert text == " ".join(text.split()), text


@each_version
def test_keywords_add_something(version: Procedure) -> None:
    """What the name says already finds it without a keyword."""
    name = f" {fold(version.name)} "
    keywords = [fold(keyword) for keyword in version.keywords]
    assert len(set(keywords)) == len(keywords)
    assert [keyword for keyword in keywords if f" {keyword} " in name] == []


@each_version
def test_a_look_up_names_its_database(version: Procedure) -> None:
    """NQ 66.7/2025: what a database has is not asked for on paper."""
    for component in version.components:
        if component.treatment == "look_up":
            assert component.replaced_by, component.id


@pytest.mark.parametrize("code", CODES)
def test_versions_follow_each_other_without_a_hole(code: str) -> None:
    """Whoever comes on any day between meets exactly one."""
    for before, following in pairwise(CATALOGUE.versions(code)):
        assert before.valid_to is not None
        assert before.valid_to + timedelta(days=1) == following.valid_from


def test_civil_status_changes_its_law_on_1_march_2027() -> None:
    """Luật Hộ tịch 03/2026/QH16 Đ.30: dossiers received earlier stay under the old law."""
    unsplit = [
        version.code
        for version in in_field(CIVIL_STATUS)
        if version.in_force(NEW_CIVIL_STATUS_LAW) and version.valid_from != NEW_CIVIL_STATUS_LAW
    ]
    assert unsplit == []
    ending = [
        version.code
        for version in in_field(CIVIL_STATUS)
        if version.in_force(NEW_CIVIL_STATUS_LAW - timedelta(days=1))
    ]
    following = [
        version.code
        for version in in_field(CIVIL_STATUS)
        if version.valid_from == NEW_CIVIL_STATUS_LAW
    ]
    assert sorted(ending) == sorted(following)


def test_residence_has_numbers_of_its_own() -> None:
    """Dossiers of residence are numbered by the police's system, with CT04-CT07."""
    assert {version.number_issuer for version in in_field(RESIDENCE)} == {"residence"}
    assert CATALOGUE.procedure("1.116410", TODAY).number_issuer == "identity_card"
    assert CATALOGUE.procedure("1.001612", TODAY).number_issuer == "business_register"
    assert CATALOGUE.procedure("2.000986", TODAY).number_issuer == "linked"


def test_certification_is_marked_as_such() -> None:
    """NĐ 23/2015: it has a book of its own."""
    unmarked = [
        version.code
        for version in in_field(CERTIFICATION)
        if not version.certification and version.code != COPY_FROM_REGISTER
    ]
    assert unmarked == []
    assert {one.field for one in CATALOGUE.procedures if one.certification} == {CERTIFICATION}


@pytest.mark.parametrize("code", ["1.000894", "2.000806", "1.001022"])
def test_nobody_marries_by_proxy(code: str) -> None:
    """Marriage, recognition of parent and child: in person only."""
    for version in CATALOGUE.versions(code):
        assert version.filing_for_another is FilingForAnother.NONE


TIME_LIMITS: list[tuple[str, str, int]] = [
    ("1.004873", "working_day", 3),
    ("1.001022", "working_day", 3),
    ("1.004884", "working_day", 5),
    ("1.004222", "working_day", 7),
    ("1.004194", "working_day", 3),
    ("1.010038", "working_day", 5),
    ("1.010041", "half_working_day", 1),
    ("2.001159", "hour", 1),
    ("1.014027", "working_day", 10),
    ("1.014028", "working_day", 3),
    ("1.001699", "working_day", 25),
    ("1.001612", "working_day", 3),
    ("1.013967", "calendar_day", 30),
    ("1.012790", "working_day", 8),
    ("2.001035", "working_day", 2),
]


@pytest.mark.parametrize(("code", "unit", "amount"), TIME_LIMITS)
def test_time_limits_that_are_beyond_doubt(code: str, unit: str, amount: int) -> None:
    """As the law has them on 24/11/2026, before any province shortens them."""
    rule = CATALOGUE.deadline(code, TODAY)
    assert isinstance(rule, DeadlineRule)
    assert (rule.unit.value, rule.amount) == (unit, amount)


def texts_of(value: Any) -> Iterator[str]:
    """Every text in ``value``, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_of(one)


class _Keys(msgspec.Struct):
    fees: list[str]
    grounds: list[str]
    cases: list[str]


def test_no_name_that_a_province_refers_to_goes_away() -> None:
    """A layer that names a charge, a ground or a case must stand after every update."""
    path = Path(__file__).parents[2] / "data" / "law_keys.toml"
    kept = read_table(path, path.read_bytes(), _Keys)
    charges = [fee.charge for one in CATALOGUE.procedures for fee in one.fees]
    assert set(kept.fees) <= {charge.key for charge in charges if isinstance(charge, Local)}
    assert set(kept.grounds) <= {ground.id for ground in CATALOGUE.grounds}
    assert set(kept.cases) <= {
        f"{one.code}:{case.id}" for one in CATALOGUE.procedures for case in one.deadline_cases
    }
