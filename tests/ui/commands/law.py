"""Run a verb of the law's data as the command line does, without a store."""

from __future__ import annotations

import argparse
import io
from datetime import datetime
from pathlib import Path
from types import ModuleType

from app.clock.time import VIETNAM, FixedClock
from ui.commands.context import CommandContext

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)


def run(
    verb: ModuleType, *arguments: str, stdin: bytes = b"", data: Path | None = None
) -> dict[str, object]:
    """Parse ``arguments`` and return the verb's JSON document; ``data`` has the province's law."""
    parser = argparse.ArgumentParser(prog=verb.NAME, exit_on_error=False)
    verb.add_arguments(parser)
    parsed = parser.parse_args(arguments)
    context = CommandContext(
        clock=FixedClock(NOW),
        named_data=data,
        key_file=None,
        officer=None,
        stdin=io.BytesIO(stdin),
    )
    document: dict[str, object] = verb.run(parsed, context)
    return document
