"""What is played in the window of a process of its own; each scene says JSON lines on stdout."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

LOOK_MS = 20


def say(**facts: object) -> None:
    """One line for who started the scene."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def when(ready: Callable[[], bool], act: Callable[[], object]) -> None:
    """Do ``act`` once ``ready``; the process is killed where it never is."""
    if ready():
        act()
    else:
        QTimer.singleShot(LOOK_MS, lambda: when(ready, act))


def modules(window: QWidget) -> None:
    """Say what is imported at the first paint, then close."""
    say(modules=sorted(sys.modules))
    window.close()


def close_at_once(window: QWidget) -> None:
    """Close while the store is still being opened."""
    say(closed=True)
    window.close()


def wait(window: QWidget) -> None:
    """Say that it is there; somebody else ends it."""
    del window
    say(painted=True)


def type_and_close(window: QWidget) -> None:
    """Sign in, begin a dossier, close in the middle of typing."""
    _begin_a_dossier(window, window.close)


def type_and_wait(window: QWidget) -> None:
    """Sign in, begin a dossier; somebody else ends it."""
    _begin_a_dossier(window, lambda: None)


def end_the_session(window: QWidget) -> None:
    """Sign in, begin a dossier; the system ends the session."""

    from ui.loading.program import Program  # noqa: PLC0415 - after the paint

    def end() -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        program = app.findChild(Program)
        assert isinstance(program, Program)
        program.save_typed()  # Qt's own signal can't be sent without a session manager
        say(saved=True)
        os._exit(0)  # as a system does that does not wait

    _begin_a_dossier(window, end)


def lock(window: QWidget) -> None:
    """Sign in, type, lock; say what can be seen; unlock; say it again."""
    from ui.reception.reception_page import ReceptionPage  # noqa: PLC0415 - after the paint
    from ui.shell.main_window import MainWindow  # noqa: PLC0415 - after the paint
    from ui.sign_in.sign_in_view import SignInView  # noqa: PLC0415 - as above

    def desk() -> MainWindow:
        found = window.findChild(MainWindow)
        assert isinstance(found, MainWindow)
        return found

    def press_lock() -> None:
        press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        when(lambda: not desk().isVisible(), locked)

    def locked() -> None:
        view = window.findChild(SignInView)
        assert isinstance(view, SignInView)
        say(desk=desk().isVisible(), sign_in=view.isVisible(), page=desk().deck.current)
        press(Qt.Key.Key_F4)
        say(page=desk().deck.current)
        type_text(PASSWORD)
        press(Qt.Key.Key_Return)
        when(lambda: desk().isVisible(), unlocked)

    def unlocked() -> None:
        page = window.findChild(ReceptionPage)
        assert isinstance(page, ReceptionPage)
        say(desk=True, typed=page.flow.keeper.draft.submitter.id_number)
        window.close()

    _begin_a_dossier(window, press_lock)


def copy_and_lock(window: QWidget) -> None:
    """Sign in, type, copy it, lock; say what could be pasted before and after."""
    from ui.shell.main_window import MainWindow  # noqa: PLC0415 - after the paint

    def desk() -> MainWindow:
        found = window.findChild(MainWindow)
        assert isinstance(found, MainWindow)
        return found

    def copied() -> str:
        return QApplication.clipboard().text()

    def copy() -> None:
        for key in (Qt.Key.Key_A, Qt.Key.Key_C):
            press(key, Qt.KeyboardModifier.ControlModifier)
        say(copied=copied())
        press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        when(lambda: not desk().isVisible(), locked)

    def locked() -> None:
        say(copied=copied())
        window.close()

    _begin_a_dossier(window, copy)


def fault(window: QWidget) -> None:
    """Say what the sign-in view says of a store that does not open, then try again and close."""
    from ui.components.notice import Notice  # noqa: PLC0415 - after the paint

    def notice() -> Notice | None:
        found = window.findChildren(Notice)
        return next((one for one in found if one.isVisible()), None)

    def told() -> None:
        shown = notice()
        assert shown is not None
        say(title=shown.accessibleName(), advice=shown.accessibleDescription())
        window.close()

    when(lambda: notice() is not None, told)


def first_start(window: QWidget) -> None:
    """Say whether the first start is shown, then close."""
    _look_for_first_start(window, window.close)


def first_start_and_wait(window: QWidget) -> None:
    """Say whether the first start is shown; somebody else ends it."""
    _look_for_first_start(window, lambda: None)


def _look_for_first_start(window: QWidget, then: Callable[[], object]) -> None:

    def view() -> QWidget | None:
        from ui.first_start.first_start import FirstStart  # noqa: PLC0415 - after the paint

        found = window.findChild(FirstStart)
        return found if isinstance(found, QWidget) and found.isVisible() else None

    def told() -> None:
        say(first_start=True)
        then()

    when(lambda: view() is not None, told)


def banner(window: QWidget) -> None:
    """Say what the banner says before and after signing in, then close."""
    from ui.shell.demonstration_banner import DemonstrationBanner  # noqa: PLC0415 - as above

    def text() -> str:
        found = window.findChild(DemonstrationBanner)
        return found.text() if isinstance(found, DemonstrationBanner) else ""

    def told() -> None:
        say(banner=text())
        window.close()

    when(lambda: bool(text()), told)


NAME, PASSWORD = "can.bo", "13572468"
NUMBER = "001090000001"


def _begin_a_dossier(window: QWidget, then: Callable[[], object]) -> None:
    from ui.shell.main_window import MainWindow  # noqa: PLC0415 - after the paint

    def is_in() -> bool:
        desk = window.findChild(MainWindow)
        return isinstance(desk, MainWindow) and desk.isVisible() and bool(desk.deck.current)

    def type_number() -> None:
        type_text(NUMBER)
        say(typed=_typed())
        then()

    type_text(NAME)
    press(Qt.Key.Key_Return)
    type_text(PASSWORD)
    press(Qt.Key.Key_Return)
    when(is_in, type_number)


def _typed() -> str:
    from PySide6.QtWidgets import QLineEdit  # noqa: PLC0415 - beside its one use

    field = QApplication.focusWidget()
    return field.text() if isinstance(field, QLineEdit) else ""


def type_text(text: str) -> None:
    from PySide6.QtTest import QTest  # noqa: PLC0415 - not before the first paint

    QTest.keyClicks(_focused(), text)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    from PySide6.QtTest import QTest  # noqa: PLC0415 - as above

    QTest.keyClick(_focused(), key, held)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


SCENES: dict[str, Callable[[QWidget], None]] = {
    "modules": modules,
    "close-at-once": close_at_once,
    "wait": wait,
    "type-and-close": type_and_close,
    "type-and-wait": type_and_wait,
    "end-the-session": end_the_session,
    "lock": lock,
    "copy-and-lock": copy_and_lock,
    "fault": fault,
    "first-start": first_start,
    "first-start-and-wait": first_start_and_wait,
    "banner": banner,
}

if __name__ == "__main__":
    from main import main

    sys.exit(main(sys.argv[2:], on_painted=SCENES[sys.argv[1]]))
