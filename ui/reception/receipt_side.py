"""The right side: the live receipt, what stops it, and the button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.notice import Notice, NoticeKind
from ui.reception.last_receipt import LastReceipt
from ui.reception.live_receipt import LiveReceipt
from ui.reception.problem_list import ProblemList
from ui.reception.question_bar import QuestionBar
from ui.theme.tokens import S

LEAST_RECEIPT_HEIGHT = 160
DISCARD_WIDTH = 44


class ReceiptSide(QWidget):
    """The receipt scrolls where there is no room; the button is always there."""

    receive_asked = Signal()
    preview_asked = Signal()
    discard_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.last = LastReceipt()
        self.receipt = LiveReceipt()
        self.question = QuestionBar()
        self.fault = Notice(NoticeKind.DANGER, "", closable=True)
        self.fault.hide()
        self.problems = ProblemList()
        self.receive = Button(
            self.tr("Receive and print"), ButtonKind.PRIMARY, icon="printer", key="F8"
        )
        self.preview = Button(self.tr("Preview"), ButtonKind.SECONDARY, icon="eye", key="F6")
        self.discard = Button("", ButtonKind.SECONDARY, icon="trash-2")
        self.discard.setAccessibleName(self.tr("Throw the draft away"))
        self.discard.setFixedWidth(DISCARD_WIDTH)
        self.discard.setToolTip(self.tr("Throw the draft away"))
        self._place()
        self.receive.clicked.connect(self.receive_asked)
        self.preview.clicked.connect(self.preview_asked)
        self.discard.clicked.connect(self.discard_asked)

    def show_fault(self, title: str, text: str = "") -> None:
        """Say in place what went wrong, and what can be done."""
        self.fault.set_message(title, text)
        self.fault.show()

    def show_fault_over(self) -> None:
        """It is no longer so."""
        self.fault.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Other words, or other room for them."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit_receipt()
        return super().eventFilter(watched, event)

    def _fit_receipt(self) -> None:
        room = self.paper.viewport().size()
        if self.paper.widget() is self.receipt:
            self.receipt.fit(room.width(), room.height())
        else:  # under the form, which scrolls as a whole
            self.receipt.name_papers()

    def _place(self) -> None:
        paper = QScrollArea()
        paper.setWidget(self.receipt)
        paper.setWidgetResizable(True)
        paper.setFrameShape(QFrame.Shape.NoFrame)
        paper.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        paper.setMinimumHeight(LEAST_RECEIPT_HEIGHT)
        paper.setAccessibleName(self.tr("Receipt"))
        self.paper = paper
        paper.viewport().installEventFilter(self)
        self.receipt.installEventFilter(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.receive, 1)
        buttons.addWidget(self.preview)
        buttons.addWidget(self.discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.last)
        column.addWidget(paper, 1)
        column.addWidget(self.question)
        column.addWidget(self.fault)
        column.addWidget(self.problems)
        column.addLayout(buttons)  # at the bottom: it stands still, whatever is said above it
