"""``law``: check both layers, import into the administrator's one after its difference was seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.accounts.directory import add_account
from app.accounts.roles import Role
from app.dated_data.toml_table import RESOURCES
from tests.app.catalogue.importing.documents import answer, laythutuc, workbook
from tests.desks import OFFICER, open_desk
from tests.ui.commands.command_line import Finished, run

ADMINISTRATOR = "Lê Văn C"
NOW = ("--as-of", "2026-11-23T08:30")


class Office:
    """A data directory, and files to import."""

    def __init__(self, directory: Path) -> None:
        self.data = directory / "desk"
        self._directory = directory

    def file(self, name: str, data: bytes | str) -> Path:
        path = self._directory / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def run(self, *words: object, officer: str = "") -> Finished:
        named = ("--officer", officer) if officer else ()
        key = self._directory / "desk.key"
        return run("--data", self.data, "--key-file", key, *named, *NOW, *words)

    def bring(self, kind: str, path: Path, *more: str, officer: str = "") -> Finished:
        """Import what is shown."""
        words = ("law", "import", kind, path, *more)
        shown = self.run(*words, officer=officer)
        assert shown.status == 0, shown.document
        return self.run(*words, "--confirm", shown["confirm"], officer=officer)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_an_import_is_shown_then_confirmed_then_in_force(office: Office) -> None:
    """Every verb of the law takes the new entry from its day on."""
    path = office.file("tthc.json", answer(laythutuc()))
    words = ("law", "import", "procedures", path, "--format", "laythutuc")
    shown = office.run(*words)
    assert (shown.status, shown["written"], shown["paths"]) == (0, False, [])
    [change] = shown["difference"]
    assert (change["code"], change["change"]) == ("1.990001", "new")
    assert office.run("procedure", "1.990001").status == 1
    written = office.run(*words, "--confirm", shown["confirm"])
    assert (written["written"], [Path(one).name for one in written["paths"]]) == (
        True, ["imported-laythutuc.toml"],
    )  # fmt: skip
    found = office.run("procedures", "hoa sữa")
    assert found["procedures"][0]["code"] == "1.990001"
    due = office.run("due", "--received", "2026-11-20T09:00", "--procedure", "1.990001")
    assert due["error"]["code"] == "unknown_procedure"
    due = office.run("due", "--received", "2026-11-25T09:00", "--procedure", "1.990001")
    assert due["due"].startswith("2026-11-30")
    assert office.run("fee", "--procedure", "1.990001")["total"] == 30000


def test_a_wrong_confirmation_writes_nothing(office: Office) -> None:
    """What was seen is what is written."""
    path = office.file("tthc.xlsx", workbook(("Mã thủ tục", "Tên thủ tục"), ("1.990001", "X")))
    ended = office.run("law", "import", "procedures", path, "--confirm", "0123456789ab")
    assert (ended.status, ended["error"]["code"]) == (1, "changed")
    assert not (office.data / "law").exists()


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("procedures", "x.csv", "rác"),
        ("calendar", "2027.toml", "year = 2027"),
        ("fees", "fees.toml", "[[rate]]\nkey = 'không'"),
        ("units", "x.json", "{}"),
    ],
)
def test_a_malformed_file_changes_nothing(office: Office, kind: str, name: str, data: str) -> None:
    """The error names file, entry and field."""
    ended = office.run("law", "import", kind, office.file(name, data))
    assert ended.status == 1
    assert ended["error"]["field"]
    assert not (office.data / "law").exists()


def test_a_new_calendar_lists_the_days_and_counts_with_them(office: Office) -> None:
    """The decided year replaces the computed one."""
    decided = (RESOURCES / "calendar/2027.toml").read_text("utf-8")
    decided = decided.replace("provisional = true", "provisional = false")
    path = office.file("q.toml", decided.replace("from = 2027-11-24", "from = 2027-11-23"))
    ended = office.bring("calendar", path)
    assert [one["date"] for one in ended["difference"]] == ["2027-11-23", "2027-11-24"]
    [day] = office.run("calendar", "2027-11-23")["days"]
    assert (day["working"], day["provisional"]) == (False, False)


def test_a_new_calendar_lists_the_dossiers_that_it_would_move(office: Office) -> None:
    """None is moved by itself: the receipt in the citizen's hand stands."""
    with open_desk(office.data) as desk:
        add_account(desk, ADMINISTRATOR, [Role.ADMINISTRATOR])
    rows = [{"procedure": "1.004873", "name": "Nguyễn Văn A", "id_number": "001090000001"}]
    batch = office.file("rows.json", json.dumps(rows))
    told = office.run("register", batch, officer=OFFICER)
    code = told["registered"][0]["code"]
    [row] = office.run("dossiers", code, officer=OFFICER)["dossiers"]
    before = row["due"]
    year = (RESOURCES / "calendar/2026.toml").read_text("utf-8")
    new = '[[off]]\nfrom = 2026-11-26\nkind = "holiday"\nreason = "Ngày mới"\nbasis = "QĐ mẫu"\n'
    path = office.file("moi.toml", f"{year}\n{new}")
    shown = office.run("law", "import", "calendar", path, officer=ADMINISTRATOR)
    [moved] = shown["moved"]
    assert (moved["code"], moved["due"], moved["counted"][:10]) == (code, before, "2026-11-30")
    assert "Nguyễn" not in json.dumps(shown.document, ensure_ascii=False)
    office.bring("calendar", path, officer=ADMINISTRATOR)
    assert office.run("dossiers", code, officer=OFFICER)["dossiers"] == [row]


def test_only_an_administrator_imports_at_a_desk_and_it_is_logged(office: Office) -> None:
    """The file's hash says later what was imported."""
    with open_desk(office.data) as desk:
        add_account(desk, ADMINISTRATOR, [Role.ADMINISTRATOR])
        add_account(desk, "Trần Thị Hoa", [Role.OFFICER])
    path = office.file("tthc.json", answer(laythutuc()))
    words = ("procedures", path, "--format", "laythutuc")
    ended = office.run("law", "import", *words, officer="Trần Thị Hoa")
    assert (ended.status, ended["error"]["code"]) == (1, "not_permitted")
    assert office.bring(*words, officer=ADMINISTRATOR)["written"]
    with open_desk(office.data) as desk:
        [line] = [one for one in desk.store.audit_lines() if one.action == "law_import"]
    assert (line.officer, line.subject) == (ADMINISTRATOR, "procedures")
    assert line.detail is not None
    assert line.detail["file"] == "tthc.json"


def test_the_councils_amounts_are_imported(office: Office) -> None:
    """A charge that had no amount has one from its day on."""
    key = "marital_status_confirmation"
    path = office.file("muc-thu.toml", (
        f'[[rate]]\nkey = "{key}"\namount = 15000\nvalid_from = 2026-01-01\nbasis = "NQ mẫu"\n'
    ))  # fmt: skip
    ended = office.bring("fees", path)
    assert [(one["key"], one["old"], one["new"]) for one in ended["difference"]] == [
        (key, None, 15000)
    ]
    assert office.run("fee", "--procedure", "1.004873")["total"] == 15000


def test_check_reads_both_layers_and_lists_what_is_unsure(office: Office) -> None:
    """An administrator sees at a glance what the province must decide."""
    office.bring(
        "procedures", office.file("tthc.json", answer(laythutuc())), "--format", "laythutuc"
    )
    checked = office.run("law", "check")
    assert (checked.status, checked["ok"]) == (0, True)
    assert checked["files"] == ["catalogue/imported-laythutuc.toml"]
    assert "1.990001" in [one["code"] for one in checked["unsure"]]
    (office.data / "law/catalogue/tay.toml").write_text('[[procedure]]\ncode = "x"', "utf-8")
    broken = office.run("law", "check")
    assert broken.status == 1
    assert "tay.toml" in broken["error"]["message"]
    assert "procedure[0].code" in broken["error"]["field"]


def test_check_of_a_folder_that_is_not_there_says_so(office: Office) -> None:
    """A typing mistake is not an empty law."""
    assert office.run("law", "check", "/không/có").status == 1
