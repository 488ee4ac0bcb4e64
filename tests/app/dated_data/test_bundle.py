"""Published files of dated data in one file: whole or not at all, and what stood in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dated_data.bundle import (
    MAX_BYTES,
    MAX_FILES,
    bundle_name,
    bundle_text,
    check_bundle,
    etag_on_disk,
    read_bundle,
)
from app.errors import InvalidInput

ETAG = "0123456789abcdef"


def read_back(folder: Path, files: dict[str, str]) -> dict[str, str]:
    path = folder / bundle_name("catalogue")
    path.write_bytes(bundle_text(ETAG, files))
    assert etag_on_disk(path) == ETAG
    return {each.name: data.decode() for each, data in read_bundle(path).items()}


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60))
def test_every_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Quotes of every kind, control characters, the end of a literal string."""
    folder = tmp_path_factory.getbasetemp()
    for told in (text, f"{text}'''", f'{text}"""\\', f"'{text}'"):
        assert read_back(folder, {"a.toml": told}) == {"a.toml": told}


def test_many_files_come_back_under_paths_that_name_them(tmp_path: Path) -> None:
    """An error in one of them says in which file of which bundle."""
    files = {f"f{number}.toml": f"so = {number}\n" for number in range(MAX_FILES)}
    assert read_back(tmp_path, files) == files
    [first, *_] = read_bundle(tmp_path / "published-catalogue.toml")
    assert first == tmp_path / "published-catalogue.toml" / "f0.toml"


def test_line_ends_of_windows_are_line_ends(tmp_path: Path) -> None:
    """Written by Notepad, mailed, published: the same law."""
    assert read_back(tmp_path, {"a.toml": "x = 1\r\n"}) == {"a.toml": "x = 1\n"}


def test_people_can_read_it(tmp_path: Path) -> None:
    """The text stands in it as it was written, with a word of warning above."""
    text = bundle_text(ETAG, {"ho-tich.toml": '# Đăng ký khai sinh\nname = "Đăng ký"\n'}).decode()
    assert text.startswith("# Dữ liệu do hệ thống trung tâm công bố.")
    assert '# Đăng ký khai sinh\nname = "Đăng ký"\n' in text


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.toml",
        "/etc/cron.d/x.toml",
        "..\\x.toml",
        "C:x.toml",
        "a/b.toml",
        ".x.toml",
        "x.csv",
        "x",
        "",
        "x.toml\n",
        "hộ-tịch.toml",
        "published-catalogue.toml",
        "x" * 200 + ".toml",
    ],
)
def test_a_name_that_is_no_plain_file_name_is_refused(name: str) -> None:
    """Names come from the network; none of them is ever a path here, and none looks like one."""
    with pytest.raises(InvalidInput) as refused:
        bundle_text(ETAG, {name: "x = 1"})
    assert (refused.value.code, refused.value.field) == ("bad_bundle", "files")


def test_too_much_is_refused() -> None:
    """A bound on files, on bytes, and on two names that a disk may take for one."""
    for files in (
        {f"f{number}.toml": "" for number in range(MAX_FILES + 1)},
        {"a.toml": "ư" * (MAX_BYTES // 2)},
        {"a.toml": "", "A.toml": ""},
        {"a.toml": "\ud800"},
    ):
        with pytest.raises(InvalidInput) as refused:
            bundle_text(ETAG, files)
        assert refused.value.code == "bad_bundle"
    check_bundle({"a.toml": "x" * (MAX_BYTES - 6)})


@pytest.mark.parametrize(
    "text",
    [
        "etag = 1\n",
        'etag = "a"\nmore = 1\n',
        'etag = "a"\n[[file]]\nname = "a.toml"\n',
        'etag = "a"\n[[file]]\nname = "../a.toml"\ntext = ""\n',
        'etag = "a"\n' + '[[file]]\nname = "a.toml"\ntext = ""\n' * 2,
        "\x00",
    ],
)
def test_a_bundle_that_was_tampered_with_is_a_fault_of_that_file(tmp_path: Path, text: str) -> None:
    """It names the file; the desk does not start with half a law."""
    path = tmp_path / "published-catalogue.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidInput) as refused:
        read_bundle(path)
    assert refused.value.code == "bad_data"
    assert "published-catalogue.toml" in refused.value.message


def test_no_etag_can_be_told_of_what_is_no_bundle(tmp_path: Path) -> None:
    """Nothing there, a folder, another file."""
    assert etag_on_disk(tmp_path / "nowhere.toml") == ""
    assert etag_on_disk(tmp_path) == ""
    (tmp_path / "x.toml").write_text("x = 1\n", "utf-8")
    assert etag_on_disk(tmp_path / "x.toml") == ""
