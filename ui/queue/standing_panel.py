"""How the line to the central stands, and the button that sends now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.icon_label import IconLabel
from ui.components.panel import Panel
from ui.components.status_pill import StatusKind
from ui.components.text_label import TextLabel
from ui.line.standing_text import StandingText
from ui.theme.tokens import M, TextRole
from ui.wording.day_words import DayWords

if TYPE_CHECKING:
    from app.store.records import OutboxCounts
    from app.store.uploads import UploadCounts
    from sync.engine.reasons import Standing

_ICONS = {
    StatusKind.GOOD: ("circle-check", "success"),
    StatusKind.WAITING: ("cloud-off", "warning"),
    StatusKind.BAD: ("triangle-alert", "danger"),
    StatusKind.BUSY: ("refresh-cw", "info"),
}


class StandingPanel(Panel):
    """Title, why and what to do, the last contact; ``Gửi ngay`` at the right."""

    send_asked = Signal()
    """The officer wants to send now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = StandingText(self)
        self._days = DayWords(self)
        self._contact: datetime | None = None
        self._tried: datetime | None = None
        self._build_row()
        self.send.clicked.connect(self.send_asked.emit)

    def show_standing(self, standing: Standing, counts: OutboxCounts) -> None:
        """How it stands now."""
        words = self._words.of(standing, counts)
        self._icon.show_icon(*_ICONS[words.kind])
        self._head.setText(words.title)
        self._why.setText(words.detail)
        self._why.setVisible(bool(words.detail))

    def show_contact(self, contact: datetime | None, now: datetime) -> None:
        """When the central answered last, by its own clock."""
        self._contact = contact
        self._say_times(now)

    def show_pages(self, pages: UploadCounts) -> None:
        """How many scanned pages wait beside the dossiers; nothing where none does."""
        size = f"{pages.waiting_bytes / 1_000_000:.1f}".replace(".", ",")
        if pages.waiting == 1:
            said = self.tr("1 scanned page waits ({size} MB); dossiers never wait for pages")
        else:
            said = self.tr("{count} scanned pages wait ({size} MB); dossiers never wait for pages")
        self._pages.setText(said.format(count=pages.waiting, size=size))
        self._pages.setVisible(bool(pages.waiting))

    def pages_text(self) -> str:
        """What it says of pages; "" for nothing."""
        return self._pages.text() if self._pages.isVisibleTo(self) else ""

    def show_tried(self, now: datetime) -> None:
        """The officer has just asked to send; where no line comes up nothing else tells so."""
        self._tried = now
        self._say_times(now)

    def title_text(self) -> str:
        """What it says."""
        return self._head.text()

    def times_text(self) -> str:
        """Last contact, last try."""
        return self._times.text()

    def _say_times(self, now: datetime) -> None:
        today = now.date()
        if self._contact is None:
            said = self.tr("No contact with the central yet")
        else:
            moment = self._days.moment(self._contact, today)
            said = self.tr("Last contact: {moment}").format(moment=moment)
        if self._tried is not None:
            said += " · " + self.tr("sending was tried at {time}").format(
                time=f"{self._tried:%H:%M:%S}"
            )
        self._times.setText(said)

    def _build_row(self) -> None:
        self._icon = IconLabel(side=24, ground="surface", line_of=TextRole.SECTION)
        self._head = TextLabel("", TextRole.SECTION)
        self._why = TextLabel("", TextRole.BODY)
        self._pages = TextLabel("", TextRole.BODY)
        self._pages.hide()
        self._times = TextLabel("", TextRole.MUTED)
        self.send = Button(self.tr("Send now"), ButtonKind.SECONDARY, icon="send", key="F5")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._head, self._why, self._pages, self._times):
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
