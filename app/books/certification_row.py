"""The lines of a register of certifications (sổ chứng thực), from the desk's own events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from app.dossier.desk_events import Certified, CertifiedPaper
from app.dossier.latest import bodies_of
from app.numbering.books import certification_key, check_certification

if TYPE_CHECKING:
    from app.dossier.state import Dossier
    from app.store.book_entries import BookEntry
    from app.store.store import Store


class CertificationRow(Struct, frozen=True):
    """One paper that was certified. ``at`` is ISO 8601; ``fee`` whole đồng, None where the dossier
    paid for more than this paper."""

    volume: int
    number: int
    at: str
    person: str
    person_id: str
    name: str
    book: str
    signer: str
    signer_title: str
    pages: int
    copies: int
    on_paper: bool = True
    fee: int | None = None


def certification_rows(store: Store, kind: str, year: int) -> Iterator[CertificationRow]:
    """The register of a kind and year by volume and number, read as it is asked for.

    Raises InvalidInput (``bad_kind``, ``bad_year``).
    """
    check_certification(kind, year)
    for entry in store.book_entries(certification_key(kind, year)):
        row = _row(store, entry, kind, year)
        if row is not None:
            yield row


def _row(store: Store, entry: BookEntry, kind: str, year: int) -> CertificationRow | None:
    dossier = store.dossier(entry.dossier)
    events = [one for one in store.events(entry.dossier) if one.event.header.id == entry.event]
    for body in bodies_of(events, Certified):
        for paper in body.papers:
            if (paper.kind, paper.year, paper.number) == (kind, year, entry.number):
                return _of_paper(entry, body, paper, dossier)
    return None  # a newer desk's event that can't be read here


def _of_paper(
    entry: BookEntry, body: Certified, paper: CertifiedPaper, dossier: Dossier | None
) -> CertificationRow:
    person, number = requester(paper, dossier)
    alone = dossier is not None and len(dossier.certified) == 1
    return CertificationRow(
        volume=entry.volume,
        number=paper.number,
        at=body.at,
        person=person,
        person_id=number,
        name=paper.name,
        book=paper.book,
        signer=body.signer,
        signer_title=body.signer_title,
        pages=paper.pages,
        copies=paper.copies,
        on_paper=paper.on_paper,
        fee=dossier.fee_total if dossier is not None and alone else None,
    )


def requester(paper: CertifiedPaper, dossier: Dossier | None) -> tuple[str, str]:
    """Name and identity number of who had the paper certified: who signed, else who came.

    The number of somebody else than the dossier's people is not known ("").
    """
    if dossier is None or dossier.application is None:
        return paper.person, ""
    application = dossier.application
    if not paper.person:
        return application.submitter.name, application.submitter.id_number
    for person in (application.submitter, application.owner):
        if person is not None and person.name.casefold() == paper.person.casefold():
            return paper.person, person.id_number
    return paper.person, ""
