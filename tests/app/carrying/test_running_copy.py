"""What a folder lacks is told by the names in it (docs/adr/0029)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.carrying.running_copy import (
    CopyPlan,
    copy_name,
    mark_of,
    plan_copy,
    read_copy_name,
)
from app.dossier.events import sha256_hex
from tests.app.carrying.packs import own_openers

MARK = "abcdef"
OWN = ("desk-1", "desk-0")


def tip(installation: str, seq: int) -> str | None:
    """The hash of an own event; the chains end at 50."""
    return sha256_hex(f"{installation}/{seq}".encode()) if seq <= 50 else None


def name(first: int, last: int, *, of: str = "desk-1", mark: str = MARK, tip_of: str = "") -> str:
    """The name of a pack in the folder."""
    return str(copy_name(of, first, last, tip_of or tip(of, last) or "0" * 64, mark))


def plan(needed: Sequence[int], names: Sequence[str], *, of: str = "desk-1") -> CopyPlan:
    return plan_copy([(of, seq) for seq in needed], names, mark=MARK, installations=OWN, tip_of=tip)


def test_what_no_pack_holds_is_missing() -> None:
    """An empty folder, and one that has some."""
    assert plan([1, 2, 3], []).missing == [("desk-1", 1), ("desk-1", 2), ("desk-1", 3)]
    held = plan([1, 2, 3, 4], [name(2, 3)])
    assert held.missing == [("desk-1", 1), ("desk-1", 4)]
    assert held.obsolete == []


def test_a_pack_goes_when_nothing_in_it_is_needed() -> None:
    """It stays as long as one event, or the pages of one, have not arrived."""
    names = [name(1, 3), name(4, 6)]
    assert [str(each) for each in plan([6, 7], names).obsolete] == [names[0]]
    assert [str(each) for each in plan([], names).obsolete] == names


def test_foreign_files_and_other_desks_packs_are_left_alone() -> None:
    """Two desks may use one folder, and people keep other things on a stick."""
    names = ["photo.jpg", name(1, 3, of="desk-9"), "x.qmcgoi", f".{name(1, 1)}.ab12.tmp", ""]
    assert plan([], names) == CopyPlan()


def test_the_work_of_another_image_of_this_desk_is_told_and_never_touched() -> None:
    """A restored desk does not know its newest events: the folder holds them."""
    beyond = name(51, 52, tip_of="12" * 32)
    branch = name(3, 4, tip_of="34" * 32)
    found = plan([4], [beyond, branch])
    assert [str(each) for each in found.unknown] == sorted([beyond, branch])
    assert found.obsolete == []
    assert found.missing == [("desk-1", 4)]


def test_packs_are_written_anew_where_others_can_open_them_now() -> None:
    """The passphrase changed, or the central's key became known: the old ones go afterwards."""
    old = name(1, 3, mark="000000")
    found = plan([2], [old])
    assert found.missing == [("desk-1", 2)]
    assert [str(each) for each in found.obsolete] == [old]
    marks = {
        mark_of(own_openers()),
        mark_of(own_openers(central=True)),
        mark_of(own_openers(passphrase=True)),
    }
    assert len(marks) == 3


def test_a_predecessors_chain_is_this_desks_own() -> None:
    """What was left when a successor was enrolled."""
    names = [name(1, 2, of="desk-0")]
    assert plan([1, 2], names, of="desk-0").missing == []
    assert [str(each) for each in plan([], names, of="desk-0").obsolete] == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "desk-1_1-2_0123456789ab_abcdef",
        "desk-1_0-2_0123456789ab_abcdef.qmcgoi",
        "desk-1_3-2_0123456789ab_abcdef.qmcgoi",
        "desk-1_1-2_0123456789AB_abcdef.qmcgoi",
        "desk-1_1-99999999999999999_0123456789ab_abcdef.qmcgoi",
        "desk-1_¹-²_0123456789ab_abcdef.qmcgoi",
        "desk-1_1-2_0123456789ab_abcdef.qmcgoi\n",
        "../desk-1_1-2_0123456789ab_abcdef.qmcgoi",
    ],
)
def test_a_name_that_is_none_is_passed_over(text: str) -> None:
    """Whatever somebody calls a file."""
    assert read_copy_name(text) is None


@given(
    needed=st.sets(st.integers(1, 50)),
    spans=st.lists(st.tuples(st.integers(1, 50), st.integers(0, 10)), max_size=12),
)
def test_what_is_written_and_removed_leaves_exactly_what_is_needed(
    needed: set[int], spans: list[tuple[int, int]]
) -> None:
    """After any plan is carried out, the folder holds every needed event, and a second plan
    changes nothing."""
    names = {name(first, min(first + more, 50)) for first, more in spans}
    first_plan = plan(sorted(needed), sorted(names))
    names -= {str(each) for each in first_plan.obsolete}
    names |= {name(seq, seq) for _, seq in first_plan.missing}
    assert plan(sorted(needed), sorted(names)) == CopyPlan()
