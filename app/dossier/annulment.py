"""What is said where somebody goes on with an annulled dossier (docs/adr/0030)."""

from __future__ import annotations

from app.dossier.happening import moment_of
from app.dossier.state import Dossier
from app.errors import Refusal


def annulled_refusal(dossier: Dossier) -> Refusal:
    """Why nothing more is done with it, and where to go on."""
    annulled = dossier.annulled
    at = None if annulled is None else moment_of(annulled.at)
    when = "" if at is None else f" lúc {at:%H:%M %d/%m/%Y}"
    instead = "" if annulled is None else annulled.instead
    return Refusal(
        "annulled",
        f"Hồ sơ đã bị hủy{when} nên không ghi được việc này.",
        advice=f"Làm tiếp trên hồ sơ thay thế {instead}." if instead else None,
    )
