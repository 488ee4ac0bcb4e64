"""What a new calendar would move: the dossiers are listed, none is changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.catalogue.catalogue import Catalogue
from app.clock.time import FixedClock, from_iso
from app.dated_data.toml_table import RESOURCES
from app.dossier.events import FrozenProcedure
from app.processing.acts import extend, resolve, resume, suspend
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.desk import Desk
from app.reception.moved_dates import MovedDate, moved_dates
from app.reception.register import receive
from tests.app.reception.test_batch import ROW
from tests.desks import MORNING, calendar, catalogue, lease, open_desk

OFF = '\n[[off]]\nfrom = {day}\nkind = "swap"\nreason = "Nghỉ"\nbasis = "Quyết định"\n'
TWO_DAYS = {"procedure": "2.000815", "deadline_case": "many"}
"""Two working days: received on Monday 23/11, due on Thursday 26/11."""


@pytest.fixture(name="clock")
def _clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        yield desk


def off_too(tmp_path: Path, *days: str) -> WorkingCalendar:
    """The program's calendar with more days off in 2026."""
    province = tmp_path / "-".join(days)
    province.mkdir()
    seed = (RESOURCES / "calendar" / "2026.toml").read_text(encoding="utf-8")
    more = "".join(OFF.format(day=day) for day in days)
    head, working, tail = seed.partition("[[working]]")
    (province / "2026.toml").write_text(head + more + "\n" + working + tail, encoding="utf-8")
    return load_calendar(province=province)


def arrive(desk: Desk, number: int = 1, **changes: Any) -> str:
    row = {**ROW, **TWO_DAYS, "ref": str(number), **changes}
    row = {name: value for name, value in row.items() if value is not None}
    received = receive(desk, intake_of(row, number, Batch("file", {number: row}), desk))
    assert received.code is not None
    return str(received.code)


def moved(desk: Desk, new: WorkingCalendar) -> list[MovedDate]:
    return list(moved_dates(desk.store, desk.catalogue, calendar(), new))


def test_an_open_dossier_over_a_new_day_off_is_listed(desk: Desk, tmp_path: Path) -> None:
    """With its code, its owner, what is printed and what is counted now."""
    code = arrive(desk)
    [found] = moved(desk, off_too(tmp_path, "2026-11-25"))
    assert (found.code, found.procedure) == (code, "2.000815")
    assert found.due == "2026-11-26T17:00:00+07:00"
    assert found.counted == "2026-11-27T17:00:00+07:00"


def test_nothing_is_moved_by_listing(desk: Desk, tmp_path: Path) -> None:
    """The receipt in the citizen's hand stays right until a supervisor decides."""
    code = arrive(desk)
    moved(desk, off_too(tmp_path, "2026-11-25"))
    assert due(desk, code) == "2026-11-26T17:00:00+07:00"


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-27", "2026-12-24"])
def test_a_day_outside_its_time_moves_nothing(desk: Desk, tmp_path: Path, day: str) -> None:
    """Before receipt, or after it is due."""
    arrive(desk)
    assert moved(desk, off_too(tmp_path, day)) == []


def test_the_same_calendar_moves_nothing(desk: Desk) -> None:
    """The same version is the same law."""
    arrive(desk)
    assert moved(desk, calendar()) == []


def test_a_dossier_without_time_limit_or_with_a_result_is_not_listed(
    desk: Desk, tmp_path: Path
) -> None:
    """Resolved: what its date was is history."""
    code = arrive(desk)
    arrive(desk, 2)
    resolve(desk, code, "granted", at=MORNING)
    assert [found.code[-4:] for found in moved(desk, off_too(tmp_path, "2026-11-25"))] == ["0002"]


def due(desk: Desk, code: str) -> str | None:
    stands = desk.dossier(code).due
    return None if stands is None else stands.at


def test_a_suspension_is_counted_in(desk: Desk, clock: FixedClock, tmp_path: Path) -> None:
    """Suspended 25/11 to 27/11: due on 30/11; with 30/11 off on 1/12."""
    code = arrive(desk)
    clock.advance(from_iso("2026-11-25T09:00") - clock.now())
    suspend(desk, code, "verification", "Xác minh", agency="UBND xã")
    assert moved(desk, off_too(tmp_path, "2026-11-26")) == []
    clock.advance(from_iso("2026-11-27T10:00") - clock.now())
    resume(desk, code, "verification")
    assert due(desk, code) == "2026-11-30T17:00:00+07:00"
    [found] = moved(desk, off_too(tmp_path, "2026-11-30"))
    assert found.counted == "2026-12-01T17:00:00+07:00"
    assert moved(desk, off_too(tmp_path, "2026-11-27")) == []  # stood still that day


def test_an_extension_stands_unless_its_day_is_now_off(desk: Desk, tmp_path: Path) -> None:
    """A date that was set is not counted; on a day off it means the next working day."""
    code = arrive(desk)
    extend(desk, code, "2026-12-02", "Chờ ý kiến", "Lãnh đạo")
    assert moved(desk, off_too(tmp_path, "2026-11-25")) == []
    [found] = moved(desk, off_too(tmp_path, "2026-12-02"))
    assert (found.due[:10], str(found.counted)[:10]) == ("2026-12-02", "2026-12-03")


def test_many_dossiers_are_read_a_page_at_a_time(desk: Desk, tmp_path: Path) -> None:
    """More than a page: each once, the oldest first."""
    lease(desk.store, 1_200)
    codes = [arrive(desk, number) for number in range(1, 521)]
    assert [found.code for found in moved(desk, off_too(tmp_path, "2026-11-25"))] == codes


class BeforeRules(Catalogue):
    """A catalogue of the version of the program that froze no rules."""

    def frozen(self, code: str, on: date, case: str = "") -> FrozenProcedure:
        return msgspec.structs.replace(super().frozen(code, on, case), rule=None)


def test_a_dossier_from_before_rules_were_frozen_is_counted_by_the_catalogue(
    desk: Desk, tmp_path: Path
) -> None:
    """By the version of its day of receipt: three working days for the marital status paper."""
    now = catalogue()
    old = BeforeRules(now.procedures, now.grounds, now.version)
    desk_of_then = dataclasses.replace(desk, catalogue=old)
    code = arrive(desk_of_then, procedure="1.004873", deadline_case=None)
    assert due(desk, code) == "2026-11-27T17:00:00+07:00"
    [found] = moved(desk, off_too(tmp_path, "2026-11-25"))
    assert (found.code, found.counted) == (code, "2026-11-30T17:00:00+07:00")
