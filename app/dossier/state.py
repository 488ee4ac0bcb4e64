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
}
"""The code list TrangThaiHoSo of the national portal."""

FINAL_STAGES = frozenset({Stage.REFUSED, Stage.WITHDRAWN, Stage.STOPPED, Stage.RETURNED})


class Dossier(Struct, frozen=True, omit_defaults=True):
    """A dossier as its events tell it.

    ``applied`` counts the events that were applied, ``unknown`` those of a type or schema that
    this version does not know, ``unreadable`` those whose payload it could not read; both are
    kept in the store untouched. ``prints`` counts printings by form, ``first_printed`` has the time
    of the first (ISO): a reprint is as first issued; ``paper_numbers`` has the number that it bore,
    by form. ``book`` is the dossier's place in the tracking book. Money is whole đồng. ``receipts``
    are the official ones that were recorded with it, the oldest first.

    ``due`` is the date that counts; where ``clock_stands`` (a supplement is awaited, a suspension
    lasts, or did when it ended) it is the one that did last. ``first_due`` is what the receipt
    says, for ever.
    ``received_at`` is full and valid receipt (NĐ 118/2025 Đ.17.3): where papers were missing at the
    desk, when they came. ``happenings`` is what the clock is counted from, bounded.

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
    applied: int = 0
    unknown: int = 0
    unreadable: int = 0
    last_event: str | None = None

    @property
    def fee_total(self) -> int:
        """What is to be paid, in whole đồng."""
        return sum(line.amount for line in self.fees)
