"""Entries of the catalogue as a file that people read and edit."""

from __future__ import annotations

from collections.abc import Iterable

from app.catalogue.layers import Abolition
from app.catalogue.procedure import Procedure
from app.dated_data.toml_text import set_fields, table_text

_TABLES = frozenset(
    ["reception_periods", "online", "deadline_cases", "fees", "components", "results"]
)
"""Fields whose entries are tables of their own: [[procedure.fees]]."""


def file_text(
    head: Iterable[str], procedures: Iterable[Procedure], abolished: Iterable[Abolition]
) -> str:
    """A whole file; ``head`` are the lines of its comment."""
    parts = ["".join(f"# {line}\n" for line in head)]
    parts += [procedure_text(procedure) for procedure in procedures]
    parts += [table_text("abolished", gone) for gone in abolished]
    return "\n".join(parts)


def procedure_text(procedure: Procedure) -> str:
    """One ``[[procedure]]`` with its tables."""
    values = set_fields(procedure)
    own = {name: value for name, value in values.items() if name not in _TABLES}
    parts = [table_text("procedure", own)]
    for name in _TABLES & values.keys():
        parts += [table_text(f"procedure.{name}", entry) for entry in values[name]]
    order = {name: at for at, name in enumerate(values)}
    parts[1:] = sorted(parts[1:], key=lambda text: order[_table_name(text)])
    return "\n".join(parts)


def _table_name(text: str) -> str:
    return text[len("[[procedure.") : text.index("]]")]
