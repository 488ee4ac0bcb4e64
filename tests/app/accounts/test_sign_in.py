"""Signing in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.accounts.account import Account
from app.accounts.directory import accounts_of, add_account, change_account, give_password
from app.accounts.password_hash import NOBODYS_HASH, is_outdated, is_password
from app.accounts.roles import Role
from app.accounts.sign_in import (
    FREE_TRIES,
    LONGEST_WAIT,
    change_password,
    sign_in,
    sign_out,
    wait_after,
)
from app.clock.time import FixedClock
from app.errors import InvalidInput, QmcError, Refusal
from app.reception.desk import Desk
from app.store.accounts import AccountRow
from tests.desks import MORNING, open_desk

PASSWORD = "Sen Đồng Tháp"


@pytest.fixture
def clock() -> FixedClock:
    """The counter's clock."""
    return FixedClock(MORNING)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk."""
    with open_desk(tmp_path / "desk", clock=clock) as opened:
        yield opened


@pytest.fixture
def hoa(desk: Desk) -> Account:
    """An officer with a password of her own."""
    account = add_account(desk, "Trần Thị Hoa", [Role.OFFICER], password="tạm thời 1")
    signed_in = sign_in(desk.store, desk.clock, "hoa.tran.thi", "tạm thời 1")
    change_password(desk.store, signed_in, "tạm thời 1", PASSWORD)
    return account


def refusal(desk: Desk, name: str, password: str) -> QmcError:
    """Why a sign-in fails."""
    with pytest.raises((InvalidInput, Refusal)) as caught:
        sign_in(desk.store, desk.clock, name, password)
    return caught.value


def test_the_right_password_opens_the_counter(desk: Desk, hoa: Account) -> None:
    """However the name is cased or marked; each unlock has an id of its own, which is logged."""
    one = sign_in(desk.store, desk.clock, " Hoa.Trần.Thị ", PASSWORD)
    two = sign_in(desk.store, desk.clock, "hoa.tran.thi", PASSWORD)
    assert one.account.id == two.account.id == hoa.id
    assert one.unlock != two.unlock
    sign_out(desk.store, two)
    newest, before, *_ = desk.store.audit_lines(hoa.id)
    assert (newest.action, newest.unlock) == ("sign_out", two.unlock)
    assert (before.action, before.unlock) == ("sign_in", two.unlock)


def test_a_password_is_the_same_in_every_unicode_form(desk: Desk, hoa: Account) -> None:
    """One machine's input method composes letters, another's does not."""
    sign_in(desk.store, desk.clock, "hoa.tran.thi", unicodedata.normalize("NFD", PASSWORD))


def test_an_unknown_name_and_a_wrong_password_sound_the_same(desk: Desk, hoa: Account) -> None:
    """Nobody learns from the answer who has an account."""
    wrong = refusal(desk, "hoa.tran.thi", "sai mật khẩu")
    unknown = refusal(desk, "khong.co", "sai mật khẩu")
    odd = refusal(desk, "'; DROP TABLE account; --", "sai mật khẩu")
    assert (wrong.code, wrong.message) == (unknown.code, unknown.message) == (odd.code, odd.message)


def test_an_account_without_a_password_cannot_sign_in(desk: Desk) -> None:
    """The empty password is none: an administrator has to give one first."""
    [first] = accounts_of(desk.store)
    assert refusal(desk, first.sign_in_name, "").code == "no_password"
    give_password(desk, first.id, "mật khẩu tạm")
    assert sign_in(
        desk.store, desk.clock, first.sign_in_name, "mật khẩu tạm"
    ).account.must_change_password


def test_an_account_that_was_stopped_cannot_sign_in(desk: Desk, hoa: Account) -> None:
    """Only who knows the password is told why."""
    change_account(desk, hoa.id, active=False)
    assert refusal(desk, "hoa.tran.thi", "sai").code == "wrong_password"
    assert refusal(desk, "hoa.tran.thi", PASSWORD).code == "inactive"


def test_guessing_is_slowed_down(desk: Desk, clock: FixedClock, hoa: Account) -> None:
    """After five wrong ones even the right password waits; then it counts from nothing again."""
    for _ in range(FREE_TRIES):
        assert refusal(desk, "hoa.tran.thi", "sai mật khẩu").code == "wrong_password"
    assert refusal(desk, "hoa.tran.thi", PASSWORD).code == "wait"
    clock.advance(timedelta(seconds=31))
    sign_in(desk.store, desk.clock, "hoa.tran.thi", PASSWORD)
    assert refusal(desk, "hoa.tran.thi", "sai mật khẩu").code == "wrong_password"
    sign_in(desk.store, desk.clock, "hoa.tran.thi", PASSWORD)


def test_a_wait_survives_a_restart_and_a_clock_set_back(
    desk: Desk, clock: FixedClock, hoa: Account
) -> None:
    """It lies in the store; set back by a year, the clock makes nobody wait for a year."""
    for _ in range(FREE_TRIES):
        refusal(desk, "hoa.tran.thi", "sai mật khẩu")
    row = desk.store.accounts.by_id(hoa.id)
    assert row is not None
    assert row.wait_until is not None
    clock.advance(timedelta(days=-365))
    waiting = refusal(desk, "hoa.tran.thi", PASSWORD)
    assert waiting.code == "wait"
    assert "31 giây" in waiting.message


def test_waits_double_up_to_a_quarter_of_an_hour() -> None:
    """Five are free; nobody is locked out for the day."""
    assert [wait_after(count).total_seconds() for count in (0, 4, 5, 6, 7)] == [0, 0, 30, 60, 120]
    assert wait_after(1_000_000) == LONGEST_WAIT


@pytest.mark.parametrize(
    "weak",
    ["", "ngắn", "x" * 129, "12345678", "hgfedcba", "aaaabbbb", "hoa.tran.thi1", "HOA.TRẦN.THỊ"],
)
def test_a_weak_password_is_refused(desk: Desk, hoa: Account, weak: str) -> None:
    """Too short, too long, a run, repeated letters, the sign-in name."""
    signed_in = sign_in(desk.store, desk.clock, "hoa.tran.thi", PASSWORD)
    with pytest.raises(InvalidInput, match="bad_password"):
        change_password(desk.store, signed_in, PASSWORD, weak)
    sign_in(desk.store, desk.clock, "hoa.tran.thi", PASSWORD)


def test_a_new_password_needs_the_old_one_and_differs(desk: Desk, hoa: Account) -> None:
    """Who finds an open counter can't take over the account."""
    signed_in = sign_in(desk.store, desk.clock, "hoa.tran.thi", PASSWORD)
    with pytest.raises(InvalidInput, match="wrong_password"):
        change_password(desk.store, signed_in, "sai", "Mật khẩu mới 1")
    with pytest.raises(InvalidInput, match="bad_password"):
        change_password(desk.store, signed_in, PASSWORD, PASSWORD)
    changed = change_password(desk.store, signed_in, PASSWORD, "Mật khẩu mới 1")
    assert not changed.account.must_change_password
    assert refusal(desk, "hoa.tran.thi", PASSWORD).code == "wrong_password"


def test_the_hash_is_argon2id_and_is_renewed(desk: Desk, hoa: Account) -> None:
    """A hash of weaker parameters is replaced when the password is known again."""
    row = desk.store.accounts.by_id(hoa.id)
    assert row is not None
    assert row.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with desk.store.transaction(officer="") as transaction:
        desk.store.accounts.put(AccountRow(row.account, weak, 0, None))
        transaction.audit("test", "", {})
    sign_in(desk.store, desk.clock, "hoa.tran.thi", PASSWORD)
    renewed = desk.store.accounts.by_id(hoa.id)
    assert renewed is not None
    assert renewed.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_unknown_name_is_worth_the_same_work() -> None:
    """It is compared with a hash of today's parameters, ready from the first try on."""
    assert not is_outdated(NOBODYS_HASH)
    assert not is_password(NOBODYS_HASH, "nobody's password")


def test_a_damaged_hash_lets_nobody_in(desk: Desk, hoa: Account) -> None:
    """It is a wrong password, not a crash."""
    with desk.store.transaction(officer="") as transaction:
        desk.store.accounts.put(AccountRow(hoa, "$argon2id$hỏng", 0, None))
        transaction.audit("test", "", {})
    assert refusal(desk, "hoa.tran.thi", PASSWORD).code == "wrong_password"
