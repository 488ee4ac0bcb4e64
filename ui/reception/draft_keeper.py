"""Keeps the draft that is being typed, and saves it (docs/adr/0013)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.clock.time import to_iso
from app.drafts.draft import Draft, begin_draft
from ui.operations.changes import Changes

if TYPE_CHECKING:
    from app.errors import QmcError
    from ui.workplace.workplace import Workplace

SAVE_AFTER_MS = 400
"""A cut loses at most half a second of typing: the rest of it is for the disk."""

_DRAFTS = Changes(drafts=True)


class DraftKeeper(QObject):
    """Holds one draft. It begins with the first change, and ends by being received or discarded.

    While nothing is typed ``draft`` is a blank one without id, received now.
    """

    changed = Signal(object)
    """Draft: it is another now, whoever changed it."""
    replaced = Signal(object)
    """Draft: another dossier, or one that was filled from elsewhere: forms show it anew."""
    saved = Signal(object)
    """Draft: as it stands in the store."""
    save_failed = Signal(object)
    """QmcError: it could not be saved; typing goes on, the next change tries again."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._draft: Draft | None = None
        self._stored: Draft | None = None
        self._put_aside: dict[str, Draft] = {}
        """Drafts that left the form and are not known to be in the store, by their id."""
        self._writing = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._on_save_due)

    @property
    def draft(self) -> Draft:
        """The draft as it is typed."""
        if self._draft is not None:
            return self._draft
        return Draft(id="", begun_at=to_iso(self._workplace.clock.now()), officer="")

    @property
    def has_begun(self) -> bool:
        """Whether anything has been typed."""
        return self._draft is not None

    @property
    def is_saved(self) -> bool:
        """Whether the store has it as it is typed."""
        return self._draft == self._stored

    def change(self, **fields: Any) -> None:
        """Other contents, as typed; the first one begins the draft, an empty form ends it."""
        before = self._draft or self._begun()
        after = msgspec.structs.replace(before, **fields)
        if after == before:
            return
        if after.is_empty:
            self.discard()
            return
        self._draft = after
        self.changed.emit(after)
        if not self._timer.isActive():  # not started anew: steady typing is saved as well
            self._timer.start()

    def fill(self, **fields: Any) -> None:
        """As ``change``, from elsewhere than the form, which is told to show it."""
        self.change(**fields)
        self.replaced.emit(self.draft)

    def load(self, draft: Draft) -> None:
        """Go on with a draft of the store; the one at hand is saved first."""
        self._leave()
        # What could not be saved of this very draft is newer than what the store has.
        self._show(self._put_aside.get(draft.id, draft), stored=draft)

    def flush(self) -> None:
        """Ask for saving now, where something is not saved."""
        self._timer.stop()
        unsaved = dict(self._put_aside)
        if self._draft is not None and self._draft != self._stored:
            unsaved[self._draft.id] = self._draft
        for draft in unsaved.values():
            self._write(draft)

    def put_aside(self) -> None:
        """The next dossier: this one is saved and stays among the drafts.

        Where it can't be saved it is shown again, or is saved with the next one.
        """
        self._leave()
        self._blank()

    def discard(self) -> None:
        """Throw the draft away, also in the store."""
        draft = self._draft
        may_be_stored = self._stored is not None or self._writing > 0
        self._blank()
        if draft is None or not may_be_stored:
            return
        store = self._workplace.store
        self._workplace.operations.store(
            lambda: store.drafts.remove(draft.id),
            owner=self,
            on_failure=self.save_failed.emit,
            changes=_DRAFTS,
        )

    def forget(self, draft: Draft) -> None:
        """``draft`` was received: it is no draft any more."""
        self._put_aside.pop(draft.id, None)
        if self._draft is not None and self._draft.id == draft.id:
            self._blank()

    def _leave(self) -> None:
        """The draft at hand leaves the form: it is kept until the store has it."""
        self._timer.stop()
        if self._draft is not None and self._draft != self._stored:
            self._put_aside[self._draft.id] = self._draft
        self.flush()

    def _begun(self) -> Draft:
        now = self._workplace.clock.now()
        return begin_draft(now, to_iso(now), self._workplace.desk.officer)

    def _show(self, draft: Draft, *, stored: Draft | None) -> None:
        self._put_aside.pop(draft.id, None)
        self._draft, self._stored = draft, stored
        self.changed.emit(draft)
        self.replaced.emit(draft)

    def _blank(self) -> None:
        self._timer.stop()
        self._draft = self._stored = None
        blank = self.draft
        self.changed.emit(blank)
        self.replaced.emit(blank)

    @Slot()
    def _on_save_due(self) -> None:
        if self._writing:  # a slow disk: one save at a time, with what is typed by then
            self._timer.start()
            return
        self.flush()

    def _write(self, draft: Draft) -> None:
        store, now = self._workplace.store, to_iso(self._workplace.clock.now())
        self._writing += 1
        self._workplace.operations.store(
            lambda: store.drafts.save(draft, now),
            owner=self,
            on_success=lambda _: self._on_draft_saved(draft),
            on_failure=lambda error: self._on_draft_not_saved(draft, error),
            changes=_DRAFTS,
        )

    def _on_draft_saved(self, draft: Draft) -> None:
        self._writing -= 1
        if self._put_aside.get(draft.id) == draft:
            del self._put_aside[draft.id]
        if self._draft is not None and self._draft.id == draft.id:
            self._stored = draft
        self.saved.emit(draft)

    def _on_draft_not_saved(self, draft: Draft, error: QmcError) -> None:
        self._writing -= 1
        if self._draft is None and self._put_aside.get(draft.id) == draft:
            del self._put_aside[draft.id]
            self._show(draft, stored=None)
        self.save_failed.emit(error)
