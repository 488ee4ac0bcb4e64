"""Passwords that are tried while something else happens: guesses, clocks, administrators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.accounts.account import Account
from app.accounts.directory import add_account, change_account, give_password
from app.accounts.roles import Role
from app.accounts.sign_in import FREE_TRIES, SignedIn, change_password, sign_in
from app.clock.time import FixedClock
from app.errors import QmcError, Refusal
from app.reception.desk import Desk
from tests.desks import MORNING, open_desk

NAME, PASSWORD, OTHER = "hoa.tran.thi", "Sen Đồng Tháp", "Mật khẩu khác 1"


class EventfulClock(FixedClock):
    """A clock at which something happens, once, when it is next looked at."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.meanwhile: Callable[[], object] | None = None

    def now(self) -> datetime:
        happening, self.meanwhile = self.meanwhile, None
        if happening is not None:
            happening()
        return super().now()


@pytest.fixture
def clock() -> EventfulClock:
    """The counter's clock."""
    return EventfulClock(MORNING)


@pytest.fixture
def desk(tmp_path: Path, clock: EventfulClock) -> Iterator[Desk]:
    """A desk."""
    with open_desk(tmp_path / "desk", clock=clock) as opened:
        yield opened


@pytest.fixture
def hoa(desk: Desk) -> SignedIn:
    """An officer at the counter, with a password of her own."""
    add_account(desk, "Trần Thị Hoa", [Role.OFFICER], password="tạm thời 1")
    signed_in = sign_in(desk.store, desk.clock, NAME, "tạm thời 1")
    return change_password(desk.store, signed_in, "tạm thời 1", PASSWORD)


def outcome(work: Callable[[], object]) -> str:
    """The code of the error, "in" where there is none."""
    try:
        work()
    except QmcError as error:
        return error.code
    return "in"


def attempt(desk: Desk, password: str) -> str:
    """What comes of a sign-in."""
    return outcome(lambda: sign_in(desk.store, desk.clock, NAME, password))


def standing(desk: Desk, signed_in: SignedIn) -> Account:
    """The account as the store has it."""
    row = desk.store.accounts.by_id(signed_in.account.id)
    assert row is not None
    return row.account


def test_a_wait_ends_also_by_a_clock_that_was_set_back(
    desk: Desk, clock: EventfulClock, hoa: SignedIn
) -> None:
    """It begins anew by the new time, once: not at every try until the old time has come."""
    for _ in range(FREE_TRIES):
        attempt(desk, "sai mật khẩu")
    clock.advance(timedelta(days=-1))
    assert attempt(desk, PASSWORD) == "wait"
    clock.advance(timedelta(seconds=31))
    assert attempt(desk, PASSWORD) == "in"


def test_guesses_at_once_are_one_after_the_other(desk: Desk, hoa: SignedIn) -> None:
    """Twenty threads have five free tries together, not five each."""
    with ThreadPoolExecutor(max_workers=20) as threads:
        outcomes = list(threads.map(lambda _: attempt(desk, "sai mật khẩu"), range(20)))
    assert outcomes.count("wrong_password") == FREE_TRIES
    assert outcomes.count("wait") == 20 - FREE_TRIES


def test_an_account_that_is_stopped_meanwhile_stays_stopped(
    desk: Desk, clock: EventfulClock, hoa: SignedIn
) -> None:
    """Checking a password takes long: its outcome is judged by the account as it stands then."""
    clock.meanwhile = lambda: change_account(desk, hoa.account.id, active=False)
    assert attempt(desk, PASSWORD) == "inactive"
    assert not standing(desk, hoa).active


def test_a_password_that_is_given_meanwhile_counts(
    desk: Desk, clock: EventfulClock, hoa: SignedIn
) -> None:
    """The old one opens nothing any more, and does not come back."""
    clock.meanwhile = lambda: give_password(desk, hoa.account.id, "mật khẩu tạm")
    assert attempt(desk, PASSWORD) == "wrong_password"
    assert sign_in(desk.store, desk.clock, NAME, "mật khẩu tạm").account.must_change_password


def test_roles_that_are_taken_meanwhile_do_not_come_back(
    desk: Desk, clock: EventfulClock, hoa: SignedIn
) -> None:
    """Changing the own password changes nothing else."""
    clock.meanwhile = lambda: change_account(desk, hoa.account.id, roles=[Role.INSPECTOR])
    changed = change_password(desk.store, hoa, PASSWORD, OTHER)
    assert changed.account.roles == standing(desk, hoa).roles == {Role.INSPECTOR}


def test_a_stopped_officer_changes_no_password(
    desk: Desk, clock: EventfulClock, hoa: SignedIn
) -> None:
    """Also where the account was stopped while the old one was checked."""
    clock.meanwhile = lambda: change_account(desk, hoa.account.id, active=False)
    with pytest.raises(Refusal, match="inactive"):
        change_password(desk.store, hoa, PASSWORD, OTHER)
    assert not standing(desk, hoa).active


def test_the_old_password_is_not_guessed_at_an_open_counter(desk: Desk, hoa: SignedIn) -> None:
    """Each wrong one counts, waits as at the door, and is on record with officer and unlock."""

    def guess() -> str:
        return outcome(lambda: change_password(desk.store, hoa, "sai mật khẩu", OTHER))

    assert [guess() for _ in range(FREE_TRIES + 1)] == ["wrong_password"] * FREE_TRIES + ["wait"]
    assert attempt(desk, PASSWORD) == "wait"
    lines = desk.store.audit_lines(hoa.account.id)
    failed = [line for line in lines if line.action == "change_password_failed"]
    assert len(failed) == FREE_TRIES
    assert {(line.officer, line.unlock) for line in failed} == {("Trần Thị Hoa", hoa.unlock)}
