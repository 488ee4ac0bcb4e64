"""Quầy một cửa: reads the command line, wires the objects, starts a verb.

A verb prints one JSON document on stdout and ends 0; a refused or invalid input ends 1 with
``{"error": {...}}``; wrong usage ends 2 with nothing on stdout. Messages for people go to stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from app.clock.time import Clock, FixedClock, SystemClock, from_iso
from app.errors import QmcError
from ui.commands import VERBS, load_verb
from ui.commands.context import APPLICATION, CommandContext

EXIT_OK = 0
EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    options = _parse(words)
    try:
        context = CommandContext(
            clock=_clock(options.as_of),
            named_data=options.data,
            key_file=options.key_file,
            officer=options.officer,
            time_is_named=options.as_of is not None,
        )
        document = load_verb(options.verb).run(options, context)
    except QmcError as error:
        _write({"error": _error_document(error)})
        print(_for_people(error), file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return EXIT_REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_REFUSED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the process's edge: a bug still ends as one document
        traceback.print_exc(file=sys.stderr)
        message = f"Lỗi của chương trình: {type(error).__name__}"
        _write({"error": {"code": "program_fault", "message": message}})
        return EXIT_REFUSED
    if document is not None:
        _write(document)
    return context.exit_status


def _parse(words: list[str]) -> argparse.Namespace:
    """Options of every verb stand anywhere, so they are taken out first."""
    shared = _shared_options()
    options, rest = shared.parse_known_args(words)
    parser = argparse.ArgumentParser(
        prog=APPLICATION, description="Quầy một cửa", parents=[shared], allow_abbrev=False
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    first = next((word for word in rest if not word.startswith("-")), None)
    for name in (first,) if first in VERBS else VERBS:  # only the wanted verb is imported
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
    if options.verb is None:
        parser.print_usage(sys.stderr)
        raise SystemExit(EXIT_USAGE)
    for name in ("data", "key_file", "officer", "as_of"):
        if not hasattr(options, name):
            setattr(options, name, None)
    return options


def _shared_options() -> argparse.ArgumentParser:
    """Options that stand before or after the verb; absent ones leave no attribute."""
    shared = argparse.ArgumentParser(
        add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False
    )
    shared.add_argument("--data", type=Path, metavar="DIR", help="thư mục dữ liệu của quầy")
    shared.add_argument("--key-file", type=Path, metavar="FILE", help="tệp khóa (thay kho khóa)")
    shared.add_argument("--officer", metavar="NAME", help="cán bộ thực hiện")
    shared.add_argument("--as-of", metavar="ISO", help="làm việc như vào thời điểm này")
    return shared


def _clock(as_of: str | None) -> Clock:
    return SystemClock() if as_of is None else FixedClock(from_iso(as_of, field="as-of"))


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


def _write(document: dict[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream when run as a program
    sys.exit(main())
