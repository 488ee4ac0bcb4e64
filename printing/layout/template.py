"""Texts with places: ``Tiếp nhận hồ sơ của {submitter_name!}``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from printing.layout.values import Texts
from printing.typesetting.fonts import Face
from printing.typesetting.paragraph import Run

BLANK = "………"
"""What stands in running text for a value that is not known; a line of its own has dots instead."""
_PLACE = re.compile(r"\{([a-z_][a-z0-9_]*)(!?)\}")
_Piece = tuple[str, str, bool]  # literal text, name of a value (one of them ""), bold

BOLD_OF = {
    Face.REGULAR: Face.BOLD,
    Face.BOLD: Face.BOLD,
    Face.ITALIC: Face.BOLD_ITALIC,
    Face.BOLD_ITALIC: Face.BOLD_ITALIC,
}


def names_in(template: str) -> frozenset[str]:
    """The values that ``template`` asks for."""
    return frozenset(name for _, name, _ in _pieces(template) if name)


def is_well_formed(template: str) -> bool:
    """Whether every brace belongs to a place."""
    return not any("{" in text or "}" in text for text, _, _ in _pieces(template))


def is_empty(template: str, texts: Texts) -> bool:
    """Whether nothing is known of all that ``template`` asks for; False where it asks nothing."""
    names = names_in(template)
    return bool(names) and not any(texts.get(name) for name in names)


def fill(template: str, texts: Texts) -> str:
    """``template`` with its values; "" for one that is not known."""
    return "".join(text or texts.get(name, "") for text, name, _ in _pieces(template))


def as_pattern(template: str) -> tuple[str, tuple[str, ...]]:
    """``template`` for ``%``, and the names of the values in their order; marks are left out."""
    pieces = _pieces(template)
    pattern = "".join("%s" if name else text.replace("%", "%%") for text, name, _ in pieces)
    return pattern, tuple(name for _, name, _ in pieces if name)


def runs_of(template: str, texts: Texts, face: Face = Face.REGULAR, blank: str = "") -> list[Run]:
    """``template`` as runs, marked values bold; ``blank`` stands for a value that is not known."""
    return list(_runs(_pieces(template), texts, face, blank))


def _runs(pieces: tuple[_Piece, ...], texts: Texts, face: Face, blank: str) -> Iterable[Run]:
    for text, name, bold in pieces:
        if text:
            yield Run(text, face)
            continue
        value = texts.get(name, "")
        if value or blank:
            yield Run(value or blank, BOLD_OF[face] if bold and value else face)


@lru_cache(maxsize=4_096)
def _pieces(template: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    at = 0
    for place in _PLACE.finditer(template):
        if place.start() > at:
            pieces.append((template[at : place.start()], "", False))
        pieces.append(("", place[1], bool(place[2])))
        at = place.end()
    if at < len(template):
        pieces.append((template[at:], "", False))
    return tuple(pieces)
