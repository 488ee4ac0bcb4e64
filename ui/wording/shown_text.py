"""Texts that citizens and other systems wrote, made fit to be shown in one line or in a block.

A name with a right-to-left override must not turn the line round, one in NFD must not lose its
marks in a font, a word of 2,000 letters must not push the window wide.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_RUN = 24
"""Letters without a blank after which a line may break."""

_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BREAK = "\u200b"
_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")


def one_line(text: str) -> str:
    """``text`` in NFC, without what is not seen, its blanks and line ends as single blanks."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    normal = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if letter.isspace() else letter for letter in normal)
    return " ".join(
        "".join(
            letter for letter in spaced if unicodedata.category(letter) not in _NOT_SHOWN
        ).split()
    )


def in_a_sentence(text: str) -> str:
    """``text`` that stood for itself, as it stands behind other words."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def block(text: str) -> str:
    """``text`` for a label that wraps: line ends stay, and a long run may break anywhere."""
    lines = (one_line(line) for line in text.splitlines())
    return "\n".join(_RUN.sub(lambda run: run.group() + _BREAK, line) for line in lines)
