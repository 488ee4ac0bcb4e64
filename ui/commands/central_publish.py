"""``central publish``: what the desks of the province fetch: procedures and working calendar."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.errors import InvalidInput
from ui.commands.context import CommandContext

if TYPE_CHECKING:
    from sync.central.database import Database

KINDS = ("catalogue", "calendar")


def add_publish(parser: argparse.ArgumentParser) -> None:
    """The options of the action."""
    parser.add_argument("kind", nargs="?", choices=KINDS, help="bỏ trống: đang công bố những gì")
    parser.add_argument("source", nargs="?", metavar="DIR|FILE", help="các tệp .toml của tỉnh")
    parser.add_argument("--agency", default="", metavar="MÃ", help="chỉ cho cơ quan này")
    parser.add_argument("--withdraw", action="store_true", help="thôi công bố")


def publish(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    """``{"published": […]}``; of publishing also ``kind``, ``agency``, ``etag``, ``files``,
    ``ignored``, ``changed`` and the ``difference``; of withdrawing ``changed``.

    Files that a desk would refuse are refused here; nothing is changed then.
    """
    from sync.central import publishing  # noqa: PLC0415 - verbs start lean

    _check(arguments)
    done: dict[str, object] = {}
    if arguments.withdraw:
        changed = publishing.withdraw(database, arguments.kind, arguments.agency)
        done = {"kind": arguments.kind, "agency": arguments.agency, "changed": changed}
    elif arguments.source is not None:
        done = _publish(arguments, context, database)
    return {**done, "published": publishing.list_published(database)}


def _publish(
    arguments: argparse.Namespace, context: CommandContext, database: Database
) -> dict[str, object]:
    from app.provincial_law.publishing import difference_of, read_source  # noqa: PLC0415 - as above
    from sync.central import publishing  # noqa: PLC0415 - as above

    kind, agency = arguments.kind, arguments.agency
    files, ignored = read_source(Path(arguments.source))
    before = publishing.published_files(database, kind, agency)
    difference = difference_of(kind, before, files)
    etag, changed = publishing.publish(database, kind, agency, files, now=context.clock.now())
    return {
        "kind": kind,
        "agency": agency,
        "etag": etag,
        "files": sorted(files),
        "ignored": ignored,
        "changed": changed,
        "difference": msgspec.to_builtins(difference),
    }


def _check(arguments: argparse.Namespace) -> None:
    if arguments.withdraw and (arguments.kind is None or arguments.source is not None):
        raise InvalidInput("conflict", "Thôi công bố thì chỉ ghi loại dữ liệu.", field="withdraw")
    if arguments.kind is not None and arguments.source is None and not arguments.withdraw:
        raise InvalidInput("missing", "Ghi rõ thư mục hoặc tệp để công bố.", field="source")
