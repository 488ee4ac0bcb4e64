"""``law`` and the other verbs over folders and files as they are found in the world."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from tests.app.catalogue.importing.documents import answer, laythutuc
from tests.ui.commands.command_line import Finished, run

KEY = "late_birth_registration"
DUE = ("due", "--received", "2026-11-20T09:00", "--procedure", "2.000815")
FEE = ("fee", "--procedure", "1.001193", "--late")
BYTE_ORDER_MARK = "\ufeff"


class Office:
    """A data directory before there is a desk, and files to import."""

    def __init__(self, directory: Path) -> None:
        self.data = directory / "desk"
        self._directory = directory

    def law(self, name: str, text: str) -> Path:
        """A file in the layer."""
        path = self.data / "law" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def file(self, name: str, data: bytes | str) -> Path:
        path = self._directory / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def run(self, *words: object, stdin: bytes = b"") -> Finished:
        return run("--data", self.data, "--as-of", "2026-11-23T08:30", *words, stdin=stdin)

    def bring(self, *words: object) -> Finished:
        """Import what is shown."""
        shown = self.run("law", "import", *words)
        assert shown.status == 0, shown.document
        return self.run("law", "import", *words, "--confirm", shown["confirm"])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def rates(amount: int, since: str = "2025-01-01") -> str:
    return f'[[rate]]\nkey = "{KEY}"\namount = {amount}\nvalid_from = {since}\nbasis = "NQ mẫu"\n'


def test_amounts_are_imported_over_the_file_in_use(office: Office) -> None:
    """Where the older place has them they stay there: two files would stop every verb."""
    office.data.mkdir()
    old = office.data / "local_fees.toml"
    old.write_text(rates(8000), "utf-8")
    ended = office.bring("fees", office.file("moi.toml", rates(9000)))
    assert ended["paths"] == [str(old)]
    assert office.run(*FEE)["total"] == 9000


def test_a_fault_in_imported_amounts_names_the_document(office: Office) -> None:
    """Not the file that would be written, which is not there."""
    ended = office.run("law", "import", "fees", office.file("nghi-quyet.toml", "rate = 1"))
    assert "nghi-quyet.toml" in ended["error"]["message"]
    assert ended["error"]["field"] == "rate"


def test_a_fault_of_the_layer_is_not_told_of_a_folder_that_is_gone(office: Office) -> None:
    """What is tried is a copy; the administrator knows only the layer."""
    papers = [{"TENGIAYTO": f"Đơn {number}"} for number in range(101)]
    path = office.file("tthc.json", answer(laythutuc(THANHPHANHOSO=[{"GIAYTO": papers}])))
    ended = office.run("law", "import", "procedures", path, "--format", "laythutuc")
    assert ended["error"]["code"] == "bad_data"
    assert str(office.data / "law" / "catalogue") in ended["error"]["message"]


@pytest.mark.parametrize("name", ["agencies.toml", "wording.toml"])
def test_check_reads_every_file_of_the_layer(office: Office, name: str) -> None:
    """What stops the window later is told when it is checked."""
    path = office.law(name, "x")
    ended = office.run("law", "check")
    assert ended.status == 1
    assert str(path) in ended["error"]["message"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fees.toml", rates(8000)),
        ("wording.toml", '[amounts]\nfour = "bốn"\n'),
        ("calendar/2029.toml", 'year = 2029\nprovisional = false\nbasis = "QĐ"\noff = []\n'),
        ("catalogue/rong.toml", "# chưa có gì\n"),
    ],
)
def test_a_file_saved_by_notepad_is_read(office: Office, name: str, text: str) -> None:
    """Its byte order mark and its line ends are no fault."""
    office.law(name, BYTE_ORDER_MARK + text.replace("\n", "\r\n"))
    assert office.run("law", "check").status == 0


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("fees", "f.toml", rates(8000)),
        ("calendar", "c.toml", 'year = 2029\nprovisional = false\nbasis = "QĐ"\noff = []\n'),
    ],
)
def test_a_file_saved_by_notepad_is_imported(
    office: Office, kind: str, name: str, text: str
) -> None:
    """Shown, written, and in force as it was saved."""
    path = office.file(name, BYTE_ORDER_MARK + text.replace("\n", "\r\n"))
    assert office.bring(kind, path)["written"]
    assert office.run("law", "check").status == 0


def test_what_cannot_be_read_names_its_folder(office: Office) -> None:
    """Installing the program anew does not mend a file of the province."""
    path = office.data / "law" / "catalogue" / "tay.toml"
    path.mkdir(parents=True)
    ended = office.run(*DUE)
    assert ended["error"]["code"] == "data_missing"
    assert str(path) in ended["error"]["message"]
    assert "Cài đặt lại" not in ended["error"]["advice"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
@pytest.mark.parametrize("words", [DUE, FEE, ("law", "check"), ("procedures", "")])
def test_a_layer_that_may_not_be_read_is_told(office: Office, words: tuple[str, ...]) -> None:
    """Half a law is worse than none."""
    folder = office.law("wording.toml", "").parent
    folder.chmod(0)
    try:
        ended = office.run(*words)
    finally:
        folder.chmod(0o755)
    assert (ended.status, ended["error"]["code"]) == (1, "data_missing")


def test_a_folder_that_cannot_be_made_is_told(office: Office) -> None:
    """Nothing is written, and it is no fault of the program."""
    office.data.mkdir()
    (office.data / "law").symlink_to(office.data / "nowhere" / "law")
    ended = office.bring("fees", office.file("moi.toml", rates(9000)))
    assert (ended.status, ended["error"]["code"]) == (1, "disk_fault")


def test_a_full_disk_is_told_before_anything_is_tried(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy that is tried needs room as well."""
    monkeypatch.setattr(tempfile, "tempdir", str(office.data / "nowhere"))
    path = office.file("tthc.json", answer(laythutuc()))
    ended = office.run("law", "import", "procedures", path, "--format", "laythutuc")
    assert (ended.status, ended["error"]["code"]) == (1, "disk_fault")


@pytest.mark.parametrize("since", ["0001-01-01", "0001-01-02", "9999-12-31"])
def test_an_amount_may_begin_on_any_day(office: Office, since: str) -> None:
    """A day at the end of the calendar is no fault of the program."""
    office.law("fees.toml", rates(8000, since))
    assert office.run("law", "check").status == 0


def test_a_gap_between_years_names_the_file_after_it(office: Office) -> None:
    """2029 is missing: 2030 can't be counted to."""
    path = office.law(
        "calendar/2030.toml", 'year = 2030\nprovisional = true\nbasis = "QĐ"\noff = []\n'
    )
    ended = office.run("due", "--received", "2026-11-20T09:00", "--unit", "hour")
    assert str(path) in ended["error"]["message"]
    assert ended["error"]["field"] == "year"


def test_characters_that_no_paper_can_show_are_left_out_of_an_import(office: Office) -> None:
    """Other systems' exports carry NUL and other remains of old code pages."""
    path = office.file("tthc.json", answer(laythutuc(TENTTHC="Cấp\x00 giấy\x96\x7f phép")))
    office.bring("procedures", path, "--format", "laythutuc")
    assert office.run("procedure", "1.990001", "--on", "2026-11-23")["name"] == "Cấp giấy phép"


@pytest.mark.parametrize("words", [("procedure", "-"), ("procedures", "-")])
def test_a_pipe_may_begin_with_a_byte_order_mark(office: Office, words: tuple[str, ...]) -> None:
    """As PowerShell writes it."""
    ended = office.run(*words, stdin=f"{BYTE_ORDER_MARK}2.000815\r\n".encode())
    [found] = ended.document.get("procedures", [ended.document])
    assert found["code"] == "2.000815"


def test_happenings_may_begin_with_a_byte_order_mark(office: Office) -> None:
    """As Notepad saves them."""
    told = [{"what": "resolved", "at": "2026-11-20T10:00"}]
    data = (BYTE_ORDER_MARK + json.dumps(told)).encode()
    ended = office.run(*DUE, "--happenings", "-", stdin=data)
    assert ended["clock"]["state"] == "resolved"


def test_an_abolished_procedure_says_when_and_by_what(office: Office) -> None:
    """NĐ 280/2025/NĐ-CP has abolished the certification of a sole heir's declaration."""
    shown = office.run("procedure", "2.001009")
    assert (shown["in_force"], shown["abolished"]["on"]) == (False, "2025-11-01")
    assert "280/2025" in shown["abolished"]["basis"]
    refused = office.run("fee", "--procedure", "2.001009")
    assert "Bãi bỏ từ 01/11/2025" in refused["error"]["advice"]


@pytest.mark.parametrize(
    "words",
    ["e_id_level_2", "định danh mức độ 2", "Định danh điện tử mức độ 2", "VNEID MUC DO 2"],
)
def test_the_exemption_is_named_as_people_name_it(office: Office, words: str) -> None:
    """TT 117/2026/TT-BTC: "định danh điện tử mức độ 2"."""
    assert office.run("fee", "--procedure", "2.000635", "--exempt", words)["total"] == 0
