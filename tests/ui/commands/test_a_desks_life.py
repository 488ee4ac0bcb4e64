"""A desk from enrolment to restore, by the verbs alone, against a real central on loopback."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock.time import FixedClock
from sync.central.administration import (
    add_agency,
    add_installation_code,
    list_installations,
    suspend,
)
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import registered_codes
from tests.desks import COMMUNE, MORNING, OFFICER, RESOLVERS
from tests.printing.pdf_reading import by_zxing, pages
from tests.ui.commands.command_line import Finished, run

CARD = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|Số 1 Tràng Thi, Hà Nội|15042021"


class DeskByVerbs:
    """A data directory, its key file, and a central; ``run`` adds the options."""

    def __init__(self, place: Path, central: EmbeddedCentral) -> None:
        self.place = place
        self.central = central
        self.data = place / "desk"
        self.key = place / "desk.key"
        self.at = MORNING

    def run(self, *words: object, stdin: bytes = b"") -> Finished:
        self.at += timedelta(minutes=1)
        return run(
            *words,
            "--data", self.data, "--key-file", self.key, "--as-of", self.at.isoformat(),
            stdin=stdin,
        )  # fmt: skip

    def good(self, *words: object, stdin: bytes = b"") -> Finished:
        finished = self.run(*words, stdin=stdin)
        assert finished.status == 0, finished.document
        return finished

    def enrol(self) -> Finished:
        code = add_installation_code(self.central.database, COMMUNE)
        return self.good(
            "enrol", "--central", self.central.url, "--code", code, "--counter", "Quầy 1",
            "--officer", OFFICER,
        )  # fmt: skip

    def register(self, *rows: dict[str, Any]) -> Finished:
        return self.good("register", "-", stdin=json.dumps(rows).encode())


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[DeskByVerbs]:
    url = f"sqlite:///{(tmp_path / 'central.sqlite').as_posix()}"
    with EmbeddedCentral(url, FixedClock(MORNING)) as central:
        add_agency(
            central.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, lookup_host="MOTCUA.EXAMPLE"
        )
        desk = DeskByVerbs(tmp_path, central)
        desk.enrol()
        yield desk


def row(ref: str = "s1", **changes: Any) -> dict[str, Any]:
    return {"ref": ref, "procedure": "2.000815", "card": CARD, **changes}


def test_the_main_job_goes_through_every_layer(desk: DeskByVerbs, tmp_path: Path) -> None:
    """Card text → procedure → papers → leased number → store → receipt → outbox → central."""
    finished = desk.register(row(pages=4, copies=3), row("s2", sets=0), row("s3"))
    assert [one["row"] for one in finished["registered"]] == [1, 3]
    assert [(one["row"], one["field"]) for one in finished["refused"]] == [(2, "sets")]
    code = finished["registered"][0]["code"]
    assert code == "H26.107-261123-0001"

    printed = desk.good("print", "receipt", code, "--pdf", tmp_path / "receipt.pdf")
    assert (printed["pages"], printed["draft"], printed["nth"]) == (1, False, 1)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF-")
    assert desk.good("print", "receipt", code, "--pdf", tmp_path / "r.pdf")["nth"] == 2

    assert desk.good("collect", code, "--amount", 18_000)["collected"] == 18_000
    desk.good("correct", code, "submitter.phone=0900000002", "--reason", "Số mới")
    sent = desk.good("sync")
    assert (sent["waiting"], sent["set_aside"], sent["accepted"]) == (0, 0, 8)

    found = desk.good("dossiers", "nguyen van")
    assert found["total"] == 2
    whole = desk.good("dossier", code)
    assert [event["type"] for event in whole["events"]] == [
        "opened", "registered", "printed", "printed", "fee_collected", "corrected",
    ]  # fmt: skip
    assert all(event["position"] for event in whole["events"])
    assert whole["application"]["submitter"]["phone"] == "0900000002"
    assert desk.good("verify")["ok"] is True


def test_the_same_file_twice_makes_no_second_dossier(desk: DeskByVerbs) -> None:
    """It runs twice."""
    first = desk.register(row())
    second = desk.register(row())
    assert first["registered"][0]["code"] == second["registered"][0]["code"]
    assert desk.good("dossiers", "")["total"] == 1


def test_without_the_network_the_desk_works_on(desk: DeskByVerbs, tmp_path: Path) -> None:
    """The citizen never waits for the network; the queue says why it waits."""
    desk.good("sync")
    desk.central.stop()
    finished = desk.register(
        row(), row("s2", resolver="H26.108"), row("s3", procedure="1.010041", paper_exception="x")
    )
    with_number, without, _ = finished["registered"]
    assert with_number["code"] == "H26.107-261123-0001"
    assert without["code"] is None
    slip = desk.good("print", "unnumbered", without["reference"], "--pdf", tmp_path / "slip.pdf")
    assert slip["pages"] == 1
    draft = desk.good("print", "receipt", without["id"], "--pdf", tmp_path / "draft.pdf")
    assert draft["draft"] is True
    refused = desk.run("print", "unnumbered", with_number["code"], "--pdf", tmp_path / "x.pdf")
    assert refused["error"]["code"] == "numbered"
    tried = desk.good("sync", "--once")
    assert tried["waiting"] > 0
    assert tried["standing"]
    assert desk.good("outbox", "list")["waiting"] == tried["waiting"]


def test_a_code_is_read_and_a_receipt_is_known_as_genuine(
    desk: DeskByVerbs, tmp_path: Path
) -> None:
    """Any desk verifies a receipt offline with the published keys."""
    code = desk.register(row())["registered"][0]["code"]
    desk.good("sync")
    desk.good("print", "receipt", code, "--pdf", tmp_path / "receipt.pdf")
    [sheet] = pages((tmp_path / "receipt.pdf").read_bytes())
    [text] = by_zxing(sheet, "QRCode")
    assert desk.good("read-code", text)["genuine"] is True
    forged = text.replace("-0001/", "-0002/")
    assert desk.good("read-code", forged)["genuine"] is False
    assert desk.good("read-code", code)["genuine"] is None
    unknown = run("read-code", text, "--data", tmp_path / "nowhere")
    assert unknown["genuine"] is None


def test_a_backup_comes_back_as_a_new_installation(desk: DeskByVerbs, tmp_path: Path) -> None:
    """A restored desk burns its numbers and enrols as a successor before it numbers again."""
    first = desk.register(row())["registered"][0]["code"]
    desk.good("sync")
    desk.good("backup", tmp_path / "desk.backup")
    second = desk.register(row("s2"))["registered"][0]["code"]
    before = desk.good("leases")
    desk.data = tmp_path / "restored"
    desk.good("restore", tmp_path / "desk.backup")
    refused = desk.run("register", "-", stdin=json.dumps([row("s3")]).encode())
    assert refused.status == 1
    desk.good("sync")
    third = desk.register(row("s3"))["registered"][0]["code"]
    assert third not in {first, second}
    assert before["leases"]
    assert desk.good("verify")["ok"] is True


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(desk: DeskByVerbs) -> None:
    """Each dependency ok, or a problem with its mend; exit 1 on a problem."""
    well = desk.run("doctor")
    states = {check["name"]: check["state"] for check in well["checks"]}
    assert set(states) == {
        "python", "sqlite", "fonts", "catalogue", "calendar", "disk", "keys", "store", "central",
    }  # fmt: skip
    assert states["central"] == states["store"] == "ok"
    desk.central.stop()
    ill = desk.run("doctor")
    assert ill.status == 1
    [problem] = [check for check in ill["checks"] if check["name"] == "central"]
    assert problem["state"] == "problem"
    assert problem["mend"]


def test_a_wrong_key_opens_nothing_and_replaces_nothing(desk: DeskByVerbs, tmp_path: Path) -> None:
    """Start-up refuses a wrong key, with the way to recover; the database is never replaced."""
    database = (desk.data / "desk.db").read_bytes()
    desk.key = tmp_path / "other.key"
    for words in (("leases",), ("register", "-"), ("verify",)):
        finished = desk.run(*words, stdin=b"[]")
        assert finished.status == 1
        assert finished["error"]["advice"]
    enrolling = desk.run("enrol", "--central", desk.central.url, "--counter", "x")
    assert enrolling.status == 1
    assert (desk.data / "desk.db").read_bytes() == database


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    """Every verb of the desk, on a machine where nothing was set up."""
    for words in (("dossiers", ""), ("sync",), ("verify",), ("backup", tmp_path / "x")):
        finished = run(*words, "--data", tmp_path / "no", "--key-file", tmp_path / "k")
        assert finished.status == 1
        assert finished["error"]["code"] == "no_store"
        assert not (tmp_path / "no").exists()


def test_an_unknown_officer_is_refused(desk: DeskByVerbs) -> None:
    """--officer must be one of the desk's; with two of them it must be said which."""
    finished = desk.run("dossiers", "", "--officer", "Người Lạ")
    assert finished["error"]["field"] == "officer"
    desk.good("officers", "add", "Trần Thị B")
    assert desk.run("dossiers", "")["error"]["code"] == "which_officer"
    assert desk.good("dossiers", "", "--officer", "Trần Thị B")["total"] == 0


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("dossiers", "", "--limit", "0"), "limit"),
        (("dossier", "H26.107-261123-9999"), "code"),
        (("collect", "x", "--amount", "5"), "code"),
        (("correct", "x", "nothing", "--reason", "y"), "nothing"),
        (("print", "poem", "x", "--pdf", "x.pdf"), "form"),
        (("print", "receipt", "x", "--pdf", "x.pdf", "--size", "A0"), "size"),
        (("outbox", "show", "x"), "id"),
        (("register", "no-such-file.json"), "file"),
        (("register", "a\x00b"), "file"),
    ],
)
def test_a_wrong_argument_names_itself(
    desk: DeskByVerbs, words: tuple[str, ...], field: str
) -> None:
    """Every verb and field: which one, and why."""
    finished = desk.run(*words)
    assert finished.status == 1
    assert finished["error"]["field"] == field


def test_documents_have_the_keys_of_the_contract(desk: DeskByVerbs) -> None:
    """docs/command-line.md: fields may be added, none may be missing."""
    code = desk.register(row())["registered"][0]["code"]
    [found] = desk.good("dossiers", "")["dossiers"]
    assert {"code", "id", "name", "procedure", "received", "due", "state", "queue"} <= set(found)
    whole = desk.good("dossier", code)
    assert (found["state"], found["due"]) == (whole["state"], whole["due"])
    assert {"events", "papers", "prints", "clock"} <= set(whole.document)
    assert whole["clock"]["due"] == whole["due"]
    assert whole["clock"]["overdue"] is False
    assert whole["received"].endswith("+07:00")


def test_a_reference_that_is_used_again_loses_no_citizen(desk: DeskByVerbs) -> None:
    """A file that counts its rows from 1 every day must not look as if all were received."""
    first = desk.register(row("1"))["registered"][0]["code"]
    again = desk.register(
        row("1", copies=9),
        row("1", card=None, name="Trần Thị B", id_number="079304000002"),
        row("1", procedure="2.000884"),
    )
    assert [(one["row"], one["code"]) for one in again["registered"]] == [(1, first)]
    assert [(one["row"], one["field"], one["error"]) for one in again["refused"]] == [
        (2, "ref", "ref_taken"),
        (3, "ref", "ref_taken"),
    ]


def test_a_paper_takes_no_other_files_place(desk: DeskByVerbs, tmp_path: Path) -> None:
    """Only an earlier paper is replaced; what is refused is not counted as a printing."""
    code = desk.register(row())["registered"][0]["code"]
    (tmp_path / "folder").mkdir()
    other = tmp_path / "notes.txt"
    other.write_text("của người khác", "utf-8")
    for out in (tmp_path / "folder", other):
        finished = desk.run("print", "receipt", code, "--pdf", out)
        assert (finished.status, finished["error"]["field"]) == (1, "pdf")
    assert other.read_text("utf-8") == "của người khác"
    assert desk.good("dossier", code)["prints"] == {}
    desk.good("print", "receipt", code, "--pdf", tmp_path / "r.pdf")
    assert desk.good("print", "receipt", code, "--pdf", tmp_path / "r.pdf")["nth"] == 2


def test_a_paper_that_can_not_be_written_is_not_recorded(desk: DeskByVerbs, tmp_path: Path) -> None:
    """A folder that is not there: a clear error, no print counted, nothing left behind."""
    code = desk.register(row())["registered"][0]["code"]
    finished = desk.run("print", "receipt", code, "--pdf", tmp_path / "no" / "receipt.pdf")
    assert finished.status == 1
    assert desk.good("dossier", code)["prints"] == {}


def test_a_suspended_desk_is_replaced_with_a_new_code_and_loses_nothing(
    desk: DeskByVerbs,
) -> None:
    """A successor brings its predecessor's unsent work; its numbers are new ones."""
    first = desk.register(row())["registered"][0]["code"]
    desk.good("sync")
    unsent = desk.register(row("s2"))["registered"][0]["code"]
    [installation] = list_installations(desk.central.database)
    suspend(desk.central.database, installation["installation"])
    assert desk.good("sync", "--once")["waiting"] > 0
    missing = desk.run("enrol", "--replace")
    assert missing["error"]["field"] == "code"
    refused = desk.run("enrol", "--replace", "--code", "BCDF-GHJK-LMNP")
    assert refused["error"]["code"] == "not_enrolled"
    code = add_installation_code(desk.central.database, COMMUNE)
    replaced = desk.good("enrol", "--replace", "--code", code)
    assert replaced["installation"] != installation["installation"]
    desk.good("sync")
    third = desk.register(row("s3"))["registered"][0]["code"]
    assert len({first, unsent, third}) == 3
    assert desk.good("sync")["waiting"] == 0
    held = registered_codes(desk.central.database)
    assert set(held) == {first, unsent, third}
    assert desk.good("verify")["ok"] is True


def test_enrolling_an_enrolled_desk_again_changes_nothing(desk: DeskByVerbs) -> None:
    """It runs twice, with a code that is spent."""
    before = desk.good("leases").document
    again = desk.good("enrol", "--central", desk.central.url, "--code", "SPENT", "--counter", "x")
    assert again["counter"] == "Quầy 1"
    assert desk.good("leases").document == before


def test_a_backup_with_a_passphrase_comes_back_on_a_new_machine(
    desk: DeskByVerbs, tmp_path: Path
) -> None:
    """If the machine and its keyring are gone, the passphrase brings the key."""
    code = desk.register(row())["registered"][0]["code"]
    secret = tmp_path / "passphrase.txt"
    secret.write_text("bốn con mèo trên mái ngói\n", "utf-8")
    out = tmp_path / "desk.backup"
    assert desk.good("backup", out, "--passphrase-file", secret)["dossiers"] == 1
    assert desk.run("backup", out)["error"]["field"] == "out"
    desk.good("backup", out, "--overwrite", "--passphrase-file", "-", stdin=b"m\xc3\xa8o\n")
    desk.data, desk.key = tmp_path / "new machine", tmp_path / "new.key"
    wrong = desk.run("restore", out, "--passphrase-file", secret)
    assert wrong["error"]["code"] == "wrong_passphrase"
    for named in (tmp_path / "no", tmp_path):
        refused = desk.run("restore", out, "--passphrase-file", named)
        assert refused["error"]["field"] == "passphrase-file"
    empty = desk.run("restore", out, "--passphrase-file", "-", stdin=b"\n")
    assert empty["error"]["field"] == "passphrase-file"
    desk.good("restore", out, "--passphrase-file", "-", stdin="mèo".encode())
    assert desk.good("dossier", code)["code"] == code


def test_a_named_time_confirms_a_clock_that_the_desk_doubts(desk: DeskByVerbs) -> None:
    """A clock behind the last event asks before numbering; --as-of is an officer's answer."""
    desk.register(row())
    desk.at -= timedelta(hours=2)
    late = row("s2", received=(desk.at - timedelta(minutes=5)).isoformat())
    assert desk.register(late)["registered"][0]["code"] == "H26.107-261123-0002"


def test_a_machine_that_was_put_back_whole_doubles_no_number(desk: DeskByVerbs) -> None:
    """Disk and record are of the same earlier moment; the first contact tells, and it succeeds."""
    kept = desk.place / "kept"
    desk.good("sync")
    shutil.copytree(desk.data, kept / "desk")
    for path in desk.place.glob("desk.key*"):
        shutil.copy(path, kept)
    used = [desk.register(row(f"a{index}"))["registered"][0]["code"] for index in range(3)]
    desk.good("sync")
    shutil.rmtree(desk.data)
    shutil.copytree(kept / "desk", desk.data)
    for path in kept.glob("desk.key*"):
        shutil.copy(path, desk.place)
    desk.good("sync")
    used += [desk.register(row(f"b{index}"))["registered"][0]["code"] for index in range(3)]
    assert desk.good("sync")["waiting"] == 0
    assert len(set(used)) == 6
    held = registered_codes(desk.central.database)
    assert set(held) == set(used)
    assert all(len(dossiers) == 1 for dossiers in held.values())
    assert desk.register(row("a0"))["registered"][0]["new"] is False
    assert desk.good("verify")["ok"] is True


def test_the_doctor_sees_a_key_that_lies_beside_what_it_locks(desk: DeskByVerbs) -> None:
    """The key in another place makes a copied data directory worthless."""
    inside = desk.data / "desk.key"
    for suffix in ("", ".record"):
        desk.key.with_name(desk.key.name + suffix).rename(inside.with_name(inside.name + suffix))
    desk.key = inside
    ill = desk.run("doctor")
    [problem] = [check for check in ill["checks"] if check["name"] == "keys"]
    assert (ill.status, problem["code"]) == (1, "key_beside_data")


def test_the_doctors_bundle_has_the_checks_and_nothing_personal(
    desk: DeskByVerbs, tmp_path: Path
) -> None:
    """What a supporter gets; it replaces no file."""
    desk.register(row())
    out = tmp_path / "bundle.zip"
    desk.run("doctor", "--bundle", out)
    with zipfile.ZipFile(out) as bundle:
        assert set(bundle.namelist()) == {"doctor.json", "versions.json"}
        text = "".join(bundle.read(name).decode() for name in bundle.namelist())
    assert "sqlite" in text
    for personal in ("Nguyễn Văn A", "001090000001", OFFICER):
        assert personal not in text
    assert desk.run("doctor", "--bundle", out)["error"]["field"] == "bundle"


def test_an_administrator_keeps_the_accounts(desk: DeskByVerbs, tmp_path: Path) -> None:
    """Added with a password that must be changed; stopped, it can't be named any more."""
    secret = tmp_path / "password"
    secret.write_text("sen hồng mùa hạ\n", "utf-8")
    added = desk.good(
        "officers", "add", "Trần Thị B", "--role", "supervisor", "--password-file", secret
    )["officer"]
    assert (added["sign_in_name"], added["roles"]) == ("b.tran.thi", ["supervisor"])
    assert (added["has_password"], added["must_change_password"]) == (True, True)
    refused = desk.run("officers", "add", "Lê Văn C", "--officer", "b.tran.thi")
    assert refused["error"]["code"] == "not_permitted"
    desk.good("officers", "password", OFFICER, "--password-file", secret, "--officer", OFFICER)
    desk.good("officers", "change", "b.tran.thi", "--active", "no", "--officer", OFFICER)
    assert desk.run("dossiers", "", "--officer", "b.tran.thi")["error"]["field"] == "officer"
    listed = desk.good("officers", "list")["officers"]
    assert [one["active"] for one in listed] == [True, False]
    assert "$argon2id$" not in str(listed)
