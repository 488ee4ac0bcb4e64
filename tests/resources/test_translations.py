"""The words on the screen: every one is translated, and none is banned."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
TS = TRANSLATIONS / "vi.ts"
QM = TRANSLATIONS / "vi.qm"
BANNED = tomllib.loads((TRANSLATIONS / "banned_words.toml").read_text("utf-8"))
_PLACE = re.compile(r"\{[a-z_]*\}")


def tool(name: str) -> str:
    """A program of Qt Linguist beside this Python."""
    return str(Path(sys.executable).with_name(name))


def messages(path: Path) -> list[tuple[str, str, str, str]]:
    """(context, source, translation, state) of every message."""
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found.append(
                (
                    name,
                    message.findtext("source", ""),
                    translation.text or "",
                    translation.get("type", ""),
                )
            )
    return found


def test_every_string_of_the_window_is_in_the_file_and_no_other(tmp_path: Path) -> None:
    """The strings are extracted anew from ui/; what differs was forgotten (make translations)."""
    fresh = tmp_path / "vi.ts"
    shutil.copy(TS, fresh)
    sources = sorted(str(path) for path in (ROOT / "ui").rglob("*.py"))
    subprocess.run(
        [tool("pyside6-lupdate"), *sources, "-silent", "-no-obsolete", "-locations", "none",
         "-ts", str(fresh)],
        check=True, capture_output=True,
    )  # fmt: skip
    assert {one[:2] for one in messages(fresh)} == {one[:2] for one in messages(TS)}


def test_every_string_is_translated() -> None:
    """None is empty or marked as unfinished, and its places in braces are the same."""
    for context, source, translation, state in messages(TS):
        assert state == "", (context, source)
        assert translation.strip(), (context, source)
        assert sorted(_PLACE.findall(source)) == sorted(_PLACE.findall(translation)), source
        assert translation == unicodedata.normalize("NFC", translation), source


def test_the_compiled_file_is_of_this_text(tmp_path: Path) -> None:
    """What the window loads was made from what people read and edit."""
    made = tmp_path / "vi.qm"
    subprocess.run(
        [tool("pyside6-lrelease"), str(TS), "-qm", str(made)], check=True, capture_output=True
    )
    assert made.read_bytes() == QM.read_bytes()


@pytest.mark.parametrize("entry", BANNED["word"], ids=lambda entry: str(entry["banned"][0]))
def test_no_banned_word_is_on_the_screen(entry: dict[str, object]) -> None:
    """The glossary has one word for one thing."""
    words = entry["banned"]
    assert isinstance(words, list)
    for _, source, translation, _ in messages(TS):
        shown = _PLACE.sub("", translation)
        for word in words:
            found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shown, re.IGNORECASE)
            assert found is None, (source, translation, entry["instead"])


def test_one_spelling_of_tone_marks() -> None:
    """As the laws of 2025 and 2026 have them."""
    for entry in BANNED["spelling"]:
        for _, source, translation, _ in messages(TS):
            for spelling in entry["banned"]:
                found = re.search(
                    rf"(?<!\w){spelling}(?!\w)" if spelling.isalpha() else re.escape(spelling),
                    translation.lower(),
                )
                assert found is None, (source, translation, entry["instead"])


def test_every_text_is_a_literal_that_the_extraction_sees() -> None:
    """A text inside an f-string, or put together before, would stay English on the screen."""
    for path in sorted((ROOT / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        hidden = {
            inner for outer in ast.walk(tree) if isinstance(outer, ast.JoinedStr)
            for inner in ast.walk(outer)
        }  # fmt: skip
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr != "tr":
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            assert node not in hidden, where
            text = node.args[0]
            assert isinstance(text, ast.Constant), where
            assert isinstance(text.value, str), where
