"""The catalogue: versions by day, search, what is frozen into a dossier."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from app.catalogue.catalogue import Catalogue, load_catalogue
from app.catalogue.procedure import national_code
from app.deadlines.rule import DeadlineRule, Unit
from app.dossier.application import Treatment
from app.dossier.decide import Rules
from app.errors import InvalidInput

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def codes(catalogue: Catalogue, query: str, on: date = TODAY) -> list[str]:
    return [procedure.code for procedure in catalogue.find(query, on)]


def test_the_seed_has_the_eight_commonest_procedures(catalogue: Catalogue) -> None:
    """All eight are in force today, each with components and a legal basis."""
    found = catalogue.find("", TODAY)
    assert sorted(procedure.code for procedure in found) == [
        "1.000656", "1.001193", "1.004222", "1.004873",
        "1.010041", "2.000635", "2.000815", "2.000884",
    ]  # fmt: skip
    assert all(procedure.confidence == "H" for procedure in found)
    assert all(any(part.required for part in procedure.components) for procedure in found)


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


def test_an_unknown_procedure_names_the_field(catalogue: Catalogue) -> None:
    """Unknown, or known but not on that day: then the advice says when."""
    with pytest.raises(InvalidInput) as caught:
        catalogue.procedure("9.999999", TODAY)
    assert (caught.value.code, caught.value.field) == ("unknown_procedure", "procedure")
    assert caught.value.advice is None
    with pytest.raises(InvalidInput) as caught:
        catalogue.procedure("2.000815", date(1, 1, 1))
    assert "01/01/2017 đến 31/10/2025" in (caught.value.advice or "")


SEARCHES = [
    ("dang ky khai sinh", ["1.001193"]),
    ("ĐĂNG KÝ KHAI SINH", ["1.001193"]),
    (unicodedata.normalize("NFD", "khai tử"), ["1.000656", "2.000635"]),
    ("chung thuc", ["2.000815", "2.000884"]),
    ("sao y", ["2.000815"]),
    ("doc than", ["1.004873"]),
    ("cu tru", ["1.010041", "1.004222"]),
    ("2.0008", ["2.000815", "2.000884"]),
    ("000815", ["2.000815"]),
    ("thuong dang", ["1.004222"]),
    ("khong co thu tuc nay", []),
]


@pytest.mark.parametrize(("query", "expected"), SEARCHES)
def test_search_ignores_marks_and_knows_codes(
    catalogue: Catalogue, query: str, expected: list[str]
) -> None:
    """Every word counts, in any order, without tone marks; name, field, keywords, code."""
    found = codes(catalogue, query)
    assert sorted(found) == sorted(expected)


def test_words_that_stand_together_come_before_words_that_are_scattered(
    catalogue: Catalogue,
) -> None:
    """ "chu ky" is the signature's certification, not a registration whose words begin so."""
    assert codes(catalogue, "chu ky")[0] == "2.000884"


def test_a_name_that_begins_with_the_query_comes_first(catalogue: Catalogue) -> None:
    """ "khai sinh" has birth registration and extracts; the best match leads."""
    assert codes(catalogue, "dang ky kh")[0] in ("1.001193", "1.000656")
    assert codes(catalogue, "cap ban sao")[0] == "2.000635"
    assert catalogue.find("", TODAY, limit=3) == catalogue.find("", TODAY)[:3]


def test_search_follows_the_day(catalogue: Catalogue) -> None:
    """Before a procedure existed it is not offered."""
    assert codes(catalogue, "xac nhan thong tin ve cu tru", date(2025, 6, 30)) == []
    assert codes(catalogue, "", date(2015, 1, 1)) == []


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
    civil = [one for one in catalogue.find("", on) if one.field == "Hộ tịch"]
    assert len(civil) == 4
    for procedure in civil:
        bases = [
            *procedure.legal_basis,
            *(fee.basis for fee in procedure.fees),
            *(granted.basis for fee in procedure.fees for granted in fee.exemptions),
        ]
        assert not any("2014" in basis or "123/2015" in basis for basis in bases)
    before = catalogue.frozen("1.004873", date(2027, 2, 28))
    assert "Luật Hộ tịch 60/2014/QH13" in before.legal_basis
