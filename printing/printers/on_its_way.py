"""Where a paper lies while it is handed to a printer: privately, and not a moment longer.

Data at rest is encrypted (docs/adr/0003), a paper on its way can't be. It lies in memory where the
system has a private place there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.disk.durable_file import disk_fault
from printing.printers.printer import plain_title

PREFIX = "quay-mot-cua-giay-"
KILLED_AFTER_SECONDS = 3_600
"""No paper is so long on its way: what is older was left by a process that was killed."""


@contextmanager
def on_its_way(pdf: bytes, title: str, *, root: Path | None = None) -> Iterator[Path]:
    """A private file with ``pdf`` (folder 0700, file 0600), gone at the end of the block.

    The file's name is seen in the spooler: ``title`` is a code. ``root`` is where the folder is
    made; by default the account's own place in memory, or the place for temporary files. Raises
    EnvironmentFault (``disk_full``, ``not_permitted``, ``disk_fault``).
    """
    root = root or _root()
    _remove_what_was_left(root)
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))  # 0700
    except OSError as fault:
        raise disk_fault(fault, root) from fault
    try:
        yield _written(folder / f"{plain_title(title)}.pdf", pdf)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _written(path: Path, pdf: bytes) -> Path:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(pdf)
    except OSError as fault:
        raise disk_fault(fault, path) from fault
    return path


def _root() -> Path:
    in_memory = os.environ.get("XDG_RUNTIME_DIR", "")
    if in_memory and os.access(in_memory, os.W_OK | os.X_OK):
        return Path(in_memory)
    return Path(tempfile.gettempdir())


def _remove_what_was_left(root: Path) -> None:
    """Remove papers of processes that were killed; another account's are out of reach anyway."""
    with contextlib.suppress(OSError):
        for folder in root.glob(f"{PREFIX}*"):
            if time.time() - folder.lstat().st_mtime > KILLED_AFTER_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
