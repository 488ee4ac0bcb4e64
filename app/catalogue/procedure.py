"""One version of an administrative procedure (thủ tục hành chính): the types of the catalogue."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from app.dated_data.toml_table import in_force
from app.deadlines.rule import DeadlineRule, deadline_text
from app.dossier.application import Treatment
from app.fees.rules import Fee, Text

ResolverKind = Literal["commune", "commune_police", "department"]
Mode = Literal["paper", "online_only", "both"]
Level = Literal["none", "partial", "full"]
NumberIssuer = Literal["one_stop", "residence", "identity_card", "business_register", "linked"]
_NATIONAL = re.compile(r"([1-9])\.?(\d{6})(?:\.[0-9A-Za-z.]{0,24})?\Z", re.ASCII)


class CopiesKind(StrEnum):
    """Which kind of paper a component usually is."""

    ORIGINAL = "original"  # bản chính
    CERTIFIED = "certified"  # bản sao chứng thực
    PHOTO = "photo"  # bản photo


class FilingForAnother(StrEnum):
    """Who may file, or collect, for the person whom a procedure concerns."""

    NONE = "none"  # in person only
    ANY = "any"  # anybody with a written authorisation
    CERTIFIED = "certified"  # the authorisation must be certified (chứng thực)
    KIN = "kin"  # close relatives without certification, others with it (TT 04/2020 Đ.2)


class Component(Struct, frozen=True, forbid_unknown_fields=True):
    """One component of the dossier (thành phần hồ sơ).

    ``replaced_by`` names the database that makes the paper unnecessary (NQ 66.7/2025/NQ-CP);
    ``condition`` says when the component is asked for at all.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{1,39}\Z")]
    name: Text
    treatment: Treatment
    required: bool = True
    copies_kind: CopiesKind = CopiesKind.ORIGINAL
    replaced_by: str = ""
    condition: str = ""


class ReceptionPeriod(Struct, frozen=True, forbid_unknown_fields=True):
    """How dossiers are taken from ``valid_from`` on, until the next period."""

    mode: Mode
    valid_from: date
    basis: Text
    exceptions: str = ""


class OnlinePeriod(Struct, frozen=True, forbid_unknown_fields=True):
    """The level of the online service from ``valid_from`` on, until the next period.

    ``none``, ``partial`` (một phần, level 3 before NĐ 42/2022), ``full`` (toàn trình, level 4).
    """

    level: Level
    valid_from: date
    basis: Text


class DeadlineCase(Struct, frozen=True, forbid_unknown_fields=True):
    """A case (trường hợp) that has another time limit than the procedure's own.

    ``name`` completes "Trường hợp …": "phải xác minh".
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{1,39}\Z")]
    name: Text
    basis: Text
    deadline: DeadlineRule | None = None


class ResultType(Struct, frozen=True, forbid_unknown_fields=True):
    """What the citizen gets: a paper, a card, an entry. ``code`` is the national one if known."""

    name: Text
    code: str = ""


class Procedure(Struct, frozen=True, forbid_unknown_fields=True):
    """One version: in force from ``valid_from`` to ``valid_to``, both included.

    ``code`` is the national eight characters; ``immediate`` where the result is given at once, so
    that no receipt is needed (NĐ 118/2025 Đ.17.4); ``certification`` where it is certifying
    (chứng thực), which has its own book and numbers one paper at a time (NĐ 23/2015). ``online``
    has the online level by date. ``number_issuer`` names the system that numbers the dossier:
    ``one_stop`` is ours. ``confidence``: H found in a text in force, M found partly or older, L
    from memory; the province's decision (quyết định công bố) decides. ``unsure`` says in Vietnamese
    what is not known, for the administrator.
    """

    code: Annotated[str, Meta(pattern=r"^[1-9]\.[0-9]{6}\Z")]
    name: Text
    field: Text
    resolver_kind: ResolverKind
    valid_from: date
    reception_periods: Annotated[list[ReceptionPeriod], Meta(min_length=1)]
    components: Annotated[list[Component], Meta(min_length=1, max_length=100)]
    legal_basis: Annotated[list[Text], Meta(min_length=1)]
    confidence: Literal["H", "M", "L"]
    valid_to: date | None = None
    immediate: bool = False
    deadline: DeadlineRule | None = None
    fees: list[Fee] = []
    keywords: list[Text] = []
    certification: bool = False
    online: list[OnlinePeriod] = []
    results: list[ResultType] = []
    filing_for_another: FilingForAnother = FilingForAnother.ANY
    number_issuer: NumberIssuer = "one_stop"
    deadline_cases: list[DeadlineCase] = []
    no_limit: str = ""
    unsure: str = ""

    @property
    def time_limit(self) -> str:
        """The time limit in the words of the receipt."""
        return deadline_text(self.deadline, self.no_limit)

    def in_force(self, on: date) -> bool:
        """Whether this version governs a dossier received on ``on``."""
        return in_force(on, self.valid_from, self.valid_to)

    def reception(self, on: date) -> Mode:
        """How the procedure is taken on ``on``, a day of its validity."""
        modes = [period.mode for period in self.reception_periods if period.valid_from <= on]
        return modes[-1] if modes else self.reception_periods[0].mode

    def level(self, on: date) -> Level | None:
        """The level of the online service on ``on``; None where no text says it for that day."""
        levels = [period.level for period in self.online if period.valid_from <= on]
        return levels[-1] if levels else None


def national_code(text: str) -> str:
    """The national eight characters of a procedure's code.

    A local suffix (``.000.00.00.H61``) is left off, a point that was not typed (``1001193``) put
    in. Text that is no code comes back stripped, and is then not found.
    """
    match = _NATIONAL.match(text.strip())
    return f"{match[1]}.{match[2]}" if match else text.strip()
