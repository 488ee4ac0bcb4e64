"""Opens the window: what stands before the first paint (docs/adr/0011).

That is Python, QtWidgets, the theme and the sign-in view. Whether there is a desk at all is one
look at its files; everything else is loaded by ``ui.loading.program``, after the paint.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import EnvironmentFault
from ui.loading.program import Program
from ui.shell.window import Window
from ui.theme.theme import apply_theme, system_scheme

if TYPE_CHECKING:
    from ui.commands.context import CommandContext

NAME = "Quầy một cửa"
SWITCH_S = 0.001
"""So long a thread may keep Python to itself. By default it is 5 ms, which the window waits for
several times in a row while the line's thread is busy."""
TRANSLATION = Path(__file__).resolve().parents[1] / "resources" / "translations" / "vi.qm"


def run_window(
    context: CommandContext,
    *,
    allow_demonstration: bool = False,
    on_painted: Callable[[QWidget], None] | None = None,
) -> int:
    """Show the window until it is closed; returns the exit status.

    ``on_painted`` is called with the window once it has been painted for the first time. Raises
    EnvironmentFault (``no_display``, ``font_unreadable``).
    """
    must_have_display()
    sys.setswitchinterval(SWITCH_S)
    app = QApplication(["quay-mot-cua"])
    app.setApplicationDisplayName(NAME)
    app.setQuitOnLastWindowClosed(False)  # closing takes steps; the program ends after the last
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = _translate(app)  # kept: Qt does not
    apply_theme(app, system_scheme(app))
    window = Window(NAME)
    if on_painted is not None:  # before anything else is loaded
        window.painted.connect(lambda: on_painted(window))
    program = Program(app, window, context, allow_demonstration=allow_demonstration)
    program.show()
    status = app.exec()
    translator.deleteLater()
    return status


def _translate(app: QApplication) -> QTranslator:
    """Vietnamese; without its file the window speaks English, and says why on stderr."""
    translator = QTranslator(app)
    if translator.load(str(TRANSLATION)):
        app.installTranslator(translator)
    else:
        sys.stderr.write(f"{TRANSLATION}: missing or damaged, the window is in English\n")
    return translator


def must_have_display() -> None:
    """Raises EnvironmentFault (``no_display``); Qt itself would abort the process."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise EnvironmentFault(
            "no_display",
            "Máy này không có màn hình để mở cửa sổ.",
            advice="Chạy ở máy có màn hình, hoặc dùng dòng lệnh: main.py --help.",
        )
