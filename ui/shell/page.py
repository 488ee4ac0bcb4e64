"""What the shell asks of a page, and what it knows of one before it is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from app.accounts.roles import Act

if TYPE_CHECKING:
    from ui.operations.changes import Changes
    from ui.scanner.reading import Scan


@runtime_checkable
class Page(Protocol):
    """A page of the window; it is a QWidget besides."""

    def refresh(self, changes: Changes) -> None:
        """Something became different; a page that is not shown may wait until it is."""
        ...

    def activated(self) -> None:
        """The page is shown now: put the focus where work begins."""
        ...

    def receive_scan(self, scan: Scan) -> bool:
        """A scan came while the page is shown; True: the page took it."""
        ...

    def may_leave(self) -> bool:
        """Another page is wanted, or the window ends: save what is open. False: stay."""
        ...


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the navigation. Officers whose roles permit none of ``acts`` do not see it.

    ``build`` makes it when it is shown for the first time. ``listed``: it has a place in the
    navigation; ``lower``: at its bottom. ``words`` are further words that the palette finds it by.
    """

    name: str
    title: str
    icon: str
    key: str
    acts: frozenset[Act]
    build: Callable[[], QWidget]
    listed: bool = True
    lower: bool = False
    words: str = ""
