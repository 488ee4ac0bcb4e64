"""verify: leases, numbers of dossiers and papers, the desk's books, the emergency pads."""

from __future__ import annotations

from collections.abc import Iterator

from app.dossier.desk_events import Certified
from app.dossier.events import Printed, Registered, read_event
from app.errors import InvalidInput
from app.numbering.code import parse_code
from app.numbering.series import DOSSIER_KIND, Series
from app.store.database import Database
from app.store.paper_numbers import places_of
from app.store.payloads import readable_body


def _number_problems(database: Database) -> Iterator[str]:
    leases = database.rows("SELECT id, kind, agency, period, first, last, next FROM lease")
    for lease, kind, agency, period, first, last, following in leases:
        series = Series(kind, agency, period)
        spans = [(row[0], row[0]) for row in _used(database, lease)] + database.rows(
            "SELECT first, last FROM number_end WHERE lease = ?", (lease,)
        )
        numbers = sorted(number for start, end in spans for number in range(start, end + 1))
        if numbers != list(range(first, following)) or following > last + 1:
            yield f"dải số {lease}: số đã kết thúc không khớp (từ {first} đến {following - 1})"
        for sequence, code, _ in _used(database, lease):
            if code != series.number_text(sequence):
                yield f"mã {code}: không thuộc số {sequence} của dải {lease}"
    for left, right in database.rows(
        "SELECT a.id, b.id FROM lease a JOIN lease b ON a.kind = b.kind AND a.agency = b.agency"
        " AND a.period = b.period AND a.id < b.id AND a.first <= b.last AND b.first <= a.last"
    ):
        yield f"dải số {left} và {right} trùng nhau"


def _given_out(body: object) -> str:
    """The number that an event gave out; empty for the others."""
    if isinstance(body, Registered):
        return body.code
    if isinstance(body, Printed) and body.lease:
        return f"{body.series}/{body.sequence}"
    return ""


def _free_number_problems(database: Database) -> Iterator[str]:
    """No number that a dossier has may still be free in a lease: it would be handed out again."""
    free: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for agency, period, following, last in database.rows(
        "SELECT agency, period, next, last FROM lease WHERE next <= last AND kind = ?",
        (DOSSIER_KIND,),
    ):
        free.setdefault((agency, period), []).append((following, last))
    for (text,) in database.rows("SELECT code FROM dossier WHERE code IS NOT NULL"):
        try:
            code = parse_code(text)
        except InvalidInput:
            continue  # another desk's; the central has its finding
        if not code.is_of_a_series:
            continue  # another system counts on its own
        spans = free.get((code.agency, code.day.isoformat()), [])
        if any(following <= code.sequence <= last for following, last in spans):
            yield f"mã {text}: đã thuộc một hồ sơ mà dải số còn ghi là chưa dùng"


def _used(database: Database, lease: str) -> list[tuple[int, str, str]]:
    return [
        (row[0], row[1], row[2])
        for row in database.rows(
            "SELECT sequence, code, event FROM number_used WHERE lease = ?", (lease,)
        )
    ]


def _code_problems(database: Database) -> Iterator[str]:
    """No number twice, and each used one stands in the event that gave it out."""
    written: dict[str, str] = {}
    for event_id, header, payload in database.rows(
        "SELECT id, header, payload FROM event WHERE own = 1 AND type IN ('registered', 'printed')"
    ):
        number = _given_out(readable_body(read_event(header, payload)))
        if number:
            if number in written:
                yield f"mã {number}: cấp hai lần"
            written[number] = event_id
    for code, event in database.rows("SELECT code, event FROM number_used"):
        if written.get(code) != event:
            yield f"mã {code}: sự kiện cấp mã không khớp"


def _book_problems(database: Database) -> Iterator[str]:
    """The books are what the events say, each volume 1, 2, 3 … without a gap."""
    told: set[tuple[str, str, int, int, str, str]] = set()
    for header, payload in database.rows(
        "SELECT header, payload FROM event WHERE type IN ('registered', 'certified')"
        " AND installation IN (SELECT id FROM installation)"
    ):
        event = read_event(header, payload)
        body = readable_body(event)
        if isinstance(body, Registered | Certified):
            head = event.header
            told |= {
                (head.installation, book, place.volume, place.number, head.dossier, head.id)
                for book, place in places_of(database, body, event)
            }
    kept = database.rows(
        "SELECT installation, book, volume, number, dossier, event FROM book_entry"
    )
    if told != set(kept):
        yield "sổ của quầy: bảng ghi sổ khác các sự kiện"
    volumes: dict[tuple[str, str, int], list[int]] = {}
    for installation, book, volume, number, *_ in told:
        volumes.setdefault((installation, book, volume), []).append(number)
    for (_, book, volume), numbers in sorted(volumes.items()):
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"sổ {book} quyển {volume}: số thứ tự không liên tục"


def _slip_problems(database: Database) -> Iterator[str]:
    """Every paper's number that an event tells of is known, so that it is not given out again."""
    told: set[tuple[str, str]] = set()
    for header, payload in database.rows(
        "SELECT header, payload FROM event WHERE type = 'printed'"
    ):
        event = read_event(header, payload)
        body = readable_body(event)
        if isinstance(body, Printed) and body.series and body.sequence:
            told.add((f"{body.series}/{body.sequence}", event.header.id))
    if told != set(database.rows("SELECT code, event FROM slip_number")):
        yield "số phiếu: bảng số phiếu khác các sự kiện"


def _pad_problems(database: Database) -> Iterator[str]:
    """A slip that a dossier has is that dossier's first event."""
    for reference, dossier in database.rows(
        "SELECT reference, pad_slip.dossier FROM pad_slip LEFT JOIN event"
        " ON event.id = pad_slip.event WHERE pad_slip.dossier IS NOT NULL"
        " AND event.dossier IS NOT pad_slip.dossier"
    ):
        yield f"phiếu dự phòng {reference}: hồ sơ {dossier} không mở bằng phiếu này"


NUMBER_CHECKS = (
    _number_problems,
    _code_problems,
    _free_number_problems,
    _book_problems,
    _slip_problems,
    _pad_problems,
)
"""What verify checks of numbers; each yields problems in Vietnamese."""
