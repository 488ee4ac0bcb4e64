"""The whole window before somebody works in it: signing in, the lock screen, the next officer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ui.components.button import Button, ButtonKind
from ui.components.panel import Panel
from ui.components.progress import ProgressLine
from ui.components.text_label import TextLabel
from ui.sign_in.brand import Brand
from ui.sign_in.keeper_badge import KeeperBadge
from ui.sign_in.sign_in_form import SignInForm
from ui.theme.tokens import XL, XXL, L, M, S, TextRole

if TYPE_CHECKING:
    from app.accounts.account import Account
    from app.accounts.sign_in import SignedIn
    from app.errors import QmcError
    from ui.components.notice import Notice
    from ui.sign_in.attempt import Denied, Known
    from ui.sign_in.change_password_form import ChangePasswordForm
    from ui.sign_in.entrance import Entrance
    from ui.workplace.workplace import Workplace

CARD_WIDTH = 420


class SignInView(QWidget):
    """Shown before the store is open: ``desk_opened`` or ``opening_failed`` says what came of it.

    Nothing of the store, of argon2 or of the network is imported with it (docs/adr/0011).
    """

    signed_in = Signal(object)
    """SignedIn: the workplace is in this officer's hands; the pages can be shown."""
    locked = Signal(object)
    """Account: this officer's unlock has ended; this view is to cover everything."""
    try_again_asked = Signal()
    """The store did not open; somebody asks to try again. The view shows it as opening."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace: Workplace | None = None
        self._entrance: Entrance | None = None
        self._keeper: Account | None = None
        self._wants_list = False
        self._to_change: SignedIn | None = None
        self._fault: Notice | None = None
        self._change: ChangePasswordForm | None = None
        self._build()
        self._connect()
        self.show_opening()

    def _build(self) -> None:
        self.brand = Brand()
        self.card = Panel()
        self.card.setFixedWidth(CARD_WIDTH)
        self.card.setContentsMargins(S, S, S, S)
        self.badge = KeeperBadge()
        self.setWindowTitle(self.tr("Sign in"))
        self.title = TextLabel("", TextRole.SECTION)
        self.explanation = TextLabel("", TextRole.MUTED)
        self.again = Button(self.tr("Try again"), ButtonKind.PRIMARY, icon="refresh-cw")
        self.form = SignInForm(over=self)
        self.other = Button(self.tr("Another officer"), ButtonKind.QUIET, key="Ctrl+U")
        self.back = Button(self.tr("Back"), ButtonKind.QUIET, key="Esc")
        body = self.card.body
        body.setSpacing(M)
        for widget in (self.badge, self.title, self.explanation, self.again, self.form):
            body.addWidget(widget)
        for button in (self.other, self.back):
            body.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.opening = ProgressLine(self.tr("Opening the data of this counter"))
        self.opening.setFixedWidth(CARD_WIDTH)
        self._place()

    def _place(self) -> None:
        """A column in the middle; its top stands still whatever the card holds."""
        self._above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout()
        column.setSpacing(XL)
        column.addItem(self._above)
        column.addWidget(self.brand)
        column.addWidget(self.card)
        column.addStretch(1)
        column.addWidget(self.opening)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(L, L, L, XXL)
        self._row.addStretch(1)
        self._row.addLayout(column)
        self._row.addStretch(1)

    def _connect(self) -> None:
        self.form.asked.connect(self._on_asked)
        self.again.clicked.connect(self._on_try_again)
        self.other.clicked.connect(self._on_other_wanted)
        self.back.clicked.connect(self._on_back_wanted)
        own = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, slot in (("Ctrl+U", self._on_other_wanted), ("Esc", self._on_back_wanted)):
            QShortcut(QKeySequence(key), self, context=own).activated.connect(slot)

    @property
    def fault(self) -> Notice:
        """Why the store did not open; made when it does not, for the sake of the first paint."""
        if self._fault is None:
            from ui.components.notice import Notice, NoticeKind  # noqa: PLC0415 - as said

            self._fault = Notice(NoticeKind.DANGER, "")
            self._fault.hide()
            self.card.body.insertWidget(self.card.body.indexOf(self.again), self._fault)
        return self._fault

    @property
    def change(self) -> ChangePasswordForm:
        """The form for another password; made when somebody has to change one, as above."""
        if self._change is None:
            from ui.sign_in.change_password_form import (  # noqa: PLC0415 - as said
                ChangePasswordForm,
            )

            self._change = ChangePasswordForm()
            self._change.hide()
            self._change.asked.connect(self._on_change_asked)
            self.card.body.insertWidget(self.card.body.indexOf(self.form) + 1, self._change)
        return self._change

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A seventh of the height stays free above."""
        super().resizeEvent(event)
        self._above.changeSize(0, max(S, self.height() // 7))
        self._row.invalidate()

    def show_opening(self) -> None:
        """The store opens in the background; the fields take keys."""
        self.opening.show()
        self.form.set_ready(ready=False)
        self._show_sign_in()

    def desk_opened(self, workplace: Workplace) -> None:
        """The store is open; what was asked meanwhile goes through now."""
        from ui.sign_in.entrance import Entrance  # noqa: PLC0415 - after the first paint

        self._workplace = workplace
        entrance = self._entrance = Entrance(workplace, self)
        entrance.known_found.connect(self._on_known_found)
        entrance.signed_in.connect(self._on_signed_in)
        entrance.change_needed.connect(self._on_change_needed)
        entrance.denied.connect(self._on_denied)
        entrance.change_refused.connect(self._on_change_refused)
        entrance.left.connect(self.locked)
        entrance.failed.connect(self._on_failed)
        self.opening.hide()
        self._hide_fault()
        entrance.find_known()
        self.form.set_ready(ready=True)

    def opening_failed(self, error: QmcError) -> None:
        """The store did not open: why, and what can be done."""
        self.opening.hide()
        self.form.set_ready(ready=False)
        self._show_fault(error)

    def lock(self) -> None:
        """End the officer's unlock; only the password opens the counter again."""
        self._leave(self._workplace.account if self._workplace is not None else None)

    def switch_officer(self) -> None:
        """End the officer's unlock, and offer all officers."""
        self._wants_list = True
        self._leave(None)

    def sign_out(self) -> None:
        """End the officer's unlock; who comes next says who it is."""
        self._leave(None)

    def focus_first(self) -> None:
        """Put the focus where something is to be typed."""
        if self.again.isVisibleTo(self):
            self.again.setFocus()
        elif self._to_change is not None:
            self.change.focus_first()
        else:
            self.form.focus_first()

    def _leave(self, keeper: Account | None) -> None:
        assert self._entrance is not None, "the desk is open before somebody can leave it"
        self._keeper = keeper
        self._to_change = None
        self._show_sign_in()
        self._entrance.leave()
        self._entrance.find_known()
        self.focus_first()

    def _show_sign_in(self) -> None:
        keeper = self._keeper
        self._hide_fault()
        if self._change is not None:
            self._change.hide()
            self._change.begin("")  # a hidden field keeps no password
        self.back.hide()
        self.explanation.hide()
        self.title.setText(self.tr("Sign in"))
        self.title.setVisible(keeper is None)
        self.badge.setVisible(keeper is not None)
        if keeper is not None:
            self.badge.show_keeper(keeper)
        self.other.setVisible(keeper is not None)
        self.form.begin(keeper)
        self._order_tabs()

    def _order_tabs(self) -> None:
        stops = (self.form.name.editor, self.form.password.editor, self.form.button, self.other)
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _show_fault(self, error: QmcError) -> None:
        """In the form's place; what was typed stays in its fields."""
        self.fault.set_message(error.message, error.advice or "")
        self.fault.show()
        self.again.show()
        self.form.hide()
        if self._change is not None:
            self._change.hide()
        self.again.setFocus()

    def _hide_fault(self) -> None:
        if self._fault is not None:
            self._fault.hide()
        self.again.hide()
        self.form.setVisible(self._to_change is None)
        if self._change is not None:
            self._change.setVisible(self._to_change is not None)

    def _on_asked(self, name: str, password: str) -> None:
        if self._entrance is not None:
            self._entrance.sign_in(name, password)

    def _on_known_found(self, known: Known) -> None:
        self.brand.show_place(known.place)
        self.form.show_known(known)
        if self._wants_list:
            self._wants_list = False
            self.form.name.set_name("")
            self.form.name.setFocus()
            self.form.name.open_list()

    def _on_signed_in(self, signed_in: SignedIn) -> None:
        self._keeper = self._to_change = None
        self._show_sign_in()
        self.signed_in.emit(signed_in)

    def _on_change_needed(self, signed_in: SignedIn) -> None:
        self._to_change = signed_in
        self.form.end_busy()
        self.form.hide()
        self.badge.hide()
        self.other.hide()
        self.title.setText(self.tr("Choose your own password"))
        self.explanation.setText(
            self.tr("Whoever gave you the old one knows it too, so it is changed now.")
        )
        for widget in (self.title, self.explanation, self.change, self.back):
            widget.show()
        self.change.begin(signed_in.account.sign_in_name, self.form.take_password())
        self.change.focus_first()

    def _on_denied(self, denied: Denied) -> None:
        assert self._workplace is not None
        self.form.deny(denied.error, denied.until, self._workplace.clock.now)

    def _on_failed(self, error: QmcError) -> None:
        self.form.end_busy()
        if self._change is not None:
            self._change.set_busy(busy=False)
        self._show_fault(error)

    def _on_change_refused(self, error: QmcError) -> None:
        self.change.show_error(error)

    def _on_change_asked(self, old: str, new: str) -> None:
        if self._entrance is not None and self._to_change is not None:
            self._entrance.change_password(self._to_change, old, new)

    def _on_try_again(self) -> None:
        self._hide_fault()
        self.focus_first()
        if self._entrance is None:
            self.opening.show()
            self.try_again_asked.emit()
        else:
            self._entrance.find_known()

    def _on_other_wanted(self) -> None:
        if self._keeper is not None and self._entrance is not None:
            self._keeper = None
            self._wants_list = True
            self._entrance.call_off()
            self._show_sign_in()
            self._entrance.find_known()
            self.focus_first()

    def _on_back_wanted(self) -> None:
        turned, self._to_change = self._to_change, None
        if turned is not None and self._entrance is not None:
            self._entrance.turn_back(turned)
            self._show_sign_in()
            self.focus_first()
