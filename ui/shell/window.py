"""The one window: in it the sign-in view, or the desk, or the first start."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

_WIDTH, _HEIGHT = 1366, 768
_LEAST_WIDTH, _LEAST_HEIGHT = 1024, 600


class Window(QWidget):
    """Shows one of its views at a time; the others are hidden and live on."""

    painted = Signal()
    """It has been painted for the first time, and the event loop runs."""
    close_asked = Signal()
    """Its cross was pressed, or the system asked; it is still open."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._is_painted = False
        self._name = title
        self.setWindowTitle(title)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.resize(_WIDTH, _HEIGHT)
        self._views = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._views)

    def add_view(self, view: QWidget) -> None:
        """Take a view in, hidden. While it is shown, its title is the window's."""
        self._views.addWidget(view)
        view.windowTitleChanged.connect(self._show_title)

    def show_view(self, view: QWidget) -> None:
        """Show this view and hide the others, with every dialog and menu of theirs."""
        if self._views.indexOf(view) < 0:
            self.add_view(view)
        if self._views.currentWidget() is not view:
            self.close_others()
            self._views.setCurrentWidget(view)
        self._show_title()

    def add_banner(self, banner: QWidget) -> None:
        """A line above all views."""
        self._column.insertWidget(0, banner)

    def close_others(self) -> None:
        """Close every other window of the program: dialogs, menus, lists."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self and widget.isVisible():
                widget.close()

    def show_up(self) -> None:
        """Fill the screen; one that the window does not fit on (a drawn one) is no measure."""
        if self.screen().availableGeometry().width() < _LEAST_WIDTH:
            self.show()
        else:
            self.showMaximized()
        self.activateWindow()

    def raise_up(self) -> None:
        """Come to the front: another start was tried."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _show_title(self) -> None:
        """What is shown, for the task bar and for screen readers."""
        view = self._views.currentWidget()
        self.setWindowTitle((view.windowTitle() if view is not None else "") or self._name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The first one is told, as soon as the picture is on the screen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing takes steps: it is asked for here, and done by who started the program."""
        event.ignore()
        self.close_asked.emit()
