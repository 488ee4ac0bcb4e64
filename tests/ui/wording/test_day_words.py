"""Days and times in words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.clock.time import VIETNAM
from app.dossier.correction import CORRECTABLE
from app.dossier.events import BODY_TYPES
from app.dossier.state import Stage
from ui.theme.icons import icon
from ui.wording.day_words import DayWords
from ui.wording.event_words import EventWords
from ui.wording.state_words import StateWords

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (TODAY, "Today, Monday 23/11"),
        (date(2026, 11, 22), "Yesterday, Sunday 22/11"),
        (date(2026, 11, 20), "Friday, 20/11"),
        (date(2025, 12, 31), "Wednesday, 31/12/2025"),
    ],
)
def test_a_day_as_a_title(day: date, heading: str) -> None:
    """Today and yesterday by name; the year only where it is another."""
    assert DayWords().heading(day, TODAY) == heading


@pytest.mark.parametrize(
    ("text", "moment", "brief"),
    [
        ("2026-11-23T16:30", "16:30 today", "16:30 today"),
        ("2026-11-22T07:05", "07:05 yesterday", "07:05 yesterday"),
        ("2026-11-27T17:00", "17:00 Friday 27/11", "17:00 Fri 27/11"),
        ("2027-01-04T08:00", "08:00 Monday 04/01/2027", "08:00 Mon 04/01/2027"),
    ],
)
def test_a_time_in_a_sentence_and_in_a_column(text: str, moment: str, brief: str) -> None:
    """The same day, once by name and once as calendars write it."""
    at = datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
    assert (DayWords().moment(at, TODAY), DayWords().brief(at, TODAY)) == (moment, brief)


def test_a_time_that_must_not_be_misread_has_everything() -> None:
    """Hour, weekday, day, month, year."""
    at = datetime(2026, 11, 23, 16, 30, tzinfo=VIETNAM)
    assert DayWords().whole(at) == "16:30 Monday 23/11/2026"


def test_every_state_has_a_word_and_an_icon() -> None:
    """A state is never told by a colour alone."""
    words = StateWords()
    marks = [words.stage(stage) for stage in Stage]
    marks += [words.queue(queue) for queue in ("sent", "waiting", "set_aside")]
    marks += [words.printed(times) for times in (0, 1, 2)]
    assert len({mark.word for mark in marks}) == len(marks)
    for mark in marks:
        icon(mark.icon)  # raises for one that is not shipped


def test_no_event_and_no_field_is_shown_by_its_name_in_the_program() -> None:
    """Types and paths are for machines."""
    words = EventWords()
    for kind in BODY_TYPES:
        assert words.deed(kind) not in {kind, words.deed("other")}
    for path in CORRECTABLE:
        assert path not in words.field(path)
        assert "_" not in words.field(path)
