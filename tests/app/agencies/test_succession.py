"""Successor agencies, by field and day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agencies.succession import NO_SUCCESSIONS, Succession, Successions, load_successions
from app.errors import InvalidInput

MERGED = date(2025, 7, 1)
TODAY = date(2026, 11, 24)

FILE = """
[[succession]]
predecessor = "000.12.35.H26"
successor = "H26.107"
valid_from = 2025-07-01
basis = "Nghị quyết mẫu 1"

[[succession]]
predecessor = "H26.88"
successor = "H26.107"
valid_from = 2025-07-01
basis = "Nghị quyết mẫu 1"

[[succession]]
predecessor = "H26.88"
successor = "H26.109"
field = "Đất đai"
valid_from = 2025-07-01
basis = "Nghị quyết mẫu 2"

[[succession]]
predecessor = "H26.107"
successor = "H26.120"
valid_from = 2026-10-01
basis = "Nghị quyết mẫu 3"
"""


def loaded(tmp_path: Path, text: str) -> Successions:
    path = tmp_path / "agencies.toml"
    path.write_text(text, encoding="utf-8")
    return load_successions(path)


@pytest.mark.parametrize(
    ("agency", "field", "on", "successor"),
    [
        ("000.12.35.H26", "Hộ tịch", date(2025, 6, 30), "000.12.35.H26"),
        ("000.12.35.H26", "Hộ tịch", MERGED, "H26.107"),
        ("000.12.35.H26", "Hộ tịch", date(2026, 9, 30), "H26.107"),
        ("000.12.35.H26", "Hộ tịch", date(2026, 10, 1), "H26.120"),
        ("H26.88", "Đất đai", MERGED, "H26.109"),
        ("H26.88", "Hộ tịch", MERGED, "H26.107"),
        ("H26.88", "", MERGED, "H26.107"),
        ("H26.88", "Đất đai", TODAY, "H26.109"),
        ("H26.200", "Hộ tịch", TODAY, "H26.200"),
        ("", "Hộ tịch", TODAY, ""),
    ],
)
def test_the_successor_of_a_field_and_day(
    tmp_path: Path, agency: str, field: str, on: date, successor: str
) -> None:
    """The field's own entry before the one for every field; chains to their end."""
    successions = loaded(tmp_path, FILE)
    assert successions.successor(agency, field, on) == successor


def test_a_chain_names_its_texts_in_order(tmp_path: Path) -> None:
    """What the officer tells a citizen who holds a paper of 2024."""
    successions = loaded(tmp_path, FILE)
    assert successions.basis("000.12.35.H26", "Hộ tịch", TODAY) == [
        "Nghị quyết mẫu 1",
        "Nghị quyết mẫu 3",
    ]
    assert successions.basis("H26.107", "Hộ tịch", MERGED) == []


def entry(predecessor: str, successor: str, *, on: str = "2025-07-01", field: str = "") -> str:
    return (
        f'[[succession]]\npredecessor = "{predecessor}"\nsuccessor = "{successor}"\n'
        f'valid_from = {on}\nfield = "{field}"\nbasis = "x"\n'
    )


CIRCLE = entry("H26.1", "H26.2") + entry("H26.2", "H26.3")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (entry("H26.1", "H26.1"), "succession[0].successor"),
        (entry("H26.1O7", "H26.1"), "succession[0].predecessor"),
        (entry("H26.1", "xã Mẫu"), "succession[0].successor"),
        (entry("H26.1", "H26.2") + entry("H26.1", "H26.3"), "succession[1].valid_from"),
        (CIRCLE + entry("H26.3", "H26.1", on="2026-01-01"), "succession[2].successor"),
        (CIRCLE + entry("H26.3", "H26.1", on="2026-01-01", field="Đất đai"),
         "succession[2].successor"),
        (entry("H26.1", "H26.2", field="Đất đai") + entry("H26.2", "H26.1", on="2026-01-01"),
         "succession[1].successor"),
        (entry("H26.1", "H26.2").replace('basis = "x"', ""), "succession[0].basis"),
        ("[[succession]]\nold = 1", "succession[0].old"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, field: str) -> None:
    """No circle on any day and in any field, no two successors at once, e-IDs of their shape."""
    with pytest.raises(InvalidInput) as caught:
        loaded(tmp_path, text)
    assert caught.value.code == "bad_data"
    assert caught.value.field == field
    assert "agencies.toml" in caught.value.message


def test_a_later_entry_replaces_an_earlier_one(tmp_path: Path) -> None:
    """A commune that comes back: its old successor stops to be one, and no circle is seen."""
    text = entry("H26.1", "H26.2") + entry("H26.2", "H26.3", on="2026-01-01")
    text += entry("H26.1", "H26.4", on="2026-01-01")
    successions = loaded(tmp_path, text)
    assert successions.successor("H26.1", "", MERGED) == "H26.2"
    assert successions.successor("H26.1", "", TODAY) == "H26.4"


def test_no_file_means_that_nothing_was_dissolved(tmp_path: Path) -> None:
    """Most desks need none."""
    assert load_successions(None) is NO_SUCCESSIONS
    assert load_successions(tmp_path / "agencies.toml") is NO_SUCCESSIONS
    assert NO_SUCCESSIONS.successor("H26.107", "Hộ tịch", TODAY) == "H26.107"


NUMBERS = st.integers(0, 30)
EDGES = st.lists(
    st.tuples(NUMBERS, NUMBERS, st.dates(date(2025, 1, 1), date(2026, 12, 31)),
              st.sampled_from(["", "a", "b"])),
    max_size=40,
)  # fmt: skip


@given(EDGES, NUMBERS, st.sampled_from(["", "a", "b", "c"]), st.dates(MERGED, TODAY))
def test_every_chain_of_later_agencies_ends(
    edges: list[tuple[int, int, date, str]], start: int, field: str, on: date
) -> None:
    """Where agencies only ever follow in one direction the last one is nobody's predecessor."""
    entries = [
        Succession(f"H26.{low}", f"H26.{high + 1}", valid_from, "x", of)
        for first, second, valid_from, of in edges
        for low, high in [sorted((first, second))]
    ]
    successions = Successions(entries)
    last = successions.successor(f"H26.{start}", field, on)
    assert successions.successor(last, field, on) == last
    assert successions.basis(last, field, on) == []
