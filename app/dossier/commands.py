"""Commands: what an officer (or the central, for a request) wants to happen to a dossier."""

from __future__ import annotations

from msgspec import Struct

from app.dossier.application import Application
from app.dossier.events import Change, Due, FeeLine, FrozenProcedure, Page


class Open(Struct, frozen=True):
    """Begin a dossier. ``received_at`` and ``recorded_at`` are ISO 8601."""

    application: Application
    received_at: str
    recorded_at: str
    reference: str
    origin: str = ""
    late_reason: str = ""


class Register(Struct, frozen=True):
    """Give a dossier its number; due time and fees were counted by the caller."""

    code: str
    lease: str
    procedure: FrozenProcedure
    due: Due
    fees: list[FeeLine]


class AttachPages(Struct, frozen=True):
    """Add scanned pages to a component."""

    component: str
    pages: list[Page]


class RecordPrint(Struct, frozen=True):
    """A paper left the printer (or was written as a file)."""

    form: str
    form_version: str
    pages: int
    copies: int = 1


class CollectFee(Struct, frozen=True):
    """Take money, whole đồng."""

    amount: int
    method: str
    payer: str = ""


class Correct(Struct, frozen=True):
    """Correct data of the dossier."""

    changes: list[Change]
    reason: str


Command = Open | Register | AttachPages | RecordPrint | CollectFee | Correct
