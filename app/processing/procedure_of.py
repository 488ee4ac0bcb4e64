"""The version of the procedure that a dossier was received under, from the catalogue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.dossier.happening import moment_of
from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.catalogue.catalogue import Catalogue
    from app.catalogue.procedure import Procedure
    from app.dossier.state import Dossier


def procedure_of(dossier: Dossier, catalogue: Catalogue) -> Procedure | None:
    """The version that was frozen or, before the number, that of the day of receipt.

    None where the catalogue does not have it (any more).
    """
    try:
        if dossier.procedure is not None:
            valid_from = date.fromisoformat(dossier.procedure.valid_from)
            return catalogue.procedure(dossier.procedure.code, valid_from)
        received = moment_of(dossier.received_at)
        if received is None or dossier.application is None:
            return None
        return catalogue.procedure(dossier.application.procedure, received.date())
    except (InvalidInput, ValueError):
        return None
