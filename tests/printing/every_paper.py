"""A desk at which every paper has what it tells, and each of its papers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.dossier.desk_events import (
    COPY,
    Certified,
    CertifiedPaper,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.events import AnyBody, FeeCollected
from app.dossier.processing_events import Resolved
from app.dossier.state import Dossier
from app.reception.desk import Desk
from app.reception.register import receive
from printing.paper_kinds import KINDS
from printing.papers import RenderedPaper
from printing.rendering import render
from tests.app.reception.test_receiving import intake
from tests.desks import POLICE, lease, open_desk
from tests.printing.dossier_papers.official_desk import (
    ASKED,
    BIRTH_AGAIN,
    EXTENDED,
    LONGER_STAY,
    STOPPED,
)
from tests.printing.samples import SUBMITTER

COPIES = "2.000815"
"""Chứng thực bản sao từ bản chính."""
HANDED = HandedOver(
    at="2026-11-23T16:05:00+07:00", to="Phòng Văn hóa - Xã hội", received_by="Trần Văn B"
)
REFUSED = Refused(
    at="2026-11-23T09:10:00+07:00",
    reason="Công dân cư trú ở xã khác, nơi có thẩm quyền giải quyết.",
    ground="not_competent",
)
RETURNED = ResultReturned(
    at="2026-11-27T09:15:00+07:00",
    receiver="Nguyễn Thị Ánh Tuyết",
    id_number="001185012345",
    phone="0912345678",
    papers=[ReturnedPaper("Trích lục khai sinh", "125/TLKS", "Cấp lại", 2)],
)
GRANTED = Resolved(at="2026-11-26T15:00:00+07:00", outcome="granted", note="Trích lục số 125/TLKS")
PAID = FeeCollected(amount=8_000, method="cash", payer="Nguyễn Thị Ánh Tuyết")
CERTIFYING = {"certification", "certification_statement", "certification_label"}
WITHOUT_NUMBER = {"unnumbered", "refusal"}
RESIDENCE = "residence "
"""Before the name of a paper of the residence procedure."""


@dataclass(frozen=True)
class PaperDesk:
    """A desk and its dossiers: ``main``, one that was refused without a number, one of
    certification, one of residence."""

    desk: Desk
    main: str
    refused: str
    certified: str
    residence: str

    def state(self, name: str) -> Dossier:
        """The dossier that has the paper ``name``."""
        chosen = self.main
        if name.startswith(RESIDENCE) or name == "residence_confirmation":
            chosen = self.residence
        elif name in WITHOUT_NUMBER:
            chosen = self.refused
        elif name in CERTIFYING:
            chosen = self.certified
        state = self.desk.store.dossier(chosen)
        assert state is not None
        return state

    def render(self, name: str, size: str = "", *, dpi: float = 203.2) -> RenderedPaper:
        """The paper at its first printing; without a ``size`` at its usual one."""
        form = name.removeprefix(RESIDENCE)
        usual = size or KINDS[form].sizes[0]
        return render(self.desk, self.state(name), form, size=usual, dpi=dpi, number="12")[0]


PAPERS = (*KINDS, *(f"{RESIDENCE}{name}" for name in ("receipt", "supplement", "refusal")))


@contextmanager
def open_paper_desk(directory: Path, *, demonstration: bool = False) -> Iterator[PaperDesk]:
    """The desk, in a folder that is not there yet."""
    with open_desk(directory, numbers=2, demonstration=demonstration) as desk:
        lease(desk.store, 1, agency=POLICE)
        main = _received(desk, BIRTH_AGAIN, "main")
        certified = _received(desk, COPIES, "copies")
        residence = _received(desk, LONGER_STAY, "residence")
        refused = _received(desk, BIRTH_AGAIN, "refused")
        _tell(desk, main, ASKED, HANDED, EXTENDED, PAID, GRANTED, RETURNED, STOPPED)
        _certify(desk, certified)
        _tell(desk, refused, REFUSED)
        denied = Resolved(
            at="2026-11-26T10:00:00+07:00",
            outcome="refused",
            note="Chưa cư trú tại địa phương (Điều 20 Luật Cư trú).",
        )
        _tell(desk, residence, ASKED, denied)
        yield PaperDesk(desk, main, refused, certified, residence)


def _received(desk: Desk, procedure: str, ref: str) -> str:
    given = intake(desk, procedure=procedure, ref=ref)
    application = msgspec.structs.replace(given.application, submitter=SUBMITTER)
    return receive(desk, dataclasses.replace(given, application=application)).dossier


def _certify(desk: Desk, dossier: str) -> None:
    with desk.store.transaction(officer=desk.officer, unlock="test") as transaction:
        papers = [
            CertifiedPaper(
                COPY,
                "Bằng tốt nghiệp đại học",
                "01-SCT/BS",
                2026,
                transaction.certification_number(COPY, 2026),
                pages=2,
                copies=3,
            )
            for _ in range(2)
        ]
        certified = Certified(
            at="2026-11-23T10:00:00+07:00",
            papers=papers,
            signer="Lê Văn Ký",
            signer_title="PHÓ CHỦ TỊCH",
        )
        transaction.append(dossier, certified)


def _tell(desk: Desk, dossier: str, *bodies: AnyBody) -> None:
    with desk.store.transaction(officer=desk.officer, unlock="test") as transaction:
        for body in bodies:
            transaction.append(dossier, body)
