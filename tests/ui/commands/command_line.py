"""Runs the command line inside the test's process, as a script would see it."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import main


@dataclass(frozen=True, slots=True)
class Finished:
    """Exit status, the document on stdout (None where there is none), stderr's text."""

    status: int
    document: Any
    errors: str

    def __getitem__(self, name: str) -> Any:
        return self.document[name]


class _Stream(io.TextIOWrapper):
    """A text stream over bytes, as sys.stdout is."""

    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="")

    def written(self) -> bytes:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue()


def run(*words: object, stdin: bytes = b"") -> Finished:
    """Run ``main`` with these words; every run is as good as a new process but for imports."""
    output, errors = _Stream(), _Stream()
    with (
        patch.object(sys, "stdin", _Stream(stdin)),
        patch.object(sys, "stdout", output),
        patch.object(sys, "stderr", errors),
    ):
        try:
            status = main.main([str(word) for word in words])
        except SystemExit as ended:
            status = int(ended.code or 0)
    text = output.written().decode("utf-8")
    return Finished(status, json.loads(text) if text else None, errors.written().decode("utf-8"))
