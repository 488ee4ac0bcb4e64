"""The command line: one file a verb, without Qt."""

from __future__ import annotations

import importlib
from types import ModuleType

VERBS: dict[str, str] = {
    "demo": "demo",
    "enrol": "enrol",
    "officers": "officers",
    "due": "due",
    "fee": "fee",
    "calendar": "calendar",
    "read-id": "read_id",
    "read-code": "read_code",
    "procedures": "procedures",
    "units": "units",
    "procedure": "procedure",
    "law": "law",
    "register": "register",
    "dossiers": "dossiers",
    "dossier": "dossier",
    "correct": "correct",
    "collect": "collect",
    "process": "process",
    "print": "print_paper",
    "print-jobs": "print_jobs",
    "declare": "declare",
    "sync": "sync",
    "outbox": "outbox",
    "leases": "leases",
    "verify": "verify",
    "doctor": "doctor",
    "central": "central",
    "bench": "bench",
    "backup": "backup",
    "restore": "restore",
}
"""Verb as typed -> module of this package. A module is imported only when its verb is used."""


def load_verb(name: str) -> ModuleType:
    """Import the module of a verb; KeyError where there is none."""
    return importlib.import_module(f"ui.commands.{VERBS[name]}")
