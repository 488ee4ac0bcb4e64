"""What a dossier costs, what was paid, and the form that takes the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.dossier.events import OfficialReceipt
from app.dossier.state import Dossier
from app.fees.fee import is_unconfigured
from ui.components.button import Button
from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.dossier.collect_form import CollectForm
from ui.listing.mark_label import MarkLabel
from ui.listing.rebuilt_grid import RebuiltGrid
from ui.theme.tokens import TextRole
from ui.wording.money import dong
from ui.wording.shown_text import block, one_line
from ui.wording.state_words import StateMark


class FeesPanel(Panel):
    """Lines with their amounts, the sum, and how much is still open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Fees"))
        self._may_collect = False
        self._rest = 0
        self._build()
        self.collect.clicked.connect(self.open_form)
        self.form.left.connect(self.close_form)

    def show_dossier(self, state: Dossier, *, may_collect: bool) -> None:
        """Lines, sums, and the button where something can be taken."""
        self._rest = state.fee_total - state.collected
        self._may_collect = may_collect and state.code is not None and self._rest > 0
        grid = self._lines.begin()
        self._lines.setVisible(bool(state.fees))
        for line in state.fees:
            amount = "–" if is_unconfigured(line) else dong(line.amount)
            _add(grid, block(line.name), amount, TextRole.BODY)
        if len(state.fees) > 1:
            _add(grid, self.tr("Together"), dong(state.fee_total), TextRole.STRONG)
        if state.collected:
            _add(grid, self.tr("Collected"), dong(state.collected), TextRole.MUTED)
        if state.refunded:
            _add(grid, self.tr("Given back"), dong(state.refunded), TextRole.MUTED)
        for receipt in state.receipts:
            self._add_receipt(grid, receipt)
        self._mark.show_mark(self._standing(state))
        if not self._may_collect:
            self.form.hide()
        self.collect.setVisible(self._may_collect and self.form.isHidden())

    def open_form(self) -> None:
        """Begin to take money, where there is any to take."""
        if self._may_collect:
            self.collect.hide()
            self.form.ask(self._rest)

    def close_form(self) -> None:
        """Nothing is taken; the keys go to the button that opens the form."""
        self.form.hide()
        self.collect.setVisible(self._may_collect)
        if self._may_collect:
            self.collect.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_receipt(self, grid: QGridLayout, receipt: OfficialReceipt) -> None:
        """As it was recorded; under its number what else is known of it."""
        title = self.tr("Official receipt {number}").format(number=one_line(receipt.number))
        signs = (
            (self.tr("serial {text}"), receipt.serial),
            (self.tr("template {text}"), receipt.template),
            (self.tr("issued by {text}"), receipt.provider),
        )
        said = " · ".join(words.format(text=block(text)) for words, text in signs if text)
        row = grid.rowCount()
        grid.addWidget(TextLabel(title, TextRole.BODY), row, 0, 1, 2)
        if said:
            grid.addWidget(TextLabel(said, TextRole.MUTED), row + 1, 0, 1, 2)

    def _standing(self, state: Dossier) -> StateMark:
        if state.code is None:
            return StateMark(self.tr("Counted when it has its code"), "clock", "muted")
        if state.fee_total == 0 and any(is_unconfigured(line) for line in state.fees):
            return StateMark(
                self.tr("The amount is not configured at this desk"), "triangle-alert", "warning"
            )
        if state.fee_total == 0:
            return StateMark(self.tr("No fees"), "circle-check", "success")
        if self._rest <= 0:
            return StateMark(self.tr("Paid in full"), "circle-check", "success")
        rest = self.tr("{amount} still to be collected").format(amount=dong(self._rest))
        return StateMark(rest, "wallet", "warning")

    def _build(self) -> None:
        self._lines = RebuiltGrid(stretched=0)
        self._mark = MarkLabel(wrap=True)
        self.collect = Button(self.tr("Collect fees"), icon="banknote", key="F5")
        self.form = CollectForm()
        self.body.addWidget(self._lines)
        self.body.addWidget(self._mark)
        self.body.addWidget(self.collect, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.form)


def _add(grid: QGridLayout, name: str, amount: str, role: TextRole) -> None:
    row = grid.rowCount()
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    grid.addWidget(TextLabel(name, role), row, 0)
    grid.addWidget(TextLabel(amount, role, wrap=False), row, 1, right)
