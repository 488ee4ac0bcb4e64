"""Commands: what an officer (or the central, for a request) wants to happen to a dossier."""

from __future__ import annotations

from msgspec import Struct

from app.dossier.application import Application
from app.dossier.desk_events import DeskBody
from app.dossier.events import (
    BookPlace,
    Change,
    Due,
    FeeLine,
    FeeRefunded,
    FrozenProcedure,
    OfficialReceipt,
    Page,
    Referred,
)
from app.dossier.processing_events import ProcessingBody
from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.dossier.state import Dossier


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
    book: BookPlace | None = None


class AttachPages(Struct, frozen=True):
    """Add scanned pages to a component."""

    component: str
    pages: list[Page]


class RecordPrint(Struct, frozen=True):
    """A paper left the printer (or was written as a file). ``number`` as in ``Printed``."""

    form: str
    form_version: str
    pages: int
    copies: int = 1
    number: str = ""
    series: str = ""
    sequence: int = 0
    lease: str = ""


class CollectFee(Struct, frozen=True):
    """Take money, whole đồng; ``official`` is the receipt that its provider issued, if any."""

    amount: int
    method: str
    payer: str = ""
    official: OfficialReceipt | None = None


class Correct(Struct, frozen=True):
    """Correct data of the dossier."""

    changes: list[Change]
    reason: str


class Process(Struct, frozen=True):
    """Record what happens between the number and the result; ``body`` as it will be kept.

    ``recorded_at`` is the time at the desk, ISO 8601; empty where the central decides again.
    """

    body: ProcessingBody
    recorded_at: str = ""


class RecordAct(Struct, frozen=True):
    """Record what the desk has done: refused, handed over, given back, certified.

    ``recorded_at`` as in ``Process``.
    """

    body: DeskBody
    recorded_at: str = ""


class ChangeProcedure(Struct, frozen=True):
    """Put the dossier under the right procedure. ``recorded_at`` as in ``Process``."""

    body: ProcedureChanged
    recorded_at: str = ""


class Annul(Struct, frozen=True):
    """Annul the dossier. ``recorded_at`` as in ``Process``; ``instead`` is the dossier that takes
    its place, as far as it is known where this is decided."""

    body: Annulled
    recorded_at: str = ""
    instead: Dossier | None = None


class RefundFee(Struct, frozen=True):
    """Give money back. ``recorded_at`` as in ``Process``."""

    body: FeeRefunded
    recorded_at: str = ""


class Refer(Struct, frozen=True):
    """Hand what was set aside to the supervisor."""

    body: Referred


Command = (
    Open
    | Register
    | AttachPages
    | RecordPrint
    | CollectFee
    | RefundFee
    | Refer
    | Correct
    | ChangeProcedure
    | Annul
    | Process
    | RecordAct
)
