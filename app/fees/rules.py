"""How a charge is counted, when it applies, who is exempt: the types of the catalogue's fees.

Phí and lệ phí are different columns everywhere (Luật Phí và lệ phí 2015). Money is whole đồng.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Dong = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Text = Annotated[str, Meta(min_length=1, max_length=500)]
Key = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{1,63}\Z")]


class FeeKind(StrEnum):
    """The two columns."""

    PHI = "phi"
    LE_PHI = "le_phi"


class FeeCase(StrEnum):
    """Which filings a charge belongs to: registration on time (đúng hạn) and late differ."""

    ALWAYS = "always"
    ON_TIME = "on_time"
    LATE = "late"


class _Charge(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """The base of the ways to count."""


class Free(_Charge, frozen=True, tag="free"):
    """Nothing is paid; the line says so on the receipt."""


class PerPageCapped(_Charge, frozen=True, tag="per_page_capped"):
    """Each copy by the pages of the original, cheaper after the first ones, at most ``cap``."""

    first_pages: Annotated[int, Meta(ge=1, le=1_000)]
    first_rate: Dong
    further_rate: Dong
    cap: Dong


class PerCase(_Charge, frozen=True, tag="per_case"):
    """``amount`` for each case (trường hợp)."""

    amount: Dong


class PerCopy(_Charge, frozen=True, tag="per_copy"):
    """``amount`` for each copy of each event (bản sao trích lục/sự kiện)."""

    amount: Dong


class ByChannel(_Charge, frozen=True, tag="by_channel"):
    """One amount where filed at the desk or by post, another online; ``per_case``: for each case
    (each person of a list), not for the filing."""

    direct: Dong
    online: Dong
    per_case: bool = False


class LocalRate(Struct, frozen=True, forbid_unknown_fields=True):
    """One amount that a province's council (HĐND) has set for a time."""

    amount: Dong
    valid_from: date
    basis: Text
    valid_to: date | None = None


class Local(_Charge, frozen=True, tag="local"):
    """The province's council sets it; the amount is configuration (``key``), never in the seed."""

    key: Key
    rates: list[LocalRate] = []


Charge = Free | PerPageCapped | PerCase | PerCopy | ByChannel | Local


class Exemption(Struct, frozen=True, forbid_unknown_fields=True):
    """Who does not pay a charge, by which text, and when."""

    ground: Key
    basis: Text
    valid_from: date | None = None
    valid_to: date | None = None


class Fee(Struct, frozen=True, forbid_unknown_fields=True):
    """One charge of a procedure.

    ``only_in`` are cases (trường hợp) of the procedure, as in its ``deadline_cases``: exchanging a
    card and issuing it anew cost differently. A case that has charges of its own is charged those;
    every other filing is charged what names no case.
    """

    name: Text
    kind: FeeKind
    charge: Charge
    basis: Text
    case: FeeCase = FeeCase.ALWAYS
    valid_from: date | None = None
    valid_to: date | None = None
    exemptions: list[Exemption] = []
    only_in: list[Key] = []


class Ground(Struct, frozen=True, forbid_unknown_fields=True):
    """A ground of exemption as people name it; ``words`` are other ways to name it."""

    id: Key
    name: Text
    words: list[Text] = []
