"""The dossiers that wait for their result, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from app.dossier.state import FINAL_STAGES, Dossier, Stage
from app.store.database import Database

PAGE = 500
ENDED = sorted(stage.value for stage in FINAL_STAGES | {Stage.RESOLVED})
_STATE = msgspec.json.Decoder(Dossier)


def open_dossiers(database: Database, *, due_from: date, received_until: date) -> Iterator[Dossier]:
    """The state of each dossier with a due time and no result, the oldest first.

    Only those that are due on ``due_from`` or later and were received on ``received_until`` or
    before. What is written between two pages is seen or not; nothing is seen twice.
    """
    values: dict[str, int | float | str | bytes | None] = {
        f"ended{index}": stage for index, stage in enumerate(ENDED)
    }
    values |= {
        "due_from": due_from.isoformat(),
        "received_before": (received_until + timedelta(days=1)).isoformat(),
        "page": PAGE,
        "after": 0,
    }
    ended = ", ".join(f":ended{index}" for index in range(len(ENDED)))
    while True:
        rows = database.rows(
            "SELECT number, state FROM dossier WHERE number > :after"  # noqa: S608 - our own placeholders
            " AND code IS NOT NULL AND due_at >= :due_from AND received_at < :received_before"
            f" AND stage NOT IN ({ended}) ORDER BY number LIMIT :page",
            values,
        )
        for _, state in rows:
            yield _STATE.decode(state)
        if len(rows) < PAGE:
            return
        values["after"] = rows[-1][0]
