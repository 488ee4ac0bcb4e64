"""What becomes of the papers that were handed to printers: asked for as long as somebody can tell.

Nothing here prints, and nothing asks the officer: it tells who does (docs/adr/0021).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.operations.changes import Changes

if TYPE_CHECKING:
    from app.errors import QmcError
    from app.print_jobs.job import PrintJob
    from app.store.store import Store
    from ui.workplace.workplace import Workplace

FIRST_MS = 1_000
LONGEST_MS = 15_000
SLOWER = 1.6
"""So much later the next question, while there is nothing new."""


class _Standing(Struct, frozen=True):
    """``asked``: there are papers of which a printer can still tell."""

    learned: tuple[PrintJob, ...]
    unsure: tuple[PrintJob, ...]
    asked: bool


class PrintJobs(QObject):
    """Follows the jobs of the store on the thread of papers, and rests where there are none.

    It looks when an officer comes and when a paper was printed (``Changes.prints``).
    """

    learned = Signal(object)
    """PrintJob: more is known of it."""
    unsure_changed = Signal()
    """``unsure`` is another list now."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._unsure: tuple[PrintJob, ...] = ()
        self._is_asking = False
        self._looks_again = False
        self.first_ms = FIRST_MS
        """So long after a paper was handed over its printer is asked; longer each time."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_ask_due)
        workplace.officer_changed.connect(self._on_officer_changed)
        workplace.operations.changed.connect(self._on_desk_changed)

    @property
    def unsure(self) -> tuple[PrintJob, ...]:
        """The jobs of which only a person can know, the oldest first."""
        return self._unsure

    @property
    def is_following(self) -> bool:
        """Whether a printer will be asked again by itself."""
        return self._timer.isActive() or self._is_asking

    def look(self) -> None:
        """Look into the store: a printing has begun or ended elsewhere."""
        operations, store = self._workplace.operations, self._workplace.store
        if not operations.is_closed:
            operations.store(
                lambda: _standing(store), owner=self, on_success=self._on_store_looked_into
            )

    def _on_store_looked_into(self, standing: _Standing) -> None:
        self._take_unsure(standing)
        if standing.asked and not self._is_asking:
            self._ask_in(self.first_ms)

    def _ask_in(self, delay_ms: float) -> None:
        """Not later than it would be anyway."""
        if not self._timer.isActive() or self._timer.remainingTime() > delay_ms:
            self._timer.setInterval(round(min(delay_ms, LONGEST_MS)))
            self._timer.start()

    @Slot()
    def _on_ask_due(self) -> None:
        workplace = self._workplace
        if workplace.operations.is_closed:
            return
        self._is_asking = True
        store, printers, now = workplace.store, workplace.printers, workplace.clock.now()
        waited = self._timer.interval()

        def work() -> _Standing:
            from printing.following import follow_jobs  # noqa: PLC0415 - on its thread

            learned = follow_jobs(store, printers.open, now)
            return _standing(store, tuple(learned))

        workplace.operations.paper(
            work,
            owner=self,
            on_success=lambda standing: self._on_printers_asked(standing, waited),
            on_failure=lambda error: self._on_not_asked(error, waited),
            changes=lambda standing: _changes(standing.learned),
        )

    def _on_printers_asked(self, standing: _Standing, waited_ms: int) -> None:
        self._is_asking = False
        for job in standing.learned:
            self.learned.emit(job)
        self._take_unsure(standing)
        if self._looks_again:  # what was printed meanwhile, or is told by these very news
            self._looks_again = False
            self.look()
        elif standing.asked:
            self._ask_in(waited_ms * SLOWER)

    def _on_not_asked(self, error: QmcError, waited_ms: int) -> None:
        """The disk did not take what was learned: it is asked for again, more slowly."""
        del error  # it is logged; who prints hears of the disk by the printing itself
        self._is_asking = self._looks_again = False
        self._ask_in(waited_ms * SLOWER)

    def _take_unsure(self, standing: _Standing) -> None:
        if standing.unsure != self._unsure:
            self._unsure = standing.unsure
            self.unsure_changed.emit()

    @Slot(object)
    def _on_officer_changed(self, account: object) -> None:
        if account is not None:
            self.look()

    @Slot(object)
    def _on_desk_changed(self, changes: Changes) -> None:
        if changes.prints and not self._is_asking:
            self.look()
        elif changes.prints:
            self._looks_again = True


def _standing(store: Store, learned: tuple[PrintJob, ...] = ()) -> _Standing:
    jobs = store.print_jobs
    return _Standing(learned, tuple(jobs.unsure()), bool(jobs.to_ask()))


def _changes(learned: tuple[PrintJob, ...]) -> Changes:
    dossiers = frozenset(job.dossier for job in learned if job.dossier)
    return Changes(prints=bool(learned), dossiers=dossiers)
