"""Which job is meant: its number, and the id that tells it from another that has the number later.

Numbers begin anew where a spooler is set up again, and in many printers when they are switched on.
"""

from __future__ import annotations

import re

from msgspec import Struct

from printing.printers.ipp.message import Attribute, Attributes, Tag, attribute

_TEXT = re.compile(
    r"(?:.*-)?(?P<number>[1-9][0-9]{0,9})(?:\+(?P<uuid>[0-9a-f]{32})|@(?P<made_at>[0-9]{1,10}))?",
    re.DOTALL,
)
_UUID = re.compile(r"(?:urn:uuid:)?(?P<digits>[0-9a-fA-F-]{32,36})")
_UUID_DIGITS = 32
_MAX_NUMBER = 2**31 - 1
_MADE_AT = "time-at-creation"


class Job(Struct, frozen=True):
    """A job of one printer. ``uuid`` has 32 digits, or is "" where the printer gives none.

    ``made_at`` is its ``time-at-creation``, in seconds since the printer was switched on: for
    printers that give no uuid. 0 where it gives neither.
    """

    number: int
    uuid: str = ""
    made_at: int = 0

    @property
    def text(self) -> str:
        """As ``Handed.job`` keeps it: ``12+0123…``, ``12@4711``."""
        if self.uuid:
            return f"{self.number}+{self.uuid}"
        return f"{self.number}@{self.made_at}" if self.made_at else str(self.number)

    @property
    def attribute(self) -> Attribute:
        """As a request names it."""
        return attribute("job-id", Tag.INTEGER, self.number)

    def is_that(self, said: Attributes) -> bool:
        """Whether what a printer says is said of this job and of no other with its number."""
        if said.number("job-id") not in {None, self.number}:
            return False
        if self.uuid:
            return uuid_of(said) in {"", self.uuid}
        return not self.made_at or said.number(_MADE_AT) in {None, self.made_at}


def job_of(text: str) -> Job | None:
    """The job of ``Handed.job``, with or without a queue's name in front; None for other texts."""
    found = _TEXT.fullmatch(text)
    if found is None or int(found["number"]) > _MAX_NUMBER:
        return None
    return Job(int(found["number"]), found["uuid"] or "", int(found["made_at"] or 0))


def job_in(said: Attributes) -> Job | None:
    """The job that an answer tells of; None where it has no number."""
    number = said.number("job-id")
    if number is None or number <= 0:
        return None
    uuid = uuid_of(said)
    made_at = 0 if uuid else max(0, said.number(_MADE_AT) or 0)
    return Job(number, uuid, made_at)


def uuid_of(said: Attributes) -> str:
    """The digits of ``job-uuid``, or ""."""
    found = _UUID.fullmatch(said.text("job-uuid"))
    digits = found["digits"].replace("-", "").lower() if found else ""
    return digits if len(digits) == _UUID_DIGITS else ""
