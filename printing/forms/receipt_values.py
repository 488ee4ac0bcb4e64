"""The values of a receipt and of the slip that stands for it, from their papers' data."""

from __future__ import annotations

from collections.abc import Sequence

from printing.layout.table import SPAN
from printing.layout.values import Places, Values
from printing.papers import (
    ComponentOnPaper,
    DeskOnPaper,
    PersonOnPaper,
    ReceiptPaper,
    UnnumberedSlip,
)

DESK = frozenset({"superior", "body", "place", "unit", "centre", "officer", "ask_at"})
_PERSON = ("name", "id", "address", "phone", "email")
PEOPLE = frozenset(
    f"{who}_{what}" for who in ("submitter", "owner", "authoriser") for what in _PERSON
)
COMPONENTS = {
    "components": frozenset({"ordinal", "name", "originals", "certified", "photos", "remark", SPAN})
}
RECEIPT_PLACES = Places(
    texts=DESK
    | PEOPLE
    | {
        "code", "owner_is_authoriser", "authorisation_paper", "request", "sets", "time_limit",
        "received_at", "due_at", "return_at", "fee", "book_volume", "book_number",
    },
    rows=COMPONENTS,
)  # fmt: skip
SLIP_PLACES = Places(
    texts=DESK | PEOPLE | {"reference", "request", "sets", "received_at", "due_at", "return_at"},
    rows=COMPONENTS,
)


def receipt_values(paper: ReceiptPaper) -> Values:
    """The values of Mẫu 01."""
    texts = {
        **desk_texts(paper.desk),
        **person_texts("submitter", paper.submitter),
        **person_texts("owner", paper.owner),
        **person_texts("authoriser", paper.authoriser),
        "code": paper.code,
        "owner_is_authoriser": "1" if same_person(paper.owner, paper.authoriser) else "",
        "authorisation_paper": paper.authorisation_paper,
        "request": paper.request,
        "sets": paper.sets,
        "time_limit": paper.time_limit,
        "received_at": paper.received_at,
        "due_at": paper.due_at,
        "return_at": paper.return_at,
        "fee": paper.fee,
        "book_volume": paper.book,
        "book_number": paper.book_number,
    }
    return Values(texts, {"components": component_rows(paper.components)})


def slip_values(paper: UnnumberedSlip) -> Values:
    """The values of the slip for a dossier that waits for its number."""
    texts = {
        **desk_texts(paper.desk),
        **person_texts("submitter", paper.submitter),
        **person_texts("owner", paper.owner),
        "reference": paper.reference,
        "request": paper.request,
        "sets": paper.sets,
        "received_at": paper.received_at,
        "due_at": paper.due_at,
        "return_at": paper.return_at,
    }
    return Values(texts, {"components": component_rows(paper.components)})


def desk_texts(desk: DeskOnPaper) -> dict[str, str]:
    """The desk as it names itself; its header's lines as one text."""
    return {
        "superior": " ".join(desk.superior),
        "body": desk.body,
        "place": desk.place,
        "unit": desk.unit,
        "centre": desk.centre,
        "officer": desk.officer,
        "ask_at": desk.ask_at,
    }


def person_texts(who: str, person: PersonOnPaper | None) -> dict[str, str]:
    """A person's five texts under the names ``<who>_name`` and so on; none for nobody."""
    if person is None:
        return {}
    return {
        f"{who}_name": person.name,
        f"{who}_id": person.id_number,
        f"{who}_address": person.address,
        f"{who}_phone": person.phone,
        f"{who}_email": person.email,
    }


def component_rows(components: Sequence[ComponentOnPaper]) -> list[dict[str, str]]:
    """Rows of the table; where nothing was handed in, the span says how it came instead."""
    return [
        {
            "ordinal": component.ordinal,
            "name": component.name,
            "originals": component.originals,
            "certified": component.certified,
            "photos": component.photos,
            "remark": component.remark,
            SPAN: "" if component.counted else component.remark.capitalize(),
        }
        for component in components
    ]


def same_person(one: PersonOnPaper | None, other: PersonOnPaper | None) -> bool:
    """Whether both are known and the same: the second then need not be described again."""
    if one is None or other is None:
        return False
    return (one.name, one.id_number) == (other.name, other.id_number)
