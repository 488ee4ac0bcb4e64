"""Where each kind of paper is printed: printer, tray, size and copies, as the counter chose them.

The receipts' printer is the counter's printer, the only one that a counter had before there were
kinds: its setting stays where it was, and older programs go on to read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from app.errors import InvalidInput

PAPERS = "papers"
MAX_PRINTER = 500
MAX_TRAY = 100
MAX_COPIES = 20
"""As ``printing.printers.printer`` has it."""
_PRINTER = re.compile(r"(?:cups|windows|folder|ipp|escpos|zpl|tspl|recording):\S.*")
_SIZE = re.compile(r"(?:A4|A5|[0-9]{2,3}mm|[0-9]{2,3}x[0-9]{2,3}mm)?")


class PaperGroup(StrEnum):
    """Papers that come out of the same printer."""

    RECEIPTS = "receipts"
    """What the citizen gets at reception."""
    FORMS = "forms"
    """The other papers of a dossier."""
    ROLLS = "rolls"
    """Receipts of a narrow roll, beside those of sheets."""
    LABELS = "labels"
    LISTS = "lists"
    """Hand-over lists, books, registers."""


_ON_SHEETS = frozenset({PaperGroup.FORMS, PaperGroup.LISTS})
"""These go where the receipts go, until another printer is chosen for them."""


class PaperSetting(Struct, frozen=True):
    """``printer`` is its id ("": none of their own), ``tray`` one of its ("": it chooses).

    ``size`` is a paper's name ("": what the paper has first).
    """

    printer: str = ""
    tray: str = ""
    size: str = ""
    copies: int = 1


class PaperSettings(Struct, frozen=True):
    """What was chosen, by group; a group that is not there has chosen nothing."""

    chosen: Mapping[PaperGroup, PaperSetting] = {}

    def own(self, group: PaperGroup) -> PaperSetting:
        """What was chosen for the group itself."""
        return self.chosen.get(group, PaperSetting())

    def of(self, group: PaperGroup) -> PaperSetting:
        """What counts for the group. A tray is the printer's: it goes with it."""
        own = self.own(group)
        if own.printer or group not in _ON_SHEETS:
            return own
        shared = self.own(PaperGroup.RECEIPTS)
        return PaperSetting(shared.printer, own.tray or shared.tray, own.size, own.copies)


def paper_settings_of(stored: str | None, *, printer: str) -> PaperSettings:
    """The settings as they are stored; ``printer`` is the counter's. What can't be read, or names
    what only a later version knows, was not chosen."""
    known: dict[PaperGroup, PaperSetting] = {}
    for name, raw in _read(stored).items():
        try:
            known[PaperGroup(name)] = checked(msgspec.convert(raw, PaperSetting))
        except (ValueError, InvalidInput):
            continue
    receipts = known.get(PaperGroup.RECEIPTS, PaperSetting())
    known[PaperGroup.RECEIPTS] = msgspec.structs.replace(receipts, printer=printer)
    return PaperSettings(known)


def with_setting(stored: str | None, group: PaperGroup, setting: PaperSetting) -> str:
    """What is to be stored where ``group`` has another setting; the other groups stay."""
    own = "" if group is PaperGroup.RECEIPTS else setting.printer
    chosen = {**_read(stored), group.value: msgspec.structs.replace(setting, printer=own)}
    return msgspec.json.encode(chosen, order="sorted").decode()


def checked(setting: PaperSetting) -> PaperSetting:
    """The setting where it can be one.

    Raises InvalidInput (``bad_printer``, ``bad_tray``, ``unknown_size``, ``bad_copies``).
    """
    if setting.printer:
        checked_printer(setting.printer)
    if len(setting.tray) > MAX_TRAY or not setting.tray.isprintable():
        raise InvalidInput("bad_tray", "Chưa chọn khay giấy.", field="tray")
    if not _SIZE.fullmatch(setting.size):
        raise InvalidInput("unknown_size", "Chưa chọn khổ giấy.", field="size")
    if not 1 <= setting.copies <= MAX_COPIES:
        raise InvalidInput("bad_copies", f"Số bản in từ 1 đến {MAX_COPIES}.", field="copies")
    return setting


def checked_printer(printer: str) -> str:
    """``printer`` where it can be a printer's id; whether it is there is not asked.

    Raises InvalidInput (``bad_printer``).
    """
    if len(printer) > MAX_PRINTER or not printer.isprintable() or not _PRINTER.match(printer):
        raise InvalidInput(
            "bad_printer", "Chưa chọn máy in.", field="printer", advice="Chọn trong danh sách."
        )
    return printer


def _read(stored: str | None) -> dict[str, object]:
    try:
        read = msgspec.json.decode(stored or "{}")
    except msgspec.DecodeError:
        return {}
    return read if isinstance(read, dict) else {}
