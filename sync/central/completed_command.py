"""A request as the central decides it: by its own clock, with what else it knows."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from app.dossier.commands import Annul, ChangeProcedure, Command, Process
from app.dossier.state import Dossier


def completed(command: Command, now: str, named: Callable[[str], Dossier | None]) -> Command:
    """By the central's clock (``now``, ISO): a desk whose own is ahead closes and extends no
    earlier. With the dossier that takes an annulled one's place, as ``named`` finds it by code."""
    if isinstance(command, Annul):
        instead = named(command.body.instead) if command.body.instead else None
        return replace(command, recorded_at=now, instead=instead)
    if isinstance(command, Process | ChangeProcedure):
        return replace(command, recorded_at=now)
    return command
