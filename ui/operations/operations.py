"""Operations: work that a view asks for, done on a worker, its result back in the window's thread.

One thread does the store's work in the order in which it was asked, another renders and prints, a
third goes to places that may hang: a stick, a shared folder.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.errors import ProgramFault, QmcError
from ui.operations.changes import NONE, Changes
from ui.operations.collector import Collector

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked, kept on the window's side.

    A worker holds no reference to it when it is done: the last reference to a closure over a
    widget must not be dropped on a worker.
    """

    work: Callable[[], Any]
    owner: QObject
    on_success: Callable[[Any], object] | None
    on_failure: Callable[[QmcError], object] | None
    changes: Changes | Callable[[Any], Changes]


@dataclass(frozen=True, slots=True)
class _Ended:
    """What became of it. ``bug`` names an exception that is not ours."""

    ticket: int
    result: Any = None
    error: QmcError | None = None
    bug: str = ""


class Operations(QObject):
    """The workers. To be asked from the window's thread only.

    ``work`` runs on a worker: it must not touch a widget. An owner that was destroyed meanwhile
    gets nothing; its failure then goes to ``failed``.
    """

    changed = Signal(object)
    """Changes: after a success, before its ``on_success``; also where the owner is gone."""
    failed = Signal(object)
    """QmcError: one that no ``on_failure`` took, and every ProgramFault (our own bugs)."""
    _ended = Signal(object)
    """_Ended, from a worker's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._papers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="papers")
        self._places = ThreadPoolExecutor(max_workers=1, thread_name_prefix="places")
        self._asked: dict[int, _Asked] = {}
        self._tickets = 0
        self._is_closed = False
        self._ended.connect(self._on_work_ended, Qt.ConnectionType.QueuedConnection)
        self._collector = Collector(self)
        self._collector.start()

    @property
    def is_closed(self) -> bool:
        """Whether new work is refused: for who asks by a timer, not for an officer."""
        return self._is_closed

    @property
    def pending(self) -> int:
        """How many operations were asked whose end has not been delivered."""
        return len(self._asked)

    def store(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_success: Callable[[T], object] | None = None,
        on_failure: Callable[[QmcError], object] | None = None,
        changes: Changes | Callable[[T], Changes] = NONE,
    ) -> None:
        """Do ``work`` on the store's thread, after what was asked before.

        ``on_success(result)`` or ``on_failure(error)`` is called on the window's thread. Raises
        ProgramFault (``closed``) after ``close``.
        """
        self._ask(self._store, _Asked(work, owner, on_success, on_failure, changes))

    def paper(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_success: Callable[[T], object] | None = None,
        on_failure: Callable[[QmcError], object] | None = None,
        changes: Changes | Callable[[T], Changes] = NONE,
    ) -> None:
        """As ``store``, on the thread that renders and prints."""
        self._ask(self._papers, _Asked(work, owner, on_success, on_failure, changes))

    def place(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_success: Callable[[T], object] | None = None,
        on_failure: Callable[[QmcError], object] | None = None,
        changes: Changes | Callable[[T], Changes] = NONE,
    ) -> None:
        """As ``store``, on the thread for files elsewhere: nobody at the counter waits for them.

        The store's own methods may be called from it; they wait for each other.
        """
        self._ask(self._places, _Asked(work, owner, on_success, on_failure, changes))

    def close(self) -> None:
        """Do all that was asked, then end the workers; blocks meanwhile. New work is refused.

        Nothing is dropped: queued work is still done, on every thread. Results are delivered when
        the window's event loop runs again. Call it before this object is deleted.
        """
        self._is_closed = True
        for worker in (self._store, self._papers, self._places):
            worker.shutdown(wait=True)
        self._collector.stop()

    def _ask(self, worker: ThreadPoolExecutor, asked: _Asked) -> None:
        self._tickets += 1
        self._asked[self._tickets] = asked
        try:
            # The executor decides "still taking work" and "this is the last" under one lock.
            worker.submit(self._run, self._tickets)
        except RuntimeError as error:
            del self._asked[self._tickets]
            raise ProgramFault(
                "closed", self.tr("The program is closing: no new work is taken.")
            ) from error

    def _run(self, ticket: int) -> None:
        """On the worker: do it, and tell. No reference to the work is left when it is told."""
        self._ended.emit(_outcome(ticket, self._asked[ticket].work))

    @Slot(object)
    def _on_work_ended(self, ended: _Ended) -> None:
        asked = self._asked.pop(ended.ticket)
        error = self._error_of(ended)
        if error is not None:
            self._deliver_failure(asked, error)
            return
        changes = asked.changes(ended.result) if callable(asked.changes) else asked.changes
        if changes:
            self.changed.emit(changes)
        if asked.on_success is not None and isValid(asked.owner):
            asked.on_success(ended.result)

    def _deliver_failure(self, asked: _Asked, error: QmcError) -> None:
        taken = asked.on_failure is not None and isValid(asked.owner)
        if not taken or isinstance(error, ProgramFault):
            self.failed.emit(error)
        # Asked again: who was told by ``failed`` may have closed the owner.
        if asked.on_failure is not None and isValid(asked.owner):
            asked.on_failure(error)

    def _error_of(self, ended: _Ended) -> QmcError | None:
        if not ended.bug:
            return ended.error
        return ProgramFault(
            "bug",
            self.tr("The program made a mistake; this work was not finished ({what}).").format(
                what=ended.bug
            ),
            advice=self.tr(
                "What was saved before is still there. Try again; if it comes back, tell the"
                " administrator."
            ),
        )


def _outcome(ticket: int, work: Callable[[], Any]) -> _Ended:
    """Do the work; an error keeps no frames, which would hold the closure's widgets."""
    try:
        return _Ended(ticket, result=work())
    except ProgramFault as error:
        _log.exception("a bug in an operation")
        return _Ended(ticket, error=_bare(error))
    except QmcError as error:
        _log.info("an operation failed: %s", error, exc_info=True)
        return _Ended(ticket, error=_bare(error))
    except Exception as error:  # noqa: BLE001 - our bug: logged, told, and the worker goes on
        _log.exception("a bug in an operation")
        return _Ended(ticket, bug=type(error).__name__)


def _bare(error: QmcError) -> QmcError:
    one: BaseException | None = error
    while one is not None:
        one.__traceback__ = None
        one = one.__cause__ or one.__context__
    return error
