"""The clock of a dossier as plain data, in every verb alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from app.deadlines.clock_face import DossierClock


def clock_document(clock: DossierClock) -> dict[str, Any]:
    """``docs/command-line.md`` §5; ``due`` is null while there is no date that counts."""
    counted = clock.counted
    return {
        "state": clock.state.value,
        "standing": clock.standing.value,
        "due": clock.due,
        "first_due": clock.first_due,
        "provisional": counted is not None and counted.provisional,
        "remaining_working_days": clock.remaining,
        "extended": clock.extended,
        "promised": clock.promised,
        "supplement_until": clock.supplement_until,
        "close_from": clock.close_from,
        "suspensions": msgspec.to_builtins(clock.suspensions),
        "problems": msgspec.to_builtins(clock.problems),
        "trace": clock.trace,
        "calendar_version": None if counted is None else counted.calendar_version,
    }
