"""What the frame tells: errors that nobody took, the line, the clock."""

from __future__ import annotations

import sys
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QTimer

from app.clock.time import FixedClock
from app.errors import EnvironmentFault, Refusal
from app.store.records import OutboxCounts
from sync.engine.reasons import NOT_ENROLLED, UP
from tests.ui.shell.rig import K, Shell
from ui.operations.changes import Changes
from ui.shell.unhandled import Unhandled


def _fail(error: Exception) -> None:
    raise error


def test_an_error_that_nobody_took_is_shown_with_its_advice(shell: Shell) -> None:
    """docs/adr/0011."""
    fault = EnvironmentFault("disk_full", "Đĩa đầy.", advice="Giải phóng đĩa.")
    shell.workplace.operations.store(lambda: _fail(fault), owner=shell.main)
    shell.settle()
    notice = shell.main.notices.notice("error:disk_full")
    assert notice is not None
    assert notice.accessibleName() == "Đĩa đầy."
    assert notice.accessibleDescription() == "Giải phóng đĩa."


def test_the_same_trouble_again_is_one_notice(shell: Shell) -> None:
    """A printer that fails ten times does not push the work off the screen."""
    for _ in range(3):
        refusal = Refusal("no_paper", "Máy in hết giấy.")
        shell.workplace.operations.store(partial(_fail, refusal), owner=shell.main)
    shell.settle()
    assert shell.main.notices.subjects() == ["error:no_paper"]


def test_a_line_that_a_person_must_mend_says_what_to_do(shell: Shell) -> None:
    """And goes away with its reason."""
    shell.line.standing_changed.emit(NOT_ENROLLED, OutboxCounts(0, 0))
    assert shell.main.notices.subjects() == ["line"]
    shell.line.standing_changed.emit(UP, OutboxCounts(0, 0))
    assert shell.main.notices.subjects() == []


def test_what_the_officer_has_closed_stays_closed_until_something_else_is_the_matter(
    shell: Shell,
) -> None:
    """The count of the queue changes all day; the reason does not."""
    shell.line.standing_changed.emit(NOT_ENROLLED, OutboxCounts(0, 0))
    notice = shell.main.notices.notice("line")
    assert notice is not None
    notice.closed.emit()
    assert shell.main.notices.subjects() == []
    shell.line.standing_changed.emit(NOT_ENROLLED, OutboxCounts(5, 0, 3, 0))
    assert shell.main.notices.subjects() == []


def test_the_queue_counts_dossiers_in_the_navigation(shell: Shell) -> None:
    """What has to be settled comes before what only waits."""
    queue = shell.main.rail.button("queue")
    assert queue is not None
    shell.line.standing_changed.emit(UP, OutboxCounts(5, 0, 3, 0))
    assert queue.count == 3
    shell.line.standing_changed.emit(UP, OutboxCounts(5, 2, 3, 1))
    assert queue.count == 1
    shell.line.standing_changed.emit(UP, OutboxCounts(0, 0, 0, 0))
    assert queue.count == 0


def test_the_pill_opens_the_queue(shell: Shell) -> None:
    """By Tab and Enter as by the mouse."""
    shell.main.header.pill.setFocus()
    shell.press(K.Key_Return)
    assert shell.page == "queue"


def test_a_doubtful_clock_is_asked_about_until_an_officer_confirms_it(shell: Shell) -> None:
    """docs/adr/0004: nothing is numbered by a clock that may be wrong."""
    clock = shell.desk.clock
    assert isinstance(clock, FixedClock)
    shell.type("001090")  # something is on record at this time
    shell.main.save()
    shell.settle()
    with shell.desk.store.transaction(officer="A") as transaction:
        transaction.audit("view", "x", {})
    shell.desk.store.note_central_time(clock.now(), 0)
    clock.advance(timedelta(days=3))
    shell.workplace.operations.changed.emit(Changes(leases=True))
    shell.settle()
    assert shell.main.notices.subjects() == ["clock"]
    notice = shell.main.notices.notice("clock")
    assert notice is not None
    notice.acted.emit()
    shell.settle()
    assert shell.main.notices.subjects() == []
    assert not shell.desk.store.doubts_clock()


def measure(shell: Shell, ahead: timedelta) -> None:
    """The central answered, and said its time."""
    now = shell.workplace.clock.now()
    shell.desk.store.note_central_time(now - ahead, round(ahead / timedelta(milliseconds=1)))
    shell.line.standing_changed.emit(NOT_ENROLLED, OutboxCounts(0, 0))
    shell.line.standing_changed.emit(UP, OutboxCounts(0, 0))
    shell.settle()


def test_a_clock_that_is_more_than_two_minutes_off_is_shown(shell: Shell) -> None:
    """Receipts bear its time; it is told once a minute's change, not at each contact."""
    measure(shell, timedelta(seconds=110))
    assert shell.main.notices.subjects() == []
    measure(shell, timedelta(minutes=-7))
    notice = shell.main.notices.notice("clock-offset")
    assert notice is not None
    assert "7" in notice.accessibleName()
    notice.closed.emit()
    measure(shell, timedelta(minutes=-7, seconds=-5))
    assert shell.main.notices.subjects() == []
    measure(shell, timedelta(hours=3))
    assert shell.main.notices.subjects() == ["clock-offset"]
    measure(shell, timedelta(0))
    assert shell.main.notices.subjects() == []


def test_an_exception_in_a_slot_is_shown_and_the_window_lives_on(shell: Shell) -> None:
    """Our own bug must not take the counter away."""
    unhandled = Unhandled()
    unhandled.raised.connect(shell.main.show_unhandled)
    before = sys.excepthook
    unhandled.install()
    try:
        timer = QTimer(singleShot=True)
        timer.timeout.connect(lambda: _fail(KeyError("x")))
        timer.start(0)
        shell.qtbot.waitUntil(lambda: shell.main.notices.subjects() == ["bug"])
    finally:
        unhandled.remove()
        sys.excepthook = before
    shell.press(K.Key_F4)
    assert shell.page == "today"


def test_the_drafts_are_counted_in_the_navigation(shell: Shell) -> None:
    """One that is being typed is one already."""
    drafts = shell.main.rail.button("drafts")
    assert drafts is not None
    shell.type("001090")
    shell.main.save()
    shell.settle()
    shell.qtbot.waitUntil(lambda: drafts.count == 1)


def test_the_header_names_commune_counter_officer_and_the_day_in_vietnamese(shell: Shell) -> None:
    """So that nobody works at the wrong counter, or in a colleague's name."""
    menu = shell.main.header.officer_menu
    assert menu.accessibleName() == "Nguyễn Thị Minh Họa Quầy 1"
    assert shell.main.header.clock_label.text == "08:30 Thứ Hai, 23/11/2026"
