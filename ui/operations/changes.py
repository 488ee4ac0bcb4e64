"""What became different: views refresh by it, never by asking again on a timer."""

from __future__ import annotations

from msgspec import Struct


class Changes(Struct, frozen=True):
    """What an operation, or an answer of the central, made different.

    ``dossiers`` are ids. ``queue``: events came into or left the outbox, so the line "sent or
    waiting" of any dossier may be another. ``today``: the list of dossiers received today.
    ``line``: what this desk is to the central. ``law``: the catalogue, the calendar or the fees.
    ``prints``: a paper was handed to a printer, or more is known of one that was.
    """

    dossiers: frozenset[str] = frozenset()
    queue: bool = False
    today: bool = False
    drafts: bool = False
    accounts: bool = False
    leases: bool = False
    line: bool = False
    settings: bool = False
    law: bool = False
    prints: bool = False

    def __bool__(self) -> bool:
        return self != NONE

    def __or__(self, other: Changes) -> Changes:
        """Both together."""
        return Changes(
            dossiers=self.dossiers | other.dossiers,
            queue=self.queue or other.queue,
            today=self.today or other.today,
            drafts=self.drafts or other.drafts,
            accounts=self.accounts or other.accounts,
            leases=self.leases or other.leases,
            line=self.line or other.line,
            settings=self.settings or other.settings,
            law=self.law or other.law,
            prints=self.prints or other.prints,
        )


NONE = Changes()
"""Nothing: what was asked only read."""
