"""A labelled editor with its message: the unit that every form is made of."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.components.icon_label import IconLabel
from ui.components.restyle import set_style_property
from ui.components.text_label import TextLabel
from ui.components.tip_text import tip_text
from ui.theme.fonts import headroom, line_height, text_scale_of
from ui.theme.tokens import XS, TextRole

_MESSAGE_ICON = 14
_SPIN_MARGIN = 10


class _Kind(StrEnum):
    """What the message under the editor is."""

    NONE = ""
    HINT = "hint"
    WARNING = "warning"
    ERROR = "danger"


_ICONS = {_Kind.WARNING: "triangle-alert", _Kind.ERROR: "circle-alert"}


class Field(QWidget):
    """Label above the editor, message under it.

    One line is always kept free for the message, so that the form does not jump when one appears;
    only a message that does not fit in it wraps and takes more. The label is the editor's
    accessible name and buddy, the message its accessible description.
    """

    KEEPS_A_LINE = True
    """Whether there is a line for the message while there is none."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint, self._more = hint, ""
        self._kind = _Kind.NONE
        self._build(label, required=required)
        self.clear_message()

    def set_error(self, text: str) -> None:
        """Say what is wrong; "" takes the message away."""
        self._show(_Kind.ERROR, text)

    def set_warning(self, text: str, more: str = "") -> None:
        """Say what to look at, without stopping anybody; "" takes the message away.

        ``more`` is what there is no room for: the tool tip has it, and it is read out.
        """
        self._show(_Kind.WARNING, text, more)

    def set_hint(self, text: str, more: str = "") -> None:
        """The quiet help that stands there while there is no message; ``more`` as for a warning."""
        self._hint, self._more = text, more
        if self._kind in {_Kind.NONE, _Kind.HINT}:
            self.clear_message()

    def clear_message(self) -> None:
        """Take error and warning away; the hint comes back."""
        self._show(_Kind.HINT, self._hint, self._more)

    def message(self) -> str:
        """The text under the editor now."""
        return self._message.text()

    def has_error(self) -> bool:
        """Whether the message is an error."""
        return self._kind is _Kind.ERROR

    def label_text(self) -> str:
        """The label, without the mark of a required field."""
        return self._label.text()

    def set_label(self, text: str) -> None:
        """Another label (also the editor's accessible name)."""
        self._label.setText(text)
        self.editor.setAccessibleName(text)

    def _build(self, label: str, *, required: bool) -> None:
        self._label = TextLabel(label, TextRole.LABEL)
        self._label.setBuddy(self.editor)
        self.editor.setAccessibleName(label)
        self.setFocusProxy(self.editor)
        self._give_room()
        head = QHBoxLayout()
        head.setSpacing(XS)
        if required:
            head.addWidget(self._label)
            head.addWidget(self._required_mark(), 0, Qt.AlignmentFlag.AlignTop)
            head.addStretch(1)
        else:
            head.addWidget(self._label, 1)  # it wraps only where the field is too narrow for it
        self._icon = IconLabel(side=_MESSAGE_ICON, line_of=TextRole.CAPTION)
        self._message = _Message()
        foot = QHBoxLayout()
        foot.setSpacing(XS)
        foot.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._message, 1)
        self._place(head, foot)

    def _place(self, head: QHBoxLayout, foot: QHBoxLayout) -> None:
        """Put the label's row, the editor and the message's row into the field."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)  # the texts bring their own room for tall letters
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addLayout(foot)

    def _give_room(self) -> None:
        """Set what a style sheet cannot: the room around the text of spin boxes and long texts."""
        if isinstance(self.editor, QAbstractSpinBox):
            self.editor.lineEdit().setTextMargins(_SPIN_MARGIN, 0, 0, 0)
        elif isinstance(self.editor, QPlainTextEdit):
            scale = text_scale_of(QApplication.font())
            self.editor.document().setDocumentMargin(headroom(TextRole.BODY, scale))

    def _required_mark(self) -> QLabel:
        mark = TextLabel("*", TextRole.LABEL, wrap=False)
        mark.setProperty("tone", "danger")
        mark.setAccessibleName(self.tr("required"))
        mark.setToolTip(self.tr("required"))
        return mark

    def _show(self, kind: _Kind, text: str, more: str = "") -> None:
        if not text and kind is not _Kind.HINT:
            self.clear_message()
            return
        self._kind = kind if text else _Kind.NONE
        tone = kind.value if kind in _ICONS else "muted"
        self._message.setText(text)
        set_style_property(self._message, "tone", tone)
        self._icon.show_icon(_ICONS.get(kind, ""), tone)
        self._icon.setVisible(kind in _ICONS)
        set_style_property(self.editor, "state", tone if kind in _ICONS else "")
        self._message.setVisible(bool(text) or self.KEEPS_A_LINE)
        self._message.setToolTip(tip_text(more))
        self.editor.setAccessibleDescription(f"{text}. {more}" if more else text)


class _Message(TextLabel):
    """The message's text; it never takes less room than one line."""

    def __init__(self) -> None:
        super().__init__("", TextRole.CAPTION)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """One line, or as many as the text needs."""
        return max(super().heightForWidth(width), self._line())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(0, self._line())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(0, self._line())

    def _line(self) -> int:
        return line_height(TextRole.CAPTION, text_scale_of(QApplication.font()))
