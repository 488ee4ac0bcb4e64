"""One transaction of an officer: events, numbers, audit lines, committed with one sync."""

from __future__ import annotations

from typing import Any

from app.clock.time import Clock, to_iso
from app.dossier.desk_events import Certified
from app.dossier.events import (
    AnyBody,
    Base,
    BookPlace,
    Event,
    Header,
    Opened,
    Page,
    PagesAttached,
    Printed,
    Registered,
    encode_payload,
    make_event,
    sha256_hex,
)
from app.dossier.evolve import evolve
from app.dossier.state import Dossier
from app.errors import InvalidInput, ProgramFault, Refusal
from app.ids import new_id
from app.numbering.ceiling import LeaseUse
from app.numbering.pad import PadSlip, reference_text
from app.numbering.series import Series
from app.print_jobs.job import PrintJob
from app.store import pad_slips
from app.store.audit import append_line
from app.store.book_places import BookPlaces
from app.store.carried import NewRun, keep_run
from app.store.chain import ChainEnd, chain_end
from app.store.claims import use_claim
from app.store.database import Database
from app.store.drafts import forget_draft
from app.store.installation import Installation
from app.store.numbers import Numbers
from app.store.outbox import follow, offer_again
from app.store.paper_numbers import index_event
from app.store.print_jobs import put_print_job
from app.store.projection import load_state, project
from app.store.published import PublishedRow, put_published
from app.store.records import TakenNumber, TakenSlip
from app.store.settings import CLOCK_OFFSET_MS, read_number
from app.store.upload_queue import queue_carried_page, queue_page
from app.store.uploads import offer_page_again

__all__ = ["TakenNumber", "TakenSlip", "Transaction"]

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
        self._taken: dict[str, tuple[str, int]] = {}
        self._places = BookPlaces(database)
        self.has_certified = False

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
        taken = self._take(series)
        return None if taken is None else TakenNumber(series.code(taken.next), taken.id)

    def take_slip(self, series: Series, *, expected: int | None = None) -> TakenSlip | None:
        """Take the next number of a slip's series; None where none is leased.

        It must be in a ``printed`` of this block. ``expected`` is the number that was looked up
        (``Store.peek_slip``) and stands on the paper. Raises Refusal: ``changed_meanwhile`` where
        another one is next now, ``must_succeed``, ``clock_unsure``.
        """
        taken = self._take(series)
        if expected is not None and (taken is None or taken.next != expected):
            raise Refusal(
                "changed_meanwhile",
                "Số của phiếu vừa được dùng cho phiếu khác nên giấy chưa được in.",
                advice="In lại.",
            )
        return None if taken is None else TakenSlip(series.text, taken.next, taken.id)

    def _take(self, series: Series) -> LeaseUse | None:
        taken = self._numbers.take(series)
        if taken is not None:
            self._taken[series.number_text(taken.next)] = (taken.id, taken.next)
        return taken

    def book_place(self, field: str) -> BookPlace:
        """The next place in the desk's tracking book of ``field``.

        It must be in a ``registered`` of this block. Raises Refusal as ``append``.
        """
        return self._places.next_tracking(self._enrolled().installation, field)

    def certification_number(self, kind: str, year: int) -> int:
        """The next number of the desk's certification book of ``kind`` and ``year``, from 1.

        Each one that is taken must be in a ``certified`` of this block. Raises InvalidInput
        (``bad_kind``, ``bad_year``), Refusal as ``append``.
        """
        return self._places.next_certification(self._enrolled().installation, kind, year)

    @property
    def book_volume(self) -> int:
        """The volume (quyển) of every book that this desk writes now; Refusal as ``append``."""
        return self._places.volume(self._enrolled().installation)

    def take_reference(self) -> int:
        """The number of the next dossier's own reference, which no older copy has printed."""
        self._enrolled()
        return self._numbers.take_reference(self.next_seq)

    def reserve_pad(self, count: int) -> list[PadSlip]:
        """``count`` slips of an emergency pad, under references that no dossier gets otherwise.

        Raises Refusal as ``append``.
        """
        installation = self._enrolled()
        references = self._numbers.reserve_references(self.next_seq, count)
        return pad_slips.add(
            self._database,
            [reference_text(installation.key_id, number) for number in references],
            self._clock.now(),
        )

    def take_pad_slip(self, reference: str, dossier: str) -> PadSlip:
        """The dossier is the one that this slip of a pad was written for; only once.

        Its ``opened`` gets the slip's event id. Raises Refusal (``unknown_pad_slip``,
        ``pad_slip_used``).
        """
        return pad_slips.use(self._database, reference, dossier)

    def append(self, dossier: str, body: AnyBody, *, event_id: str = "") -> Event:
        """Append an event to a dossier and to the installation's chain, and put it in the outbox.

        ``event_id`` is one that a paper bears already; otherwise it is made now.
        Raises Refusal (``not_enrolled``, ``must_succeed``) and InvalidInput (``too_large``,
        ``origin_known``).
        """
        installation = self._enrolled()
        event = self._make(installation, dossier, body, event_id)
        self._store(event)
        if isinstance(body, Opened) and body.origin:
            self._keep_origin(body.origin, dossier)
        self._keep_numbers(body, event)
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

    def keep_carried(self, run: NewRun) -> bool:
        """Keep a run of another desk to carry it on; False where this desk has it already."""
        return keep_run(self._database, run, self._clock.now())

    def queue_carried_page(self, page: Page, *, dossier: str, event: str) -> None:
        """Let a page that was brought here, and lies in the page store, wait to be sent."""
        queue_carried_page(self._database, page, dossier=dossier, event=event)

    def follow(self, event_id: str, follower: str) -> None:
        """The event ``follower`` of this block stands for a set-aside one now.

        Raises InvalidInput (``not_in_outbox``), Refusal (``not_set_aside``, ``already_followed``).
        """
        follow(self._database, event_id, follower)

    def offer_page_again(self, sha256: str) -> None:
        """Let a scanned page that was set aside wait again; InvalidInput (``not_in_outbox``)."""
        offer_page_again(self._database, sha256)

    def keep_print_job(self, job: PrintJob) -> None:
        """Keep a print job as it is now, new or changed (docs/adr/0021)."""
        put_print_job(self._database, job)

    def use_claim(self, kind: str, dossier: str) -> None:
        """What the desk had claimed is recorded in this block: its event ends the claim."""
        use_claim(self._database, kind, dossier)

    def keep_published(self, row: PublishedRow) -> None:
        """Keep what the central publishes, and what became of it here."""
        put_published(self._database, row)

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
        self._places.check_all_written()
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

    def _make(
        self, installation: Installation, dossier: str, body: AnyBody, event_id: str
    ) -> Event:
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
            id=event_id or new_id(now),
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

    def _keep_numbers(self, body: AnyBody, event: Event) -> None:
        """Keep what numbers an event gives out, and that they were taken in this block."""
        match body:
            case Registered():
                self._keep_number(body.code, body.lease, event)
            case Printed() if body.lease or body.series or body.sequence:
                self._keep_number(f"{body.series}/{body.sequence}", body.lease, event)
        if isinstance(body, Registered | Certified):
            self._places.write(event, body)
            self.has_certified |= isinstance(body, Certified)
        if isinstance(body, PagesAttached):
            for page in body.pages:
                dossier, name = event.header.dossier, event.header.id
                queue_page(self._database, page, dossier=dossier, event=name)
        index_event(self._database, event, body)

    def _keep_number(self, code: str, lease: str, event: Event) -> None:
        taken_from, sequence = self._taken.pop(code, ("", 0))
        if not taken_from or taken_from != lease:
            raise ProgramFault(
                "number_not_taken",
                f"Lỗi chương trình: số {code} không lấy từ dải số của quầy.",
            )
        self._database.write(
            "INSERT INTO number_used (lease, sequence, code, event) VALUES (?, ?, ?, ?)",
            (lease, sequence, code, event.header.id),
        )
