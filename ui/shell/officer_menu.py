"""Who is signed in, at which counter, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ui.components.elided_label import ElidedLabel
from ui.components.icon_label import IconLabel
from ui.theme.icons import icon
from ui.theme.tokens import S, TextRole

_NAME_WIDTH = 170


class OfficerMenu(QToolButton):
    """Two lines: the officer's name, the counter's. Pressed, it opens the menu."""

    lock_asked = Signal()
    switch_asked = Signal()
    password_asked = Signal()
    sign_out_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._build_menu()

    def _build(self) -> None:
        self._name = ElidedLabel("", TextRole.STRONG)
        self._counter = ElidedLabel("", TextRole.CAPTION)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for label in (self._name, self._counter):
            label.setMaximumWidth(_NAME_WIDTH)
            lines.addWidget(label)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(S, 0, S, 0)
        row.setSpacing(S)
        row.addWidget(IconLabel("user", ground="surface"))
        row.addLayout(lines)
        row.addWidget(IconLabel("chevron-down", side=16, ground="surface"))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _build_menu(self) -> None:
        menu = QMenu(self)
        # The keys stand there for the eye; the shortcuts themselves are the window's.
        rows = (
            (self.tr("Lock"), "lock", "Ctrl+L", self.lock_asked),
            (self.tr("Switch officer"), "users", "Ctrl+U", self.switch_asked),
            (self.tr("Change password"), "key-round", "", self.password_asked),
            (self.tr("Sign out"), "log-out", "", self.sign_out_asked),
        )
        for title, picture, key, asked in rows:
            action = QAction(icon(picture), f"{title}\t{key}" if key else title, menu)
            action.triggered.connect(asked)
            menu.addAction(action)
        self.setMenu(menu)

    def show_officer(self, name: str, counter: str) -> None:
        """Another officer, or the counter has another name."""
        self._name.setText(name)
        self._counter.setText(counter)
        self._counter.setVisible(bool(counter))
        self.setAccessibleName(f"{name} {counter}".strip())
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for both lines."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The lines may be cut."""
        return self._row.minimumSize()
