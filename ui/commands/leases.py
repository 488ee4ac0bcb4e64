"""``leases``: the desk's number blocks (Dải số của quầy) and what became of each number."""

from __future__ import annotations

import argparse

import msgspec

from ui.commands.context import CommandContext

NAME = "leases"
SUMMARY = "Dải số của quầy: còn lại, đã dùng, đã hủy"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    del arguments
    with context.store(read_only=True) as store:
        leases = [msgspec.to_builtins(lease) for lease in store.leases.all()]
        ends = [msgspec.to_builtins(end) for end in store.leases.all_ends()]
    return {"leases": leases, "ended": ends}
