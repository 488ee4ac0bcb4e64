"""Search as people type, and lists of dossiers."""

from __future__ import annotations

import unicodedata

import pytest

from app.store.store import Store
from tests.app.store.rig import DeskRig, receive


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
