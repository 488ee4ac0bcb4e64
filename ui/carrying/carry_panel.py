"""The second copy of unsent work, and carrying it by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sync.carrying.exporting import Exported, export_unsent
from sync.carrying.importing import Imported, import_unsent
from ui.carrying.carry_form import CarryForm
from ui.carrying.copy_words import CopyWords
from ui.components.button import Button, ButtonKind
from ui.components.icon_label import IconLabel
from ui.components.notice import NoticeKind
from ui.components.status_pill import StatusKind
from ui.components.text_label import TextLabel
from ui.operations.changes import Changes
from ui.theme.tokens import S, TextRole

if TYPE_CHECKING:
    from app.errors import QmcError
    from sync.carrying.copying import CopyStanding
    from ui.line.second_place import SecondPlace
    from ui.workplace.workplace import Workplace

_ICONS = {
    StatusKind.GOOD: ("circle-check", "success"),
    StatusKind.WAITING: ("info", "muted"),
    StatusKind.BAD: ("triangle-alert", "danger"),
    StatusKind.BUSY: ("refresh-cw", "info"),
}


class CarryPanel(QWidget):
    """How the copy stands, and two buttons; each opens its form in their place."""

    told = Signal(object, str, str)
    """What an action came to: NoticeKind, title, text."""
    failed = Signal(object)
    """QmcError that none of the fields is about."""

    def __init__(
        self, workplace: Workplace, second_place: SecondPlace, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = CopyWords(self)
        self._standing = second_place.standing
        self._build()
        self._connect(second_place)
        self.bring_up_to_date(workplace.clock.now().date())

    def bring_up_to_date(self, today: date) -> None:
        """The day may be another."""
        text = self._words.of(self._standing, today)
        self._icon.show_icon(*_ICONS[text.kind])
        self._title.setText(text.title)
        self._detail.setText(text.detail)
        self._detail.setVisible(bool(text.detail))

    def copy_text(self) -> str:
        """How the copy stands, as it is shown."""
        return self._title.text()

    def _build(self) -> None:
        self._icon = IconLabel(line_of=TextRole.BODY)
        self._title = TextLabel("", TextRole.BODY)
        self._detail = TextLabel("", TextRole.CAPTION)
        self.write = Button(self.tr("Write to a file…"), ButtonKind.SECONDARY, icon="save")
        self.take_in = Button(self.tr("Take in a file…"), ButtonKind.SECONDARY, icon="inbox")
        self.write_form = CarryForm(writes=True)
        self.take_in_form = CarryForm(writes=False)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._buttons = QWidget()
        buttons = QVBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(S)
        for button in (self.write, self.take_in):
            buttons.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(TextLabel(self.tr("Second copy of what waits"), TextRole.SECTION))
        column.addLayout(row)
        for widget in (self._buttons, self.write_form, self.take_in_form):
            column.addWidget(widget)

    def _connect(self, second_place: SecondPlace) -> None:
        second_place.standing_changed.connect(self._on_standing_changed)
        self.write.clicked.connect(lambda: self._begin(self.write_form))
        self.take_in.clicked.connect(lambda: self._begin(self.take_in_form))
        self.write_form.asked.connect(self._on_write_asked)
        self.take_in_form.asked.connect(self._on_take_in_asked)
        self.write_form.left.connect(lambda: self._end(self.write))
        self.take_in_form.left.connect(lambda: self._end(self.take_in))

    def _begin(self, form: CarryForm) -> None:
        self._buttons.hide()
        form.begin()

    def _end(self, button: Button) -> None:
        self.write_form.hide()
        self.take_in_form.hide()
        self._buttons.show()
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_standing_changed(self, standing: CopyStanding) -> None:
        self._standing = standing
        self.bring_up_to_date(self._workplace.clock.now().date())

    def _on_write_asked(self, path: Path, passphrase: str | None) -> None:
        desk = self._workplace.desk
        self.write_form.set_busy(busy=True)
        self._workplace.operations.place(
            # The file dialog has asked whether a file that is there is to be replaced.
            lambda: export_unsent(desk, path, passphrase=passphrase, overwrite=True),
            owner=self,
            on_success=self._on_written,
            on_failure=lambda error: self._on_failed(self.write_form, error),
        )

    def _on_take_in_asked(self, path: Path, passphrase: str | None) -> None:
        desk = self._workplace.desk
        self.take_in_form.set_busy(busy=True)
        self._workplace.operations.place(
            lambda: import_unsent(desk, path, passphrase=passphrase),
            owner=self,
            on_success=self._on_taken_in,
            on_failure=lambda error: self._on_failed(self.take_in_form, error),
            changes=Changes(queue=True),
        )

    def _on_failed(self, form: CarryForm, error: QmcError) -> None:
        form.set_busy(busy=False)
        if not form.show_error(error):
            self._end(self.write if form is self.write_form else self.take_in)
            self.failed.emit(error)

    def _on_written(self, exported: Exported) -> None:
        self._end(self.write)
        title = self.tr("{dossiers} dossiers and {pages} pages are in the file").format(
            dossiers=exported.dossiers, pages=exported.pages
        )
        missing = len(exported.missing_pages) + exported.left_out
        if missing:
            text = self.tr("{count} pages or parts could not be put in.").format(count=missing)
            self.told.emit(NoticeKind.WARNING, title, f"{exported.path}\n{text}")
        else:
            self.told.emit(NoticeKind.SUCCESS, title, exported.path)

    def _on_taken_in(self, imported: Imported) -> None:
        self._end(self.take_in)
        title = self.tr("{new} records and {pages} pages were taken in").format(
            new=imported.new, pages=imported.pages
        )
        refused = "\n".join(f"{one.file}: {one.message}" for one in imported.refused)
        kind = NoticeKind.WARNING if refused else NoticeKind.SUCCESS
        self.told.emit(kind, title, refused or ", ".join(imported.counters))
