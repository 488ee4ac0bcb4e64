"""Asking a printer of dots how it stands: what its language's answers have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from printing.printers.lines.line import Line
from printing.printers.raster.dots import Dots
from printing.printers.raster.models import Model


class Answer(Struct, frozen=True):
    """What a printer said, in an officer's words.

    ``stops``: it prints nothing before somebody does something ("hết giấy"). ``notes``: it prints,
    for now ("sắp hết giấy"). ``silent``: it said nothing that its language has. ``done``: what it
    was sent has come out.
    """

    stops: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    silent: bool = False
    done: bool = False


SILENT = Answer(silent=True)


class Talk(Protocol):
    """A conversation over one open line. Its calls raise LineBroken."""

    def ask(self, seconds: float) -> Answer:
        """Ask once, and wait ``seconds`` at most for each answer."""
        ...

    def all_sent(self) -> None:
        """A paper was sent, whole: from now on ``Answer.done`` speaks of it."""
        ...


class Language(Protocol):
    """A printer's language."""

    silence: str
    """What it may mean that such a printer does not answer."""

    def encode(self, pages: Sequence[Dots], copies: int, model: Model) -> Iterator[bytes]:
        """The bytes that print ``pages``, ``copies`` times, in pieces of some kB."""
        ...

    def talk(self, line: Line) -> Talk:
        """Begin to ask a printer."""
        ...
