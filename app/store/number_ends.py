"""Numbers that have ended, and whether the central has noted it."""

from __future__ import annotations

from app.store.database import Database

MAX_TOLD_AGAIN = 500
"""The newest ones: some two months of a desk, far more than a central's backup is ever old."""


def tell_ends_again(database: Database) -> None:
    """The central has lost something: of this installation's numbers it may not know any more
    why they ended. Inside a transaction; what it knows already changes nothing there.

    Those of predecessors it has burned by itself, with the enrolment of their successor.
    """
    database.write(
        "UPDATE number_end SET state = 'pending' WHERE state = 'noted' AND id IN ("
        "SELECT e.id FROM number_end e JOIN lease l ON l.id = e.lease WHERE l.installation ="
        " (SELECT id FROM installation WHERE state = 'current') ORDER BY e.at DESC LIMIT ?)",
        (MAX_TOLD_AGAIN,),
    )
