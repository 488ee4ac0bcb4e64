"""Scanned pages by tus 1.0.0: what the central keeps, refuses and never tells."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from app.clock.time import FixedClock
from sync.central.awaited_scans import missing_scans
from sync.central.embedded import EmbeddedCentral
from sync.central.scan_files import ScanFiles
from sync.central.settings import CentralSettings
from tests.sync.central.desk import AGENCY, NOW, OTHER_AGENCY, Desk, start_central
from tests.sync.central.pages import (
    OCTETS,
    TUS,
    Uploads,
    checksum,
    kept,
    left_over,
    metadata,
    page,
    sha256,
)

ONE = page(1)


@pytest.fixture
def uploads(desk: Desk) -> Uploads:
    """A desk of the commune."""
    return Uploads(desk)


@pytest.fixture
def upload(uploads: Uploads) -> str:
    """A begun upload of ``ONE``, of which 2,000 bytes are there."""
    return uploads.begin(ONE, ONE[:2_000])


# -- the way in


def test_a_small_page_comes_with_its_creation(uploads: Uploads, scans: Path) -> None:
    """One round trip; the page lies under its hash in its agency's folder."""
    reply = uploads.create(ONE, ONE)
    assert (reply.status, reply.headers["Upload-Offset"]) == (201, "5000")
    assert reply.headers["Tus-Resumable"] == "1.0.0"
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}
    assert left_over(scans) == []
    assert uploads.offset(f"/v1/{reply.headers['Location']}") == 5_000


def test_a_page_comes_in_pieces(uploads: Uploads, scans: Path) -> None:
    """Created empty, then chunk by chunk; after the last it is whole and nothing else is left."""
    path = uploads.begin(ONE)
    for at in range(0, 5_000, 1_000):
        reply = uploads.patch(path, at, ONE[at : at + 1_000])
        assert (reply.status, reply.headers["Upload-Offset"]) == (204, str(at + 1_000))
        assert uploads.offset(path) == at + 1_000
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}
    assert left_over(scans) == []


def test_a_page_that_is_there_is_not_sent_again(uploads: Uploads, scans: Path) -> None:
    """The creation answers with the offset at the end, also to another desk of the agency."""
    uploads.put(ONE)
    reply = uploads.create(ONE)
    assert (reply.status, reply.headers["Upload-Offset"]) == (201, "5000")
    page_path = f"/v1/{reply.headers['Location']}"
    assert uploads.offset(page_path) == 5_000
    assert "Upload-Expires" not in uploads.patch(page_path, 5_000, b"").headers
    assert len(kept(scans)) == 1


def test_another_agency_learns_nothing_of_a_page(
    uploads: Uploads, enrolled: Callable[..., Desk], scans: Path
) -> None:
    """Knowing a hash grants nothing: what it has not sent itself it can neither see nor skip."""
    uploads.put(ONE)
    stranger = Uploads(enrolled("desk-2", OTHER_AGENCY))
    never_seen = page(2)
    answers = [stranger.create(each) for each in (ONE, never_seen)]
    assert [each.status for each in answers] == [201, 201]
    assert [each.headers["Upload-Offset"] for each in answers] == ["0", "0"]
    assert set(answers[0].headers) == set(answers[1].headers)
    for name in (sha256(ONE), sha256(never_seen)):
        assert stranger.head(f"/v1/scans/{name}").status == 404
        assert stranger.end(f"/v1/scans/{name}").status == 404
    stranger.put(ONE)
    assert set(kept(scans)) == {f"{each}/{sha256(ONE)}" for each in (AGENCY, OTHER_AGENCY)}


def test_an_upload_is_its_own_desks(
    uploads: Uploads, upload: str, enrolled: Callable[..., Desk]
) -> None:
    """To another desk of the agency it is as unknown as one that never was."""
    other = Uploads(enrolled("desk-2"))
    assert other.head(upload).status == 404
    assert other.patch(upload, 2_000, ONE[2_000:]).problem.code == "unknown_upload"
    assert other.end(upload).problem.code == "unknown_upload"
    assert uploads.offset(upload) == 2_000


# -- doubt


def test_a_desk_that_heard_no_answer_asks_where_it_stands(uploads: Uploads, upload: str) -> None:
    """Also after the last chunk: the page is whole, and known to be."""
    uploads.patch(upload, 2_000, ONE[2_000:])
    assert uploads.offset(upload) == 5_000
    assert uploads.head(upload).headers["Upload-Length"] == "5000"


def test_a_chunk_at_another_offset_is_refused(uploads: Uploads, upload: str, scans: Path) -> None:
    """409 for one that came before, and one that came too early; nothing is changed."""
    for offset in (0, 1_999, 2_001, 5_000):
        reply = uploads.patch(upload, offset, ONE[:100])
        assert (reply.status, reply.problem.code) == (409, "offset_conflict")
    assert uploads.offset(upload) == 2_000
    assert len(left_over(scans)) == 1


def test_of_two_connections_with_one_chunk_one_counts(
    uploads: Uploads, upload: str, scans: Path
) -> None:
    """Both at once, many times: the page is whole once, and what did not count is gone."""
    with ThreadPoolExecutor(6) as pool:
        for at in range(2_000, 5_000, 500):
            chunk = ONE[at : at + 500]
            calls = [pool.submit(uploads.patch, upload, at, chunk) for _ in range(6)]
            statuses = sorted(call.result().status for call in calls)
            assert statuses[0] == 204
            assert set(statuses) <= {204, 409}
            assert uploads.offset(upload) == at + 500
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}
    assert left_over(scans) == []


def test_two_desks_bring_one_page_at_once(
    uploads: Uploads, enrolled: Callable[..., Desk], scans: Path
) -> None:
    """Neither is refused, and it is kept once."""
    both = [uploads, Uploads(enrolled("desk-2"))]
    paths = [each.begin(ONE, ONE[:2_500]) for each in both]
    with ThreadPoolExecutor(2) as pool:
        calls = [
            pool.submit(each.patch, path, 2_500, ONE[2_500:])
            for each, path in zip(both, paths, strict=True)
        ]
    assert [call.result().status for call in calls] == [204, 204]
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}


# -- damage


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_chunk_that_is_not_its_checksum_counts_for_nothing(
    uploads: Uploads, upload: str, algorithm: str
) -> None:
    """460; the right one goes on at the same place."""
    rest = ONE[2_000:]
    wrong = checksum(algorithm, b"x" + rest[1:])
    reply = uploads.patch(upload, 2_000, rest, **wrong)
    assert (reply.status, reply.problem.code) == (460, "checksum_mismatch")
    assert uploads.offset(upload) == 2_000
    assert uploads.patch(upload, 2_000, rest, **checksum(algorithm, rest)).status == 204


def test_a_page_that_is_not_its_hash_is_thrown_away(
    uploads: Uploads, upload: str, scans: Path
) -> None:
    """460; nothing is kept, the upload is gone, and the page can be brought anew."""
    reply = uploads.patch(upload, 2_000, bytes(3_000))
    assert (reply.status, reply.problem.code) == (460, "scan_mismatch")
    assert uploads.head(upload).status == 404
    assert uploads.create(ONE, bytes(5_000)).problem.code == "scan_mismatch"
    assert (kept(scans), left_over(scans)) == ({}, [])
    uploads.put(ONE)


def test_a_body_that_was_changed_on_the_way_is_not_taken(uploads: Uploads, upload: str) -> None:
    """The digest of a chunk is in its signature (docs/adr/0008)."""
    headers = {**TUS, **OCTETS, "Upload-Offset": "2000"}
    signed: dict[str, str] = {}
    uploads.desk.call("PATCH", upload, body=ONE[2_000:], headers=headers, change=signed.update)
    other = Desk(uploads.desk.url, uploads.desk.installation, key=uploads.desk.key)
    reply = other.call(
        "PATCH",
        upload,
        body=ONE[2_000:],
        headers=headers,
        change=lambda made: made.update({"Content-Digest": "sha-256=:AAAA:"}),
    )
    assert reply.problem.code == "bad_signature"


def test_what_the_disk_lost_is_asked_for_again(uploads: Uploads, upload: str, scans: Path) -> None:
    """The disk is the truth: a part that is gone or short steps the offset back."""
    uploads.patch(upload, 2_000, ONE[2_000:4_000])
    assert uploads.offset(upload) == 4_000
    second = next(path for path in (scans / "open").rglob("2000-*"))
    second.write_bytes(ONE[2_000:2_900])
    assert uploads.offset(upload) == 2_000
    assert uploads.patch(upload, 2_000, ONE[2_000:]).status == 204
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}


def test_a_part_that_is_gone_when_the_last_comes_is_asked_for_again(
    uploads: Uploads, upload: str, scans: Path
) -> None:
    """The last chunk is refused as a conflict; asked where it stands the central knows."""
    next(path for path in (scans / "open").rglob("0-*")).unlink()
    assert uploads.patch(upload, 2_000, ONE[2_000:]).problem.code == "offset_conflict"
    assert uploads.offset(upload) == 0
    assert uploads.patch(upload, 0, ONE).status == 204


def test_a_page_that_the_disk_lost_is_taken_again(uploads: Uploads, scans: Path) -> None:
    """An older copy of the folder beside the database: what is noted and not there is not had."""
    uploads.put(ONE)
    next(path for path in (scans / "kept").rglob("*") if path.is_file()).unlink()
    assert uploads.head(f"/v1/scans/{sha256(ONE)}").status == 404
    assert uploads.create(ONE).headers["Upload-Offset"] == "0"
    uploads.put(ONE)
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}


def test_a_call_that_was_cut_between_file_and_database_is_made_again(
    uploads: Uploads, upload: str, scans: Path
) -> None:
    """The page has its name already, its row never came: the same chunk again ends it."""
    lies = scans / "kept" / AGENCY / sha256(ONE)[:2] / sha256(ONE)[2:]
    lies.parent.mkdir(parents=True)
    lies.write_bytes(ONE)
    assert uploads.offset(upload) == 2_000
    assert uploads.patch(upload, 2_000, ONE[2_000:]).status == 204
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}


# -- bounds


def test_a_disk_without_room_takes_no_page(database_url: str, tmp_path: Path) -> None:
    """507, to be tried again later: events need the room more. Nothing half kept."""
    settings = CentralSettings(scan_reserve_bytes=1 << 60)
    with start_central(database_url, settings=settings, scans=tmp_path / "scans") as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        reply = Uploads(desk).create(ONE, ONE)
        assert (reply.status, reply.problem.code) == (507, "no_space")
        assert int(reply.headers["Retry-After"]) > 0
    assert not (tmp_path / "scans").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="NTFS has no table of files that fills up")
def test_a_disk_without_room_for_more_files_takes_no_page(tmp_path: Path) -> None:
    """Pages of one byte each use up a disk's files long before its bytes; the database's, too."""
    if not os.statvfs(tmp_path).f_files:
        pytest.skip("this file system does not count files")
    assert ScanFiles(tmp_path).has_room(1, 0, 1)
    assert not ScanFiles(tmp_path).has_room(1, 0, 1 << 60)


def test_a_page_does_not_come_in_crumbs(uploads: Uploads, scans: Path) -> None:
    """Each piece is a file and a row: a hostile desk can't fill the central with them."""
    path = uploads.begin(ONE)
    statuses = [uploads.patch(path, at, ONE[at : at + 1]).status for at in range(66)]
    assert statuses == [204] * 65 + [400]
    assert len(left_over(scans)) == 65
    assert uploads.patch(path, 65, ONE[65:]).status == 204
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}


@pytest.mark.parametrize("name", ["%00", "a%00b", "%0A", "a" * 129])
def test_a_name_that_no_upload_has_is_unknown(uploads: Uploads, name: str) -> None:
    """Also one that a database can't hold: it is not asked to be sent again for ever."""
    assert uploads.head(f"/v1/scans/{name}").status == 404
    assert uploads.patch(f"/v1/scans/{name}", 0, b"x").status == 404


def test_an_agency_has_its_share(database_url: str, tmp_path: Path) -> None:
    """What would be more than it is refused; another agency goes on."""
    settings = CentralSettings(max_scan_bytes=9_000)
    with start_central(database_url, settings=settings, scans=tmp_path / "scans") as central:
        desks = [Desk(central.url, "desk-1"), Desk(central.url, "desk-2", OTHER_AGENCY)]
        for desk in desks:
            desk.enrol(central)
        mine, other = (Uploads(desk) for desk in desks)
        mine.put(ONE)
        assert mine.create(page(2)).problem.code == "no_space"
        assert mine.create(ONE).headers["Upload-Offset"] == "5000"
        other.put(ONE)


def test_a_place_that_can_not_be_written_is_tried_again_later(
    database_url: str, tmp_path: Path
) -> None:
    """A file where the folder should be: 503, and the central serves on."""
    (tmp_path / "scans").write_text("")
    with start_central(database_url, scans=tmp_path / "scans") as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        assert Uploads(desk).create(ONE, ONE).problem.code == "try_again"
        assert desk.call("GET", "/v1/keys").status == 200


def test_a_desk_has_few_uploads_open(uploads: Uploads, clock: FixedClock, scans: Path) -> None:
    """The oldest makes room, with its files; the newest go on."""
    pages = [page(seed) for seed in range(10)]
    paths = []
    for each in pages:
        clock.advance(timedelta(seconds=1))
        paths.append(uploads.begin(each, each[:1_000]))
    statuses = [uploads.head(path).status for path in paths]
    assert statuses == [404, 404] + [200] * 8
    assert len(left_over(scans)) == 8
    assert uploads.patch(paths[-1], 1_000, pages[-1][1_000:]).status == 204


def test_an_upload_that_is_left_lying_expires(
    uploads: Uploads, upload: str, clock: FixedClock, scans: Path
) -> None:
    """Seven days after its last byte: 410, and later it is swept with its files."""
    assert "GMT" in uploads.head(upload).headers["Upload-Expires"]
    for days in (6, 6):
        clock.advance(timedelta(days=days))
        uploads.desk.later(timedelta(days=days))
        at = uploads.offset(upload)
        uploads.patch(upload, at, ONE[at : at + 100])
    clock.advance(timedelta(days=7))
    uploads.desk.later(timedelta(days=7))
    assert uploads.head(upload).status == 410
    assert uploads.patch(upload, 2_200, ONE[2_200:]).problem.code == "upload_expired"
    clock.advance(timedelta(days=2))
    uploads.desk.later(timedelta(days=2))
    uploads.put(page(2))
    assert uploads.head(upload).status == 404
    assert left_over(scans) == []


def test_what_a_killed_central_left_is_swept(
    uploads: Uploads, clock: FixedClock, scans: Path
) -> None:
    """Files that no row knows, once they are a day old; never an upload that goes on."""
    going = uploads.begin(ONE, ONE[:100])
    long_ago = (NOW - timedelta(days=2)).timestamp()
    for name in ("open/nobody/0-ab", "new/half"):
        (scans / name).parent.mkdir(parents=True, exist_ok=True)
        (scans / name).write_bytes(b"x")
        for path in (scans / name, (scans / name).parent):
            os.utime(path, (long_ago, long_ago))
    assert len(left_over(scans)) == 3
    clock.advance(timedelta(hours=2))
    uploads.desk.later(timedelta(hours=2))
    uploads.put(page(2))
    assert len(left_over(scans)) == 1
    assert uploads.offset(going) == 100


def test_an_upload_can_be_given_up(uploads: Uploads, upload: str, scans: Path) -> None:
    """Its bytes are gone; a page that was kept stays, whoever asks."""
    assert uploads.end(upload).status == 204
    assert uploads.head(upload).status == 404
    assert left_over(scans) == []
    uploads.put(ONE)
    assert uploads.end(f"/v1/scans/{sha256(ONE)}").problem.code == "scan_kept"
    assert len(kept(scans)) == 1


def test_a_finished_upload_that_is_given_up_leaves_the_page(
    uploads: Uploads, upload: str, scans: Path
) -> None:
    """What was answered as received is the agency's."""
    uploads.patch(upload, 2_000, ONE[2_000:])
    assert uploads.end(upload).status == 204
    assert kept(scans) == {f"{AGENCY}/{sha256(ONE)}": ONE}


# -- what is no request of the protocol


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"Tus_Resumable": None}, 412, "unsupported_tus"),
        ({"Tus_Resumable": "0.2.2"}, 412, "unsupported_tus"),
        ({"Upload_Length": None}, 400, "bad_upload"),
        ({"Upload_Length": "-1"}, 400, "bad_upload"),
        ({"Upload_Length": "0"}, 400, "bad_upload"),
        ({"Upload_Length": "٣"}, 400, "bad_upload"),
        ({"Upload_Length": "1" * 400}, 400, "bad_upload"),
        ({"Upload_Length": str(64 * 1024 * 1024 + 1)}, 413, "too_large"),
        ({"Upload_Defer_Length": "1"}, 400, "bad_upload"),
        ({"Upload_Concat": "partial"}, 400, "bad_upload"),
        ({"Upload_Metadata": None}, 400, "bad_upload"),
        ({"Upload_Metadata": "sha256"}, 400, "bad_upload"),
        ({"Upload_Metadata": "sha256 !!!,mediatype aW1hZ2UvcG5n"}, 400, "bad_upload"),
        ({"Upload_Metadata": metadata(sha256="A" * 64, mediatype="a/b")}, 400, "bad_upload"),
        ({"Upload_Metadata": metadata(sha256="../" * 30, mediatype="a/b")}, 400, "bad_upload"),
        ({"Upload_Metadata": metadata(sha256="a" * 64)}, 400, "bad_upload"),
        ({"Upload_Metadata": metadata(sha256="a" * 64, mediatype="a/b\n")}, 400, "bad_upload"),
        ({"Upload_Metadata": metadata(sha256="a" * 64, mediatype="x" * 9_000)}, 400, "bad_upload"),
        (
            {"Upload_Metadata": ",".join([metadata(sha256="a" * 64, mediatype="a/b")] * 2)},
            400,
            "bad_upload",
        ),
    ],
)
def test_a_creation_that_is_none_is_refused(
    uploads: Uploads, changes: dict[str, str | None], status: int, code: str, scans: Path
) -> None:
    """As a problem with tus's status; nothing is begun."""
    changes = {
        name: text if text is None else text.encode().decode("latin-1")
        for name, text in changes.items()
    }
    reply = uploads.create(ONE, **changes)
    assert (reply.status, reply.problem.code) == (status, code)
    assert reply.headers["Tus-Resumable"] == "1.0.0"
    assert not scans.exists()


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"Tus_Resumable": None}, 412, "unsupported_tus"),
        ({"Content_Type": "application/octet-stream"}, 415, "bad_content_type"),
        ({"Content_Encoding": "gzip"}, 400, "bad_upload"),
        ({"Upload_Offset": None}, 400, "bad_upload"),
        ({"Upload_Offset": "2000.0"}, 400, "bad_upload"),
        ({"Upload_Checksum": "md5 AAAA"}, 400, "bad_upload"),
        ({"Upload_Checksum": "sha256"}, 400, "bad_upload"),
        ({"Upload_Checksum": "sha256 ???"}, 400, "bad_upload"),
    ],
)
def test_a_chunk_that_is_none_is_refused(
    uploads: Uploads, upload: str, changes: dict[str, str | None], status: int, code: str
) -> None:
    """As a problem with tus's status; nothing is changed."""
    reply = uploads.patch(upload, 2_000, ONE[2_000:], **changes)
    assert (reply.status, reply.problem.code) == (status, code)
    assert uploads.offset(upload) == 2_000


def test_more_than_the_page_is_refused(uploads: Uploads, upload: str) -> None:
    """Beyond its length, and beyond what one call may bring."""
    assert uploads.patch(upload, 2_000, bytes(3_001)).problem.code == "too_large"
    assert uploads.create(ONE, ONE + b"x").problem.code == "too_large"
    huge = bytes(8 * 1024 * 1024 + 1)
    assert uploads.create(huge, huge).problem.code == "too_large"
    assert uploads.offset(upload) == 2_000


def test_a_page_of_the_largest_size_comes_in(uploads: Uploads, scans: Path) -> None:
    """8 MiB a call; the parts are put together without holding the page in memory."""
    whole = page(3, 20 * 1024 * 1024)
    path = uploads.begin(whole)
    step = 8 * 1024 * 1024
    for at in range(0, len(whole), step):
        assert uploads.patch(path, at, whole[at : at + step]).status == 204
    assert kept(scans) == {f"{AGENCY}/{sha256(whole)}": whole}


def test_an_empty_chunk_changes_nothing(uploads: Uploads, upload: str) -> None:
    """204 with the same offset."""
    reply = uploads.patch(upload, 2_000, b"")
    assert (reply.status, reply.headers["Upload-Offset"]) == (204, "2000")


@pytest.mark.parametrize("name", ["nobody", "..", "%2e%2e%2f%2e%2e%2fetc", "a" * 500, "x" * 64])
def test_an_upload_that_never_was_is_unknown(uploads: Uploads, name: str) -> None:
    """Whatever it is called."""
    assert uploads.head(f"/v1/scans/{name}").status == 404


def test_what_is_spoken_is_said_to_anybody(central: EmbeddedCentral) -> None:
    """OPTIONS needs no signature: it tells versions and bounds, and nothing of what is here."""
    reply = requests.options(f"{central.url}/v1/scans", timeout=20)
    assert reply.status_code == 204
    assert reply.headers["Tus-Version"] == "1.0.0"
    assert set(reply.headers["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "checksum",
        "expiration",
        "termination",
    }
    assert reply.headers["Tus-Checksum-Algorithm"] == "sha256,sha1"
    assert int(reply.headers["Tus-Max-Size"]) == 64 * 1024 * 1024


def test_every_other_call_is_signed(uploads: Uploads, upload: str) -> None:
    """The answer to a HEAD has no body: its code is in a header."""
    for method, path in (("POST", "/v1/scans"), ("PATCH", upload), ("DELETE", upload)):
        reply = uploads.desk.call(method, path, headers=TUS, signed=False)
        assert reply.problem.code == "unsigned"
    reply = uploads.desk.call("HEAD", upload, headers=TUS, signed=False)
    assert (reply.status, reply.headers["Qmc-Problem"], reply.content) == (401, "unsigned", b"")


def test_a_central_without_a_place_for_pages_has_no_such_call(
    postgresql_url: str,
) -> None:
    """As an older one: the desk asks again in an hour."""
    with start_central(postgresql_url) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        assert Uploads(desk).create(ONE).problem.code == "not_found"


def test_the_calls_of_a_retired_desk_go_on(
    uploads: Uploads, central: EmbeddedCentral, upload: str, scans: Path
) -> None:
    """Its events still come in, so do their pages."""
    successor = Desk(central.url, "desk-2")
    successor.ask_to_enrol(predecessor=uploads.desk)
    assert uploads.patch(upload, 2_000, ONE[2_000:]).status == 204
    assert len(kept(scans)) == 1


# -- what is awaited


def test_pages_of_accepted_events_are_awaited_until_they_come(
    uploads: Uploads, central: EmbeddedCentral
) -> None:
    """An event never waits for its pages; the central knows which ones are missing."""
    two = page(2)
    desk = uploads.desk
    desk.push(desk.opened("d1"), desk.attached("d1", ONE, two), desk.attached("d1", ONE))
    with central.database.read() as connection:
        missing = missing_scans(connection, AGENCY)
        assert missing_scans(connection, OTHER_AGENCY) == []
        assert len(missing_scans(connection, AGENCY, limit=1)) == 1
    assert [(each.sha256, each.dossier) for each in missing] == [
        (sha256(ONE), "d1"),
        (sha256(two), "d1"),
    ]
    uploads.put(ONE)
    with central.database.read() as connection:
        assert [each.sha256 for each in missing_scans(connection, AGENCY)] == [sha256(two)]
