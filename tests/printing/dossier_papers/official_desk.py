"""A desk with two dossiers to which everything has happened that an official paper tells."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import cast

import msgspec

from app.clock.time import VIETNAM
from app.dossier.desk_events import HandedOver
from app.dossier.events import AnyBody
from app.dossier.processing_events import (
    Extended,
    Resolved,
    Stopped,
    SupplementRequested,
    Suspended,
)
from app.dossier.state import Dossier
from app.reception.desk import Desk
from app.reception.register import receive
from printing.layout.paper import render_paper
from printing.order import Order
from printing.paper_kinds import PaperModule
from printing.papers import RenderedPaper
from tests.app.reception.test_receiving import intake
from tests.desks import POLICE, lease, open_desk
from tests.printing.samples import SUBMITTER

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
LAST_OLD_DAY = datetime(2025, 9, 14, 23, 59, tzinfo=VIETNAM)
FIRST_NEW_DAY = datetime(2025, 9, 15, 0, 0, tzinfo=VIETNAM)
BIRTH_AGAIN = "1.004884"
LONGER_STAY = "1.002755"
"""Gia hạn tạm trú: a residence procedure that the desk takes."""
ITEMS = ["Bản sao Giấy chứng nhận kết hôn", "Giấy tờ chứng minh nơi cư trú"]
REASON = "Hồ sơ thiếu giấy tờ theo quy định."
ASKED = SupplementRequested(
    stage="appraisal",
    items=ITEMS,
    reason=REASON,
    at="2026-11-23T10:00:00+07:00",
    until="2026-12-08",
)
HANDED = HandedOver(
    at="2026-11-23T16:05:00+07:00",
    to="Phòng Văn hóa - Xã hội",
    received_by="Trần Văn B",
    note="Kèm bản gốc",
)
ASKED_POLICE = Suspended(
    cause="verification",
    at="2026-11-23T16:10:00+07:00",
    agency="Công an xã Đông Sơn",
    reason="Xác minh nơi cư trú",
)
EXTENDED = Extended(
    at="2026-11-27T10:00:00+07:00",
    to="2026-12-15T17:00:00+07:00",
    reason="Cần xác minh thêm.",
    signer="Phạm Văn Ký",
)
STOPPED = Stopped(at="2026-11-30T15:30:00+07:00", reason="Không còn nhu cầu")
REFUSED_RESULT = Resolved(
    at="2026-11-30T16:00:00+07:00", outcome="refused", note="Không đủ điều kiện theo Điều 24."
)


@dataclass(frozen=True)
class Office:
    """A desk, a dossier of the commune and one of its police."""

    desk: Desk
    dossier: str
    residence: str

    def state(self, form: str) -> Dossier:
        """The dossier that has the paper."""
        state = self.desk.store.dossier(self.residence if form.startswith("res") else self.dossier)
        assert state is not None
        return state

    def render(
        self,
        form: str,
        *,
        issued: datetime = NOW,
        size: str = "A4",
        state: Dossier | None = None,
        number: str = "",
        nth: int = 1,
    ) -> RenderedPaper:
        """The paper as it would be issued on that day."""
        module = cast("PaperModule", import_module(f"printing.dossier_papers.{form}"))
        order = Order(state or self.state(form), form, size, nth, issued, number)
        return render_paper(
            module.paper(self.desk, self.desk.enrolled(), order), module.PLACES, size=size
        )

    def tell(self, *bodies: AnyBody, dossier: str = "") -> None:
        """Let something happen to a dossier."""
        with self.desk.store.transaction(officer=self.desk.officer, unlock="test") as transaction:
            for body in bodies:
                transaction.append(dossier or self.dossier, body)


@contextmanager
def open_office(directory: Path, *bodies: AnyBody, numbers: int = 5) -> Iterator[Office]:
    """An office whose dossiers have their codes, if it has ``numbers``; ``bodies`` happen to the
    first."""
    with open_desk(directory, numbers=numbers) as desk:
        if numbers:
            lease(desk.store, numbers, agency=POLICE)
        given = intake(desk, procedure=BIRTH_AGAIN)
        application = msgspec.structs.replace(given.application, submitter=SUBMITTER)
        first = receive(desk, dataclasses.replace(given, application=application))
        second = receive(desk, intake(desk, procedure=LONGER_STAY, ref="residence"))
        office = Office(desk, first.dossier, second.dossier)
        office.tell(*bodies)
        yield office


@contextmanager
def open_busy_office(directory: Path) -> Iterator[Office]:
    """An office in which every official paper has what it tells."""
    told = (ASKED, HANDED, ASKED_POLICE, EXTENDED, STOPPED, REFUSED_RESULT)
    with open_office(directory, *told) as office:
        refused = Resolved(
            at="2026-11-26T10:00:00+07:00",
            outcome="refused",
            note="Chưa cư trú tại địa phương (Điều 20 Luật Cư trú).",
        )
        office.tell(ASKED, refused, dossier=office.residence)
        yield office
