"""Quầy một cửa: reads the command line and starts a verb; without one it opens the window.

A verb prints one JSON document on stdout and ends 0; a refused or invalid input ends 1 with
``{"error": {...}}``; wrong usage ends 2 with nothing on stdout. Messages for people go to stderr.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.clock.time import Clock, FixedClock, SystemClock, from_iso
from app.errors import InvalidInput, QmcError
from ui.commands import VERBS, load_verb
from ui.commands.context import APPLICATION, CommandContext

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

EXIT_REFUSED = 1
EXIT_INTERRUPTED = 130
EARLIEST_YEAR, LATEST_YEAR = 2000, 2098
MAX_NAME = 255
MAX_PATH = 4_000
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def main(
    arguments: list[str] | None = None, *, on_painted: Callable[[QWidget], None] | None = None
) -> int:
    """Run the command line; returns the exit status.

    ``on_painted`` is called with the window when it has been painted for the first time.
    """
    words = sys.argv[1:] if arguments is None else arguments
    options = _parse(words)
    try:
        _check_words(options)
        context = CommandContext(
            clock=_clock(options.as_of),
            named_data=options.data,
            key_file=options.key_file,
            officer=options.officer,
            time_is_named=options.as_of is not None,
        )
        if options.verb is None:
            return _open_window(context, on_painted)
        document = load_verb(options.verb).run(options, context)
    except QmcError as error:
        print(_for_people(error), file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return _ended({"error": _error_document(error)}, EXIT_REFUSED)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the process's edge: a bug still ends as one document
        from app.trace import trace_of  # noqa: PLC0415 - for a bug only

        print(trace_of(error), file=sys.stderr)  # noqa: T201 - for who mends it
        message = f"Lỗi của chương trình: {type(error).__name__}"
        return _ended({"error": {"code": "program_fault", "message": message}}, EXIT_REFUSED)
    return context.exit_status if document is None else _ended(document, context.exit_status)


def _open_window(context: CommandContext, on_painted: Callable[[QWidget], None] | None) -> int:
    """Until it is painted nothing is collected: what importing makes stays anyway."""
    gc.disable()
    try:
        from ui.start import run_window  # noqa: PLC0415 - Qt is imported for a window only

        return run_window(context, on_painted=on_painted)
    finally:
        gc.enable()


def _check_words(options: argparse.Namespace) -> None:
    """Refuse words that no file name, no text and no database can hold, naming the option."""
    for name, value in vars(options).items():
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str | Path) and _NO_TEXT.search(str(word)):
                raise InvalidInput(
                    "bad_text",
                    "Có ký tự không hợp lệ (NUL, hoặc không phải UTF-8).",
                    field=name,
                    advice="Gõ lại; tệp có tên lạ thì đổi tên tệp.",
                )
            if isinstance(word, Path) and _is_too_long(word):
                raise InvalidInput("bad_path", "Tên tệp hoặc thư mục quá dài.", field=name)


def _is_too_long(path: Path) -> bool:
    """Whether no system takes this name."""
    return len(os.fsencode(path)) > MAX_PATH or any(
        len(os.fsencode(part)) > MAX_NAME for part in path.parts
    )


def _parse(words: list[str]) -> argparse.Namespace:
    """Options of every verb stand anywhere, so they are taken out first."""
    shared = _shared_options()
    options, rest = shared.parse_known_args(words)
    parser = argparse.ArgumentParser(
        prog=APPLICATION, description="Quầy một cửa", parents=[shared], allow_abbrev=False
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    first = next((word for word in rest if not word.startswith("-")), None)
    wanted = (first,) if first in VERBS else VERBS if rest else ()
    for name in wanted:  # only the wanted verb is imported, and none for the window
        module = load_verb(name)
        verb = verbs.add_parser(
            name,
            help=module.SUMMARY,
            description=module.SUMMARY,
            parents=[shared],
            allow_abbrev=False,
        )
        module.add_arguments(verb)
    options = parser.parse_args(rest, options)
    for name in ("data", "key_file", "officer", "as_of"):
        if not hasattr(options, name):
            setattr(options, name, None)
    return options


def _shared_options() -> argparse.ArgumentParser:
    """Options that stand before or after the verb; absent ones leave no attribute."""
    shared = argparse.ArgumentParser(
        prog=APPLICATION, add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False
    )
    shared.add_argument("--data", type=Path, metavar="DIR", help="thư mục dữ liệu của quầy")
    shared.add_argument("--key-file", type=Path, metavar="FILE", help="tệp khóa (thay kho khóa)")
    shared.add_argument("--officer", metavar="NAME", help="cán bộ thực hiện")
    shared.add_argument("--as-of", metavar="ISO", help="làm việc như vào thời điểm này")
    return shared


def _clock(as_of: str | None) -> Clock:
    if as_of is None:
        return SystemClock()
    at = from_iso(as_of, field="as-of")
    if not EARLIEST_YEAR <= at.year <= LATEST_YEAR:  # a dossier code has two digits for the year
        raise InvalidInput(
            "bad_time", f"Thời gian phải từ năm {EARLIEST_YEAR} đến {LATEST_YEAR}.", field="as-of"
        )
    return FixedClock(at)


def _error_document(error: QmcError) -> dict[str, str]:
    document = {"code": error.code, "message": error.message}
    if error.field is not None:
        document["field"] = error.field
    if error.advice is not None:
        document["advice"] = error.advice
    return document


def _for_people(error: QmcError) -> str:
    place = f" [{error.field}]" if error.field else ""
    advice = f"\n→ {error.advice}" if error.advice else ""
    return f"Lỗi{place}: {error.message}{advice}".encode("utf-8", "replace").decode()


def _ended(document: dict[str, Any], status: int) -> int:
    """Write the one document; ``status``, or 1 where nobody can read it (what was done is done)."""
    import json  # noqa: PLC0415 - a window ends without a document

    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except OSError as error:
        # Python flushes what is left once more when it ends, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # | head is no fault
            print(f"Không ghi được kết quả ra: {error}", file=sys.stderr)  # noqa: T201 - as above
        return EXIT_REFUSED
    return status


def _give_streams() -> None:
    """Standard streams of a program that was started without them lead nowhere; text is UTF-8."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - until the end
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream when run as a program


if __name__ == "__main__":
    _give_streams()
    sys.exit(main())
