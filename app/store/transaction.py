"""One transaction of an officer: events, numbers, audit lines, committed with one sync."""

from __future__ import annotations

from typing import Any

from app.clock.time import Clock, to_iso
from app.dossier.events import (
    AnyBody,
    Base,
    Event,
    Header,
    Opened,
    Registered,
    encode_payload,
    make_event,
    sha256_hex,
)
from app.dossier.evolve import evolve
from app.dossier.state import Dossier
from app.errors import InvalidInput, ProgramFault, Refusal
from app.ids import new_id
from app.numbering.series import Series
from app.store.audit import append_line
from app.store.chain import ChainEnd, chain_end
from app.store.database import Database
from app.store.drafts import forget_draft
from app.store.installation import Installation
from app.store.numbers import Numbers
from app.store.outbox import offer_again
from app.store.projection import load_state, project
from app.store.records import TakenNumber
from app.store.settings import CLOCK_OFFSET_MS, read_number

__all__ = ["TakenNumber", "Transaction"]

MAX_PAYLOAD_BYTES = 200 * 1024
"""Below what one event may have on the wire, so that nothing is kept that can't be sent."""


class Transaction:
    """What happens inside ``Store.transaction``; nothing of it is kept where the block raises."""

    def __init__(
        self,
        database: Database,
        numbers: Numbers,
        *,
        clock: Clock,
        installation: Installation | None,
        officer: str,
        unlock: str,
    ) -> None:
        self._database = database
        self._numbers = numbers
        self._clock = clock
        self._installation = installation
        self._officer = officer
        self._unlock = unlock
        self._end: ChainEnd | None = None
        self._states: dict[str, Dossier] = {}
        self._taken: dict[str, TakenNumber] = {}

    @property
    def next_seq(self) -> int:
        """The ``seq`` that the next appended event gets."""
        return self._chain_end(self._enrolled()).seq + 1

    def dossier(self, dossier: str) -> Dossier | None:
        """The state of a dossier as this transaction has made it so far."""
        return self._states.get(dossier) or load_state(self._database, dossier)

    def take_number(self, series: Series) -> TakenNumber | None:
        """Take the next number; None where none is leased. It must be registered in this block.

        Raises Refusal: ``must_succeed``, ``clock_unsure``.
        """
        taken = self._numbers.take(series)
        if taken is not None:
            self._taken[str(taken.code)] = taken
        return taken

    def take_reference(self) -> int:
        """The number of the next dossier's own reference, which no older copy has printed."""
        self._enrolled()
        return self._numbers.take_reference(self.next_seq)

    def append(self, dossier: str, body: AnyBody) -> Event:
        """Append an event to a dossier and to the installation's chain, and put it in the outbox.

        Raises Refusal (``not_enrolled``, ``must_succeed``) and InvalidInput (``too_large``,
        ``origin_known``).
        """
        installation = self._enrolled()
        event = self._make(installation, dossier, body)
        self._store(event)
        if isinstance(body, Opened) and body.origin:
            self._keep_origin(body.origin, dossier)
        if isinstance(body, Registered):
            self._keep_number(body, event)
        self._states[dossier] = evolve(self.dossier(dossier), event)
        return event

    def forget_draft(self, draft: str) -> bool:
        """The draft becomes what this transaction records: they part in one commit.

        Returns whether it was still there.
        """
        return forget_draft(self._database, draft)

    def offer_again(self, event_id: str) -> None:
        """Offer a set-aside event to the central once more; raises as ``Outbox.retry``."""
        offer_again(self._database, event_id)

    def audit(self, action: str, subject: str, detail: dict[str, Any]) -> None:
        """Add a line to the audit log."""
        append_line(
            self._database,
            at=to_iso(self._clock.now()),
            officer=self._officer,
            unlock=self._unlock,
            action=action,
            subject=subject,
            detail=detail,
        )

    def finish(self) -> None:
        """Write the projections; called once, before the commit."""
        if self._taken:
            raise ProgramFault(
                "number_without_dossier",
                f"Lỗi chương trình: số {', '.join(self._taken)} đã lấy mà không ghi vào hồ sơ.",
            )
        for state in self._states.values():
            project(self._database, state)

    def _enrolled(self) -> Installation:
        self._numbers.check_not_superseded()
        if self._installation is None:
            raise Refusal(
                "not_enrolled",
                "Quầy chưa được ghi danh với hệ thống trung tâm.",
                advice="Ghi danh quầy bằng mã do quản trị cấp.",
            )
        return self._installation

    def _chain_end(self, installation: Installation) -> ChainEnd:
        if self._end is None:
            self._end = chain_end(self._database, installation.installation)
        return self._end

    def _make(self, installation: Installation, dossier: str, body: AnyBody) -> Event:
        payload = encode_payload(body)
        if len(payload) > MAX_PAYLOAD_BYTES:
            raise InvalidInput(
                "too_large",
                f"Nội dung quá lớn ({len(payload)} byte, tối đa {MAX_PAYLOAD_BYTES}).",
                advice="Chia thành nhiều lần.",
            )
        end = self._chain_end(installation)
        now = self._clock.now()
        header = Header(
            id=new_id(now),
            type=body.TYPE,
            schema=body.SCHEMA,
            dossier=dossier,
            agency=installation.agency,
            installation=installation.installation,
            seq=end.seq + 1,
            prev_hash=end.hash,
            officer=self._officer,
            unlock=self._unlock,
            recorded_at=to_iso(now),
            clock_offset_ms=read_number(self._database, CLOCK_OFFSET_MS),
            base=self._base(dossier),
            payload_hash=sha256_hex(payload),
        )
        return make_event(header, payload)

    def _base(self, dossier: str) -> Base:
        accepted = self._database.row("SELECT accepted FROM dossier WHERE id = ?", (dossier,))
        own = self._database.row(
            "SELECT id FROM event WHERE dossier = ? AND own = 1 ORDER BY number DESC LIMIT 1",
            (dossier,),
        )
        return Base(
            accepted=0 if accepted is None else accepted[0], own=None if own is None else own[0]
        )

    def _store(self, event: Event) -> None:
        header = event.header
        self._end = ChainEnd(header.seq, event.hash)
        self._database.write(
            "INSERT INTO event (id, dossier, type, installation, seq, own, hash, header, payload,"
            " state) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, 'pending')",
            (
                header.id,
                header.dossier,
                header.type,
                header.installation,
                header.seq,
                event.hash,
                event.header_bytes,
                event.payload_bytes,
            ),
        )
        self._database.write(
            "INSERT INTO outbox (number, dossier, state)"
            " VALUES (last_insert_rowid(), ?, 'pending')",
            (header.dossier,),
        )

    def _keep_origin(self, origin: str, dossier: str) -> None:
        added = self._database.write(
            "INSERT INTO origin (origin, dossier) VALUES (?, ?) ON CONFLICT (origin) DO NOTHING",
            (origin, dossier),
        )
        if not added:
            raise InvalidInput("origin_known", f"“{origin}” đã được tiếp nhận.", field="origin")

    def _keep_number(self, body: Registered, event: Event) -> None:
        taken = self._taken.pop(body.code, None)
        if taken is None or taken.lease != body.lease:
            raise ProgramFault(
                "number_not_taken",
                f"Lỗi chương trình: mã {body.code} không lấy từ dải số của quầy.",
            )
        self._database.write(
            "INSERT INTO number_used (lease, sequence, code, event) VALUES (?, ?, ?, ?)",
            (taken.lease, taken.code.sequence, body.code, event.header.id),
        )
