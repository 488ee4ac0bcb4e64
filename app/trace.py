"""What may be said of a bug outside the encrypted store: where it is, never what it was about.

The message of an exception may hold what was typed: a KeyError names its key, a decoder quotes what
it could not read. On stderr, and so in a session's or a service's log, that would be a citizen's
data in plain text.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

from app.errors import QmcError


def trace_of(error: BaseException) -> str:
    """The frames and the kinds of ``error`` and of what led to it, as text for the log."""
    told: list[str] = []
    one: BaseException | None = error
    seen: set[int] = set()
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        told.append("".join(traceback.format_tb(one.__traceback__)) + _kind(one))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\nbecause of\n".join(told)


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, QmcError):
        return f"{name} ({error.code})"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} (errno {error.errno})"
    return name


class TraceFormatter(logging.Formatter):
    """Formats a record's exception by ``trace_of``."""

    def formatException(  # noqa: N802 - logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Without its message."""
        return "" if ei[1] is None else trace_of(ei[1])
