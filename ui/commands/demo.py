"""``demo``: the main job with an embedded central; the network goes half-way and comes back.

Afterwards the window opens on what was played, unless ``--headless`` says no.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.disk.reason import reason
from app.errors import EnvironmentFault
from ui.commands.context import DEMONSTRATION_KEY, CommandContext
from ui.commands.numbers import whole_number

if TYPE_CHECKING:
    from app.clock.time import Clock
    from app.keys.provider import KeyProvider

NAME = "demo"
SUMMARY = "Minh họa: tiếp nhận, in, mất mạng, có mạng lại, gửi hết"
MAX_DOSSIERS = 9_000
DEFAULT_DOSSIERS = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="không mở cửa sổ")
    parser.add_argument("--dossiers", metavar="N", help=f"số hồ sơ, mặc định {DEFAULT_DOSSIERS}")
    parser.add_argument("--out", type=Path, metavar="DIR", help="nơi để giấy tờ in ra")


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Play the sample day. Without ``--data`` in a fresh temporary store."""
    from ui.demonstration.run import Demonstration  # noqa: PLC0415 - verbs start lean

    if not arguments.headless:
        from ui.start import must_have_display  # noqa: PLC0415 - Qt is imported for a window only

        must_have_display()
    total = whole_number(
        arguments.dossiers, "dossiers", highest=MAX_DOSSIERS, default=DEFAULT_DOSSIERS
    )
    directory = context.named_data or Path(tempfile.mkdtemp(prefix="quay-mot-cua-demo-"))
    out = arguments.out or directory / "receipts"
    _make(directory)
    _make(out)
    demonstration = Demonstration(
        directory=directory,
        out=out,
        total=total,
        keys=_keys(context, directory),
        catalogue=context.catalogue(),
        calendar=context.calendar(),
        today=context.clock.now().date(),
        progress=lambda text: print(text, file=sys.stderr, flush=True),  # noqa: T201 - for people
    )
    key_file = arguments.key_file
    summary = demonstration.run(
        None if arguments.headless else lambda clock: _show(clock, directory, key_file)
    )
    if summary["lost"] or summary["duplicates"] or summary["synced"] != summary["registered"]:
        context.report_problem()
    return summary


def _show(clock: Clock, directory: Path, key_file: Path | None) -> None:
    """The window, on the demonstration's store and by its clock, until it is closed."""
    from ui.start import run_window  # noqa: PLC0415 - Qt is imported for a window only

    played = CommandContext(clock=clock, named_data=directory, key_file=key_file, officer=None)
    run_window(played, allow_demonstration=True)


def _keys(context: CommandContext, directory: Path) -> KeyProvider:
    """The demonstration makes its own key file, in its own directory unless one is named."""
    from app.keys.key_file import KeyFile  # noqa: PLC0415 - verbs start lean

    return context.named_keys() or KeyFile(directory / DEMONSTRATION_KEY)


def _make(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            "no_directory",
            f"Không tạo được thư mục {directory}: {reason(error)}.",
            advice="Chọn thư mục khác bằng --data hoặc --out.",
        ) from None
