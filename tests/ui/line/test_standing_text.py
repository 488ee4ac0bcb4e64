"""The pill's words; the tests see them in English, officers in Vietnamese."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.store.records import OutboxCounts
from sync.engine.answers import FailureKind
from sync.engine.reasons import (
    NOT_ENROLLED,
    UP,
    Line,
    Standing,
    standing_of_failure,
    standing_of_status,
)
from ui.components.status_pill import StatusKind
from ui.line.standing_text import StandingText

NOTHING = OutboxCounts(0, 0)
TWELVE = OutboxCounts(waiting=30, set_aside=0, waiting_dossiers=12)
ONE = OutboxCounts(waiting=2, set_aside=0, waiting_dossiers=1)
DOWN = standing_of_failure(FailureKind.CONNECTION)
SLOW = standing_of_failure(FailureKind.TIMEOUT)
BLOCKED = Standing(Line.BLOCKED, "suspended", "Quầy bị khóa.", "Báo quản trị.")


@pytest.mark.parametrize(
    ("standing", "counts", "kind", "title"),
    [
        (UP, NOTHING, StatusKind.GOOD, "Connected · everything is sent"),
        (UP, ONE, StatusKind.BUSY, "Connected · sending 1 dossier"),
        (UP, TWELVE, StatusKind.BUSY, "Connected · sending 12 dossiers"),
        (DOWN, NOTHING, StatusKind.WAITING, "No network · receiving goes on as usual"),
        (
            DOWN,
            TWELVE,
            StatusKind.WAITING,
            "No network · 12 dossiers wait, receiving goes on as usual",
        ),
        (
            DOWN,
            ONE,
            StatusKind.WAITING,
            "No network · 1 dossier waits, receiving goes on as usual",
        ),
        (Standing(), NOTHING, StatusKind.BUSY, "Looking for the network"),
        (
            SLOW,
            ONE,
            StatusKind.WAITING,
            "The central does not answer well · 1 dossier waits to be sent",
        ),
        (
            standing_of_status(503, None),
            TWELVE,
            StatusKind.WAITING,
            "The central is busy · 12 dossiers wait to be sent",
        ),
        (
            Standing(Line.DISTURBED, "disk_full", "Ổ đĩa đã đầy."),
            NOTHING,
            StatusKind.WAITING,
            "Sending has paused",
        ),
        (BLOCKED, NOTHING, StatusKind.BAD, "The central refuses this desk"),
        (NOT_ENROLLED, NOTHING, StatusKind.BAD, "This desk is not enrolled"),
    ],
)
def test_the_title_says_how_it_stands(
    qtbot: QtBot, standing: Standing, counts: OutboxCounts, kind: StatusKind, title: str
) -> None:
    """Dossiers are counted, not events; one dossier is one."""
    text = StandingText().of(standing, counts)
    assert (text.kind, text.title) == (kind, title)


def test_what_a_person_must_settle_stands_in_the_title(qtbot: QtBot) -> None:
    """Whatever the line is like."""
    text = StandingText().of(UP, OutboxCounts(0, 3, 0, 2))
    assert (text.kind, text.title) == (
        StatusKind.BAD,
        "Connected · everything is sent · To be settled: 2",
    )


def test_the_detail_says_why_and_what_to_do(qtbot: QtBot) -> None:
    """The reason and the advice as the engine has them; else that receiving goes on."""
    assert StandingText().of(BLOCKED, NOTHING).detail == "Quầy bị khóa.\nBáo quản trị."
    assert "goes on" in StandingText().of(Standing(Line.DISTURBED, "bug"), NOTHING).detail
    assert StandingText().of(UP, NOTHING).detail == ""
