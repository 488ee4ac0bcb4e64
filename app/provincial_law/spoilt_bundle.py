"""A published bundle that spoils the law here is set aside: it must not stop a desk from starting.

It was good when it came. Then its disk damaged it, somebody wrote into it, or an update of the
program says something that it does not go with. The desk goes on with the program's data and its
own files, says so, and asks the central again.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from app.dated_data.bundle import bundle_name
from app.errors import EnvironmentFault, InvalidInput
from app.provincial_law.folder import tried

_log = logging.getLogger(__name__)
_ASIDE = ".aside"
"""Behind its name: nothing reads it as law, and people can look at what it was."""

Loaded = TypeVar("Loaded")


def load_without_spoilt(place: Path, kind: str, load: Callable[[Path], Loaded]) -> Loaded:
    """What ``load`` makes of the folder ``place``; without its bundle where only that is at fault.

    Raises what ``load`` raises where it fails without the bundle, too: then the fault is in a file
    of this desk, or in the way the two go together with it.
    """
    try:
        return load(place)
    except (InvalidInput, EnvironmentFault) as fault:
        bundle = place / bundle_name(kind)
        if not _is_there(bundle):
            raise
        try:
            with tried(place, {}, without=bundle.name) as staged:
                found = load(staged)
        except (InvalidInput, EnvironmentFault):
            raise fault from None
        _log.error("%s is set aside: %s", bundle.name, fault.message)
        with contextlib.suppress(OSError):  # a disk that can't be written to: it is read past
            bundle.replace(_aside(bundle))
        return found


def is_set_aside(place: Path, kind: str) -> bool:
    """Whether the bundle of ``kind`` was, and no other has come since."""
    bundle = place / bundle_name(kind)
    return _is_there(_aside(bundle)) and not _is_there(bundle)


def forget_aside(place: Path, names: Iterable[str]) -> None:
    """Other bundles have taken their places."""
    for name in names:
        with contextlib.suppress(OSError):
            _aside(place / name).unlink(missing_ok=True)


def _is_there(path: Path) -> bool:
    """A folder that may not be searched says nothing."""
    try:
        return path.exists()
    except OSError:
        return False


def _aside(bundle: Path) -> Path:
    return bundle.with_name(bundle.name + _ASIDE)
