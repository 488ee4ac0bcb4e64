"""``outbox export|import|copy|list --search`` and ``central import``, by the verbs alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.accounts.directory import add_account
from app.accounts.roles import Role
from app.clock.time import FixedClock
from sync.central.administration import add_agency
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import holdings, registered_codes
from tests.desks import COMMUNE, MORNING, OFFICER, RESOLVERS, open_desk
from tests.ui.commands.command_line import run
from tests.ui.commands.test_a_desks_life import DeskByVerbs, row


class Counter(DeskByVerbs):
    """One of several desks of the commune."""

    def __init__(self, place: Path, name: str, central: EmbeddedCentral) -> None:
        super().__init__(place, central)
        self.data = place / name
        self.key = place / f"{name}.key"
        self.passphrase = place / "passphrase.txt"
        self.passphrase.write_text("bốn từ dễ nhớ", encoding="utf-8")
        self.enrol()
        self.good("sync")

    def die(self) -> None:
        """Its disk is gone, and its key with it."""
        shutil.rmtree(self.data)
        for path in self.place.glob(f"{self.key.name}*"):
            path.unlink()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    url = f"sqlite:///{(tmp_path / 'central.sqlite').as_posix()}"
    with EmbeddedCentral(url, FixedClock(MORNING)) as started:
        add_agency(started.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, "MOTCUA.EXAMPLE")
        yield started


@pytest.fixture
def dying(tmp_path: Path, central: EmbeddedCentral) -> Counter:
    return Counter(tmp_path, "quay-1", central)


def test_what_a_dead_desk_had_not_sent_comes_in_by_another(
    tmp_path: Path, central: EmbeddedCentral, dying: Counter
) -> None:
    """export → the disk dies → import elsewhere → sync: counted at the central."""
    other = Counter(tmp_path, "quay-2", central)
    dying.register(row(), row("s2"))
    pack = tmp_path / "goi.qmcgoi"
    out = dying.good("outbox", "export", pack, "--passphrase-file", dying.passphrase)
    assert (out["events"], out["pages"], out["dossiers"], out["waiting"]) == (4, 0, 2, 4)
    assert (out["path"], out["opens_with"]) == (str(pack), ["central", "passphrase", "store"])
    dying.die()
    locked = other.run("outbox", "import", pack)
    assert (locked.status, locked["error"]["code"]) == (1, "cannot_open_pack")
    into = other.good("outbox", "import", pack, "--passphrase-file", other.passphrase)
    assert (into["packs"], into["new"], into["waiting"], into["refused"]) == (1, 4, 1, [])
    listed = other.good("outbox", "list")
    assert (listed["items"], listed["carried_waiting"]) == ([], 1)
    [part] = listed["carried"]
    assert (part["counter"], part["events"], part["state"]) == ("Quầy 1", 4, "waiting")
    assert other.good("outbox", "show", part["id"])["id"] == part["id"]
    sent = other.good("sync")
    assert (sent["accepted"], sent["waiting"], sent["carried_waiting"]) == (0, 0, 0)
    assert len(registered_codes(central.database)) == 2
    assert other.good("dossiers", "")["total"] == 2


def test_a_pack_is_brought_to_the_central_itself(
    tmp_path: Path, central: EmbeddedCentral, dying: Counter
) -> None:
    """No passphrase is needed there; again it is nothing new."""
    dying.register(row(), row("s2"))
    stick = tmp_path / "stick"
    stick.mkdir()
    path = dying.good("outbox", "export", stick)["path"]
    dying.die()
    words = ("central", "import", path, "--database", tmp_path / "central.sqlite")
    first = run(*words)
    assert (first.status, first["accepted"], first["refused"]) == (0, 4, [])
    assert holdings(central.database).registered == 2
    again = run("central", "--database", tmp_path / "central.sqlite", "import", stick)
    assert (again.status, again["accepted"], again["duplicate"]) == (0, 0, 4)
    (stick / "x.qmcgoi").write_bytes(b"x")
    spoiled = run(*words[:2], stick, *words[3:])
    assert spoiled.status == 1
    assert [each["code"] for each in spoiled["refused"]] == ["not_a_pack"]


def test_every_verb_that_changes_the_queue_writes_the_running_copy(
    tmp_path: Path, central: EmbeddedCentral, dying: Counter
) -> None:
    """Set once by an administrator; from then on nothing need be thought of."""
    stick = tmp_path / "stick"
    stick.mkdir()
    set_up = dying.good("outbox", "copy", stick, "--passphrase-file", dying.passphrase)
    assert (set_up["folder"], set_up["not_copied"], set_up["packs"]) == (str(stick), 0, 0)
    dying.register(row())
    code = dying.register(row("s2"))["registered"][0]["code"]
    dying.good("collect", code, "--amount", 2_000)
    assert len(list(stick.iterdir())) == 3
    stand = dying.good("outbox", "copy")
    assert (stand["packs"], stand["not_copied"], stand["problem"]) == (3, 0, None)
    central_answers = dying.good("sync")
    assert central_answers["copy"]["packs"] == 0
    assert list(stick.iterdir()) == []
    dying.register(row("s3"))
    other = Counter(tmp_path, "quay-2", central)
    dying.die()
    into = other.good("outbox", "import", stick, "--passphrase-file", other.passphrase)
    assert into["new"] == 2
    other.good("sync")
    assert len(registered_codes(central.database)) == 3


def test_a_copy_that_can_not_be_written_is_told_and_stops_nothing(
    tmp_path: Path, dying: Counter
) -> None:
    """The stick is out: registering goes on, looking at the copy says what is wrong."""
    stick = tmp_path / "stick"
    stick.mkdir()
    dying.good("outbox", "copy", stick)
    stick.rmdir()
    dying.register(row())
    stand = dying.run("outbox", "copy")
    assert (stand.status, stand["problem"]["code"]) == (1, "copy_place_gone")
    assert stand["not_copied"] == 2
    stick.mkdir()
    assert dying.good("outbox", "copy", "--now")["not_copied"] == 0
    assert dying.good("outbox", "copy", "--off")["folder"] is None
    dying.register(row("s2"))
    assert len(list(stick.iterdir())) == 1


def test_the_queue_is_searched_as_people_type(dying: Counter) -> None:
    """By code, name without tone marks, officer, and by state; a search is logged."""
    dying.register(row(), row("s2"))
    items = dying.good("outbox", "list")["items"]
    code = items[0]["code"]
    found = {
        text: len(dying.good("outbox", "list", "--search", text)["items"])
        for text in (code, "nguyen van a", "minh hoa", "khong co ai", "", "a" * 200_000)
    }
    assert found == {
        code: 2,
        "nguyen van a": 4,
        "minh hoa": 4,
        "khong co ai": 0,
        "": 4,
        "a" * 200_000: 0,
    }
    assert len(dying.good("outbox", "list", "--state", "waiting")["items"]) == 4
    aside = dying.good("outbox", "list", "--state", "set_aside", "--search", "nguyen")
    assert (aside["items"], aside["waiting"]) == ([], 4)


def test_roles_hold_for_the_carrying_verbs(tmp_path: Path) -> None:
    """Who keeps the accounts takes no dossiers away; who receives does not choose where they go."""
    with open_desk(tmp_path / "desk") as desk:
        for name, role in (("Lê Văn C", Role.ADMINISTRATOR), ("Trần Thị Hoa", Role.OFFICER)):
            add_account(desk, name, [role])
    stick = tmp_path / "stick"
    stick.mkdir()
    place = ("--data", tmp_path / "desk", "--key-file", tmp_path / "desk.key")
    for officer, words in (
        ("Lê Văn C", ("export", tmp_path / "x.qmcgoi")),
        ("Lê Văn C", ("import", tmp_path / "x.qmcgoi")),
        ("Lê Văn C", ("list", "--search", "a")),
        ("Trần Thị Hoa", ("copy", stick)),
        ("Trần Thị Hoa", ("copy", "--off")),
        ("Lê Văn C", ("copy", "--now")),
    ):
        ended = run(*place, "--officer", officer, "outbox", *words)
        assert (ended.status, ended["error"]["code"]) == (1, "not_permitted"), words
    assert run(*place, "--officer", "Lê Văn C", "outbox", "copy", stick).status == 0
    assert run(*place, "--officer", OFFICER, "outbox", "export", stick).status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("outbox", "export"),
        ("outbox", "import"),
        ("outbox", "copy", "x", "--off"),
        ("outbox", "copy", "--now", "--off"),
        ("outbox", "list", "--state", "x"),
        ("central", "import"),
    ],
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...]) -> None:
    """Nothing on stdout."""
    ended = run(*words)
    assert (ended.status, ended.document) == (2, None)
