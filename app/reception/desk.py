"""What the use cases of one officer at one desk stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.accounts.roles import Act, Role, permits, who_may
from app.agencies.succession import NO_SUCCESSIONS, Successions
from app.errors import InvalidInput, Refusal
from app.fees.in_words import USUAL_STYLE, WordStyle

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.clock.time import Clock
    from app.dossier.state import Dossier
    from app.store.installation import Installation
    from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk in an officer's hands. ``unlock`` is the id of the unlock that allows what follows;
    ``roles`` are the officer's. ``successions`` and ``wording`` are the province's (docs/adr/0015).
    """

    store: Store
    catalogue: Catalogue
    calendar: WorkingCalendar
    clock: Clock
    officer: str
    unlock: str
    roles: frozenset[Role]
    successions: Successions = NO_SUCCESSIONS
    wording: WordStyle = USUAL_STYLE

    def must(self, act: Act) -> None:
        """Go on where the officer's roles permit ``act``; Refusal (``not_permitted``)."""
        if not permits(self.roles, act):
            raise Refusal(
                "not_permitted",
                "Tài khoản này không được làm việc đó.",
                advice=f"Việc này dành cho: {who_may(act)}.",
            )

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
