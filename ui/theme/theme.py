"""The look of the application: Fusion, the palette, the style sheet, the font."""

from __future__ import annotations

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import font, load_fonts
from ui.theme.ink import MARKS_PREFIX
from ui.theme.marks import MARKS
from ui.theme.palette import palette
from ui.theme.style_sheet import style_sheet
from ui.theme.tokens import Scheme, TextRole


def apply_theme(app: QApplication, scheme: Scheme, *, text_scale: float = 1.0) -> None:
    """Give the application its look; called again, it switches every open window.

    ``text_scale`` 2.0 makes texts twice as large (WCAG 2.2, 1.4.4).

    Raises: `EnvironmentFault` where a font file is missing or damaged.
    """
    load_fonts()
    QDir.setSearchPaths(MARKS_PREFIX, [str(MARKS)])
    app.setStyle("Fusion")
    app.setFont(font(TextRole.BODY, text_scale=text_scale))
    app.setPalette(palette(scheme))
    app.setStyleSheet(style_sheet(scheme, text_scale=text_scale))


def system_scheme(app: QApplication) -> Scheme:
    """The scheme that the system asks for; light where it says nothing."""
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT
