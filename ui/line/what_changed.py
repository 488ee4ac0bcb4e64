"""From what the engine did to what views must show anew."""

from __future__ import annotations

from collections.abc import Sequence

from sync.engine.changed import Changed
from ui.operations.changes import Changes


def changes_of(changed: Changed) -> Changes:
    """The changes after one answer of the central."""
    answered = bool(changed.accepted or changed.duplicate or changed.set_aside)
    again = changed.enrolled or changed.generation is not None
    return Changes(
        queue=answered
        or again
        or bool(changed.entries or changed.scans or changed.scans_set_aside),
        today=answered or again or bool(changed.entries),
        leases=again or changed.agency or bool(changed.leases or changed.ends),
        line=changed.enrolled or changed.agency,
        settings=changed.enrolled or changed.agency,
        law=changed.published,
    )


def changes_of_numbered(dossiers: Sequence[str]) -> Changes:
    """The changes after waiting dossiers (ids) got their numbers."""
    return Changes(dossiers=frozenset(dossiers), queue=True, today=True, leases=True)
