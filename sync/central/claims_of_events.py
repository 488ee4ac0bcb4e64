"""What an accepted fact has to do with claims (docs/adr/0028): it uses one, or had none."""

from __future__ import annotations

from sqlalchemy import Connection

from app.dossier.desk_events import ResultReturned
from app.dossier.events import Event
from sync.central.claims import holder_elsewhere, use_claim
from sync.central.ledger import Ledger
from sync.central.received import Received
from sync.contract.messages import ClaimKind, Finding


def without_claim(
    connection: Connection, received: Received, event: Event, ledger: Ledger, now_ms: int
) -> list[Finding]:
    """The finding of a result that was handed out while another desk had the claim to do so.

    No task comes of it: where that desk hands it out too, ``already_returned`` makes one.
    """
    if not _hands_out(received):
        return []
    who = holder_elsewhere(
        connection,
        ClaimKind.RETURN_RESULT,
        agency=ledger.agency,
        dossier=event.header.dossier,
        mine=set(ledger.installations),
        now_ms=now_ms,
    )
    return [Finding("without_claim", who)] if who else []


def use_claim_of(
    connection: Connection, received: Received, event: Event, ledger: Ledger, now_ms: int
) -> None:
    """A result that was handed out is nobody's to hand out any more."""
    if _hands_out(received):
        use_claim(
            connection,
            ClaimKind.RETURN_RESULT,
            agency=ledger.agency,
            dossier=event.header.dossier,
            installation_id=event.header.installation,
            event=event.header.id,
            now_ms=now_ms,
        )


def _hands_out(received: Received) -> bool:
    """Originals alone are given back of what ended without a result: nothing was claimed."""
    return isinstance(received.body, ResultReturned) and bool(received.body.papers)
