"""Exceptions that nobody caught: logged, shown, and the window goes on.

What the window logs goes to stderr, the traces without the messages of their exceptions.
"""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from app.trace import TraceFormatter

_log = logging.getLogger(__name__)


class Unhandled(QObject):
    """Takes the place of Python's hooks, which would print into a terminal that nobody sees."""

    raised = Signal(str)
    """The exception's name: a bug of ours, in a slot or a thread; its trace is in the log."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handler = logging.StreamHandler()
        self._handler.setLevel(logging.WARNING)
        self._handler.setFormatter(TraceFormatter("%(levelname)s %(name)s: %(message)s"))

    def install(self) -> None:
        """From now on, in every thread."""
        logging.getLogger().addHandler(self._handler)
        sys.excepthook = self._on_raised
        threading.excepthook = lambda args: self._on_raised(
            args.exc_type, args.exc_value, args.exc_traceback
        )

    def remove(self) -> None:
        """Python's own hooks again."""
        logging.getLogger().removeHandler(self._handler)
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _on_raised(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C is no bug
            sys.__excepthook__(kind, error if error is not None else kind(), trace)
            return
        shown = error if error is not None else kind()
        _log.error("an exception that nobody caught", exc_info=(kind, shown, trace))
        self.raised.emit(kind.__name__)
