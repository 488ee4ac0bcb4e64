"""A time in which the clock of a dossier stands still (tạm dừng tính thời hạn)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct


class Suspension(Struct, frozen=True):
    """From ``begins`` to ``ends`` (both aware), as verification or a financial obligation takes.

    In days: the day on which it begins still counts, the following ones up to and with the day on
    which it ends do not (BLDS 2015 Đ.147.2). Hours stop at the moment itself (Đ.147.1).
    """

    begins: datetime
    ends: datetime

    def covers(self, due: datetime) -> bool:
        """Whether the clock stands still at ``due``, for which it ran until then."""
        return self.begins < due < self.ends


def merged(suspensions: Iterable[Suspension]) -> list[Suspension]:
    """The same time in order, without overlaps: two causes at once stop one clock once."""
    result: list[Suspension] = []
    for suspension in sorted(suspensions, key=lambda each: each.begins):
        if suspension.ends <= suspension.begins:
            continue
        if result and suspension.begins <= result[-1].ends:
            ends = max(result[-1].ends, suspension.ends)
            result[-1] = Suspension(result[-1].begins, ends)
        else:
            result.append(suspension)
    return result
