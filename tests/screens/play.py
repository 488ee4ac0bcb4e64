"""Plays every scene at one screen, in one scheme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from tests.screens.desk_scenes import play_day, play_empty_desk
from tests.screens.entrance_scenes import play_first_start, play_gallery, play_sign_in
from tests.screens.stage import VISITS, open_stage
from ui.start import TRANSLATION
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme


def play_all(
    directory: Path, out: Path, name: str, scheme: str, size: tuple[int, int]
) -> list[Path]:
    """Returns the pictures that were made, ``<view>-<name>.png``."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = QTranslator(app)
    assert translator.load(str(TRANSLATION))
    app.installTranslator(translator)
    apply_theme(app, Scheme(scheme))
    made: list[Path] = []
    for number, visits in enumerate((0, VISITS)):
        place = directory / str(number)
        place.mkdir()
        with open_stage(app, place, out, name, size, visits=visits, made=made) as stage:
            if visits:
                play_day(stage)
                play_sign_in(stage)
            else:
                play_empty_desk(stage)
                play_first_start(stage)
                play_gallery(stage)
    return made
