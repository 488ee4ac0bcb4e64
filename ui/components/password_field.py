"""A field for a password."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.components.caps_lock import CapsLock
from ui.components.icon_button import IconButton
from ui.components.text_field import TextField
from ui.theme.tokens import XS


class PasswordField(TextField):
    """Hidden text, an eye to show it, and a warning while Caps Lock is on."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._caps_lock = CapsLock()
        self._warned = False
        self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = _Eye(self.tr("Show the password"), self.editor)
        self._eye.toggled.connect(self._on_eye_toggled)
        self.editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Watch the keys of the editor; none is kept from it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._caps_lock.on_key_pressed(event)
            self._tell_caps_lock(on=self._caps_lock.on)
        elif event.type() == QEvent.Type.FocusIn:
            self._caps_lock.look()
            self._tell_caps_lock(on=self._caps_lock.on)
        elif event.type() == QEvent.Type.FocusOut:
            self._tell_caps_lock(on=False)
        return super().eventFilter(watched, event)

    def hide_text(self) -> None:
        """Hide the text again, as before the eye was pressed."""
        self._eye.setChecked(False)

    def _tell_caps_lock(self, *, on: bool) -> None:
        """Warn, or take our own warning away; an error of the form stays."""
        if on and not self.has_error():
            self.set_warning(self.tr("Caps Lock is on"))
            self._warned = True
        elif self._warned:
            self._warned = False
            if not self.has_error():
                self.clear_message()

    def _on_eye_toggled(self, shown: bool) -> None:  # noqa: FBT001 - Qt's payload
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.editor.setEchoMode(mode)
        if shown:
            self._eye.show_icon("eye-off", self.tr("Hide the password"))
        else:
            self._eye.show_icon("eye", self.tr("Show the password"))


class _Eye(IconButton):
    """The toggle at the right end of the editor."""

    def __init__(self, text: str, editor: QLineEdit) -> None:
        super().__init__("eye", text, parent=editor)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        editor.installEventFilter(self)
        editor.setTextMargins(0, 0, self.sizeHint().width(), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the right end of the editor."""
        if isinstance(event, QResizeEvent):
            side = min(self.sizeHint().height(), event.size().height() - XS)
            self.resize(side, side)
            gap = (event.size().height() - side) // 2
            self.move(event.size().width() - side - gap, gap)
        return super().eventFilter(watched, event)
