"""A draft (hồ sơ lưu tạm): the form as it was typed, right or wrong (docs/adr/0013).

Texts are kept as typed; ``app.drafts.reading`` reads them.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct

from app.dossier.application import Channel, LookUpOutcome, ReturnBy
from app.ids import new_id

ORIGIN_PREFIX = "draft:"


class PersonDraft(Struct, frozen=True, omit_defaults=True):
    """A person's fields as typed; ``birth`` is ``24/11/1990``, ``1990``, or ISO."""

    name: str = ""
    id_number: str = ""
    no_id_reason: str = ""
    birth: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    organisation: bool = False
    no_id_kind: str = ""
    ward: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed."""
        return self == PersonDraft()


class ComponentDraft(Struct, frozen=True, omit_defaults=True):
    """A line of the papers: ticked or not, sheets by kind, what a look-up gave."""

    component: str
    given: bool = False
    originals: int = 0
    certified: int = 0
    photos: int = 0
    look_up: LookUpOutcome = LookUpOutcome.OBTAINED


class Draft(Struct, frozen=True, omit_defaults=True):
    """A dossier while it is typed. ``officer`` began it, at ``begun_at`` (ISO).

    ``received_at`` (ISO) is set where the officer chose another time than ``begun_at``. ``owner``
    and ``authoriser`` are None while those parts of the form are closed.
    """

    id: str
    begun_at: str
    officer: str
    procedure: str = ""
    submitter: PersonDraft = PersonDraft()
    owner: PersonDraft | None = None
    authoriser: PersonDraft | None = None
    authorisation: str = ""
    components: tuple[ComponentDraft, ...] = ()
    channel: Channel = Channel.IN_PERSON
    summary: str = ""
    sets: int = 1
    pages: int = 1
    copies: int = 1
    cases: int = 1
    exemption: str = ""
    late: bool = False
    return_by: ReturnBy = ReturnBy.DESK
    return_at: str = ""
    paper_exception: str = ""
    received_at: str = ""
    late_reason: str = ""
    deadline_case: str = ""

    @property
    def received(self) -> str:
        """When the dossier counts as handed in, ISO."""
        return self.received_at or self.begun_at

    @property
    def origin(self) -> str:
        """Under what a desk receives this draft, once (``Intake.origin``)."""
        return ORIGIN_PREFIX + self.id

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed that would be missed."""
        blank = Draft(id=self.id, begun_at=self.begun_at, officer=self.officer)
        return msgspec.structs.replace(self, components=()) == blank


def begin_draft(now: datetime, begun_at: str, officer: str) -> Draft:
    """A new, empty draft; ``begun_at`` is ISO."""
    return Draft(id=new_id(now), begun_at=begun_at, officer=officer)
