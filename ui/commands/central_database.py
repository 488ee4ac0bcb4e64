"""Which database a ``central`` verb means."""

from __future__ import annotations

from pathlib import Path


def database_url(text: str) -> str:
    """A bare path is a SQLite file."""
    return text if "://" in text else f"sqlite:///{Path(text).absolute().as_posix()}"
