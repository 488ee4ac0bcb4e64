"""``outbox``: scanned pages that wait, and those that a person must look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.accounts.directory import add_first_account
from app.store.records import StoredProblem
from tests.app.store.rig import DeskRig, receive
from tests.app.store.test_uploads import attach
from tests.ui.commands.command_line import Finished, run


@pytest.fixture
def rig(tmp_path: Path) -> DeskRig:
    """A desk on disk."""
    return DeskRig(tmp_path)


def outbox(rig: DeskRig, *words: str) -> Finished:
    """The verb over the desk's store."""
    return run("outbox", *words, "--data", str(rig.data), "--key-file", str(rig.root / "key"))


def test_a_page_that_was_set_aside_is_listed_shown_and_sent_again(rig: DeskRig) -> None:
    """By its hash, with the reason and its dossier; who asked is logged."""
    with rig.create() as store:
        add_first_account(store, "Nguyễn Thị Minh Họa", rig.clock.now())
        dossier, code = receive(store, rig.clock)
        gone, waits = attach(store, dossier, b"gone", b"waits here")
        store.uploads.set_aside(gone, StoredProblem("page_missing", "Không thấy trang."))
    listed = outbox(rig, "list")
    assert (listed["scans_waiting"], listed["scans_waiting_bytes"]) == (1, 10)
    assert listed["scans_set_aside"] == 1
    (shown,) = listed["scans"]
    assert (shown["sha256"], shown["code"]) == (gone, code)
    assert shown["problem"]["detail"] == "Không thấy trang."
    assert outbox(rig, "show", waits)["state"] == "waiting"
    assert outbox(rig, "retry", gone)["state"] == "waiting"
    assert outbox(rig, "list")["scans_waiting"] == 2
    with rig.open() as store:
        assert store.audit_lines(dossier)[0].action == "retry_page"
    assert outbox(rig, "retry", "0" * 64)["error"]["code"] == "not_in_outbox"
