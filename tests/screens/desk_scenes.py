"""The officer's views, one after the other, by keys as an officer would."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.accounts.roles import ALL_ROLES
from app.dossier.events import EVENT_KINDS, EventKind
from app.reception.change import correct
from app.store.records import Settled, SettledAs, StoredProblem
from tests.screens.stage import Stage
from ui.preview.preview_dialog import PreviewDialog
from ui.scanner.reading import read_scan

K = Qt.Key
CARD = (
    "001190000017|012345678|Nguyễn Thị Ngọc Ánh|24111990|Nữ|"
    "Số 27 ngõ 8 đường Hoa Ban, Phường Hoa Sữa, Hà Nội|15042021"
)


def play_empty_desk(stage: Stage) -> None:
    """The first minute of a counter: nothing has been received, nothing is typed."""
    press(stage, K.Key_F2)
    stage.picture("reception-empty")
    press(stage, K.Key_F4)
    stage.picture("today-empty")
    stage.main.show_page("drafts")
    stage.picture("drafts-empty")
    stage.main.show_page("queue")
    stage.picture("queue-empty")
    stage.cut()
    press(stage, K.Key_F2)
    stage.picture("reception-empty-offline")
    stage.restore()


def play_day(stage: Stage) -> None:
    """A morning: a dossier is typed and received, lists are read, the network goes and comes."""
    _reception(stage)
    _lists(stage)
    _shell(stage)
    _offline(stage)
    _administration(stage)


def _reception(stage: Stage) -> None:
    press(stage, K.Key_F2)
    scan(stage, CARD)
    type_text(stage, "chung thuc ban sao")
    stage.picture("reception-choosing")
    press(stage, K.Key_Return)
    type_text(stage, "12")
    stage.picture("reception-filled")
    press(stage, K.Key_F6)
    stage.until(lambda: _preview() is not None)
    preview = _preview()
    assert preview is not None
    stage.picture("preview", preview)
    preview.close()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    press(stage, K.Key_F8)
    stage.picture("reception-received")
    press(stage, K.Key_F2)
    scan(stage, CARD)
    type_text(stage, "khai sinh")
    press(stage, K.Key_Return)
    press(stage, K.Key_F8)
    stage.picture("reception-problems")
    press(stage, K.Key_F2)


def _lists(stage: Stage) -> None:
    stage.main.show_page("drafts")
    stage.picture("drafts-filled")
    press(stage, K.Key_F4)
    stage.settle()
    press(stage, K.Key_Down)
    stage.picture("today-filled")
    rows, _ = stage.store.search("", 6)
    stage.main.open_dossier(rows[3].id)
    stage.picture("dossier")
    press(stage, K.Key_F3)
    type_text(stage, "nguy")
    stage.settle()
    stage.picture("search-found")
    press(stage, K.Key_Escape)
    press(stage, K.Key_F3)
    type_text(stage, "H26.107-261123-9999")
    press(stage, K.Key_Return)
    stage.settle()
    stage.picture("search-nothing")
    press(stage, K.Key_Escape)
    press(stage, K.Key_Escape)


def _shell(stage: Stage) -> None:
    press(stage, K.Key_K, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    type_text(stage, "in")
    stage.picture("palette")
    press(stage, K.Key_Escape)
    press(stage, K.Key_F2)
    press(stage, K.Key_F1)
    stage.picture("help")
    press(stage, K.Key_F1)


def _offline(stage: Stage) -> None:
    stage.cut()
    _correction_set_aside(stage)
    stage.settle()
    stage.main.show_page("queue")
    stage.picture("queue-set-aside-offline")
    press(stage, K.Key_F4)
    stage.picture("today-offline")
    stage.restore()


def _correction_set_aside(stage: Stage) -> None:
    """Two corrections; the central is said to have refused one of them."""
    rows, _ = stage.store.search("", 4)
    desk = stage.workplace.desk
    for row in rows[1:4]:
        correct(desk, row.id, {"submitter.phone": "0900000099"}, "Công dân báo số mới")
    waiting = [
        entry
        for entry in stage.store.outbox.list()
        if EVENT_KINDS.get(entry.type) is EventKind.REQUEST
    ]
    problem = StoredProblem(
        "changed_meanwhile",
        "Mục này đã được sửa thành “0900000005” ở nơi khác.",
        "submitter.phone",
        "Mở lại hồ sơ, xem giá trị mới rồi sửa lại nếu vẫn cần.",
    )
    stage.store.outbox.settle(
        [Settled(waiting[0].id, SettledAs.SET_ASIDE, problem=problem)], stage.clock.now()
    )
    stage.line.poke()
    stage.until(lambda: stage.line.counts.set_aside == 1)


def _administration(stage: Stage) -> None:
    assert stage.account.roles <= ALL_ROLES
    stage.main.show_page("accounts")
    stage.picture("accounts")
    stage.main.show_page("settings")
    stage.picture("settings")


def press(
    stage: Stage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key to whatever has the focus."""
    QTest.keyClick(_focused(stage), key, held)
    stage.settle()


def type_text(stage: Stage, text: str) -> None:
    """Letters of a plain keyboard."""
    for letter in text:
        QTest.keyClick(_focused(stage), letter)  # type: ignore[call-overload] # the stub wants a Key
    stage.settle()


def scan(stage: Stage, text: str) -> None:
    """A card under the scanner, as the shell hands it to the page that is shown."""
    stage.main.deck.receive_scan(read_scan(text, stage.clock.now()))
    stage.settle()


def _focused(stage: Stage) -> QWidget:
    return QApplication.focusWidget() or stage.window


def _preview() -> PreviewDialog | None:
    return next(
        (widget for widget in QApplication.topLevelWidgets()
         if isinstance(widget, PreviewDialog) and widget.isVisible()),
        None,
    )  # fmt: skip
