"""What the desk does with a dossier besides numbering and printing: refuse, hand over, give back.

All are facts: they have happened at the counter (docs/adr/0002). Times are ISO 8601; ``at`` is when
it happened. Words such as ``relation`` are checked where they are decided: one that a newer desk
knows must stay readable here.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from app.dossier.body import Body

NOT_COMPETENT, OUT_OF_SCOPE, NOT_QUALIFIED = "not_competent", "out_of_scope", "not_qualified"
FORGED, DUPLICATE, OTHER = "forged", "duplicate", "other"
GROUNDS = (NOT_COMPETENT, OUT_OF_SCOPE, NOT_QUALIFIED, FORGED, DUPLICATE, OTHER)
"""Why reception is refused (Mẫu 03); their Vietnamese is in ``app.dossier.refusal_words``."""
DESK, POST, ELECTRONIC = "desk", "post", "electronic"
METHODS = (DESK, POST, ELECTRONIC)
"""How the citizen gets the result; the words of ``ReturnBy``."""
SELF, KIN, AUTHORISED = "self", "kin", "authorised"
RELATIONS = (SELF, KIN, AUTHORISED)
"""Who collects a result: the submitter, a close relative, somebody with an authorisation."""
COPY, SIGNATURE, TRANSACTION, TRANSLATION = "copy", "signature", "transaction", "translation"
CERTIFICATION_KINDS = (COPY, SIGNATURE, TRANSACTION, TRANSLATION)
"""Sao từ bản chính, chữ ký, hợp đồng giao dịch, chữ ký người dịch (NĐ 23/2015 Đ.2)."""


class Refused(Body, frozen=True, kw_only=True):
    """Reception was refused before there was a number (phiếu từ chối, NĐ 118/2025 Đ.16).

    ``ground`` is a word of ``GROUNDS``. ``basis`` names the provision where the conditions are not
    met; ``reason`` says what exactly is wrong, always where the ground is another one.
    """

    TYPE: ClassVar[str] = "refused"
    at: str
    reason: str
    basis: str = ""
    ground: str = OTHER
    salt: str = ""


class HandedOver(Body, frozen=True, kw_only=True):
    """The dossier went to who resolves it (NĐ 118/2025 Đ.18.2). ``to`` is the unit's name;
    ``batch`` is the same for all dossiers of one hand-over list."""

    TYPE: ClassVar[str] = "handed_over"
    at: str
    to: str
    received_by: str = ""
    batch: str = ""
    note: str = ""
    salt: str = ""


class ReturnedPaper(Struct, frozen=True, omit_defaults=True):
    """A result that was given to the citizen: its kind, its own number, what it is about."""

    name: str
    number: str = ""
    summary: str = ""
    copies: int = 1


class ResultReturned(Body, frozen=True, kw_only=True):
    """The citizen has the result (NĐ 118/2025 Đ.22). ``receipt_shown`` is False where the receipt
    was lost and the person was identified instead (Đ.6); ``originals`` are papers given back.

    Without ``papers`` it is the giving back of originals of a dossier that ended without a result.
    """

    TYPE: ClassVar[str] = "result_returned"
    at: str
    receiver: str
    papers: list[ReturnedPaper]
    relation: str = SELF
    id_number: str = ""
    phone: str = ""
    document: str = ""
    method: str = DESK
    receipt_shown: bool = True
    originals: tuple[str, ...] = ()
    salt: str = ""


class CertifiedPaper(Struct, frozen=True, omit_defaults=True):
    """One paper that was certified, in its kind's register: ``number`` of ``book`` and ``year``.

    Every paper has its own number, counted by kind from 01 to the end of the year (NĐ 23/2015).
    """

    kind: str
    name: str
    book: str
    year: int
    number: int
    pages: int = 1
    copies: int = 1
    person: str = ""
    on_paper: bool = True


class Certified(Body, frozen=True, kw_only=True):
    """Papers of the dossier were certified by ``signer`` (``signer_title`` as it is printed).

    ``override_reason`` says why a paper that has a number already gets another one.
    """

    TYPE: ClassVar[str] = "certified"
    at: str
    papers: list[CertifiedPaper]
    signer: str
    signer_title: str = ""
    override_reason: str = ""
    salt: str = ""


DeskBody = Refused | HandedOver | ResultReturned | Certified

DESK_FACTS = (Refused, HandedOver, ResultReturned, Certified)
