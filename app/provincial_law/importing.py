"""The one way into the administrator's layer: propose, look, accept. The verb and the window use
it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.accounts.roles import Act
from app.errors import InvalidInput
from app.provincial_law.calendar import propose_calendar
from app.provincial_law.fees import propose_fees
from app.provincial_law.procedures import propose_procedures, read_procedures
from app.provincial_law.proposal import Proposal
from app.units.ward import wards_in

if TYPE_CHECKING:
    from datetime import datetime

    from app.provincial_law.folder import LawFolder
    from app.provincial_law.law_in_force import LawInForce
    from app.reception.desk import Desk

PROCEDURES, CALENDAR, FEES, UNITS = KINDS = ("procedures", "calendar", "fees", "units")
MAX_DOCUMENT_BYTES = 64 * 1024 * 1024


class SourceDocument(Struct, frozen=True):
    """A document as it was read. ``kind`` is one of ``KINDS``.

    The rest is for procedures: ``format_name`` (empty: by the file's name), ``parts`` (the
    components of an OpenCPS site), ``valid_from`` (None: today).
    """

    kind: str
    name: str
    data: bytes
    format_name: str = ""
    parts: bytes | None = None
    valid_from: date | None = None


def read_document_file(path: Path, field: str = "file") -> bytes:
    """The bytes of a source file; raises InvalidInput (``unreadable``, ``too_large``)."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_DOCUMENT_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        why = getattr(error, "strerror", None) or type(error).__name__
        raise InvalidInput(
            "unreadable", f"Không đọc được tệp {str(path)[:200]!r}: {why}.", field=field
        ) from None
    if len(data) > MAX_DOCUMENT_BYTES:
        raise InvalidInput("too_large", "Tệp quá 64 MiB.", field=field)
    return data


def propose(
    folder: LawFolder,
    document: SourceDocument,
    law: LawInForce,
    *,
    desk: Desk | None,
    now: datetime,
) -> Proposal:
    """What ``document`` would change in ``law``, which ``folder`` is a layer of; nothing is
    written.

    ``desk`` is in the administrator's hands; None before there is one on this machine. Raises
    Refusal (``not_permitted``) and as the kind's own ``propose_…``.
    """
    if desk is not None:
        desk.must(Act.CONFIGURE)
    match document.kind:
        case "procedures":
            return propose_procedures(
                folder,
                read_procedures(
                    document.data,
                    name=document.name,
                    format_name=document.format_name,
                    parts=document.parts,
                ),
                document.data,
                catalogue=law.catalogue,
                local_fees=law.local_fees,
                valid_from=document.valid_from or now.date(),
                now=now,
            )
        case "calendar":
            return propose_calendar(
                folder, document.data, name=document.name, calendar=law.calendar, desk=desk
            )
        case "fees":
            return propose_fees(
                folder,
                document.data,
                name=document.name,
                catalogue=law.catalogue,
                known=law.local_fees,
            )
        case "units":
            from app.provincial_law.units import propose_units  # noqa: PLC0415 - large tables

            return propose_units(folder, document.data, name=document.name)
    raise InvalidInput("bad_choice", f"Không có loại {document.kind[:40]!r}.", field="kind")


def accept(
    proposal: Proposal, document: SourceDocument, confirmed: str, *, desk: Desk | None
) -> list[Path]:
    """Write what was proposed where ``confirmed`` is its id, and log it; returns the files.

    Where nothing changes nothing is written. Raises as ``Proposal.accept``, and Refusal
    (``not_permitted``).
    """
    if desk is None or not proposal.changes_law:
        paths = proposal.accept(confirmed)
    else:
        desk.must(Act.CONFIGURE)
        digest = hashlib.sha256(document.data).hexdigest()
        with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
            transaction.audit(
                "law_import", document.kind, {"file": document.name, "sha256": digest}
            )
            paths = proposal.accept(confirmed)  # refused: the line is not written either
    wards_in.cache_clear()
    return paths
