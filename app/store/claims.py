"""Claims of this desk (docs/adr/0028): the id is stored before it is sent, and so is the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from app.clock.time import from_iso, to_iso
from app.ids import new_id
from app.store.database import Database

RETURN_RESULT = "return_result"
"""To hand a result to a citizen; the word of the contract."""
VALID = timedelta(hours=2)
"""A request that was not answered for so long asks for nothing any more."""
MAX_OPEN = 100
"""So many are open at once; the oldest ones are given back."""
REFUSAL_COUNTS = timedelta(minutes=2)
"""So long a refusal is taken for what it said; then the central is asked again."""
_KEPT = timedelta(days=7)


class Claim(Struct, frozen=True):
    """A claim. ``state`` is ``pending``, ``granted``, ``refused``, ``ending`` or ``ended``.

    ``reason`` is the central's sentence: who has it and since when; of one that is asked anew,
    what it said last. ``until`` is when a granted one ends by itself, by this desk's clock.
    """

    id: str
    kind: str
    dossier: str
    state: str
    reason: str
    asked_at: datetime
    until: datetime | None


_COLUMNS = "id, kind, dossier, state, reason, asked_at, until"
_OPEN = "state NOT IN ('ending', 'ended')"


class Claims:
    """What this desk has asked for. Each writing method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def present(self, kind: str, dossier: str, now: datetime) -> Claim | None:
        """The claim that counts now; None where none was asked for, or it has run out."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM claim WHERE kind = ? AND dossier = ? AND {_OPEN}",  # noqa: S608 - constants
            (kind, dossier),
        )
        claim = None if row is None else _claim(row)
        return claim if claim is not None and _counts(claim, now) else None

    def ask(self, kind: str, dossier: str, now: datetime) -> Claim:
        """Ask for it, where that has not been done; it may be sent once this has returned."""
        known = self.present(kind, dossier, now)
        refused_lately = (
            known is not None
            and known.state == "refused"
            and timedelta(0) <= now - known.asked_at < REFUSAL_COUNTS
        )
        if known is not None and (known.state != "refused" or refused_lately):
            return known
        reason = known.reason if known is not None else ""
        asked = Claim(new_id(now), kind, dossier, "pending", reason, now, None)
        with self._database.transaction():
            self._database.write(
                f"UPDATE claim SET state = 'ended' WHERE kind = ? AND dossier = ? AND {_OPEN}",  # noqa: S608 - constants
                (kind, dossier),
            )
            self._tidy(now)
            self._database.write(
                "INSERT INTO claim (id, kind, dossier, state, reason, asked_at)"
                " VALUES (?, ?, ?, 'pending', ?, ?)",
                (asked.id, kind, dossier, reason, to_iso(now)),
            )
        return asked

    def _tidy(self, now: datetime) -> None:
        """What is over and old goes; of too many that are open the oldest are given back."""
        self._database.write(
            "DELETE FROM claim WHERE state IN ('ended', 'refused') AND asked_at < ?",
            (to_iso(now - _KEPT),),
        )
        self._database.write(
            "UPDATE claim SET state = 'ending' WHERE id IN (SELECT id FROM claim"
            " WHERE state IN ('pending', 'granted') ORDER BY asked_at DESC, id DESC"
            " LIMIT -1 OFFSET ?)",
            (MAX_OPEN - 1,),
        )

    def give_back(self, kind: str, dossier: str) -> bool:
        """The desk does not do it after all; whether there was anything to give back.

        Also one that was not answered: the central may have it. It is told.
        """
        with self._database.transaction():
            ending = self._database.write(
                "UPDATE claim SET state = 'ending' WHERE kind = ? AND dossier = ?"
                " AND state IN ('pending', 'granted')",
                (kind, dossier),
            )
            refused = self._database.write(
                "UPDATE claim SET state = 'ended' WHERE kind = ? AND dossier = ?"
                " AND state = 'refused'",
                (kind, dossier),
            )
        return bool(ending or refused)

    def pending(self, now: datetime) -> list[Claim]:
        """Requests to send, the oldest first. What nobody waits for any more is dropped."""
        self._ask_again_what_lasts_too_long(now)
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM claim WHERE state = 'pending' ORDER BY asked_at, id"  # noqa: S608 - constants
        )
        claims = [_claim(row) for row in rows]
        if any(not _counts(claim, now) for claim in claims):
            with self._database.transaction():
                for claim in claims:
                    if not _counts(claim, now):
                        self._set(claim.id, "ended", was=("pending",))
        return [claim for claim in claims if _counts(claim, now)]

    def _ask_again_what_lasts_too_long(self, now: datetime) -> None:
        """The clock was set back since it was granted: only the central knows when it ends."""
        longest = to_iso(now + VALID)
        if self._database.row(
            "SELECT 1 FROM claim WHERE state = 'granted' AND until > ? LIMIT 1", (longest,)
        ):
            with self._database.transaction():
                self._database.write(
                    "UPDATE claim SET state = 'pending', until = NULL, asked_at = ?"
                    " WHERE state = 'granted' AND until > ?",
                    (to_iso(now), longest),
                )

    def ending(self) -> list[str]:
        """The ids of those that the central must be told of: they are given back."""
        rows = self._database.rows("SELECT id FROM claim WHERE state = 'ending' ORDER BY id")
        return [str(row[0]) for row in rows]

    def granted(self, claim: str, until: datetime) -> None:
        """The central has granted it; an answer that comes after its time changes nothing."""
        with self._database.transaction():
            if self._set(claim, "granted", was=("pending",)):
                self._database.write(
                    "UPDATE claim SET until = ?, reason = '' WHERE id = ?", (to_iso(until), claim)
                )

    def refused(self, claim: str, reason: str, now: datetime) -> None:
        """Another desk has it, or it has happened; ``reason`` says which, who and since when."""
        with self._database.transaction():
            if self._set(claim, "refused", was=("pending",)):
                self._database.write(
                    "UPDATE claim SET asked_at = ?, reason = ? WHERE id = ?",
                    (to_iso(now), reason, claim),
                )

    def ended(self, claim: str) -> None:
        """It is over, and the central knows, or never knew."""
        with self._database.transaction():
            self._set(claim, "ended", was=("pending", "granted", "ending"))

    def ask_again(self) -> None:
        """The central has forgotten what it had granted: ask under the same ids."""
        with self._database.transaction():
            self._database.write("UPDATE claim SET state = 'pending' WHERE state = 'granted'")

    def forget(self) -> None:
        """This desk is another installation now: what an older copy of it asked for is over."""
        with self._database.transaction():
            self._database.write("UPDATE claim SET state = 'ended' WHERE state <> 'ended'")

    def _set(self, claim: str, state: str, *, was: tuple[str, ...]) -> int:
        places = ", ".join("?" * len(was))
        return self._database.write(
            f"UPDATE claim SET state = ? WHERE id = ? AND state IN ({places})",  # noqa: S608 - marks only
            (state, claim, *was),
        )


def use_claim(database: Database, kind: str, dossier: str) -> None:
    """What it was for is recorded, inside a transaction: the event ends it at the central."""
    database.write(
        f"UPDATE claim SET state = 'ended' WHERE kind = ? AND dossier = ? AND {_OPEN}",  # noqa: S608 - constants
        (kind, dossier),
    )


def _counts(claim: Claim, now: datetime) -> bool:
    """Whether it still says something; a clock that was set back makes no claim last longer."""
    if claim.until is not None:
        return timedelta(0) < claim.until - now <= VALID
    return timedelta(0) < claim.asked_at + VALID - now <= VALID + VALID


def _claim(row: tuple[Any, ...]) -> Claim:
    until = None if row[6] is None else from_iso(row[6])
    return Claim(row[0], row[1], row[2], row[3], row[4], from_iso(row[5]), until)
