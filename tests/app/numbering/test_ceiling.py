"""The ceiling's table of docs/adr/0004, row by row, without a disk."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import EnvironmentFault
from app.keys.record import (
    MAX_RECORD_CHARACTERS,
    InstallationRecord,
    decode_record,
    encode_record,
    lease_tail,
)
from app.numbering.ceiling import STEP, Burn, DatabaseFacts, LeaseUse, Verdict, judge, raised

LEASE = "0190a000-0000-7000-8000-0123456789ab"
TAIL = lease_tail(LEASE)
MACHINE = "m1"
HASH = "ab" * 32


def facts(
    *,
    following: int = 5,
    seq: int = 10,
    installation: str = "i1",
    pending: str = "",
    hash_: str = HASH,
) -> DatabaseFacts:
    return DatabaseFacts(
        installation=installation,
        pending=pending,
        seq=seq,
        hash_at=lambda number: hash_ if number <= seq else None,
        leases=[LeaseUse(LEASE, following, 20)],
    )


def record(*, ceiling: int | None = None, seq: int = 10, **changes: str) -> InstallationRecord:
    values: dict[str, Any] = {
        "installation": "i1",
        "machine": MACHINE,
        "head": HASH[:16],
        **changes,
    }
    return InstallationRecord(
        **values,
        seq=seq,
        ceilings={} if ceiling is None else {TAIL: ceiling},
    )


@pytest.mark.parametrize("ceiling", [None, 1, 4])
def test_no_ceiling_above_what_was_used_is_a_clean_stop(ceiling: int | None) -> None:
    """Row 1: go on."""
    assert judge(record(ceiling=ceiling), facts(following=5), machine=MACHINE) == Verdict()


@pytest.mark.parametrize("ceiling", [5, 8, 12])
def test_a_ceiling_less_than_a_step_ahead_burns_up_to_it(ceiling: int) -> None:
    """Row 2: a crash, or an older copy from within the step."""
    verdict = judge(record(ceiling=ceiling), facts(following=5), machine=MACHINE)
    assert verdict == Verdict(burns=(Burn(LEASE, ceiling),))


def test_a_ceiling_a_step_or_more_ahead_is_an_older_copy() -> None:
    """Row 3: burn all, succeed."""
    verdict = judge(record(ceiling=5 + STEP), facts(following=5), machine=MACHINE)
    assert verdict.succeed == "older_copy"


def test_a_database_behind_the_recorded_seq_is_an_older_copy() -> None:
    """Row 3, by the chain."""
    assert judge(record(seq=11), facts(seq=10), machine=MACHINE).succeed == "older_copy"


def test_a_lease_that_the_database_does_not_know_is_an_older_copy() -> None:
    """Its numbers may have been used after the copy was made."""
    found = record(ceiling=3)
    unknown = DatabaseFacts("i1", "", 10, lambda _: HASH, [])
    assert judge(found, unknown, machine=MACHINE).succeed == "older_copy"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (None, "record_missing"),
        (record(machine="m2"), "other_machine"),
        (record(installation="i2"), "other_installation"),
        (record(head="ffffffffffffffff"), "other_history"),
    ],
)
def test_a_clone_or_another_history_must_succeed(
    found: InstallationRecord | None, reason: str
) -> None:
    """Row 4."""
    assert judge(found, facts(), machine=MACHINE).succeed == reason


def test_an_enrolment_of_a_successor_that_was_cut_goes_on() -> None:
    """The record speaks of the successor already, the database still waits for it."""
    found = record(installation="i2", seq=0, head="")
    assert judge(found, facts(pending="i2"), machine=MACHINE) == Verdict()


def test_a_store_that_was_never_enrolled_has_nothing_to_lose() -> None:
    """Without an installation nothing was ever numbered here..."""
    fresh = facts(installation="", pending="i1", seq=0)
    assert judge(None, fresh, machine=MACHINE) == Verdict()
    assert judge(record(installation="", seq=0, head=""), fresh, machine=MACHINE) == Verdict()
    assert judge(record(seq=0, head=""), fresh, machine=MACHINE) == Verdict()


def test_an_older_copy_from_before_the_enrolment_is_found_out() -> None:
    """...unless the record says that another copy was enrolled and has numbered."""
    fresh = facts(installation="", pending="i1", seq=0)
    assert judge(record(), fresh, machine=MACHINE).succeed == "older_copy"
    other = facts(installation="", seq=0)
    assert judge(record(seq=0), other, machine=MACHINE).succeed == "older_copy"


@given(ceiling=st.integers(0, 30), used=st.integers(0, 20), last=st.integers(1, 20))
def test_raising_covers_the_next_number_and_at_most_a_step(
    ceiling: int, used: int, last: int
) -> None:
    """The ceiling never goes beyond the lease, and the step is what a crash may cost."""
    if used >= last:
        return
    new = raised(min(ceiling, used), LeaseUse(LEASE, used + 1, last))
    assert used < new <= min(used + STEP, last)


@given(used=st.integers(1, 60), copied=st.integers(0, 60))
def test_whatever_copy_is_opened_no_number_comes_twice(used: int, copied: int) -> None:
    """Original and older copy of one lease: what the copy may use was never used before."""
    last = 80
    copied = min(copied, used)
    ceiling = 0
    for number in range(1, used + 1):
        if number > ceiling:
            ceiling = raised(ceiling, LeaseUse(LEASE, number, last))
    copy = DatabaseFacts("i1", "", 10, lambda _: HASH, [LeaseUse(LEASE, copied + 1, last)])
    verdict = judge(record(ceiling=ceiling, seq=10), copy, machine=MACHINE)
    if not verdict.succeed:
        following = max([copied + 1, *(burn.through + 1 for burn in verdict.burns)])
        assert following > used


def test_the_record_is_short_enough_for_every_keyring() -> None:
    """Windows keeps at most about 1,200 characters; forty series in use still fit."""
    full = InstallationRecord(
        installation=LEASE,
        machine="0" * 16,
        seq=10**9,
        head="0" * 16,
        ceilings={f"{number:012x}": 10**4 for number in range(40)},
        holder="0" * 12,
    )
    text = encode_record(full)
    assert len(text) <= MAX_RECORD_CHARACTERS
    assert decode_record(text, where="here") == full
    with pytest.raises(EnvironmentFault, match="record_full"):
        encode_record(
            InstallationRecord(ceilings={f"{number:012x}": 10**9 for number in range(100)})
        )


def test_a_damaged_record_names_its_place() -> None:
    """It is not taken for none: that would look like a new desk."""
    with pytest.raises(EnvironmentFault) as fault:
        decode_record('{"i":1}', where="tệp X")
    assert fault.value.code == "bad_record"
    assert "tệp X" in fault.value.message
