"""Papers of residence procedures: the communes' police issues them (CT04 to CT07)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing.dossier_papers.common_values import desk_of, police_name

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.papers import DeskOnPaper

SUPERIOR = "CÔNG AN ………………………"
"""The police of the province or city, which the desk does not know: dots to write on."""


def residence_desk(desk: Desk, installation: Installation, dossier: Dossier) -> DeskOnPaper:
    """The desk with the police's name in the head of the paper."""
    shown = desk_of(desk, installation, dossier)
    return replace(shown, superior=(SUPERIOR,), body=police_name(installation).upper())
