"""The numbers of papers that events tell of: places in the desk's books, numbers of slips.

Both tables are projections (docs/adr/0023): books from the events of this desk's installations,
slips' numbers from those of every desk.
"""

from __future__ import annotations

from app.dossier.desk_events import Certified
from app.dossier.events import AnyBody, BookPlace, Event, Printed, Registered, read_event
from app.numbering.books import certification_key, tracking_key
from app.store.database import Database
from app.store.payloads import readable_body

_WITH_NUMBERS = (Registered.TYPE, Certified.TYPE, Printed.TYPE)


def index_event(database: Database, event: Event, body: AnyBody | None) -> None:
    """Keep the numbers that ``event`` tells of, inside a transaction; the same again is nothing."""
    if isinstance(body, Printed):
        _keep_slip(database, body, event)
    elif isinstance(body, Registered | Certified) and _is_ours(database, event):
        for book, place in places_of(database, body, event):
            _keep_place(database, book, place, event)


def rebuild_numbers(database: Database) -> None:
    """Make both tables anew from the events, inside a transaction."""
    database.write("DELETE FROM book_entry")
    database.write("DELETE FROM slip_number")
    marks = ", ".join("?" for _ in _WITH_NUMBERS)
    for header, payload in database.rows(
        f"SELECT header, payload FROM event WHERE type IN ({marks}) ORDER BY number",  # noqa: S608 - question marks
        _WITH_NUMBERS,
    ):
        event = read_event(header, payload)
        index_event(database, event, readable_body(event))


def places_of(
    database: Database, body: Registered | Certified, event: Event
) -> list[tuple[str, BookPlace]]:
    """(book, place) of each entry that an event of this desk makes."""
    if isinstance(body, Registered):
        return [] if body.book is None else [(tracking_key(body.procedure.field), body.book)]
    volume = volume_of(database, event.header.installation)
    return [
        (certification_key(paper.kind, paper.year), BookPlace(volume, paper.number))
        for paper in body.papers
    ]


def volume_of(database: Database, installation: str) -> int:
    """The volume (quyển) that this desk's ``installation`` writes: the manyeth of its line."""
    row = database.row("SELECT volume FROM installation WHERE id = ?", (installation,))
    assert row is not None
    return int(row[0])


def last_volume(database: Database) -> int:
    """The highest volume that an installation of this desk may have written; 0 for none."""
    row = database.row("SELECT coalesce(max(volume), 0) FROM installation")
    assert row is not None
    return int(row[0])


def last_number(database: Database, installation: str, book: str, volume: int) -> int:
    """The highest number of a volume of a book; 0 where it has none."""
    row = database.row(
        "SELECT max(number) FROM book_entry WHERE installation = ? AND book = ? AND volume = ?",
        (installation, book, volume),
    )
    return 0 if row is None or row[0] is None else int(row[0])


def is_slip_known(database: Database, number: str) -> bool:
    """Whether a paper bears ``number`` (``Series.number_text``), whoever gave it."""
    return database.row("SELECT 1 FROM slip_number WHERE code = ?", (number,)) is not None


def _is_ours(database: Database, event: Event) -> bool:
    found = database.row("SELECT 1 FROM installation WHERE id = ?", (event.header.installation,))
    return found is not None


def _keep_slip(database: Database, body: Printed, event: Event) -> None:
    if body.series and body.sequence:
        database.write(
            "INSERT INTO slip_number (code, event) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (f"{body.series}/{body.sequence}", event.header.id),
        )


def _keep_place(database: Database, book: str, place: BookPlace, event: Event) -> None:
    header = event.header
    database.write(
        "INSERT INTO book_entry (installation, book, volume, number, dossier, event)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (header.installation, book, place.volume, place.number, header.dossier, header.id),
    )
