"""What a citizen brings to the counter: persons, procedure, papers."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Channel(StrEnum):
    """How a dossier comes in (NĐ 118/2025 Đ.15)."""

    IN_PERSON = "in_person"  # trực tiếp
    POST = "post"  # bưu chính công ích
    ONLINE = "online"  # trực tuyến


class Treatment(StrEnum):
    """What the law asks of a component: hand it in, show it, or the desk looks it up."""

    SUBMIT = "submit"  # nộp
    SHOW = "show"  # xuất trình
    LOOK_UP = "look_up"  # tra cứu trong cơ sở dữ liệu


class LookUpOutcome(StrEnum):
    """The three ends of a look-up."""

    OBTAINED = "obtained"
    MISSING_OR_DIFFERENT = "missing_or_different"  # the paper is asked for
    NOT_REACHABLE = "not_reachable"  # a task; does not use up the one supplement request


class ReturnBy(StrEnum):
    """How the citizen wants the result."""

    DESK = "desk"
    POST = "post"
    ELECTRONIC = "electronic"


class Person(Struct, frozen=True, omit_defaults=True):
    """A person or an organisation. ``id_number`` is the 12-digit number or a tax code.

    ``birth`` is an ISO date, or ``YYYY`` where only the year is known. ``no_id_reason`` says why
    there is no number; ``no_id_kind`` by what the person was identified instead
    (``app.identity.kinds``). ``ward`` is the five-digit code of the commune of today that
    ``address`` names, where that is certain; the address itself stays as printed on the card.
    """

    name: str
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


class Authorisation(Struct, frozen=True, omit_defaults=True):
    """The authoriser (người ủy quyền) and the paper that says so (Mẫu 01, TT 03/2025)."""

    person: Person
    document: str = ""


class GivenComponent(Struct, frozen=True, omit_defaults=True):
    """One component (thành phần hồ sơ) as it was handed in, shown or looked up.

    Counts are sheets of paper by kind: originals (bản chính), certified copies (bản chứng thực),
    photocopies (bản photo).
    """

    component: str
    name: str
    treatment: Treatment = Treatment.SUBMIT
    originals: int = 0
    certified: int = 0
    photos: int = 0
    look_up: LookUpOutcome | None = None


class Application(Struct, frozen=True, omit_defaults=True):
    """A dossier's content before it has a number.

    ``owner`` is the dossier's owner (chủ hồ sơ) where that is not the submitter. ``sets`` is the
    number of sets (bộ). ``pages``, ``copies`` and ``cases`` are what fees count by;
    ``late`` says that a birth or death is registered after its time. ``resolver`` is the e-ID of
    the agency competent to resolve it. ``deadline_case`` is the id of the case that sets another
    time limit than the procedure's own (``DeadlineCase``).
    """

    procedure: str
    resolver: str
    submitter: Person
    components: list[GivenComponent]
    channel: Channel = Channel.IN_PERSON
    owner: Person | None = None
    authorisation: Authorisation | None = None
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
    deadline_case: str = ""
