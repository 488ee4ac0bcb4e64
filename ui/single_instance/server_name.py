"""Under which name the window of a data directory can be reached."""

from __future__ import annotations

import getpass
import hashlib
import os
import sys
import tempfile
from pathlib import Path


def server_name(directory: Path) -> str:
    """One name for one data directory and one user of the machine, however the path is written.

    On Windows the name of a pipe; elsewhere a socket's path in the user's runtime directory, or
    in the directory for temporary files (macOS has one for each user).
    """
    place = os.path.normcase(directory.resolve())
    digest = hashlib.sha256(f"{_user()}\0{place}".encode()).hexdigest()[:24]
    name = f"quay-mot-cua-{digest}"
    return name if sys.platform == "win32" else str(_socket_directory() / name)


def lock_path(name: str) -> Path:
    """The file that two starting at once take turns with."""
    return Path(tempfile.gettempdir()) / f"{Path(name).name}-{_user_mark()}.lock"


def _socket_directory() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir():
        return Path(runtime)
    return Path(tempfile.gettempdir())


def _user() -> str:
    """The user's name; where the system can't say, the hash differs by directory alone."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _user_mark() -> str:
    return hashlib.sha256(_user().encode()).hexdigest()[:8]
