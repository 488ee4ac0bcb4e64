"""Pull: what happened for the agency; the cursor moves only after a page was applied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import msgspec

from app.dossier.events import decode_header
from sync.contract.messages import MAX_PLACE, Cursor, FeedPage, Problem, parse_cursor
from sync.contract.operations import PULL_FEED
from sync.engine.answers import Failure, FailureKind, NotOfContract, Reply
from sync.engine.backoff import Backoff
from sync.engine.changed import Changed
from sync.engine.port import DeskPort
from sync.engine.send import Lane, Send, Wait, Why
from sync.engine.settings import EngineSettings


class PullFeed:
    """Fetches page after page, then polls.

    An idle ``Wait`` says that the desk has what the central had. While events are under way
    (``sends``) a page is fetched now and then only: mostly it brings back what was just sent, and
    that goes first.
    """

    lane = Lane.FEED
    optional = False

    def __init__(
        self,
        desk: DeskPort,
        gate: Backoff,
        settings: EngineSettings,
        sends: Callable[[], bool] = lambda: False,
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._sends = sends
        self._paged_at: datetime | None = None
        self._entries = settings.page_entries
        self._long_poll_s = settings.long_poll_s
        self._caught_up = False
        self._poll_at: datetime | None = None
        self.gate = gate

    def next(self, now: datetime) -> Send | Wait:
        until = self.gate.shut_until(now)
        if until is not None:
            return Wait(until, Why.HELD)
        if self._sends() and self._paged_at is not None:
            behind = self._paged_at + timedelta(seconds=self._settings.feed_behind_s)
            if self._paged_at <= now < behind:
                return Wait(behind, Why.HELD)
        wait_s = self._long_poll_s if self._caught_up else 0
        pause = timedelta(seconds=self._settings.poll_s)
        rested = self._poll_at is None or not now < self._poll_at <= now + pause
        if not wait_s and not rested and self._poll_at is not None:
            return Wait(self._poll_at, Why.IDLE)
        query = {"after": str(self._desk.cursor()), "limit": str(self._entries)}
        if wait_s:
            query["wait_s"] = str(wait_s)
        return Send(PULL_FEED, query=query, signer=self._desk.installation(), wait_s=wait_s)

    def poll_now(self) -> None:
        """Fetch without waiting for the interval to pass."""
        self._poll_at = None
        self._caught_up = False

    def fine(self, send: Send, body: FeedPage, now: datetime) -> Changed:
        cursor = self._desk.cursor()
        if body.generation != cursor.generation:
            # The page began at 0 of the new generation; it is asked for again from there.
            self._desk.begin_generation(body.generation, now)
            self._caught_up = False
            return Changed(generation=body.generation)
        upto = _checked(body, cursor)
        confirmed = 0
        if body.entries or upto != cursor or not self._caught_up:
            # Also the first empty page: "nothing more" may be news to the desk.
            confirmed = self._desk.apply(body, upto, now)
        self._paged_at = now
        self._entries = min(self._settings.page_entries, self._entries * 2)
        self._caught_up = not body.more
        pause = timedelta(seconds=self._settings.poll_s)
        self._poll_at = now + pause if self._caught_up else None
        return Changed(
            accepted=confirmed,
            entries=len(body.entries),
            page=not send.wait_s or bool(body.entries),
        )

    def refused(self, send: Send, problem: Problem, now: datetime) -> Changed:  # noqa: ARG002 - as every step
        """``bad_cursor``: the central does not know this place. Read from its start again."""
        again = problem.code == "bad_cursor" and bool(self._desk.cursor().position)
        if again:
            self._desk.offer_again(now)
        self.gate.failed(now)
        return Changed(again=again, failed=True)

    def failed(self, send: Send, reply: Reply) -> None:
        """A long page comes in parts; a proxy that cuts long polls gets shorter ones."""
        smaller = {FailureKind.TOO_LARGE, FailureKind.TIMEOUT}
        if send.wait_s:
            self._long_poll_s = max(1, send.wait_s // 2)
        elif isinstance(reply, Failure) and reply.kind in smaller:
            self._entries = max(1, self._entries // 2)


def _checked(page: FeedPage, cursor: Cursor) -> Cursor:
    """The cursor after ``page``. Raises NotOfContract where the page can't follow ``cursor``."""
    try:
        upto = parse_cursor(page.next)
        headers = [decode_header(bytes(entry.header)) for entry in page.entries]
    except (ValueError, msgspec.MsgspecError) as error:
        raise NotOfContract(f"unreadable page: {error}") from None
    if any(header.seq > MAX_PLACE for header in headers):
        raise NotOfContract("a place in a chain that no store can hold")
    positions = [cursor.position, *(entry.position for entry in page.entries)]
    if any(later <= earlier for earlier, later in pairwise(positions)):
        raise NotOfContract("positions that do not rise")
    if upto.generation != page.generation or upto.position < positions[-1]:
        raise NotOfContract("the next cursor lies before the page")
    if page.more and upto == cursor:
        raise NotOfContract("more, but no step forward")
    return upto
