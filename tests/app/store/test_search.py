"""Search as people type, and lists of dossiers."""

from __future__ import annotations

import unicodedata

import pytest

from app.numbering.code import parse_code
from app.store.records import TakenNumber
from app.store.store import Store
from app.store.verify import verify
from tests.app.store.rig import (
    SERIES,
    DeskRig,
    OtherDesk,
    feed_item,
    opening,
    receive,
    registration,
)


@pytest.fixture
def store(rig: DeskRig) -> Store:
    store = rig.create()
    for name in ("Đặng Văn Thử", "Nguyễn Thị Mẫu", "Dương Văn Đặng"):
        receive(store, rig.clock, name)
    return store


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Dương Văn Đặng", "Nguyễn Thị Mẫu", "Đặng Văn Thử"]),
        ("dang van", ["Dương Văn Đặng", "Đặng Văn Thử"]),
        ("ĐẶNG VĂN THỬ", ["Đặng Văn Thử"]),
        (unicodedata.normalize("NFD", "Đặng Văn Thử"), ["Đặng Văn Thử"]),
        ("n", ["Nguyễn Thị Mẫu"]),
        ("thi nguy", ["Nguyễn Thị Mẫu"]),
        ("H26.107-261123-0002", ["Nguyễn Thị Mẫu"]),
        ("h26.107-2611", ["Dương Văn Đặng", "Nguyễn Thị Mẫu", "Đặng Văn Thử"]),
        ("H26.107 - 261123 - 0003", ["Dương Văn Đặng"]),
        ("H26.107–261123–0003", ["Dương Văn Đặng"]),
        ("Ｈ26 . 107－261123－0003", ["Dương Văn Đặng"]),
        ("0002", ["Nguyễn Thị Mẫu"]),
        ("chm-7-3", ["Nguyễn Thị Mẫu"]),
        ("001099000001", ["Dương Văn Đặng", "Nguyễn Thị Mẫu", "Đặng Văn Thử"]),
        ("2.000815", ["Dương Văn Đặng", "Nguyễn Thị Mẫu", "Đặng Văn Thử"]),
        ("H26.107-991231", []),
        ("không có ai", []),
        ('" OR * -- ;', []),
        ("!!!", []),
        ("AND OR NOT NEAR(", []),
        ("\x00", []),
    ],
)
def test_a_query_finds_what_it_should(store: Store, query: str, names: list[str]) -> None:
    """Case, tone marks, đ, NFC/NFD do not matter; nothing that is typed is an error."""
    with store:
        rows, total = store.search(query, 10)
        assert [row.name for row in rows] == names
        assert total == len(names)


OLD_CODES = ["38.98.H29-210519-0013", "000.00.01.H26-260930-00012", "H26.107.01-261123-010012"]


def test_codes_of_other_systems_are_found_by_their_own_text(rig: DeskRig) -> None:
    """Agencies of the order before 2020, padded sequences, centralised systems."""
    other = OtherDesk(rig.clock)
    with rig.create() as store:
        for number, code in enumerate(OLD_CODES):
            opened = other.event(f"d{number}", opening(code, received=rig.clock.now()))
            numbered = other.event(f"d{number}", registration(TakenNumber(parse_code(code), "x")))
            place = 2 * number + 1
            page = [feed_item(place, opened), feed_item(place + 1, numbered)]
            store.feed.apply(1, place + 1, page, rig.clock.now())
        for number, code in enumerate(OLD_CODES):
            for typed in (code, code.lower(), code.replace("-", " – "), code[:-2]):
                [row] = store.search(typed, 10)[0]
                assert (row.id, row.code) == (f"d{number}", code)
            assert store.find_dossier(code.replace("-", " - ")) == f"d{number}"
        assert store.find_dossier("000.00.01.H26-260930-0012") is None


def test_another_systems_numbers_are_none_of_this_desks(rig: DeskRig) -> None:
    """The same agency and day, counted elsewhere: nothing free here was used there."""
    other = OtherDesk(rig.clock)
    with rig.create() as store:
        for number, digits in enumerate(("010012", "00013")):
            code = parse_code(f"{SERIES.agency}-261123-{digits}")
            opened = other.event(f"d{number}", opening("A", received=rig.clock.now()))
            numbered = other.event(f"d{number}", registration(TakenNumber(code, "x")))
            page = [feed_item(2 * number + 1, opened), feed_item(2 * number + 2, numbered)]
            store.feed.apply(1, 2 * number + 2, page, rig.clock.now())
        assert verify(store).problems == []
        assert receive(store, rig.clock)[1] == f"{SERIES.agency}-261123-0001"


def test_a_list_is_cut_and_counted(store: Store) -> None:
    """The newest come first; the total counts all."""
    with store:
        rows, total = store.search("van", 1)
        assert ([row.name for row in rows], total) == (["Dương Văn Đặng"], 2)
        row = rows[0]
        assert (row.code, row.procedure, row.state) == (
            "H26.107-261123-0003",
            "2.000815",
            "registered",
        )
        assert row.received == "2026-11-23T08:30:00+07:00"
        assert row.due == "2026-11-23T16:30:00+07:00"


def test_a_dossier_is_found_by_code_reference_and_id(store: Store) -> None:
    """In any case, with blanks around the dashes."""
    with store:
        row = store.search("thu", 1)[0][0]
        for name in (" h26.107 - 261123 - 0001 ", "CHM-7-1", row.id.upper()):
            assert store.find_dossier(name) == row.id
        for name in ("", " ", "H26.107-261123-0009", "CHM-7-99"):
            assert store.find_dossier(name) is None


def test_rebuilding_changes_nothing(store: Store) -> None:
    """Projections and search are made of the events alone."""
    with store:
        before = store.search("", 10)
        assert store.rebuild() == 3
        assert store.search("", 10) == before
        assert store.search("dang van", 10)[1] == 2
