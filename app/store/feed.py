"""The feed: what happened for this agency elsewhere, applied page by page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.dossier.events import Event, Opened, PagesAttached, decode_header, read_event
from app.errors import InvalidInput, Refusal
from app.store.carried import offer_all_again
from app.store.chain import ChainEnd, chain_end
from app.store.database import Database
from app.store.event_order import json_list
from app.store.feed_cursor import read_cursor, write_cursor
from app.store.installation import current_installation
from app.store.number_ends import tell_ends_again
from app.store.numbers import Numbers
from app.store.outbox import accept, findings_text, set_aside
from app.store.paper_numbers import index_event
from app.store.payloads import readable_body
from app.store.projection import events_in_order, rebuild
from app.store.records import FeedItem, Settled, SettledAs, StoredProblem
from app.store.redeciding import redecide
from app.store.settings import CATCH_UP, read_setting, write_setting
from app.store.upload_queue import offer_pages_again, queue_page


class Feed:
    """Applies pages of the feed. Applying one twice changes nothing."""

    def __init__(self, database: Database, numbers: Numbers) -> None:
        self._database = database
        self._numbers = numbers

    def cursor(self) -> tuple[int, int]:
        """(generation, position) after what was applied; (0, 0) before the first page."""
        return read_cursor(self._database)

    def apply(
        self,
        generation: int,
        next_position: int,
        entries: Sequence[FeedItem],
        now: datetime,  # noqa: ARG002 - the step's time, for what later versions note of it
        *,
        more: bool = False,
    ) -> list[str]:
        """Apply a page and move the cursor; returns the ids of the dossiers that it tells news of.

        ``more`` says that another page follows. Pending requests of changed dossiers go through
        ``decide`` again; a refused one is set aside.
        """
        with self._database.transaction():
            touched: dict[str, None] = {}
            for entry in self._news(entries, generation):
                self._take_in(entry, generation)
                touched[entry.event.header.dossier] = None
            for dossier in touched:
                self._decide_again(dossier)
                rebuild(self._database, dossier)
            write_cursor(self._database, generation, next_position)
            if not more and read_setting(self._database, CATCH_UP) is not None:
                self._join_own_chains()
                write_setting(self._database, CATCH_UP, None)
        return list(touched)

    def begin_generation(self, generation: int) -> None:
        """The central came back from a backup: offer every own event again, read the feed anew.

        The events stay what they are at this desk until the answers come.
        """
        if read_cursor(self._database)[0] != generation:
            self._offer_again(generation)

    def offer_again(self) -> None:
        """Offer every own event again within the present generation: the central lost something."""
        self._offer_again(read_cursor(self._database)[0])

    def _offer_again(self, generation: int) -> None:
        with self._database.transaction():
            self._database.write(
                "INSERT INTO outbox (number, dossier, state) SELECT number, dossier,"
                " CASE state WHEN 'set_aside' THEN 'set_aside' ELSE 'pending' END"
                " FROM event WHERE own = 1 ORDER BY number ON CONFLICT (number) DO NOTHING"
            )
            self._database.write("UPDATE outbox SET answered = 0, due_ms = 0")
            offer_pages_again(self._database)
            offer_all_again(self._database)
            tell_ends_again(self._database)
            write_cursor(self._database, generation, 0)

    def _news(self, entries: Sequence[FeedItem], generation: int) -> list[FeedItem]:
        """The entries that say something which this desk does not hold word for word.

        Mostly they come back of what it has sent itself, and the answer has said it all.
        """
        rows = self._database.rows(
            "SELECT e.id, e.generation, e.position, e.findings FROM event e WHERE e.id IN"
            " (SELECT value FROM json_each(?)) AND e.state = 'accepted'"
            " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.number = e.number)",
            (json_list([entry.event.header.id for entry in entries]),),
        )
        held = {event: said for event, *said in rows}
        return [
            entry
            for entry in entries
            if held.get(entry.event.header.id)
            != [generation, entry.position, findings_text(entry.findings)]
        ]

    def _take_in(self, entry: FeedItem, generation: int) -> None:
        event = entry.event
        row = self._database.row("SELECT number FROM event WHERE id = ?", (event.header.id,))
        if row is None:
            self._insert(entry, generation)
            current = current_installation(self._database)
            if current is not None and current.installation == event.header.installation:
                self._numbers.fall_behind()
            return
        answer = Settled(event.header.id, SettledAs.ACCEPTED, entry.position, entry.findings)
        accept(self._database, [(row[0], answer)], generation)

    def _insert(self, entry: FeedItem, generation: int) -> None:
        event = entry.event
        header = event.header
        self._database.write(
            "INSERT INTO event (id, dossier, type, installation, seq, own, hash, header,"
            " payload, state, generation, position, findings)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'accepted', ?, ?, ?)",
            (
                header.id,
                header.dossier,
                header.type,
                header.installation,
                header.seq,
                int(self._continues_own_chain(event)),
                event.hash,
                event.header_bytes,
                event.payload_bytes,
                generation,
                entry.position,
                findings_text(entry.findings),
            ),
        )
        body = readable_body(event)
        index_event(self._database, event, body)
        if isinstance(body, PagesAttached) and self._is_ours(header.installation):
            for page in body.pages:  # this copy of the desk does not know whether it was sent
                queue_page(
                    self._database, page, dossier=header.dossier, event=header.id, ask_first=True
                )
        if isinstance(body, Opened) and body.origin and self._is_ours(header.installation):
            self._database.write(
                "INSERT INTO origin (origin, dossier) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (body.origin, header.dossier),
            )

    def _is_ours(self, installation: str) -> bool:
        found = self._database.row("SELECT 1 FROM installation WHERE id = ?", (installation,))
        return found is not None

    def _continues_own_chain(self, event: Event) -> bool:
        """Whether this is a lost event of our own: after a restore the feed brings them back."""
        header = event.header
        if not self._is_ours(header.installation):
            return False
        end = chain_end(self._database, header.installation)
        return header.seq == end.seq + 1 and header.prev_hash == end.hash

    def _join_own_chains(self) -> None:
        """Take in own events that the feed brought before one that they follow.

        A request that was set aside and sent again has a later place in the feed than in its
        chain. What follows it is numbered after it: the outbox goes out in the chain's order.
        """
        for (installation,) in self._database.rows("SELECT id FROM installation"):
            end = chain_end(self._database, installation)
            for number, header, digest in self._database.rows(
                "SELECT number, header, hash FROM event WHERE own = 0 AND installation = ?"
                " ORDER BY seq, number",
                (installation,),
            ):
                link = decode_header(header)
                if link.seq == end.seq + 1 and link.prev_hash == end.hash:
                    self._database.write(
                        "UPDATE event SET own = 1, number = (SELECT max(number) + 1 FROM event)"
                        " WHERE number = ?",
                        (number,),
                    )
                    end = ChainEnd(link.seq, digest)

    def _decide_again(self, dossier: str) -> None:
        """Set aside the dossier's pending requests that are refused on its new state."""
        rows = self._database.rows(
            "SELECT e.number, e.header, e.payload FROM event e JOIN outbox o ON o.number = e.number"
            " WHERE e.dossier = ? AND e.state = 'pending' ORDER BY e.number",
            (dossier,),
        )
        for number, header, payload in rows:
            event = read_event(header, payload)
            order = events_in_order(self._database, dossier)
            place = next(
                index for index, other in enumerate(order) if other.header.id == event.header.id
            )
            try:
                redecide(self._database, event, order[:place])
            except (Refusal, InvalidInput) as refused:
                problem = StoredProblem(
                    refused.code, refused.message, refused.field, refused.advice
                )
                set_aside(self._database, number, problem, answered=False)
