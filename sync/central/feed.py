"""``GET /v1/feed``: what was accepted for the agency, in order and without gaps."""

from __future__ import annotations

import asyncio

import msgspec
from msgspec import Raw
from sqlalchemy import Connection, select
from starlette.concurrency import run_in_threadpool

from sync.central.authentication import authenticate
from sync.central.call import Call, Central
from sync.central.generations import current_generation
from sync.central.problems import CallRefused
from sync.central.schema import agency as agency_table
from sync.central.schema import event
from sync.contract.messages import (
    MAX_BATCH_BYTES,
    MAX_FEED_PAGE,
    MAX_LONG_POLL_S,
    Cursor,
    FeedEntry,
    FeedPage,
    Finding,
    parse_cursor,
)


async def pull_feed(central: Central, call: Call) -> FeedPage:
    """The entries after the cursor; waits up to ``wait_s`` for the first one.

    A cursor of another generation starts again at 0 of the present one: the desk knows every
    event by its id, so reading it twice changes nothing. A waiting poll holds neither a thread
    nor a connection; it is woken by this process's writers, and looks every
    ``poll_interval_s`` for what another process wrote.
    """
    signer = await run_in_threadpool(authenticate, central, call, "pull_feed")
    cursor = _cursor(call)
    limit = call.integer("limit", 1, MAX_FEED_PAGE, MAX_FEED_PAGE)
    wait_s = call.integer("wait_s", 0, MAX_LONG_POLL_S, 0)
    loop = asyncio.get_running_loop()
    deadline = loop.time() + wait_s
    with central.arrivals.waiter(signer.agency) as waiter:
        while True:
            page = await run_in_threadpool(read_page, central, signer.agency, cursor, limit)
            left_s = deadline - loop.time()
            news = page.entries or page.generation != cursor.generation
            if news or left_s <= 0 or central.arrivals.stopped:
                return page
            await waiter.wait(min(left_s, central.settings.poll_interval_s))


def read_page(central: Central, agency: str, cursor: Cursor, limit: int) -> FeedPage:
    """One page, at most ``limit`` entries and about 4 MiB, at least one entry where there is one.

    Raises CallRefused ``bad_cursor`` for a position that this generation has not reached.
    """
    with central.database.read() as connection:
        generation = current_generation(connection)
        after = cursor.position if cursor.generation == generation else 0
        head = connection.execute(
            select(agency_table.c.head).where(agency_table.c.agency == agency)
        ).scalar_one()
        if after > head:
            raise CallRefused(
                "bad_cursor", f"Luồng tin mới tới {head}, chưa có {after}.", field="after"
            )
        entries = _entries(connection, agency, after, limit)
    last = entries[-1].position if entries else after
    return FeedPage(
        generation=generation,
        entries=entries,
        next=str(Cursor(generation, last)),
        more=last < head,
    )


def _entries(connection: Connection, agency: str, after: int, limit: int) -> list[FeedEntry]:
    query = (
        select(event.c.position, event.c.header, event.c.payload, event.c.findings)
        .where(event.c.agency == agency, event.c.position > after)
        .order_by(event.c.position)
        .limit(limit)
        .execution_options(yield_per=50)
    )
    entries: list[FeedEntry] = []
    size = 0
    with connection.execute(query) as rows:
        for row in rows:
            size += len(row.header) + len(row.payload)
            if entries and size > MAX_BATCH_BYTES:
                break
            entries.append(
                FeedEntry(
                    position=row.position,
                    header=Raw(row.header),
                    payload=Raw(row.payload),
                    findings=msgspec.json.decode(row.findings, type=list[Finding]),
                )
            )
    return entries


def _cursor(call: Call) -> Cursor:
    text = call.query_parameters.get("after", "")
    try:
        cursor = parse_cursor(text)
    except ValueError as error:
        raise CallRefused("bad_cursor", f"Con trỏ {text[:40]!r} không đọc được.") from error
    if cursor.position >= 1 << 62:
        raise CallRefused("bad_cursor", "Con trỏ quá lớn.", field="after")
    return cursor
