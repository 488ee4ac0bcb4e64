"""What is looked at, asked and confirmed at a desk is on record: once, with officer and unlock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.accounts.roles import PERMITTED, Act, Role
from app.clock.time import to_iso
from app.dossier.application import Person
from app.drafts.draft import begin_draft
from app.errors import Refusal
from app.reception.change import retry
from app.reception.confirm_clock import confirm_clock
from app.reception.desk import Desk
from app.reception.discard_draft import discard_draft
from app.reception.known_person import known_person
from app.reception.open_draft import open_draft
from app.reception.register import register_waiting
from app.store.records import AuditLine, Settled, SettledAs
from printing.issuing import preview_paper
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, OFFICER, open_desk

NUMBER = "001190000017"


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def lines(desk: Desk, work: Callable[[], object]) -> list[AuditLine]:
    """The lines that ``work`` adds to the log."""
    before = len(desk.store.audit_lines(limit=10_000))
    work()
    return list(reversed(desk.store.audit_lines(limit=10_000)))[before:]


def summary(desk: Desk, work: Callable[[], object]) -> list[tuple[str, str, str, str]]:
    """Each as action, subject, officer, unlock."""
    return [(one.action, one.subject, one.officer, one.unlock) for one in lines(desk, work)]


def test_reading_a_known_persons_data_is_on_record(desk: Desk) -> None:
    """Typing a number shows name, address and phone of whoever has it: that is a look."""
    dossier = arrive(desk).dossier
    application = desk.dossier(dossier).application
    assert application is not None
    number = application.submitter.id_number
    assert summary(desk, lambda: known_person(desk, number)) == [
        ("known_person", dossier, OFFICER, "test")
    ]
    assert isinstance(known_person(desk, number), Person)
    assert summary(desk, lambda: known_person(desk, "009999999999")) == []


def test_looking_at_a_paper_is_on_record(desk: Desk) -> None:
    """The preview shows all that the receipt does."""
    dossier = arrive(desk).dossier
    assert summary(desk, lambda: preview_paper(desk, dossier, "receipt")) == [
        ("preview", dossier, OFFICER, "test")
    ]


def test_a_confirmed_clock_is_on_record_with_its_unlock(desk: Desk) -> None:
    """Who said that the day is right, and in which sitting."""
    assert summary(desk, lambda: confirm_clock(desk)) == [("confirm_clock", "", OFFICER, "test")]


def test_a_draft_is_thrown_away_once(desk: Desk) -> None:
    """Pressed twice, or at two windows, it is one line."""
    draft = msgspec.structs.replace(begin_draft(MORNING, to_iso(MORNING), OFFICER), summary="x")
    desk.store.drafts.save(draft, to_iso(MORNING))
    assert len(lines(desk, lambda: discard_draft(desk, draft.id))) == 1
    assert lines(desk, lambda: discard_draft(desk, draft.id)) == []


def test_going_on_with_a_draft_is_on_record(desk: Desk) -> None:
    """Somebody's name and number are in it; one that is gone shows nothing."""
    draft = msgspec.structs.replace(begin_draft(MORNING, to_iso(MORNING), "Ai Khác"), summary="x")
    desk.store.drafts.save(draft, to_iso(MORNING))
    assert summary(desk, lambda: open_draft(desk, draft.id)) == [
        ("open_draft", draft.id, OFFICER, "test")
    ]
    assert open_draft(desk, draft.id) == draft
    desk.store.drafts.remove(draft.id)
    assert summary(desk, lambda: open_draft(desk, draft.id)) == []


def test_trying_again_is_on_record_or_does_not_happen(desk: Desk) -> None:
    """The line and what it tells of are one commit: without the line nothing is sent again."""
    arrive(desk)
    [event, *_] = desk.store.outbox.list()
    desk.store.outbox.settle([Settled(event.id, SettledAs.SET_ASIDE)], MORNING)
    database = desk.store.parts.database
    with database.transaction():
        database.run_script(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'x'); END"
        )
    with pytest.raises(Exception, match="x"):
        retry(desk, event.id)
    assert desk.store.outbox.show(event.id).state.value == "set_aside"
    with database.transaction():
        database.run_script("DROP TRIGGER full")
    assert [one[0] for one in summary(desk, lambda: retry(desk, event.id))] == ["retry"]


@pytest.mark.parametrize("role", list(Role))
def test_who_may_not_receive_neither_looks_people_up_nor_numbers(desk: Desk, role: Role) -> None:
    """Also a background thread numbers in somebody's name; that person has to be allowed to."""
    arrive(desk)
    other = replace(desk, roles=frozenset({role}))
    calls: tuple[Callable[[], object], ...] = (
        lambda: known_person(other, NUMBER),
        lambda: open_draft(other, "no draft"),
        lambda: confirm_clock(other),
        lambda: register_waiting(other),
    )
    for call in calls:
        if Act.RECEIVE in PERMITTED[role]:
            call()
            continue
        with pytest.raises(Refusal, match="not_permitted"):
            call()
