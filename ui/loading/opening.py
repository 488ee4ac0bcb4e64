"""Opens the desk for the window: manifest, keyring, store, catalogue, calendar. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.clock.time import FixedClock
from app.errors import EnvironmentFault
from ui.loading.running_clock import RunningClock

if TYPE_CHECKING:
    from pathlib import Path

    from app.agencies.succession import Successions
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.clock.time import Clock
    from app.fees.in_words import WordStyle
    from app.store.store import Store
    from ui.commands.context import CommandContext

_OPENED_BY_NAME = "demo"


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """What a workplace stands on. ``scheme`` is the counter's choice, empty for the system's.

    ``is_unfinished``: the first start has to go on before anybody can work.
    """

    store: Store
    catalogue: Catalogue
    calendar: WorkingCalendar
    clock: Clock
    successions: Successions
    wording: WordStyle
    scheme: str
    is_unfinished: bool


class Opening:
    """Opens the store of one data directory; again after a failure.

    ``allow_demonstration``: a store of the demonstration is what is wanted. Who names its key
    file wants it, too; an ordinary start refuses it, so that nobody receives citizens into it.
    """

    def __init__(self, context: CommandContext, *, allow_demonstration: bool) -> None:
        self._context = context
        self._allow_demonstration = allow_demonstration
        self.clock = _running(context.clock)
        self.store: Store | None = None
        """Set on the worker's thread, so that it can be closed although nobody took the result."""

    def open(self) -> OpenDesk:
        """On a worker; takes up to some seconds.

        Raises EnvironmentFault as ``open_store``, and ``demonstration_store``; InvalidInput
        (``bad_data``) of the law's data.
        """
        from app.keys.machine import machine_fingerprint  # noqa: PLC0415 - after the first paint
        from app.store.manifest import read_manifest  # noqa: PLC0415 - as above
        from app.store.opening import no_store  # noqa: PLC0415 - as above
        from app.store.store import open_store  # noqa: PLC0415 - as above

        manifest = read_manifest(self._context.data)
        if manifest is None:
            raise no_store(self._context.data)
        if manifest.demonstration and not self._may_demonstrate():
            raise _refused(self._context.data)
        self._context.catalogue()  # what can't be read is told before the store is locked
        self._context.calendar()
        self._context.successions()
        self._context.wording()
        self.store = open_store(
            self._context.data,
            self._context.keys(),
            clock=self.clock,
            machine=machine_fingerprint(),
        )
        return self.take(self.store)

    def take(self, store: Store) -> OpenDesk:
        """On a worker: what a workplace stands on, over a store that is open already."""
        from app.reception.counter_settings import counter_settings  # noqa: PLC0415 - as above
        from ui.first_start.standing import facts_of  # noqa: PLC0415 - as above

        self.store = store
        catalogue = self._context.catalogue()
        catalogue.prepare(self.clock.now().date())
        return OpenDesk(
            store,
            catalogue,
            self._context.calendar(),
            self.clock,
            self._context.successions(),
            self._context.wording(),
            counter_settings(store).scheme,
            facts_of(store).is_unfinished,
        )

    def _may_demonstrate(self) -> bool:
        return self._allow_demonstration or self._context.named_keys() is not None


def _running(clock: Clock) -> Clock:
    """The machine's clock; a moment that was named by ``--as-of`` runs on from there."""
    return RunningClock(clock.now()) if isinstance(clock, FixedClock) else clock


def _refused(directory: Path) -> EnvironmentFault:
    return EnvironmentFault(
        "demonstration_store",
        f"{directory} là kho dữ liệu minh họa.",
        advice=f"Mở lại bản minh họa: {_OPENED_BY_NAME} --data {directory}. Làm việc thật: chọn"
        " thư mục khác bằng --data.",
    )
