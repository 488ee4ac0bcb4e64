"""Which agency resolves a procedure's dossiers for this desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import date

    from app.catalogue.procedure import Procedure
    from app.reception.desk import Desk


def resolver_of(desk: Desk, procedure: Procedure, on: date, *, named: str = "") -> str:
    """The e-ID of the agency competent to resolve ``procedure`` on ``on``, the day of receipt.

    ``named`` is the agency that somebody chose; else the one that the central names
    (docs/adr/0004). A dissolved agency's work is its successor's (docs/adr/0019). Raises
    InvalidInput (``no_resolver``, field ``resolver``) where none is known, and Refusal
    (``not_enrolled``).
    """
    resolver = named or _named_by_central(desk, procedure)
    return desk.successions.successor(resolver, procedure.field, on)


def _named_by_central(desk: Desk, procedure: Procedure) -> str:
    installation = desk.enrolled()
    kind = procedure.resolver_kind
    resolver = installation.resolvers.get(kind)
    if resolver is None and kind == "commune":
        return installation.agency
    if resolver is None:
        raise InvalidInput(
            "no_resolver",
            f"Chưa biết cơ quan giải quyết loại {kind!r} của thủ tục này.",
            field="resolver",
        )
    return resolver
