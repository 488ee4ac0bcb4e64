"""Operations: threads, order, results, errors, owners that are gone, closing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.errors import InvalidInput, ProgramFault, QmcError
from ui.operations.changes import NONE, Changes
from ui.operations.operations import Operations

LONG_S = 20.0


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def refuse() -> None:
    raise InvalidInput("bad", "Sai.", field="name")


def test_work_runs_elsewhere_and_its_result_comes_back_here(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    """Each worker is a thread of its own; callbacks are called on the window's."""
    main = threading.current_thread()
    ran: list[threading.Thread] = []
    back: list[tuple[str, threading.Thread]] = []

    def work(name: str) -> str:
        ran.append(threading.current_thread())
        return name

    def came(name: str) -> None:
        back.append((name, threading.current_thread()))

    operations.store(lambda: work("store"), owner=owner, on_success=came)
    operations.paper(lambda: work("paper"), owner=owner, on_success=came)
    operations.place(lambda: work("place"), owner=owner, on_success=came)
    qtbot.waitUntil(lambda: len(back) == 3)
    assert {name for name, _ in back} == {"store", "paper", "place"}
    assert {thread for _, thread in back} == {main}
    assert len({*ran, main}) == 4
    assert operations.pending == 0


def test_the_stores_work_keeps_its_order(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    """What was asked first is done and delivered first."""
    done: list[int] = []
    delivered: list[int] = []

    def work(number: int) -> int:
        done.append(number)
        return number

    for number in range(200):
        operations.store(lambda it=number: work(it), owner=owner, on_success=delivered.append)  # type: ignore[misc]  # the default binds the loop's value
    qtbot.waitUntil(lambda: len(delivered) == 200)
    assert done == delivered == list(range(200))


def test_changes_are_told_before_the_result(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    """Fixed or counted from the result; nothing is told where nothing changed."""
    told: list[object] = []
    operations.changed.connect(told.append)
    operations.store(lambda: 1, owner=owner, on_success=told.append)
    operations.store(lambda: 2, owner=owner, on_success=told.append, changes=Changes(queue=True))
    operations.store(
        lambda: "id",
        owner=owner,
        on_success=told.append,
        changes=lambda made: Changes(dossiers=frozenset({made})),
    )
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [1, Changes(queue=True), 2, Changes(dossiers=frozenset({"id"})), "id"]


def test_an_error_goes_to_who_asked(qtbot: QtBot, operations: Operations, owner: QObject) -> None:
    """And to nobody else; nothing has changed."""
    errors: list[QmcError] = []
    others: list[object] = []
    operations.failed.connect(others.append)
    operations.changed.connect(others.append)
    operations.store(refuse, owner=owner, on_failure=errors.append, changes=Changes(today=True))
    qtbot.waitUntil(lambda: bool(errors))
    assert (errors[0].code, errors[0].field) == ("bad", "name")
    assert errors[0].__traceback__ is None  # its frames would hold what the work closed over
    assert others == []


def test_an_error_that_nobody_takes_is_told_to_the_shell(
    qtbot: QtBot, operations: Operations, owner: QObject
) -> None:
    """Without ``on_failure`` it is shown by who listens to ``failed``."""
    with qtbot.waitSignal(operations.failed) as told:
        operations.store(refuse, owner=owner)
    assert told.args[0].code == "bad"


@pytest.mark.parametrize("ours", [True, False])
def test_a_bug_is_logged_and_told_to_both(
    qtbot: QtBot,
    operations: Operations,
    owner: QObject,
    caplog: pytest.LogCaptureFixture,
    ours: bool,
) -> None:
    """No button stays grey, and the shell says that it was our mistake."""

    def work() -> None:
        if ours:
            raise ProgramFault("nested", "Lỗi chương trình.")
        raise ZeroDivisionError

    errors: list[QmcError] = []
    with qtbot.waitSignal(operations.failed) as told:
        operations.store(work, owner=owner, on_failure=errors.append)
    assert isinstance(errors[0], ProgramFault)
    assert told.args == errors
    assert errors[0].code == ("nested" if ours else "bug")
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.exc_info is not None
    after: list[int] = []
    operations.store(lambda: 7, owner=owner, on_success=after.append)
    qtbot.waitUntil(lambda: after == [7])


def test_an_owner_that_is_gone_gets_nothing(qtbot: QtBot, operations: Operations) -> None:
    """Neither result nor error; what changed is told all the same, and the error to the shell."""
    parent = QWidget()
    owner = QLineEdit(parent)
    gate = threading.Event()
    got: list[object] = []
    told: list[object] = []
    operations.changed.connect(told.append)
    operations.failed.connect(told.append)
    operations.store(
        lambda: gate.wait(LONG_S),
        owner=owner,
        on_success=lambda _: got.append(owner.text()),
        changes=Changes(queue=True),
    )
    operations.store(refuse, owner=owner, on_failure=lambda _: got.append(owner.text()))
    delete(parent)
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] == Changes(queue=True)
    assert isinstance(told[1], InvalidInput)
    assert got == []


def test_widgets_die_on_the_windows_thread(qtbot: QtBot, operations: Operations) -> None:
    """The last reference to a view that asked is never dropped by a worker."""
    died: list[threading.Thread] = []

    class View(QWidget):
        def __del__(self) -> None:
            died.append(threading.current_thread())

    def ask(fails: bool) -> None:
        view = View()

        def work() -> None:
            view.isVisible()
            if fails:
                refuse()

        operations.store(work, owner=view, on_failure=lambda _: None)

    for number in range(50):
        ask(fails=bool(number % 2))
    qtbot.waitUntil(lambda: len(died) == 50)
    assert set(died) == {threading.current_thread()}


def test_closing_finishes_what_was_asked_and_takes_nothing_more(
    qtbot: QtBot, owner: QObject
) -> None:
    """Queued work of both kinds is done; later work is refused, not lost silently."""
    operations = Operations()
    gate = threading.Event()
    done: list[str] = []
    delivered: list[object] = []
    operations.store(lambda: gate.wait(LONG_S), owner=owner, on_success=delivered.append)
    for name in ("a", "b", "c"):
        operations.store(lambda it=name: done.append(it), owner=owner)  # type: ignore[misc]  # as above
    operations.paper(lambda: done.append("paper"), owner=owner)
    gate.set()
    operations.close()
    assert sorted(done) == ["a", "b", "c", "paper"]
    with pytest.raises(ProgramFault) as refused:
        operations.store(lambda: done.append("late"), owner=owner)
    assert refused.value.code == "closed"
    assert operations.pending == 5
    qtbot.waitUntil(lambda: operations.pending == 0)
    assert delivered == [True]
    operations.close()


def test_closing_while_others_ask_loses_nothing(qtbot: QtBot, owner: QObject) -> None:
    """Each piece of work is done or refused, whenever the closing comes between."""
    done: list[int] = []
    asked = 0
    for _ in range(50):
        operations = Operations()
        closer = threading.Thread(target=operations.close)
        for number in range(20):
            if number == 5:
                closer.start()
            try:
                operations.store(lambda: done.append(1), owner=owner)
            except ProgramFault:
                continue
            asked += 1
        closer.join()
        assert len(done) == asked


def test_changes_add_up() -> None:
    """Nothing is falsy, and together they have what either has."""
    assert not NONE
    both = Changes(dossiers=frozenset({"a"}), queue=True) | Changes(dossiers=frozenset({"b"}))
    assert both
    assert both == Changes(dossiers=frozenset({"a", "b"}), queue=True)
