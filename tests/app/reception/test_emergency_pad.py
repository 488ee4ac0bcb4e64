"""Received by hand on a slip of the emergency pad, entered when the desk works again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.accounts.roles import Role
from app.clock.time import FixedClock
from app.dossier.events import BookPlace
from app.errors import InvalidInput, Refusal
from app.numbering.receipt_mark import KnownKey, check, read_code
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.desk import Desk
from app.reception.emergency_pad import make_pad
from app.reception.register import Received, receive, register_waiting
from app.store.verify import verify
from tests.app.reception.test_batch import ROW
from tests.desks import POLICE, lease, open_desk

LATE = {"received": "2026-11-22T09:00:00+07:00", "late_reason": "Mất điện"}


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def arrive(desk: Desk, **changes: Any) -> Received:
    row = {**ROW, **changes}
    return receive(desk, intake_of(row, 1, Batch("file", {1: row}), desk))


def test_a_slips_mark_is_genuine_before_and_after_it_is_entered(desk: Desk) -> None:
    """The mark is signed over the event that will open the dossier."""
    own = desk.enrolled()
    public = own.private_key.public_key().public_bytes_raw()
    desk.store.keep_keys({own.key_id: KnownKey(own.installation, public)})
    [slip] = make_pad(desk, 1)
    assert slip.qr_text.startswith(f"HTTPS://MOTCUA.EXAMPLE/{slip.reference}/")
    read = read_code(slip.qr_text)
    assert check(read, desk.store.known_keys()) is True
    received = arrive(desk, slip=slip.reference, ref="giay-1", **LATE)
    assert received.reference == slip.reference
    state = desk.dossier(slip.reference)
    assert read.mark is not None
    assert state.opened_event == read.mark.event_id
    assert verify(desk.store).problems == []


@pytest.mark.parametrize("text", ["{reference}", " {lower} ", "{qr}"])
def test_a_slip_is_scanned_or_typed(desk: Desk, text: str) -> None:
    """Its QR, its bar code, or its number by hand."""
    [slip] = make_pad(desk, 1)
    typed = text.format(reference=slip.reference, lower=slip.reference.lower(), qr=slip.qr_text)
    assert arrive(desk, slip=typed).reference == slip.reference


def test_a_slip_is_entered_once(desk: Desk) -> None:
    """The same row again is the same dossier; another row under it is refused."""
    [slip] = make_pad(desk, 1)
    first = arrive(desk, slip=slip.reference, ref="a")
    assert arrive(desk, slip=slip.reference, ref="a").dossier == first.dossier
    with pytest.raises(Refusal, match="pad_slip_used") as caught:
        arrive(desk, slip=slip.reference, ref="b")
    assert first.code is not None
    assert first.code in caught.value.message
    assert caught.value.field == "slip"
    assert desk.store.search("", 10)[1] == 1


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ("CHM-7-999999", "unknown_pad_slip"),
        ("H26.107-261123-0001", "bad_slip"),
        ("phiếu số 3", "bad_slip"),
        ("CHM-7-1" + "0" * 2_000, "bad_slip"),
    ],
)
def test_what_is_no_slip_of_this_desk_is_refused(desk: Desk, slip: str, code: str) -> None:
    """By the row's field; no dossier, no number."""
    with pytest.raises((InvalidInput, Refusal), match=code) as caught:
        arrive(desk, slip=slip)
    assert caught.value.field == "slip"
    assert arrive(desk).code == "H26.107-261123-0001"


def test_a_late_entry_still_needs_its_reason(desk: Desk) -> None:
    """A slip explains nothing by itself; refused, it can be entered again."""
    [slip] = make_pad(desk, 1)
    with pytest.raises(InvalidInput, match="late_without_reason"):
        arrive(desk, slip=slip.reference, received=LATE["received"])
    assert arrive(desk, slip=slip.reference, **LATE).reference == slip.reference


def test_a_slip_can_wait_for_its_number_like_any_other(desk: Desk) -> None:
    """Without a lease of its agency and day it is opened only."""
    [slip] = make_pad(desk, 1)
    row = {"procedure": "1.010041", "paper_exception": "Ngoại lệ"}
    assert arrive(desk, slip=slip.reference, **row).code is None
    lease(desk.store, 10, agency=POLICE)
    assert len(register_waiting(desk).registered) == 1
    assert desk.dossier(slip.reference).code == f"{POLICE}-261123-0001"


def test_a_pad_does_not_age(desk: Desk) -> None:
    """docs/adr/0023: its references are no codes of a day."""
    [slip] = make_pad(desk, 1)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=40))
    assert arrive(desk, slip=slip.reference, **LATE).reference == slip.reference


@pytest.mark.parametrize("count", [0, 101, -1])
def test_a_pad_has_1_to_100_slips(desk: Desk, count: int) -> None:
    """Refused before a reference is reserved."""
    with pytest.raises(InvalidInput, match="out_of_range"):
        make_pad(desk, count)
    assert make_pad(desk, 100)[0].reference == "CHM-7-1"


def test_who_may_not_receive_makes_no_pad(tmp_path: Path) -> None:
    """A slip stands for a receipt."""
    roles = frozenset({Role.ADMINISTRATOR, Role.INSPECTOR})
    with open_desk(tmp_path / "desk", roles=roles) as desk, pytest.raises(Refusal):
        make_pad(desk, 1)


def test_a_dossier_has_its_place_in_the_tracking_book_of_its_field(desk: Desk) -> None:
    """Quyển 1, số thứ tự 1, 2, 3 …; a dossier that waits gets its place with its number."""
    places = [arrive(desk, ref=f"s{number}") for number in range(3)]
    waiting = arrive(desk, procedure="1.010041", paper_exception="Ngoại lệ", ref="w")
    assert desk.dossier(waiting.reference).book is None
    lease(desk.store, 10, agency=POLICE)
    register_waiting(desk)
    books = [desk.dossier(received.reference).book for received in (*places, waiting)]
    assert books == [BookPlace(1, 1), BookPlace(1, 2), BookPlace(1, 3), BookPlace(1, 1)]
    assert verify(desk.store).problems == []
