"""One dossier: read, corrected, paid; and how an inspector sees it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.screens.keys import K, press, type_over, type_text
from tests.screens.stage import INSPECTOR, Stage
from ui.components.button import Button


def play_dossier(stage: Stage) -> None:
    """The forms of a dossier are left again, except that the fee is taken."""
    rows, _ = stage.store.search("", 8)
    stage.main.open_dossier(rows[4].id)
    stage.picture("dossier")
    press(stage, K.Key_F7)
    type_over(stage, "Nguyễn Thị Ánh Nguyệt")
    stage.picture("dossier-correcting")
    while not isinstance(QApplication.focusWidget(), Button):
        press(stage, K.Key_Tab)
    press(stage, K.Key_Return)
    stage.picture("dossier-correcting-without-reason")
    press(stage, K.Key_Escape)
    unpaid = next(row for row in rows if row.fee_total > row.collected)
    stage.main.open_dossier(unpaid.id)
    stage.settle()
    press(stage, K.Key_F5)
    stage.picture("dossier-collecting")
    press(stage, K.Key_Return)
    stage.picture("dossier-collected")


def play_inspector(stage: Stage) -> None:
    """Reads everything, changes nothing: what is not for them is not there."""
    officer, inspector = stage.account, stage.account_named(INSPECTOR)
    rows, _ = stage.store.search("", 8)
    stage.workplace.sign_out()
    stage.workplace.sign_in(inspector, "screens-inspector")
    stage.settle()
    press(stage, K.Key_F4)
    stage.picture("inspector-today")
    stage.main.open_dossier(rows[4].id)
    stage.picture("inspector-dossier")
    stage.main.show_page("settings")
    stage.picture("inspector-settings")
    stage.workplace.sign_out()
    stage.workplace.sign_in(officer, "screens")
    stage.settle()


def play_search(stage: Stage) -> None:
    """By a part of a name; then a number that nobody has."""
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
