"""The batches that are being taken in, so that one that overtook its predecessor waits for it.

A desk sends several batches of its chain at once (docs/adr/0026), each on a connection of its own.
Where the second is read before the first, it would be answered ``predecessor_missing``, and would
have to come all over again. Only what one process takes in is seen; between several the second is
sent again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sync.contract.signing import BadSignature, read_signer

LONGEST_WAIT_S = 2.0
SOON_S = 0.03
"""A predecessor that is not even seen yet may be this much slower on its own connection."""
MOST_WAITING = 24
"""So many batches wait at the same moment; those beyond are answered as things stand."""


@dataclass(slots=True)
class _Chain:
    """One installation's batches: how many are worked on, after which ``seq`` others wait."""

    reached: int = 0
    active: int = 0
    waiting: list[int] = field(default_factory=list)

    def is_idle(self) -> bool:
        """Nothing goes on by which a waiting batch could come to its turn."""
        return not self.active and not any(after <= self.reached for after in self.waiting)


class BatchesUnderWay:
    """By installation, as the requests claim it: nothing more than a wait depends on it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._chains: dict[str, _Chain] = {}
        self._waiting = 0

    @property
    def count(self) -> int:
        """How many batches are on their way, of all installations."""
        with self._changed:
            return sum(chain.active + len(chain.waiting) for chain in self._chains.values())

    @contextmanager
    def one_of(self, headers: Mapping[str, str]) -> Iterator[None]:
        """A batch is on its way, from its headers (lower-case names) to its answer."""
        try:
            installation = read_signer(headers).key_id
        except BadSignature:
            yield
            return
        with self._changed:
            chain = self._chains.setdefault(installation, _Chain())
            chain.active += 1
        try:
            yield
        finally:
            with self._changed:
                chain.active -= 1
                if not chain.active and not chain.waiting:
                    del self._chains[installation]
                self._changed.notify_all()

    def wait_for_turn(self, installation: str, *, after: int, reached: int) -> None:
        """Return when the event ``after`` is there, or nothing under way can bring it.

        ``reached`` is the installation's last ``seq`` as it was read from the database.
        """
        with self._changed:
            chain = self._chains.get(installation)
            if chain is None:
                return
            chain.reached = max(chain.reached, reached)
            if after <= chain.reached or self._waiting >= MOST_WAITING:
                return
            chain.active -= 1
            chain.waiting.append(after)
            self._waiting += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: after <= chain.reached, SOON_S)
            self._changed.wait_for(
                lambda: after <= chain.reached or chain.is_idle(), LONGEST_WAIT_S
            )
            self._waiting -= 1
            chain.waiting.remove(after)
            chain.active += 1

    def taken(self, installation: str, last: int) -> None:
        """Events of the installation up to ``last`` are durable."""
        with self._changed:
            chain = self._chains.get(installation)
            if chain is not None:
                chain.reached = max(chain.reached, last)
                self._changed.notify_all()
