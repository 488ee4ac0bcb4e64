"""What the central publishes lies over the program's catalogue and under the desk's own."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.catalogue.catalogue import Catalogue, load_catalogue
from app.dated_data.bundle import bundle_text
from app.errors import InvalidInput
from tests.app.catalogue.made_up import abolished, entry, write

SMALL = Path(__file__).parent / "small"
A = "1.111111"
DAY = date(2026, 11, 24)


class Folders:
    """The program's folder and the province's."""

    def __init__(self, place: Path) -> None:
        self.program, self.province = place / "program", place / "law" / "catalogue"
        self.program.mkdir()
        shutil.copy(SMALL / "exemption_grounds.toml", self.program)

    def publish(self, *texts: str) -> None:
        self.province.mkdir(parents=True, exist_ok=True)
        files = {f"f{number}.toml": text for number, text in enumerate(texts)}
        (self.province / "published-catalogue.toml").write_bytes(bundle_text("a1", files))

    def load(self) -> Catalogue:
        return load_catalogue(self.program, province=self.province)

    def name(self, on: date = DAY) -> str:
        return self.load().procedure(A, on).name

    def fault(self) -> str:
        with pytest.raises(InvalidInput) as caught:
            self.load()
        assert caught.value.code == "bad_data"
        return caught.value.message


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def test_what_is_published_replaces_the_programs_of_the_same_day(folders: Folders) -> None:
    """Same code, same first day."""
    write(folders.program, "a.toml", entry(A, "2025-07-01", name="Của chương trình"))
    assert folders.name() == "Của chương trình"
    folders.publish(entry(A, "2025-07-01", name="Của tỉnh"))
    assert folders.name() == "Của tỉnh"


def test_a_desks_own_file_goes_before_what_is_published(folders: Folders) -> None:
    """Two entries of one code and day in two layers are no fault: the higher one counts."""
    write(folders.program, "a.toml", entry(A, "2025-07-01", name="Của chương trình"))
    folders.publish(entry(A, "2025-07-01", name="Của tỉnh"))
    write(folders.province, "a.toml", entry(A, "2025-07-01", name="Của quầy"))
    assert folders.name() == "Của quầy"


def test_each_layers_later_version_ends_the_one_below(folders: Folders) -> None:
    """The day before; also one that says itself when it ends."""
    write(folders.program, "a.toml", entry(A, "2025-07-01", name="Của chương trình"))
    folders.publish(entry(A, "2026-01-01", "2027-12-31", name="Của tỉnh"))
    write(folders.province, "own.toml", entry(A, "2026-06-01", name="Của quầy"))
    names = [folders.name(date(2025, 12, 31)), folders.name(date(2026, 5, 31)), folders.name()]
    assert names == ["Của chương trình", "Của tỉnh", "Của quầy"]


def test_a_desks_closed_version_is_not_cut_by_what_is_published_later(folders: Folders) -> None:
    """Its administrator has said until when it counts: the fault names both."""
    write(folders.province, "own.toml", entry(A, "2025-07-01", "2027-12-31"))
    folders.publish(entry(A, "2026-06-01"))
    message = folders.fault()
    assert "own.toml" in message
    assert "f0.toml" in message


def test_an_update_of_the_program_does_not_stop_a_desk(folders: Folders) -> None:
    """A later version that comes with the program ends the published one, also a closed one."""
    folders.publish(entry(A, "2025-07-01", "2027-12-31", name="Của tỉnh"))
    write(folders.program, "a.toml", entry(A, "2026-06-01", name="Của chương trình"))
    names = [folders.name(date(2026, 5, 31)), folders.name()]
    assert names == ["Của tỉnh", "Của chương trình"]


def test_two_published_files_must_agree(folders: Folders) -> None:
    """Inside a layer one entry a code and day."""
    folders.publish(entry(A, "2025-07-01"), entry(A, "2025-07-01"))
    assert "published-catalogue.toml" in folders.fault()
    folders.publish(entry(A, "2025-07-01", "2027-12-31"), entry(A, "2026-07-01"))
    assert "published-catalogue.toml" in folders.fault()


def test_an_abolition_that_is_published_ends_the_programs_version(folders: Folders) -> None:
    """Not the desk's own that begins later."""
    write(folders.program, "a.toml", entry(A, "2025-07-01"))
    folders.publish(abolished(A, "2026-11-01"))
    assert folders.load().reception(A, DAY) is None
    write(folders.province, "own.toml", entry(A, "2026-11-10", name="Của quầy"))
    assert folders.name() == "Của quầy"


def test_the_version_tells_whether_something_is_published(folders: Folders) -> None:
    """The same text in two layers is other law."""
    text = entry(A, "2025-07-01")
    write(folders.program, "a.toml", text)
    versions = [folders.load().version]
    folders.publish(text)
    versions.append(folders.load().version)
    folders.publish(entry(A, "2025-07-01", amount=5))
    versions.append(folders.load().version)
    assert len(set(versions)) == 3
