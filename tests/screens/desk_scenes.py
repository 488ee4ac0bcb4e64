"""The officer's views, one after the other, by keys as an officer would."""

from __future__ import annotations

from app.accounts.roles import ALL_ROLES
from tests.screens.dossier_scenes import play_dossier, play_inspector, play_search
from tests.screens.keys import CTRL, K, press, type_text
from tests.screens.law_scenes import play_clock, play_law
from tests.screens.offline_scenes import play_offline
from tests.screens.printing_scenes import play_printing
from tests.screens.reception_scenes import play_reception
from tests.screens.stage import Stage


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
    play_reception(stage)
    _lists(stage)
    play_dossier(stage)
    play_search(stage)
    _shell(stage)
    play_offline(stage)
    _administration(stage)
    play_printing(stage)
    play_clock(stage)
    play_law(stage)
    play_inspector(stage)


def _lists(stage: Stage) -> None:
    stage.main.show_page("drafts")
    stage.picture("drafts-filled")
    press(stage, K.Key_F4)
    stage.settle()
    press(stage, K.Key_Down)
    stage.picture("today-filled")


def _shell(stage: Stage) -> None:
    press(stage, K.Key_K, CTRL)
    stage.picture("palette")
    type_text(stage, "khai")
    stage.picture("palette-found")
    press(stage, K.Key_Escape)
    press(stage, K.Key_F2)
    press(stage, K.Key_F1)
    stage.picture("help")
    press(stage, K.Key_F1)
    stage.wedge.scanned.emit("8934673573412")
    stage.main.show_unhandled("ValueError")
    stage.picture("notices")
    for subject in stage.main.notices.subjects():
        stage.main.notices.remove(subject)


def _administration(stage: Stage) -> None:
    assert stage.account.roles <= ALL_ROLES
    stage.main.show_page("accounts")
    stage.picture("accounts")
    press(stage, K.Key_N, CTRL)
    stage.picture("accounts-new")
    press(stage, K.Key_Escape)
    stage.printers.paused = True
    stage.main.show_page("settings")
    stage.picture("settings")
    stage.printers.paused = False
