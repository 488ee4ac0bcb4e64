"""What the use cases of one officer at one desk stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InvalidInput, Refusal

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.clock.time import Clock
    from app.dossier.state import Dossier
    from app.store.installation import Installation
    from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """An unlocked desk. ``unlock`` is the id of the unlock that allows what follows."""

    store: Store
    catalogue: Catalogue
    calendar: WorkingCalendar
    clock: Clock
    officer: str
    unlock: str

    def enrolled(self) -> Installation:
        """This desk's enrolment; Refusal (``not_enrolled``) before there is one."""
        installation = self.store.installation
        if installation is None:
            raise Refusal(
                "not_enrolled",
                "Quầy chưa được ghi danh với hệ thống trung tâm.",
                advice="Chạy: enrol --central URL --code MÃ --counter TÊN --officer CÁN_BỘ",
            )
        return installation

    def find(self, name: str) -> str:
        """The id of the dossier with this code, reference or id."""
        dossier = self.store.find_dossier(name.strip())
        if dossier is None:
            raise InvalidInput("no_dossier", f"Không có hồ sơ {name.strip()[:60]!r}.", field="code")
        return dossier

    def dossier(self, name: str) -> Dossier:
        """The state of the dossier with this code, reference or id."""
        state = self.store.dossier(self.find(name))
        if state is None:
            raise InvalidInput("no_dossier", f"Không có hồ sơ {name.strip()[:60]!r}.", field="code")
        return state
