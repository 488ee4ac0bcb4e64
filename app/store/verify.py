"""verify: does everything in the store still hold together? It changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.dossier.events import (
    FIRST_PREV_HASH,
    Header,
    Opened,
    decode_header,
    read_event,
    sha256_hex,
)
from app.dossier.evolve import replay
from app.errors import EnvironmentFault
from app.keys.record import InstallationRecord, lease_tail
from app.numbering.ceiling import judge
from app.store import audit
from app.store.database import Database
from app.store.feed_cursor import read_cursor
from app.store.numbers import BURN_REASONS
from app.store.pages_named import pages_named
from app.store.payloads import readable_body
from app.store.projection import dossier_values, events_in_order, last_accepted
from app.store.store import Store
from app.store.verify_numbers import NUMBER_CHECKS

MAX_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``problems`` in Vietnamese, none where all is well; ``figures`` count what was checked."""

    problems: list[str]
    figures: dict[str, int]


def verify(store: Store) -> VerifyReport:
    """Check pages of the database, events, chains, projections, search, audit, outbox, numbers,
    ceilings and page files. Reads one moment of the store, also while another process writes.

    Raises EnvironmentFault where it can't be read at all.
    """
    database = store.parts.database
    record, _ = _read_record(store)
    problems = [f"cơ sở dữ liệu: {line}" for line in database.integrity_problems()]
    problems += _search_problems(database)
    with database.snapshot():
        figures = _figures(database)
        problems += _event_problems(database)
        if _unreadable_headers(database):
            return VerifyReport(problems[:MAX_PROBLEMS], figures)  # the rest reads headers
        for check in _CHECKS:
            problems += check(database)
        behind = list(_record_problems(store, record))
        pages = pages_named(database, of_this_desk=True)
        used = _highest_used(database)
    # Read again after the database: the ceiling is raised before a number is used.
    after, unreadable = _read_record(store)
    problems += unreadable + list(_ceiling_problems(after, used))
    if record is not None and after is not None and record.installation == after.installation:
        problems += behind  # else the desk was enrolled meanwhile
    problems += _page_problems(store, pages)
    return VerifyReport(problems[:MAX_PROBLEMS], {**figures, "pages": len(pages)})


def _event_problems(database: Database) -> Iterator[str]:
    rows = database.rows(
        "SELECT id, dossier, type, installation, seq, hash, header, payload FROM event"
    )
    for row in rows:
        header = _header(row[6])
        if header is None:
            yield f"sự kiện {row[0]}: phần đầu không đọc được"
            continue
        if sha256_hex(row[6]) != row[5]:
            yield f"sự kiện {row[0]}: phần đầu bị sửa"
        if sha256_hex(row[7]) != header.payload_hash:
            yield f"sự kiện {row[0]}: nội dung bị sửa"
        if (header.id, header.dossier, header.type, header.installation, header.seq) != row[:5]:
            yield f"sự kiện {row[0]}: cột không khớp phần đầu"


def _header(data: bytes) -> Header | None:
    try:
        return decode_header(data)
    except msgspec.MsgspecError:
        return None


def _unreadable_headers(database: Database) -> bool:
    return any(_header(row[0]) is None for row in database.rows("SELECT header FROM event"))


def _chain_problems(database: Database) -> Iterator[str]:
    for (installation,) in database.rows("SELECT DISTINCT installation FROM event WHERE own = 1"):
        previous, expected = FIRST_PREV_HASH, 1
        rows = database.rows(
            "SELECT seq, header, hash FROM event WHERE own = 1 AND installation = ? ORDER BY seq",
            (installation,),
        )
        for seq, header, digest in rows:
            if seq != expected:
                yield f"chuỗi {installation}: thiếu sự kiện {expected}"
            elif decode_header(header).prev_hash != previous:
                yield f"chuỗi {installation}: sự kiện {seq} không nối sự kiện trước"
            previous, expected = digest, seq + 1


def _projection_problems(database: Database) -> Iterator[str]:
    names: list[str] = []
    for (dossier,) in database.rows("SELECT DISTINCT dossier FROM event"):
        state = replay(events_in_order(database, dossier))
        if state is None:
            continue  # only requests that were set aside
        expected = {**dossier_values(state), "accepted": last_accepted(database, dossier)}
        names = names or list(expected)
        row = database.row(
            f"SELECT {', '.join(names)} FROM dossier WHERE id = ?",  # noqa: S608 - names of our own columns
            (dossier,),
        )
        if row is None:
            yield f"hồ sơ {dossier}: thiếu trong bảng hồ sơ"
        elif row != tuple(expected[name] for name in names):
            yield f"hồ sơ {dossier}: bảng hồ sơ khác các sự kiện"
    for (dossier,) in database.rows(
        "SELECT id FROM dossier WHERE id NOT IN (SELECT dossier FROM event)"
    ):
        yield f"hồ sơ {dossier}: không có sự kiện nào"


def _search_problems(database: Database) -> Iterator[str]:
    if not database.search_is_intact("search"):
        yield "chỉ mục tìm kiếm không khớp bảng hồ sơ"


def _outbox_problems(database: Database) -> Iterator[str]:
    for (event,) in database.rows(
        "SELECT id FROM event WHERE own = 1 AND state = 'pending'"
        " AND number NOT IN (SELECT number FROM outbox)"
    ):
        yield f"sự kiện {event}: chưa gửi mà không có trong hàng chờ"
    for (event,) in database.rows(
        "SELECT e.id FROM outbox o JOIN event e ON e.number = o.number"
        " WHERE e.own = 0 OR (o.state = 'set_aside') <> (e.state = 'set_aside')"
    ):
        yield f"sự kiện {event}: hàng chờ gửi không khớp"
    for (event,) in database.rows(
        "SELECT e.id FROM outbox o JOIN event e ON e.number = o.number"
        " WHERE o.answered = 1 AND o.state = 'pending'"
    ):
        yield f"sự kiện {event}: chờ gửi mà ghi là đã có trả lời"
    for table, rowid, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield f"bảng {table} dòng {rowid}: thiếu dòng ở {parent}"


def _unreturned_problems(database: Database) -> Iterator[str]:
    """Own events behind a hole of the chain can't be offered to a central that lost them.

    The hole is a request that was set aside and that a restored desk does not know any more.
    """
    generation, _ = read_cursor(database)
    for (event,) in database.rows(
        "SELECT id FROM event WHERE own = 0 AND state = 'accepted' AND generation < ?"
        " AND installation IN (SELECT id FROM installation)",
        (generation,),
    ):
        yield f"sự kiện {event}: chưa có lại ở hệ thống trung tâm, quầy không tự gửi lại được"


def _origin_problems(database: Database) -> Iterator[str]:
    """What was received once is known by where it came from, so that it is not received again."""
    known = {row[0] for row in database.rows("SELECT origin FROM origin")}
    for dossier, header, payload in database.rows(
        "SELECT dossier, header, payload FROM event WHERE own = 1 AND type = 'opened'"
    ):
        body = readable_body(read_event(header, payload))
        if isinstance(body, Opened) and body.origin and body.origin not in known:
            yield f"hồ sơ {dossier}: mất dấu nơi hồ sơ đến"


def _key_problems(database: Database) -> Iterator[str]:
    """The key that signs the papers is the one that was enrolled."""
    for installation, private, public in database.rows(
        "SELECT id, private_key, public_key FROM installation"
    ):
        key = Ed25519PrivateKey.from_private_bytes(private)
        if key.public_key().public_bytes_raw() != public:
            yield f"khóa ký của {installation}: không khớp khóa đã ghi danh"


def _highest_used(database: Database) -> dict[str, int]:
    return {
        lease_tail(lease): highest
        for lease, highest in database.rows(
            "SELECT lease, max(sequence) FROM number_used GROUP BY lease"
        )
    }


def _read_record(store: Store) -> tuple[InstallationRecord | None, list[str]]:
    try:
        return store.parts.provider.read_record(store.parts.manifest.store), []
    except EnvironmentFault as fault:
        return None, [fault.message]


def _record_problems(store: Store, record: InstallationRecord | None) -> Iterator[str]:
    """An older copy of the database. ``record`` was read before it, so it can only be behind."""
    if record is None or store.must_succeed:
        return
    succeed = judge(record, store.number_facts(), machine=store.parts.machine).succeed
    if succeed:
        yield f"kho dữ liệu: {BURN_REASONS[succeed]}"


def _ceiling_problems(record: InstallationRecord | None, used: dict[str, int]) -> Iterator[str]:
    for tail, ceiling in (record.ceilings if record else {}).items():
        if used.get(tail, 0) > ceiling:
            yield f"dải số …{tail}: đã dùng quá mức ghi ngoài cơ sở dữ liệu"


def _page_problems(store: Store, pages: set[str]) -> Iterator[str]:
    for sha256 in sorted(pages):
        try:
            store.pages.get(sha256)
        except EnvironmentFault as fault:
            yield fault.message


def _figures(database: Database) -> dict[str, int]:
    counted = {}
    for name, table in (
        ("events", "event"),
        ("dossiers", "dossier"),
        ("outbox", "outbox"),
        ("numbers_used", "number_used"),
        ("audit_lines", "audit"),
    ):
        row = database.row(f"SELECT count(*) FROM {table}")  # noqa: S608 - one of these constants
        assert row is not None
        counted[name] = int(row[0])
    return counted


_CHECKS = (
    _chain_problems,
    _projection_problems,
    _outbox_problems,
    _unreturned_problems,
    audit.problems,
    *NUMBER_CHECKS,
    _origin_problems,
    _key_problems,
)
