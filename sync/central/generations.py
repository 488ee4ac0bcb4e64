"""Generations: what a central restored from a backup must do before it serves again.

A restored database has forgotten what came after the backup. ``begin_generation`` makes the desks
notice (their cursor is of another generation, so they read the feed from its start and offer their
accepted events again), and keeps numbers that were leased after the backup from being leased
twice: every series goes on above a safety gap, also those that the backup does not know.
Key ids go on above a gap, too: they are printed on receipts, and one must never name two keys.

The same backup may be restored twice. The desks must notice the second time, too, and a key id of
the time between must not come again, so both follow from the time, not from the backup alone.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from app.clock.time import VIETNAM, Clock, SystemClock, epoch_ms
from app.errors import InvalidInput
from sync.central.database import Database
from sync.central.schema import generation as table
from sync.central.schema import installation, series
from sync.central.settings import CentralSettings
from sync.central.turns import take_heads, take_the_whole

MAX_GAP = 1_000_000
CHANCE = 100_000
KEY_ID_GAP = 1_000
KEY_ID_EPOCH_S = 1_735_689_600
KEY_ID_STEP_S = 30
"""One key id for each half minute since 2025 is more than desks are ever enrolled, and leaves room
for some ninety years."""


def current_generation(connection: Connection) -> int:
    """The generation that the central is in, from 1."""
    highest = connection.execute(select(func.max(table.c.generation))).scalar_one()
    return int(highest)


def begin_generation(
    database: Database,
    gap: int,
    *,
    clock: Clock | None = None,
    settings: CentralSettings | None = None,
) -> int:
    """Begin the next generation with a safety gap of ``gap`` numbers in every series.

    Returns the new generation, in Unix seconds by an honest clock. Raises InvalidInput
    ``bad_gap``. The gap must be larger than what any series leased since the backup, also after
    an earlier restore of it.
    """
    if not 1 <= gap <= MAX_GAP:
        raise InvalidInput("bad_gap", f"Khoảng cách an toàn từ 1 đến {MAX_GAP}.", field="gap")
    now = (clock or SystemClock()).now()
    horizon = timedelta(days=(settings or CentralSettings()).lease_future_days)
    with database.write() as connection:
        take_the_whole(connection)
        take_heads(connection)  # no lease is under way whose series would slip below the gap
        following = _following(current_generation(connection), epoch_ms(now) // 1_000)
        by_time = (epoch_ms(now) // 1_000 - KEY_ID_EPOCH_S) // KEY_ID_STEP_S
        connection.execute(
            insert(table).values(
                generation=following,
                began_ms=epoch_ms(now),
                gap=gap,
                floor_until=_day_after(now, horizon),
                key_floor=max(next_key_id(connection) + KEY_ID_GAP, by_time),
            )
        )
        connection.execute(update(series).values(next=series.c.next + gap))
    return following


def _following(current: int, now_s: int) -> int:
    """The next generation: the time, above the present one.

    A clock that is behind that would name the same one for each restore of this backup, and the
    desks would not notice the second: there chance tells them apart.
    """
    return now_s if now_s > current else current + 1 + secrets.randbelow(CHANCE)


def next_key_id(connection: Connection) -> int:
    """The key id of the next installation, above all that may be in use."""
    used = connection.execute(select(func.max(installation.c.key_id))).scalar_one()
    floor = connection.execute(select(func.max(table.c.key_floor))).scalar_one()
    return max(int(used or 0), int(floor)) + 1


def key_id_again(connection: Connection, stated: int) -> int:
    """The key id of an installation that the database has forgotten: ``stated``, or a new one.

    Only an id that is free, and up to the floor, so that it is never drawn for another key.
    """
    floor = connection.execute(select(func.max(table.c.key_floor))).scalar_one()
    taken = connection.execute(
        select(installation.c.id).where(installation.c.key_id == stated)
    ).first()
    if taken is None and 0 < stated <= int(floor):
        return stated
    return next_key_id(connection)


def first_number(connection: Connection, period: date) -> int:
    """Where a series that the database does not know begins: 1, or above the safety gaps."""
    gaps = connection.execute(
        select(func.sum(table.c.gap)).where(table.c.floor_until >= period.isoformat())
    ).scalar_one()
    return 1 + int(gaps or 0)


def _day_after(now: datetime, horizon: timedelta) -> str:
    return (now.astimezone(VIETNAM) + horizon).date().isoformat()
