"""Undo all that scanners, drivers and keyboards do to a card's text, as far as it is certain."""

from __future__ import annotations

from collections.abc import Callable

from app.identity.repairs import MAX_ROUNDS, Repair, Repaired, repair_text
from app.identity.separators import undo_separators
from app.identity.two_scans import once, one_of_two
from app.identity.typed_keys import undo_blanks, undo_caps_lock, undo_full_width
from app.identity.typed_marks import undo_typed_marks

_WHOLE: tuple[tuple[Repair, Callable[[str], str | None]], ...] = (
    (Repair.FULL_WIDTH, undo_full_width),
    (Repair.BLANKS, undo_blanks),
    (Repair.SEPARATORS, undo_separators),
    (Repair.REPEATED, one_of_two),
    (Repair.CAPS_LOCK, undo_caps_lock),
)


def repair_card(text: str) -> Repaired:
    """``repair_text``, then what needs a card's fields to be certain.

    Good text comes back unchanged. Raises InvalidInput (``two_cards``).
    """
    done: list[Repair] = []
    for _ in range(MAX_ROUNDS):
        before = text
        text = once(text) or text
        done += [Repair.REPEATED] if text != before else []
        letters = repair_text(text)
        text = letters.text
        done += letters.repairs
        for repair, undo in _WHOLE:
            undone = undo(text)
            if undone is not None and undone != text:
                text = undone
                done.append(repair)
        typed = undo_typed_marks(text)
        if typed is not None:
            text = typed[0]
            done.append(typed[1])
        if text == before:
            break
    return Repaired(text, tuple(dict.fromkeys(done)))
