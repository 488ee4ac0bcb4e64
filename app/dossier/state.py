"""The state of a dossier: what evolve makes of its events."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.dossier.application import Application
from app.dossier.desk_events import CertifiedPaper
from app.dossier.events import BookPlace, Due, FeeLine, FrozenProcedure, OfficialReceipt, Page
from app.dossier.happening import Happening


class Stage(StrEnum):
    """Where a dossier stands; each maps to one of the ten national states."""

    OPENED = "opened"
    REGISTERED = "registered"
    REFUSED = "refused"
    PROCESSING = "processing"
    SUPPLEMENT_AWAITED = "supplement_awaited"
    OBLIGATION_AWAITED = "obligation_awaited"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    RESOLVED = "resolved"
    RETURNED = "returned"
    ANNULLED = "annulled"


NATIONAL_STATE: dict[Stage, int] = {
    Stage.OPENED: 1,  # Mới đăng ký
    Stage.REGISTERED: 2,  # Được tiếp nhận
    Stage.REFUSED: 3,  # Không được tiếp nhận
    Stage.PROCESSING: 4,  # Đang xử lý
    Stage.SUPPLEMENT_AWAITED: 5,  # Yêu cầu bổ sung giấy tờ
    Stage.OBLIGATION_AWAITED: 6,  # Yêu cầu thực hiện nghĩa vụ tài chính
    Stage.WITHDRAWN: 7,  # Công dân yêu cầu rút hồ sơ
    Stage.STOPPED: 8,  # Dừng xử lý
    Stage.RESOLVED: 9,  # Đã xử lý xong
    Stage.RETURNED: 10,  # Đã trả kết quả
    Stage.ANNULLED: 8,  # Dừng xử lý: it was received (2) once, so it is not 3 (docs/adr/0030)
}
"""The code list TrangThaiHoSo of the national portal."""

FINAL_STAGES = frozenset(
    {Stage.REFUSED, Stage.WITHDRAWN, Stage.STOPPED, Stage.RETURNED, Stage.ANNULLED}
)


class ReplacedReceipt(Struct, frozen=True, omit_defaults=True):
    """A receipt that counts no more: the ``event`` that it stands for, and the one that replaced it
    (``by``), when and why. ``number`` and ``printed_at`` (ISO) are of its first printing; empty
    where it never was printed."""

    event: str
    by: str
    at: str
    reason: str
    number: str = ""
    printed_at: str = ""


class Annulment(Struct, frozen=True, omit_defaults=True):
    """When (ISO) and why a dossier was annulled; ``instead`` as in ``Annulled``."""

    at: str
    reason: str
    instead: str = ""


class Dossier(Struct, frozen=True, omit_defaults=True):
    """A dossier as its events tell it.

    ``applied`` counts the events that were applied, ``unknown`` those of a type or schema that
    this version does not know, ``unreadable`` those whose payload it could not read; both are
    kept in the store untouched. ``prints`` counts printings by form, ``first_printed`` has the time
    of the first (ISO): a reprint is as first issued; ``paper_numbers`` has the number that it bore,
    by form. ``book`` is the dossier's place in the tracking book. ``receipts`` are the official
    ones that were recorded with it, the oldest first. Money is whole đồng: ``collected`` is what
    was taken and not given back (below zero: more went back than came), ``refunded`` what went
    back.

    ``due`` is the date that counts; where ``clock_stands`` (a supplement is awaited, a suspension
    lasts, or did when it ended) it is the one that did last. ``first_due`` is what the receipt
    says, for ever.
    ``received_at`` is full and valid receipt (NĐ 118/2025 Đ.17.3): where papers were missing at the
    desk, when they came. ``happenings`` is what the clock is counted from, bounded.

    ``replaced`` are its receipts that count no more, the oldest first, bounded; ``annulled`` says
    that none does. ``referrals`` counts what was handed to the supervisor.

    ``handed_over`` is when it last went to who resolves it, ``returned_at`` when the citizen got
    the result, ``returned_by`` how; ISO times. ``certified`` are its certified papers, bounded.
    """

    id: str
    agency: str
    stage: Stage = Stage.OPENED
    application: Application | None = None
    received_at: str = ""
    reference: str = ""
    origin: str = ""
    code: str | None = None
    opened_event: str | None = None
    registered_event: str | None = None
    procedure: FrozenProcedure | None = None
    due: Due | None = None
    first_due: Due | None = None
    clock_stands: bool = False
    happenings: tuple[Happening, ...] = ()
    fees: tuple[FeeLine, ...] = ()
    collected: int = 0
    refunded: int = 0
    receipts: tuple[OfficialReceipt, ...] = ()
    pages: dict[str, tuple[Page, ...]] = {}
    prints: dict[str, int] = {}
    first_printed: dict[str, str] = {}
    paper_numbers: dict[str, str] = {}
    book: BookPlace | None = None
    handed_over: str = ""
    returned_at: str = ""
    returned_by: str = ""
    certified: tuple[CertifiedPaper, ...] = ()
    corrections: int = 0
    replaced: tuple[ReplacedReceipt, ...] = ()
    annulled: Annulment | None = None
    referrals: int = 0
    applied: int = 0
    unknown: int = 0
    unreadable: int = 0
    last_event: str | None = None

    @property
    def fee_total(self) -> int:
        """What is to be paid, in whole đồng."""
        return sum(line.amount for line in self.fees)

    @property
    def receipt_event(self) -> str | None:
        """The event that the receipt which counts stands for; None while there is none."""
        return self.replaced[-1].by if self.replaced else self.registered_event
