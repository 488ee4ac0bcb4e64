"""A case (trường hợp) with another time limit, from what is typed to what is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.clock.time import to_iso
from app.dossier.events import FrozenDeadline
from app.drafts.draft import Draft, PersonDraft, begin_draft
from app.drafts.reading import (
    application_of,
    person_of,
    person_of_card,
    person_of_record,
    usual_components,
)
from app.errors import InvalidInput
from app.identity.citizen_card import read_card
from app.reception.assess import assess
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.desk import Desk
from app.reception.register import receive, receive_draft
from tests.desks import COMMUNE, DAY, OFFICER, catalogue, open_desk

CARD = "001190000017|123456789|Nguyễn Thị Mẫu|24111990|Nữ|Số 1, Phường Hoa Sữa, Hà Nội|01072021"
MARRIAGE, VERIFIED = "1.000894", "verification"


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def typed(desk: Desk, **changes: Any) -> Draft:
    """A marriage on paper, with its exception."""
    now = desk.clock.now()
    filled = {
        "procedure": MARRIAGE,
        "submitter": person_of_card(read_card(CARD), PersonDraft()),
        "components": usual_components(catalogue().procedure(MARRIAGE, DAY)),
        "paper_exception": "Trường hợp ngoại lệ",
        **changes,
    }
    return msgspec.structs.replace(begin_draft(now, to_iso(now), OFFICER), **filled)


def test_the_case_sets_the_time_that_is_promised(desk: Desk) -> None:
    """Received on Monday the 23rd; the 24th is a holiday: five working days end on 1 December."""
    draft = typed(desk, deadline_case=VERIFIED)
    found = assess(draft, desk)
    assert found.due is not None
    assert found.due.at == "2026-12-01T17:00:00+07:00"
    state = desk.dossier(receive_draft(desk, draft).dossier)
    assert state.due == found.due
    assert state.procedure is not None
    assert state.procedure.rule == FrozenDeadline("working_day", 5)
    assert state.procedure.deadline.startswith("5 ngày làm việc (trường hợp phải xác minh")
    assert state.application is not None
    assert state.application.deadline_case == VERIFIED


def test_without_a_case_the_procedures_own_time_counts(desk: Desk) -> None:
    """Nothing is chosen by itself."""
    state = desk.dossier(receive_draft(desk, typed(desk)).dossier)
    assert state.procedure is not None
    assert state.procedure.rule is not None
    assert state.procedure.rule.unit == "same_day"
    assert state.due is not None
    assert state.due.at == "2026-11-23T17:00:00+07:00"


def test_an_unknown_case_is_a_problem_of_its_field(desk: Desk) -> None:
    """Of another procedure, or of a version that has ended."""
    draft = typed(desk, deadline_case="moon")
    problem = assess(draft, desk).problem("deadline_case")
    assert problem is not None
    assert problem.code == "unknown_case"
    with pytest.raises(InvalidInput) as caught:
        receive_draft(desk, draft)
    assert caught.value.field == "deadline_case"
    assert desk.store.search("", 10)[1] == 0


def test_a_row_of_a_batch_names_its_case(desk: Desk) -> None:
    """By the id; a wrong one is refused by row and field."""
    row = {
        "procedure": MARRIAGE,
        "card": CARD,
        "received": "2026-11-23T08:20",
        "paper_exception": "Ngoại lệ",
        "deadline_case": VERIFIED,
    }
    intake = intake_of(row, 1, Batch("file", {1: row}), desk)
    state = desk.dossier(receive(desk, intake).dossier)
    assert state.due is not None
    assert state.due.at == "2026-12-01T17:00:00+07:00"
    wrong = {**row, "deadline_case": "moon"}
    with pytest.raises(InvalidInput) as caught:
        receive(desk, intake_of(wrong, 2, Batch("file", {2: wrong}), desk))
    assert caught.value.field == "deadline_case"


@pytest.mark.parametrize(
    ("cell", "code"),
    [(2.00072, "2.000720"), (1.001193, "1.001193"), (2000720, "2.000720"), ("2.00072", None)],
)
def test_a_code_that_a_spreadsheet_took_for_a_number_is_read(
    desk: Desk, cell: object, code: str | None
) -> None:
    """A number lost its last zero, which is certain; what was typed as text is not completed."""
    row = {"procedure": cell, "card": CARD, "received": "2026-11-23T08:20"}
    if code is None:
        with pytest.raises(InvalidInput) as caught:
            intake_of(row, 1, Batch("file", {1: row}), desk)
        assert caught.value.code == "unknown_procedure"
    else:
        intake = intake_of(row, 1, Batch("file", {1: row}), desk)
        assert intake.application.procedure == code


def test_what_a_person_without_a_card_was_known_by_is_kept(desk: Desk) -> None:
    """The kind of proof and the commune's code go from draft and row to the application."""
    person = PersonDraft(
        name="Trần Thị Mẫu", no_id_kind="witness", no_id_reason="Mất thẻ", ward="00004"
    )
    procedure = catalogue().procedure(MARRIAGE, DAY)
    read = application_of(typed(desk, submitter=person), procedure, COMMUNE).submitter
    assert (read.no_id_kind, read.ward) == ("witness", "00004")
    assert person_of_record(read) == person
    row = {
        "procedure": MARRIAGE,
        "name": "Trần Thị Mẫu",
        "no_id_kind": "witness",
        "no_id_reason": "Mất thẻ",
        "received": "2026-11-23T08:20",
    }
    submitter = intake_of(row, 1, Batch("file", {1: row}), desk).application.submitter
    assert (submitter.no_id_kind, submitter.no_id_reason) == ("witness", "Mất thẻ")


def test_a_card_takes_the_place_of_another_proof_and_of_another_commune() -> None:
    """The code belongs to the address beside it."""
    before = PersonDraft(
        name="Nguyễn Thị Mẫu", no_id_kind="witness", address="Số 9, Xã Cũ", ward="00004"
    )
    filled = person_of_card(read_card(CARD), before)
    assert (filled.no_id_kind, filled.ward) == ("", "")
    same = msgspec.structs.replace(before, address="Số 1, Phường Hoa Sữa, Hà Nội")
    assert person_of_card(read_card(CARD), same).ward == "00004"
    assert person_of(filled, "submitter").ward == ""
