"""The queue of scanned pages: filled with the event, kept, and never asking for what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.dossier.events import Page, PagesAttached, sha256_hex
from app.errors import InvalidInput
from app.store.backup import back_up, restore
from app.store.records import StoredProblem
from app.store.store import Store
from app.store.transaction import Transaction
from app.store.uploads import PageUpload, UploadState
from tests.app.store.rig import OFFICER, DeskRig, receive
from tests.app.store.test_released import released


def attach(store: Store, dossier: str, *pages: bytes) -> list[str]:
    """Scan pages; their hashes."""
    named = [Page(store.pages.put(each), len(each), "image/png", 8, 8, 200) for each in pages]
    with store.transaction(officer=OFFICER) as transaction:
        transaction.append(dossier, PagesAttached(component="paper", pages=named))
    return [each.sha256 for each in named]


def _attach_and_fail(transaction: Transaction, dossier: str, page: Page) -> None:
    transaction.append(dossier, PagesAttached(component="paper", pages=[page]))
    raise InvalidInput("stopped", "Người dùng thôi.")


def waiting(store: Store) -> list[PageUpload]:
    """What waits, in its order."""
    return store.uploads.in_state(UploadState.WAITING)


def test_a_page_waits_from_the_event_on_that_names_it(rig: DeskRig) -> None:
    """In one transaction: never an event without its pages in the queue, nor the reverse."""
    with rig.create() as store:
        dossier, code = receive(store, rig.clock)
        (sha256,) = attach(store, dossier, b"a page")
        (page,) = waiting(store)
        assert (page.sha256, page.dossier, page.code, page.bytes) == (sha256, dossier, code, 6)
        lost = Page(sha256_hex(b"?"), 1, "image/png", 8, 8, 200)
        with pytest.raises(InvalidInput), store.transaction(officer=OFFICER) as transaction:
            _attach_and_fail(transaction, dossier, lost)
        assert [each.sha256 for each in waiting(store)] == [sha256]
    with rig.open() as store:
        assert [each.sha256 for each in waiting(store)] == [sha256]


def test_a_page_that_two_events_name_is_sent_once(rig: DeskRig) -> None:
    """Also where it was sent before the second one."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        (sha256,) = attach(store, dossier, b"a page")
        store.uploads.done(sha256)
        attach(store, dossier, b"a page", b"another page")
        assert [each.bytes for each in waiting(store)] == [12]


def test_a_page_that_was_lost_here_and_is_scanned_again_waits_again(rig: DeskRig) -> None:
    """It was set aside because the disk had lost it; the same page attached anew is there."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        (sha256,) = attach(store, dossier, b"a page")
        store.uploads.set_aside(sha256, StoredProblem("page_missing", "Không thấy trang."))
        store.pages.sealed_file(sha256).unlink()
        attach(store, dossier, b"a page")
        (page,) = waiting(store)
        assert (page.sha256, page.problem, page.attempts) == (sha256, None, 0)


def test_the_smallest_goes_first_and_what_was_begun_goes_on(rig: DeskRig) -> None:
    """``next`` prefers the page that it is told of, as long as that waits."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        large, small, middle = attach(store, dossier, bytes(900), bytes(100), bytes(500))
        found = store.uploads.next()
        assert found is not None
        assert found.sha256 == small
        begun = store.uploads.next(large)
        assert begun is not None
        assert begun.sha256 == large
        store.uploads.done(large)
        store.uploads.done(small)
        last = store.uploads.next(large)
        assert last is not None
        assert last.sha256 == middle
        store.uploads.done(middle)
        assert store.uploads.next(large) is None
        assert {page.state for page in store.uploads.of_dossier(dossier)} == {UploadState.DONE}


def test_where_an_upload_goes_on_outlives_the_process(rig: DeskRig) -> None:
    """Its place, and how often it had to start anew."""
    with rig.create() as store:
        (sha256,) = attach(store, receive(store, rig.clock)[0], b"a page")
        store.uploads.lost(sha256)
        store.uploads.placed(sha256, "upload-1")
    with rig.open() as store:
        (page,) = waiting(store)
        assert (page.location, page.attempts) == ("upload-1", 1)


def test_a_page_that_was_set_aside_can_be_sent_again(rig: DeskRig) -> None:
    """It keeps its reason until then; one that was sent is not offered by this."""
    with rig.create() as store:
        (sha256,) = attach(store, receive(store, rig.clock)[0], b"a page")
        store.uploads.lost(sha256)
        store.uploads.set_aside(sha256, StoredProblem("page_missing", "Không thấy trang."))
        counts = store.uploads.counts()
        assert (counts.waiting, counts.waiting_bytes, counts.set_aside) == (0, 0, 1)
        problem = store.uploads.show(sha256).problem
        assert problem is not None
        assert problem.code == "page_missing"
        with store.transaction(officer=OFFICER) as transaction:
            transaction.offer_page_again(sha256)
        (page,) = waiting(store)
        assert (page.attempts, page.problem) == (0, None)
        store.uploads.done(sha256)
        for unknown in (sha256, "0" * 64):
            with pytest.raises(InvalidInput), store.transaction(officer=OFFICER) as transaction:
                transaction.offer_page_again(unknown)


def test_a_central_that_came_back_is_asked_for_every_page(rig: DeskRig) -> None:
    """What it had is offered, without its bytes; what waits, or was set aside, is what it was."""
    with rig.create() as store:
        dossier, _ = receive(store, rig.clock)
        done, waits, aside = attach(store, dossier, b"1", b"22", b"333")
        store.uploads.done(done)
        store.uploads.set_aside(aside, StoredProblem("page_missing"))
        store.feed.begin_generation(2)
        assert {page.sha256: page.ask_first for page in waiting(store)} == {
            done: True,
            waits: False,
        }


def test_an_older_copy_of_the_desk_asks_before_it_sends(rig: DeskRig, tmp_path: Path) -> None:
    """What waited when the backup was made has probably gone out since."""
    with rig.create() as store:
        (sha256,) = attach(store, receive(store, rig.clock)[0], b"a page")
        store.uploads.placed(sha256, "upload-1")
        back_up(store, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again" / "data", rig.keys)
    (tmp_path / "again" / "key").write_bytes((tmp_path / "key").read_bytes())
    (tmp_path / "again" / "key").chmod(0o600)
    with DeskRig(tmp_path / "again", rig.clock).open() as store:
        (page,) = waiting(store)
        assert (page.ask_first, page.location) == (True, "")


@pytest.mark.parametrize("version", [1, 2])
def test_pages_of_a_released_version_wait_after_the_upgrade(version: int, tmp_path: Path) -> None:
    """Older programs sent none: every page that this desk has attached goes out."""
    rig = released(version, tmp_path)
    with rig.open() as store:
        (page,) = waiting(store)
        assert store.pages.get(page.sha256) == b"a fictitious page"
        assert {page.sha256} == store.known_pages()
