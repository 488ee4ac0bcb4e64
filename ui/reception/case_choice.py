"""Which case (trường hợp) of the procedure it is: another time limit, perhaps other charges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.components.choice_field import ChoiceField
from ui.theme.tokens import S

if TYPE_CHECKING:
    from app.catalogue.procedure import DeadlineCase

LEAST_WIDTH = 120
WIDEST_LIST = 620
"""Names of cases are long: their list may be wider than the field (px)."""
BESIDE_NAME = 24


class CaseChoice(ChoiceField):
    """One row, which is not there where the procedure has but the usual case."""

    KEEPS_A_LINE = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", [], parent=parent)
        self.set_label(self.tr("Case"))
        self._cases: Sequence[DeadlineCase] = ()
        self.editor.setMinimumWidth(LEAST_WIDTH)
        self.hide()

    def show_cases(self, cases: Sequence[DeadlineCase], chosen: str) -> None:
        """Offer the usual case, then ``cases``, and show ``chosen`` (an id); nothing is signalled.

        One that the procedure does not have (any more) is shown as it is, so that it can be left.
        """
        named = [(case.id, f"{case.name[0].upper()}{case.name[1:]}") for case in cases]
        if chosen and all(chosen != case for case, _ in named):
            named.append((chosen, chosen))
        offered = [str(self.editor.itemData(row)) for row in range(1, self.editor.count())]
        if self._cases != cases or offered != [case for case, _ in named]:
            self._cases = cases
            self.set_choices([("", self.tr("The usual one")), *named])
            self._widen_list()
        self.set_value(chosen)
        self.setVisible(bool(named))

    def _place(self, head: QHBoxLayout, foot: QHBoxLayout) -> None:
        """Label and editor in one row."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(0)
        grid.addLayout(head, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.editor, 0, 1)
        grid.addLayout(foot, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def _widen_list(self) -> None:
        listed = self.editor.view()
        listed.setMinimumWidth(min(listed.sizeHintForColumn(0) + BESIDE_NAME, WIDEST_LIST))
        listed.setTextElideMode(Qt.TextElideMode.ElideMiddle)
