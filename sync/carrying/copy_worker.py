"""The running copy's own thread: a folder that hangs holds up nothing else."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.errors import QmcError
from app.store.copy_settings import read_copy_settings
from app.store.records import StoredProblem
from app.store.store import Store
from sync.carrying.copying import CopyStanding, ListNames, RunningCopy

_log = logging.getLogger(__name__)

AGAIN_S = 15.0
"""So often the folder is looked at while nothing happens: a stick may have been exchanged."""
GATHER_S = 0.5
"""What is recorded within this time goes into one pack."""
_BUG = StoredProblem("bug", "Lỗi chương trình khi sao hồ sơ chờ gửi; sẽ tự làm lại.")
_SLOW = StoredProblem(
    "copy_place_slow",
    "Nơi sao hồ sơ chờ gửi trả lời quá chậm.",
    advice="Kiểm tra đường mạng tới thư mục chia sẻ; việc tiếp nhận vẫn bình thường.",
)


class _Left(Exception):  # noqa: N818 - what happened, not what is wrong
    """The worker was told to end."""


class CopyWorker:
    """Keeps the running copy up to date until ``stop``.

    ``tell`` gets each standing that differs from the last, on the worker's thread; it must not
    raise. Where no folder is set it only looks now and then whether one is.
    """

    def __init__(
        self,
        store: Store,
        *,
        tell: Callable[[CopyStanding], None] = lambda _: None,
        gather_s: float = GATHER_S,
        only_look: bool = False,
        list_names: ListNames = os.listdir,
    ) -> None:
        self._store = store
        self._tell = tell
        self._gather_s = gather_s
        self._only_look = only_look
        self._copy = RunningCopy(store, self._reading, list_names=list_names)
        self._store_lock = threading.Lock()
        self._condition = threading.Condition()
        self._stopping = False
        self._asked = 0
        self._settled = 0
        self.standing = CopyStanding()
        # A daemon: it may hang in the folder when the program ends.
        self._thread = threading.Thread(target=self._work, name="copy", daemon=True)

    def start(self) -> None:
        """Begin, with a look at the folder."""
        self._thread.start()

    def poke(self) -> None:
        """The queue changed, or the settings. Returns at once."""
        with self._condition:
            self._asked += 1
            self._condition.notify_all()

    def settle(self, wait_s: float) -> CopyStanding:
        """Wait until what was recorded before this call was tried; at most ``wait_s``.

        A folder that has not answered by then is told as a problem.
        """
        with self._condition:
            self._asked += 1
            wanted = self._asked
            self._condition.notify_all()
            if not self._condition.wait_for(lambda: self._settled >= wanted, wait_s):
                return CopyStanding(
                    folder=self.standing.folder,
                    copied_at=self.standing.copied_at,
                    behind=self.standing.behind,
                    problem=_SLOW,
                )
            return self.standing

    def stop(self) -> None:
        """End. On return the worker touches the store no more; it never waits for the folder."""
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        with self._store_lock:  # what it reads of the store at this moment it reads to its end
            pass

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._store_lock:
            if self._stopping:
                raise _Left
            yield

    def _work(self) -> None:
        seen = -1
        try:
            while not self._stopping:
                with self._condition:
                    seen = self._asked
                self._once(seen)
                self._wait(seen)
        except _Left:
            pass

    def _once(self, asked: int) -> None:
        standing = self._tried()
        with self._condition:
            if self._stopping:  # who was to be told may be gone
                raise _Left
            if standing != self.standing:
                self.standing = standing
                self._tell(standing)
            self._settled = asked
            self._condition.notify_all()

    def _tried(self) -> CopyStanding:
        try:
            return self._copy.bring_up_to_date(only_look=self._only_look)
        except QmcError as fault:  # of the store, not of the folder
            _log.warning("the running copy waits: %s", fault)
            problem = StoredProblem(fault.code, fault.message, fault.field, fault.advice)
        except _Left:
            raise
        except Exception:  # noqa: BLE001 - our bug: told, and tried again
            _log.exception("a bug on the running copy's thread")
            problem = _BUG
        return CopyStanding(
            self.standing.folder, self.standing.copied_at, self.standing.behind, problem=problem
        )

    def _wait(self, seen: int) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or self._asked != seen, AGAIN_S)
            if not self._stopping and self._settled != self._asked:
                self._condition.wait_for(lambda: self._stopping, self._gather_s)


@contextmanager
def copying_beside(
    store: Store, *, wait_s: float = 10.0, only_look: bool = False
) -> Iterator[list[CopyStanding]]:
    """Keep the copy up to date while a verb works; the list has how it stands after the block.

    It stays empty where no folder is set. Whatever hangs, the verb waits ``wait_s`` at most.
    """
    told: list[CopyStanding] = []
    if read_copy_settings(store) is None:
        yield told
        return
    worker = CopyWorker(store, gather_s=0.0, only_look=only_look)
    worker.start()
    try:
        yield told
        told.append(worker.settle(wait_s))
    finally:
        worker.stop()


def copy_now(store: Store, *, wait_s: float = 60.0) -> CopyStanding:
    """Bring the folder up to date once; ``wait_s`` bounds how long a slow one is waited for."""
    with copying_beside(store, wait_s=wait_s) as told:
        pass
    return told[0] if told else CopyStanding()


def copy_standing(store: Store, *, wait_s: float = 10.0) -> CopyStanding:
    """How the folder stands now; nothing is written. As ``copy_now`` for a slow one."""
    with copying_beside(store, wait_s=wait_s, only_look=True) as told:
        pass
    return told[0] if told else CopyStanding()
