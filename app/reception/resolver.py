"""Which agency resolves a procedure's dossiers for this desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure
    from app.reception.desk import Desk


def resolver_of(desk: Desk, procedure: Procedure) -> str:
    """The e-ID of the agency competent to resolve ``procedure`` (docs/adr/0004).

    Raises InvalidInput (``no_resolver``, field ``resolver``) where the central did not name one,
    and Refusal (``not_enrolled``).
    """
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
