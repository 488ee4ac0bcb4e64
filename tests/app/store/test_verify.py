"""verify finds what is wrong, whatever was tampered with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.dossier.events import Page, PagesAttached
from app.ids import new_id
from app.store.verify import verify
from tests.app.store.rig import (
    OFFICER,
    SERIES,
    DeskRig,
    OtherDesk,
    feed_item,
    lease,
    opening,
    receive,
)

TAMPERINGS = {
    "sự kiện .*: phần đầu bị sửa": "UPDATE event SET hash = 'x' WHERE seq = 2",
    "nội dung bị sửa": "UPDATE event SET payload ="
    " CAST(replace(payload, 'A', 'B') AS BLOB) WHERE seq = 1",
    "cột không khớp": "UPDATE event SET type = 'printed' WHERE seq = 2",
    "phần đầu không đọc được": "UPDATE event SET header = x'7b' WHERE own = 0",
    "thiếu sự kiện 3": "UPDATE event SET seq = 9 WHERE seq = 3",
    "không nối sự kiện trước": "UPDATE event SET hash = 'y' WHERE seq = 1",
    "bảng hồ sơ khác": "UPDATE dossier SET name = 'Khác'",
    "thiếu trong bảng": "DELETE FROM dossier WHERE number = 1",
    "không có sự kiện": "INSERT INTO dossier SELECT 99, 'zz', NULL, '', '', '', '', '', NULL,"
    " 'opened', 0, 0, '', x'' FROM dossier LIMIT 1",
    "chỉ mục tìm kiếm": "INSERT INTO search (search, rowid, words) VALUES ('delete', 1,"
    " (SELECT words FROM dossier WHERE number = 1))",
    "không có trong hàng chờ": "DELETE FROM outbox WHERE number = 1",
    "hàng chờ gửi không khớp": "UPDATE outbox SET state = 'set_aside' WHERE number = 1",
    "số đã kết thúc không khớp": "UPDATE lease SET next = next + 1",
    "không thuộc số": "UPDATE number_used SET code = 'H26.107-261123-0099' WHERE sequence = 1",
    "sự kiện cấp mã không khớp": "DELETE FROM event WHERE type = 'registered'",
    "trùng nhau": "UPDATE lease SET first = 2, next = 2 WHERE first = 30",
    "nhật ký dòng 1: chuỗi": "UPDATE audit SET officer = 'Kẻ Gian' WHERE number = 1",
    "nhật ký dòng 2: chuỗi": "DELETE FROM audit_detail WHERE number = 1;"
    "DELETE FROM audit WHERE number = 1",
    "nhật ký dòng 2: nội dung": "UPDATE audit_detail SET detail = '{}' WHERE number = 2",
    "thiếu dòng ở event": "DELETE FROM event WHERE number = 2",
    "dải số còn ghi là chưa dùng": "DELETE FROM number_used WHERE sequence = 2;"
    "UPDATE lease SET next = 2 WHERE first = 1",
    "ghi là đã có trả lời": "UPDATE outbox SET answered = 1",
    "mất dấu nơi hồ sơ đến": "DELETE FROM origin",
    "không khớp khóa đã ghi danh": "UPDATE installation SET private_key = zeroblob(32)",
    "đã dùng quá mức": "UPDATE number_used SET sequence = 19 WHERE sequence = 2",
}


@pytest.mark.parametrize(("expected", "statement"), TAMPERINGS.items())
def test_tampering_is_found(rig: DeskRig, expected: str, statement: str) -> None:
    """Each kind of damage is named."""
    with rig.create() as store:
        for name in ("A", "B"):
            receive(store, rig.clock, name)
        lease(store, SERIES, 30, 40, rig.clock)
        with store.transaction(officer=OFFICER) as transaction:
            body = opening("D", received=rig.clock.now(), origin="x:1")
            transaction.append(new_id(rig.clock.now()), body)
        store.feed.apply(
            1,
            1,
            [
                feed_item(
                    1, OtherDesk(rig.clock).event("d9", opening("C", received=rig.clock.now()))
                )
            ],
            rig.clock.now(),
        )
        assert verify(store).problems == []
        database = store.parts.database
        database._connection.pragma("foreign_keys", False)  # as a tamperer would
        with database.transaction():
            database.write(statement)
        problems = verify(store).problems
        assert any(re.search(expected, problem) for problem in problems), problems


def test_a_healthy_store_is_counted(rig: DeskRig) -> None:
    """The figures say what was checked; a reader may verify while another process writes."""
    with rig.create() as store:
        for name in ("A", "B"):
            receive(store, rig.clock, name)
        report = verify(store)
        assert report.problems == []
        assert report.figures == {
            "events": 4,
            "dossiers": 2,
            "outbox": 4,
            "numbers_used": 2,
            "audit_lines": 2,
            "pages": 0,
        }
        with rig.open(read_only=True) as reader:
            assert verify(reader) == report


def test_missing_and_damaged_pages_are_found(rig: DeskRig) -> None:
    """Every page that an event names must be there and intact."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        kept = [store.pages.put(data) for data in (b"one", b"two", b"three")]
        pages = [Page(sha, 3, "image/png", 1, 1, 300) for sha in kept]
        with store.transaction(officer=OFFICER) as transaction:
            transaction.append(dossier, PagesAttached(component="paper", pages=pages))
        assert verify(store).problems == []
        assert verify(store).figures["pages"] == 3
        store.pages.sealed_file(kept[0]).unlink()
        _damage(store.pages.sealed_file(kept[1]))
        assert len(verify(store).problems) == 2


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_pages_that_lie_at_another_counter_are_not_missing_here(rig: DeskRig) -> None:
    """The feed tells of them; their files are where they were scanned."""
    with rig.create() as store:
        elsewhere = OtherDesk(rig.clock)
        page = Page("a" * 64, 9, "image/png", 10, 14, 200)
        told = [
            elsewhere.event("d-other", opening("Khác", received=rig.clock.now())),
            elsewhere.event("d-other", PagesAttached(component="paper", pages=[page])),
        ]
        items = [feed_item(position, event) for position, event in enumerate(told, 1)]
        store.feed.apply(1, 2, items, rig.clock.now())
        assert verify(store).problems == []
        assert store.known_pages() == {page.sha256}  # and yet no sweep would take it
