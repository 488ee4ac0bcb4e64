"""What lists and the search ask of a desk: by role, with figures, and on record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.accounts.roles import Role
from app.clock.time import to_iso
from app.drafts.draft import begin_draft
from app.errors import Refusal
from app.reception.change import collect_fee
from app.reception.desk import Desk
from app.reception.discard_draft import discard_draft
from app.reception.find_dossiers import find_dossiers, note_search, received_on
from app.reception.view_dossier import view_again, view_dossier
from printing.issuing import issue
from tests.app.reception.test_receiving import arrive
from tests.desks import DAY, MORNING, OFFICER, open_desk


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def as_role(desk: Desk, role: Role) -> Desk:
    return Desk(
        desk.store,
        desk.catalogue,
        desk.calendar,
        desk.clock,
        desk.officer,
        desk.unlock,
        frozenset({role}),
    )


def test_a_row_says_what_was_printed_and_paid(desk: Desk, tmp_path: Path) -> None:
    """Printings of every form, whole đồng; the day's list and the search say the same."""
    received = arrive(desk, ref="a", copies=3)
    for _ in range(2):
        issue(desk, received.dossier, "receipt", tmp_path / "r.pdf")
    collect_fee(desk, received.dossier, 1_000, "cash")
    [row] = received_on(desk, DAY)
    state = desk.store.dossier(received.dossier)
    assert state is not None
    assert (row.prints, row.fee_total, row.collected) == (2, state.fee_total, 1_000)
    assert find_dossiers(desk, "", 5, count_to=9) == ([row], 1)


def test_a_search_is_noted_without_its_words(desk: Desk) -> None:
    """How many were found is on record, not for whom was searched."""
    arrive(desk)
    before = len(desk.store.audit_lines())
    find_dossiers(desk, "nguyen", 5, count_to=9)
    assert len(desk.store.audit_lines()) == before
    note_search(desk, 1)
    line = desk.store.audit_lines()[0]
    assert (line.action, line.subject, line.detail) == ("search", "", {"found": 1})


@pytest.mark.parametrize(
    "text",
    [
        "HTTPS://MOTCUA.EXAMPLE/{code}/{digits}",
        "https://x.example/tra-cuu?SGT=001085012345&MHS={code}",
        "*{code}*",
        "{code}\nNguyễn Văn Thử",
    ],
)
def test_the_text_of_a_papers_qr_finds_its_dossier(desk: Desk, text: str) -> None:
    """Pasted into the search or given to the verb, ours or another system's."""
    received = arrive(desk, ref="s1")
    arrive(desk, ref="s2")
    digits = "2" + "0" * 202  # a mark of a later version: its code is read all the same
    query = text.format(code=received.code, digits=digits)
    [row], total = find_dossiers(desk, query, 5, count_to=9)
    assert (row.id, total) == (received.dossier, 1)


def test_who_may_not_view_finds_nothing(desk: Desk) -> None:
    """An administrator of accounts has no business with dossiers."""
    dossier = arrive(desk).dossier
    administrator = as_role(desk, Role.ADMINISTRATOR)
    for ask in (
        lambda: find_dossiers(administrator, "", 5, count_to=9),
        lambda: received_on(administrator, DAY),
        lambda: view_again(administrator, dossier),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.code == "not_permitted"


def test_a_second_glance_is_no_second_look(desk: Desk) -> None:
    """What is on the screen is brought up to date without a line in the log."""
    dossier = arrive(desk).dossier
    first = view_dossier(desk, dossier)
    before = len(desk.store.audit_lines())
    again = view_again(desk, dossier)
    assert len(desk.store.audit_lines()) == before
    assert (again.state, again.queue) == (first.state, first.queue)


def test_the_queue_of_one_dossier_is_whole(desk: Desk) -> None:
    """However much of others waits before it."""
    for number in range(4):
        arrive(desk, ref=f"r{number}")
    last = arrive(desk, ref="last").dossier
    kinds = [entry.type for entry in desk.store.outbox.list(dossier=last, limit=2)]
    assert kinds == ["opened", "registered"]
    assert view_dossier(desk, last).queue == desk.store.outbox.list(dossier=last)


def test_a_draft_is_thrown_away_on_record(desk: Desk) -> None:
    """By who may receive; one that is gone already is no matter."""
    draft = msgspec.structs.replace(begin_draft(MORNING, to_iso(MORNING), OFFICER), summary="x")
    desk.store.drafts.save(draft, to_iso(MORNING))
    with pytest.raises(Refusal):
        discard_draft(as_role(desk, Role.INSPECTOR), draft.id)
    assert desk.store.drafts.all() == [draft]
    discard_draft(desk, draft.id)
    discard_draft(desk, draft.id)
    assert desk.store.drafts.all() == []
    assert desk.store.audit_lines(draft.id)[0].action == "discard_draft"
