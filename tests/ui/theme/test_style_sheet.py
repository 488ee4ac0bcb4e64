"""The style sheet is made of tokens, and of nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from ui.theme import style_sheet as module
from ui.theme.marks import MARKS, mark_files
from ui.theme.style_sheet import style_sheet
from ui.theme.tokens import COLOURS, PART_PAIRS, TEXT_PAIRS, Scheme, colour, names

SOURCES = [
    path
    for folder in ("theme", "components")
    for path in (Path(module.__file__).parents[1] / folder).glob("*.py")
    if path.name != "tokens.py"
]


@pytest.mark.parametrize("scheme", Scheme)
def test_every_colour_of_the_style_sheet_is_a_token(scheme: Scheme) -> None:
    """No hexadecimal text of another colour, no rgb(), no named colour but transparent."""
    sheet = style_sheet(scheme)
    tokens = {colour(COLOURS[scheme], name) for name in names()}
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet)) <= tokens
    assert "rgb" not in sheet
    words = set(re.findall(r"(?:color|background|border[a-z-]*): ([^;]*);", sheet))
    named = {word for text in words for word in text.split() if QColor.isValidColorName(word)}
    assert {word for word in named if not word.startswith("#")} <= {"transparent"}


@pytest.mark.parametrize("scheme", Scheme)
def test_every_rule_with_text_and_ground_is_a_proved_pair(scheme: Scheme) -> None:
    """A rule that names both names a declared pair (the disabled are exempt: WCAG 1.4.3)."""
    colours = COLOURS[scheme]
    proved = {
        (colour(colours, ink), colour(colours, ground)) for ink, ground in TEXT_PAIRS | PART_PAIRS
    }
    checked = 0
    for rule in re.findall(r"\{([^}]*)\}", style_sheet(scheme)):
        ink = re.search(r"(?<![\w-])color: (#\w+)", rule)
        ground = re.search(r"(?<![\w-])background-color: (#\w+)", rule)
        if ink and ground and ink[1] != colours.disabled:
            checked += 1
            assert (ink[1], ground[1]) in proved, rule
    assert checked > 5


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_source_but_the_tokens_writes_a_colour(path: Path) -> None:
    """One place for the look."""
    assert not re.findall(r"[\"' (]#[0-9a-fA-F]{6}\b", path.read_text("utf-8"))


def test_the_marks_are_what_tokens_and_icons_make() -> None:
    """The files in resources were written by `mark_files`, and none is left over."""
    shipped = {path.name: path.read_bytes() for path in MARKS.iterdir()}
    assert shipped == mark_files()


@pytest.mark.parametrize("scheme", Scheme)
def test_every_mark_that_the_style_sheet_names_is_shipped(scheme: Scheme) -> None:
    """A missing picture would be an empty box."""
    named = set(re.findall(r"url\(marks:([^)]*)\)", style_sheet(scheme)))
    assert named
    assert named <= {path.name for path in MARKS.iterdir()}


def test_larger_texts_are_larger_everywhere() -> None:
    """WCAG 2.2, 1.4.4: at 200 % every size of type is twice as large."""
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", style_sheet(Scheme.LIGHT))]
    twice = style_sheet(Scheme.LIGHT, text_scale=2)
    assert [int(size) for size in re.findall(r"font-size: (\d+)px", twice)] == [
        2 * size for size in sizes
    ]
