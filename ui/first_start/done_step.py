"""The last step: what stands now, and what to look at on the first day."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout

from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.first_start.step_page import StepPage
from ui.theme.tokens import XL, M, S, TextRole


class DoneStep(StepPage):
    """A summary."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("The counter is ready"),
            self.tr("You are signed in. Receiving begins with F2."),
        )
        self._panel = Panel()
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(XL)
        self._rows.setVerticalSpacing(S)
        self._panel.body.addLayout(self._rows)
        self.body.addWidget(self._panel)
        self.body.addSpacing(M)
        self.body.addWidget(TextLabel(self.tr("Before the first citizen:"), TextRole.STRONG))
        self._printer = TextLabel(self.tr("Choose a printer under Settings."))
        colleagues = self.tr("Add your colleagues under Accounts, each with an own password.")
        backup = self.tr("Make a backup with a passphrase, and keep it away from this machine.")
        for line in (self._printer, TextLabel(colleagues), TextLabel(backup)):
            self.body.addWidget(line)

    def show_summary(self, rows: list[tuple[str, str]], *, has_printer: bool) -> None:
        """What was set up, label and text."""
        while self._rows.rowCount():
            self._rows.removeRow(0)
        for label, text in rows:
            value = TextLabel(text, TextRole.BODY)
            self._rows.addRow(TextLabel(label, TextRole.MUTED, wrap=False), value)
        self._printer.setVisible(not has_printer)

    def next_label(self) -> str:
        """What the button says."""
        return self.tr("Start working")
