"""The pages of the desk: their words, who may see them, how each is built and wired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.accounts.roles import Act
from ui.shell.page import PageEntry

if TYPE_CHECKING:
    from ui.dossier.dossier_page import DossierPage
    from ui.line.line import Line
    from ui.reception.reception_page import ReceptionPage
    from ui.settings.settings_page import SettingsPage
    from ui.workplace.workplace import Workplace


class DeskPages(QObject):
    """Makes the pages when the deck asks for them; a page's module is imported with the page."""

    RECEPTION = "reception"
    TODAY = "today"
    DRAFTS = "drafts"
    QUEUE = "queue"
    DOSSIER = "dossier"
    ACCOUNTS = "accounts"
    LAW = "law"
    SETTINGS = "settings"

    dossier_chosen = Signal(str)
    """A dossier was chosen in a list; payload: its id."""
    draft_chosen = Signal(str)
    """A draft is to be gone on with; payload: its id."""

    correction_chosen = Signal(str, str)
    """A dossier is corrected in place of what was set aside; payload: its id, the event's."""

    def __init__(self, workplace: Workplace, line: Line, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._line = line
        self._reception: ReceptionPage | None = None
        self._dossier: DossierPage | None = None
        self._settings: SettingsPage | None = None

    @property
    def is_serving(self) -> bool:
        """Whether something is typed on the reception page that is not received."""
        return self._reception is not None and self._reception.is_serving

    def entries(self) -> list[PageEntry]:
        """Every page, in the order of the navigation."""
        return [*self._counter_pages(), *self._desk_pages()]

    def title(self, name: str) -> str:
        """What a page is called."""
        return next((entry.title for entry in self.entries() if entry.name == name), "")

    def _counter_pages(self) -> list[PageEntry]:
        view, receive = frozenset({Act.VIEW}), frozenset({Act.RECEIVE})
        return [
            PageEntry(
                self.RECEPTION,
                self.tr("Reception"),
                "file-plus",
                "F2",
                receive,
                self._build_reception,
                words=self.tr("new dossier"),
            ),
            PageEntry(
                self.TODAY,
                self.tr("Today"),
                "calendar-days",
                "F4",
                view,
                self._build_today,
                words=self.tr("list of dossiers received"),
            ),
            PageEntry(self.DRAFTS, self.tr("Drafts"), "save", "", receive, self._build_drafts),
            PageEntry(
                self.QUEUE,
                self.tr("Outbox"),
                "send",
                "",
                view,
                self._build_queue,
                words=self.tr("set aside, to be settled"),
            ),
            PageEntry(
                self.DOSSIER,
                self.tr("Dossier"),
                "file-text",
                "",
                view,
                self._build_dossier,
                listed=False,
            ),
        ]

    def _desk_pages(self) -> list[PageEntry]:
        return [
            PageEntry(
                self.ACCOUNTS,
                self.tr("Accounts"),
                "users",
                "",
                frozenset({Act.MANAGE_ACCOUNTS}),
                self._build_accounts,
                lower=True,
                words=self.tr("officers, passwords"),
            ),
            PageEntry(
                self.LAW,
                self.tr("Law's data"),
                "scale",
                "",
                frozenset({Act.CONFIGURE}),
                self._build_law,
                lower=True,
                words=self.tr("catalogue, calendar, fees, units, import"),
            ),
            PageEntry(
                self.SETTINGS,
                self.tr("Settings"),
                "settings",
                "",
                frozenset({Act.CONFIGURE, Act.CHOOSE_PRINTER, Act.VIEW}),  # the own password
                self._build_settings,
                lower=True,
                words=self.tr("printer, password, light or dark"),
            ),
        ]

    def begin_dossier(self, procedure: str) -> None:
        """What is typed and has a procedure already stays a draft; ``procedure`` may be empty."""
        page = self._reception
        assert page is not None, "the reception page is shown before a dossier is begun on it"
        if page.is_serving and (not procedure or page.flow.keeper.draft.procedure):
            page.begin_new()
        if procedure:
            page.choose_procedure(procedure)

    def open_draft(self, draft: str) -> None:
        """Go on with a draft on the reception page, which is shown."""
        assert self._reception is not None, "the reception page is shown before a draft is opened"
        self._reception.open_draft(draft)

    def show_dossier(self, name: str) -> None:
        """Show a dossier (code, reference or id) on the dossier page, which is shown."""
        assert self._dossier is not None, "the dossier page is shown before a dossier is"
        self._dossier.show_dossier(name)

    def correct_dossier(self, name: str, event: str) -> None:
        """As ``show_dossier``, and begin a correction in place of the ``event`` set aside."""
        assert self._dossier is not None, "as above"
        self._dossier.correct_dossier(name, event)

    def show_password(self) -> None:
        """Put the focus where the officer's own password is changed."""
        assert self._settings is not None, "the settings are shown before"
        self._settings.show_password()

    def _build_reception(self) -> QWidget:
        from ui.reception.reception_page import ReceptionPage  # noqa: PLC0415 - when it is shown

        self._reception = ReceptionPage(self._workplace)
        return self._reception

    def _build_today(self) -> QWidget:
        from ui.today.today_page import TodayPage  # noqa: PLC0415 - as above

        page = TodayPage(self._workplace)
        page.dossier_chosen.connect(self.dossier_chosen)
        return page

    def _build_drafts(self) -> QWidget:
        from ui.drafts.drafts_page import DraftsPage  # noqa: PLC0415 - as above

        page = DraftsPage(self._workplace)
        page.draft_chosen.connect(self.draft_chosen)
        return page

    def _build_queue(self) -> QWidget:
        from ui.queue.queue_page import QueuePage  # noqa: PLC0415 - as above

        page = QueuePage(self._workplace, self._line)
        page.dossier_chosen.connect(self.dossier_chosen)
        page.correction_chosen.connect(self.correction_chosen)
        return page

    def _build_dossier(self) -> QWidget:
        from ui.dossier.dossier_page import DossierPage  # noqa: PLC0415 - as above

        self._dossier = DossierPage(self._workplace)
        return self._dossier

    def _build_accounts(self) -> QWidget:
        from ui.accounts.accounts_page import AccountsPage  # noqa: PLC0415 - as above

        return AccountsPage(self._workplace)

    def _build_law(self) -> QWidget:
        from ui.law.law_page import LawPage  # noqa: PLC0415 - as above

        return LawPage(self._workplace)

    def _build_settings(self) -> QWidget:
        from ui.settings.settings_page import SettingsPage  # noqa: PLC0415 - as above

        self._settings = SettingsPage(self._workplace, self._line.second_place)
        return self._settings
