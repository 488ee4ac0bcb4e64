"""Enrolment: the installation's id and key are stored before they are sent (docs/adr/0003)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock.time import Clock, to_iso
from app.errors import Refusal
from app.ids import new_id
from app.store.database import Database
from app.store.feed import Feed
from app.store.feed_cursor import read_cursor, write_cursor
from app.store.installation import (
    Installation,
    PendingEnrolment,
    current_installation,
    pending_enrolment,
)
from app.store.numbers import BURN_REASONS, Numbers
from app.store.paper_numbers import last_volume
from app.store.settings import CATCH_UP, MUST_SUCCEED, write_setting


class Enrolment:
    """Prepares, and takes in the central's answer."""

    def __init__(self, database: Database, numbers: Numbers, feed: Feed, clock: Clock) -> None:
        self._database = database
        self._numbers = numbers
        self._feed = feed
        self._clock = clock
        self._current: Installation | None = None
        self._is_known = False

    @property
    def current(self) -> Installation | None:
        """What this desk is to the central; None before it is enrolled.

        Kept in memory: a key in the window must not wait for another thread's commit.
        """
        if not self._is_known:
            with self._database.lock:  # nothing is committed between the look and the note
                self._current = current_installation(self._database)
                self._is_known = True
        return self._current

    def prepare(self, central_url: str, code: str, counter: str) -> PendingEnrolment:
        """Store a new installation with its key pair, or give a waiting one the new code.

        Raises Refusal (``already_enrolled``) where the desk is enrolled.
        """
        if current_installation(self._database) is not None:
            raise Refusal("already_enrolled", "Quầy đã được ghi danh với hệ thống trung tâm.")
        with self._database.transaction():
            if self._numbers.must_succeed:
                # An older copy of a desk that was enrolled later: that id is in use elsewhere.
                self._database.write(
                    "UPDATE installation SET state = 'retired' WHERE state = 'pending'"
                )
            changed = self._database.write(
                "UPDATE installation SET central_url = ?, code = ?, counter = ?"
                " WHERE state = 'pending'",
                (central_url, code, counter),
            )
            if not changed:
                self._insert(central_url, code, counter, predecessor=None)
        return self._pending()

    def prepare_successor(self) -> PendingEnrolment | None:
        """Store a successor where this store must not go on as what it was; None where it may."""
        current = current_installation(self._database)
        pending = pending_enrolment(self._database)
        if pending is not None or current is None or not self._numbers.must_succeed:
            return pending
        with self._database.transaction():
            self._insert(current.central_url, "", current.counter, predecessor=current)
        return self._pending()

    def replace(self, code: str) -> PendingEnrolment:
        """Store a successor that brings a new one-time code, and burn what numbers are left.

        For a desk whose installation the central no longer takes (forked, suspended). Again with
        another code it is the same successor. Raises Refusal (``not_enrolled``).
        """
        current = current_installation(self._database)
        if current is None:
            raise Refusal("not_enrolled", "Quầy chưa được ghi danh với hệ thống trung tâm.")
        with self._database.transaction():
            if not self._numbers.must_succeed:
                write_setting(self._database, MUST_SUCCEED, "replaced")
            self._numbers.burn_all(BURN_REASONS["replaced"])
            changed = self._database.write(
                "UPDATE installation SET code = ? WHERE state = 'pending'", (code,)
            )
            if not changed:
                self._insert(current.central_url, code, current.counter, predecessor=current)
        return self._pending()

    def pending(self) -> PendingEnrolment | None:
        """The enrolment to send; a successor is prepared where one is needed."""
        return self.prepare_successor()

    def _pending(self) -> PendingEnrolment:
        pending = pending_enrolment(self._database)
        assert pending is not None
        return pending

    def _insert(
        self, central_url: str, code: str, counter: str, *, predecessor: Installation | None
    ) -> None:
        now = self._clock.now()
        key = Ed25519PrivateKey.generate()
        self._database.write(
            "INSERT INTO installation (id, state, private_key, public_key, counter, central_url,"
            " code, predecessor, prepared_at, volume)"
            " VALUES (?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new_id(now),
                key.private_bytes_raw(),
                key.public_key().public_bytes_raw(),
                counter,
                central_url,
                code,
                None if predecessor is None else predecessor.installation,
                to_iso(now),
                last_volume(self._database) + 1,
            ),
        )

    def enrolled(  # noqa: PLR0917 - the fields of the contract's answer
        self,
        key_id: int,
        agency: str,
        agency_name: str,
        generation: int,
        resolvers: Mapping[str, str],
        lookup_host: str,
        nth: int = 0,
    ) -> None:
        """Take in the central's answer to the pending enrolment; the same again changes nothing.

        ``nth`` says how manyeth installation of its line this desk is (0: the central is older
        and does not say). Its books' volume follows: an older copy does not know all of them.
        The record outside the database speaks of the new installation first: cut in between,
        the enrolment is simply asked for again. Where it knows that this installation was at work
        already, the database is a copy from before that: it becomes what it was, and must succeed.
        """
        pending = pending_enrolment(self._database)
        if pending is None:
            return
        must_succeed = None if self._numbers.adopt(pending.installation) else "older_copy"
        with self._database.lock:
            try:
                with self._database.transaction():
                    self._become_current(
                        pending, key_id, agency, agency_name, resolvers, lookup_host, nth
                    )
                    write_setting(self._database, MUST_SUCCEED, must_succeed)
                    if read_cursor(self._database)[0] == 0:
                        write_cursor(self._database, generation, 0)
            finally:
                self._is_known = False
        self._feed.begin_generation(generation)

    def agency_changed(
        self, agency_name: str, resolvers: Mapping[str, str], lookup_host: str
    ) -> None:
        """Take in what the central says of this desk's agency now."""
        with self._database.lock:
            try:
                with self._database.transaction():
                    self._database.write(
                        "UPDATE installation SET agency_name = ?, resolvers = ?, lookup_host = ?"
                        " WHERE state = 'current'",
                        (agency_name, msgspec.json.encode(dict(resolvers)).decode(), lookup_host),
                    )
            finally:
                self._is_known = False

    def _become_current(  # noqa: PLR0917 - as above
        self,
        pending: PendingEnrolment,
        key_id: int,
        agency: str,
        agency_name: str,
        resolvers: Mapping[str, str],
        lookup_host: str,
        nth: int,
    ) -> None:
        self._retire_predecessor()
        self._database.write(
            "UPDATE installation SET state = 'current', code = '', key_id = ?, agency = ?,"
            " agency_name = ?, resolvers = ?, lookup_host = ?, enrolled_at = ?,"
            " volume = max(volume, ?) WHERE id = ?",
            (
                key_id,
                agency,
                agency_name,
                msgspec.json.encode(dict(resolvers)).decode(),
                lookup_host,
                to_iso(self._clock.now()),
                nth,
                pending.installation,
            ),
        )

    def _retire_predecessor(self) -> None:
        """The central has burned the predecessor's leases with its enrolment: nothing to report."""
        if current_installation(self._database) is None:
            return
        self._numbers.burn_all(BURN_REASONS["successor"])
        self._database.write("UPDATE number_end SET state = 'noted'")
        self._database.write(
            "UPDATE lease_ask SET state = 'refused', reason = ? WHERE state = 'pending'",
            (BURN_REASONS["successor"],),
        )
        self._database.write("UPDATE installation SET state = 'retired' WHERE state = 'current'")
        write_setting(self._database, CATCH_UP, "1")
