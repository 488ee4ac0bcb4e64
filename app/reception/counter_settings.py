"""The counter's settings that officers choose: the printers, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins

from app.accounts.roles import Act
from app.errors import InvalidInput
from app.reception.paper_settings import (
    PAPERS,
    PaperGroup,
    PaperSetting,
    PaperSettings,
    checked,
    checked_printer,
    paper_settings_of,
    with_setting,
)
from app.store.settings import write_setting

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.store import Store

PRINTER = "printer"
SCHEME = "scheme"
LAST_OFFICER = "last_officer"
SCHEMES = ("", "light", "dark")
"""What the window may look like; "" follows the system."""


class CounterSettings(Struct, frozen=True):
    """``printer`` is the id of the receipts' printer ("" before one is chosen), ``scheme`` one of
    ``SCHEMES``."""

    printer: str = ""
    scheme: str = ""


def counter_settings(store: Store) -> CounterSettings:
    """The settings as they stand; a scheme that this version does not know counts as none."""
    scheme = store.setting(SCHEME) or ""
    return CounterSettings(
        printer=store.setting(PRINTER) or "", scheme=scheme if scheme in SCHEMES else ""
    )


def paper_settings(store: Store) -> PaperSettings:
    """Where each kind of paper is printed; a counter that chose one printer prints all on it."""
    return paper_settings_of(store.setting(PAPERS), printer=store.setting(PRINTER) or "")


def choose_printer(desk: Desk, printer: str) -> CounterSettings:
    """Print on the printer of this id from now on; whether it is there is not asked.

    Raises Refusal (``not_permitted``) and InvalidInput (``bad_printer``).
    """
    return _choose(desk, PRINTER, checked_printer(printer))


def choose_paper(desk: Desk, group: PaperGroup, setting: PaperSetting) -> PaperSettings:
    """Print the papers of ``group`` like this from now on; nothing is asked of the printer.

    Raises Refusal (``not_permitted``) and InvalidInput as ``checked``.
    """
    desk.must(Act.CHOOSE_PRINTER)
    checked(setting)
    database, store = desk.store.parts.database, desk.store
    with store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        if paper_settings(store).own(group) != setting:
            if group is PaperGroup.RECEIPTS:
                write_setting(database, PRINTER, setting.printer)
            write_setting(database, PAPERS, with_setting(store.setting(PAPERS), group, setting))
            transaction.audit("choose_setting", f"{PAPERS}.{group}", to_builtins(setting))
    return paper_settings(store)


def choose_scheme(desk: Desk, scheme: str) -> CounterSettings:
    """Show the window light, dark, or as the system does ("").

    It is the counter's, as the printer is: the same roles choose it. Raises Refusal
    (``not_permitted``) and InvalidInput (``bad_scheme``).
    """
    if scheme not in SCHEMES:
        raise InvalidInput("bad_scheme", "Không có kiểu giao diện này.", field="scheme")
    return _choose(desk, SCHEME, scheme)


def _choose(desk: Desk, name: str, value: str) -> CounterSettings:
    """Set one setting and log it; the one that stands already is no change, and is not logged."""
    desk.must(Act.CHOOSE_PRINTER)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        if (desk.store.setting(name) or "") != value:
            write_setting(desk.store.parts.database, name, value)
            transaction.audit("choose_setting", name, {"value": value})
    return counter_settings(desk.store)


def last_officer(store: Store) -> str:
    """The id of the account that signed in last at the window; "" where none did."""
    return store.setting(LAST_OFFICER) or ""


def note_last_officer(store: Store, account: str) -> None:
    """Remember who signed in; the signing in itself is in the log already."""
    if last_officer(store) != account:
        store.set_setting(LAST_OFFICER, account)
