"""Sections of the gallery: type, colours, buttons, notices, standings, icons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.elided_label import ElidedLabel
from ui.components.icon_label import IconLabel
from ui.components.key_hint import KeyHint
from ui.components.notice import Notice, NoticeKind
from ui.components.panel import Panel
from ui.components.status_pill import StatusKind, StatusPill
from ui.components.text_label import TextLabel
from ui.theme.icons import ICONS
from ui.theme.palette import current_colours
from ui.theme.tokens import RADIUS, XS, L, M, S, TextRole, colour

_SAMPLE = "Nguyễn Thị Ường Khuyến, xã Ẵn Hữu, 0123456789"


class TypeSection(Panel):
    """The roles of the type scale, with the tallest letters of Vietnamese."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Type"), parent=parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, role in enumerate(TextRole):
            grid.addWidget(TextLabel(role.value, TextRole.CAPTION, wrap=False), row, 0)
            grid.addWidget(ElidedLabel(_SAMPLE, role), row, 1)
        self.body.addLayout(grid)


class ColoursSection(Panel):
    """The grounds and the accents of the scheme."""

    _ROWS = (
        ("page", "surface", "sunken", "hover", "selected", "hairline", "border", "muted", "text"),
        (
            "accent",
            "accent_hover",
            "danger",
            "danger_soft",
            "warning",
            "warning_soft",
            "success",
            "success_soft",
            "info",
        ),
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Colours"), parent=parent)
        for names in self._ROWS:
            row = QHBoxLayout()
            row.setSpacing(S)
            for name in names:
                row.addWidget(_Swatch(name))
            self.body.addLayout(row)


class _Swatch(QWidget):
    """One colour of the scheme."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A small box."""
        return QSize(32, 28)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the colour."""
        del event
        colours = current_colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.hairline))
        painter.setBrush(QColor(colour(colours, self._name)))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)


class ButtonsSection(Panel):
    """The kinds of buttons, with icon and key, at rest and disabled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Buttons"), parent=parent)
        self._row(enabled=True)
        self._row(enabled=False)
        keys = QHBoxLayout()
        keys.setSpacing(XS)
        keys.addWidget(TextLabel(self.tr("Keys"), TextRole.MUTED, wrap=False))
        keys.addSpacing(S)
        for key in ("F1", "F8", "Ctrl+K", "Enter"):
            keys.addWidget(KeyHint(key))
        keys.addStretch(1)
        self.body.addLayout(keys)

    def _row(self, *, enabled: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(S)
        for button in (
            Button(self.tr("Receive and print"), ButtonKind.PRIMARY, icon="printer", key="F8"),
            Button(self.tr("Preview"), icon="file-search", key="F6"),
            Button(self.tr("Later"), ButtonKind.QUIET),
            Button(self.tr("Annul"), ButtonKind.DANGER, icon="trash-2"),
        ):
            button.setEnabled(enabled)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)


class NoticesSection(Panel):
    """A notice of each kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Notices"), parent=parent)
        self.body.addWidget(
            Notice(
                NoticeKind.SUCCESS,
                self.tr("Dossier received"),
                self.tr("The receipt went to the printer."),
                closable=True,
            )
        )
        self.body.addWidget(Notice(NoticeKind.INFO, self.tr("The procedure changes on 01/12/2026")))
        self.body.addWidget(
            Notice(
                NoticeKind.WARNING,
                self.tr("No network: dossiers wait at this desk"),
                self.tr("Receive as usual. They are sent by themselves when the network is back."),
                action=self.tr("Look"),
            )
        )
        self.body.addWidget(
            Notice(
                NoticeKind.DANGER,
                self.tr("The printer does not answer"),
                self.tr("The dossier is kept. Check cable and paper, then print again."),
                action=self.tr("Print again"),
                closable=True,
            )
        )


class StatusSection(Panel):
    """The standings of the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Standing"), parent=parent)
        column = QVBoxLayout()
        column.setSpacing(S)
        for kind, text in (
            (StatusKind.GOOD, self.tr("Network on · everything sent")),
            (StatusKind.BUSY, self.tr("Sending 3 dossiers")),
            (StatusKind.WAITING, self.tr("No network · 12 dossiers wait, receive as usual")),
            (StatusKind.BAD, self.tr("2 dossiers need attention")),
        ):
            pill = StatusPill()
            pill.show_status(kind, text)
            column.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(column)


class IconsSection(Panel):
    """All icons that are shipped."""

    _COLUMNS = 16

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Icons"), parent=parent)
        grid = QGridLayout()
        grid.setSpacing(M)
        for place, path in enumerate(sorted(ICONS.glob("*.svg"))):
            sign = IconLabel(path.stem, side=20, ink="text", ground="surface")
            sign.setToolTip(path.stem)
            grid.addWidget(sign, place // self._COLUMNS, place % self._COLUMNS)
        self.body.addLayout(grid)
