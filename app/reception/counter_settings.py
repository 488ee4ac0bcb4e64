"""The counter's settings that officers choose: the printer, light or dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.errors import InvalidInput
from app.store.settings import write_setting

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.store import Store

PRINTER = "printer"
SCHEME = "scheme"
LAST_OFFICER = "last_officer"
SCHEMES = ("", "light", "dark")
"""What the window may look like; "" follows the system."""
MAX_PRINTER = 500
_PRINTER = re.compile(r"(?:cups|windows|folder):\S.*")


class CounterSettings(Struct, frozen=True):
    """``printer`` is a printer's id ("" before one is chosen), ``scheme`` one of ``SCHEMES``."""

    printer: str = ""
    scheme: str = ""


def counter_settings(store: Store) -> CounterSettings:
    """The settings as they stand; a scheme that this version does not know counts as none."""
    scheme = store.setting(SCHEME) or ""
    return CounterSettings(
        printer=store.setting(PRINTER) or "", scheme=scheme if scheme in SCHEMES else ""
    )


def choose_printer(desk: Desk, printer: str) -> CounterSettings:
    """Print on the printer of this id from now on; whether it is there is not asked.

    Raises Refusal (``not_permitted``) and InvalidInput (``bad_printer``).
    """
    if len(printer) > MAX_PRINTER or not printer.isprintable() or not _PRINTER.match(printer):
        raise InvalidInput(
            "bad_printer", "Chưa chọn máy in.", field="printer", advice="Chọn trong danh sách."
        )
    return _choose(desk, PRINTER, printer)


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
