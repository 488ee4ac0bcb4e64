"""What can go wrong in the city, and how often it did."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """Each is counted when it strikes, not when it was planned."""

    # Of one call
    REQUEST_DROPPED = "request dropped"
    REQUEST_CUT = "request cut in the middle of its body"
    ANSWER_DROPPED = "answer dropped"
    ANSWER_CUT = "answer cut in the middle of its body"
    DOUBLED = "request doubled"
    LATE = "request arrives after the desk gave up"
    DELAYED = "answer delayed by seconds"
    REORDERED = "answers in another order than their requests"
    ERROR_500 = "500 before anything was done"
    ERROR_503 = "503 after it was done"
    TOO_MANY = "429"
    PORTAL = "a captive portal answers"
    REDIRECT = "a captive portal redirects"
    PARTITION = "call into a partition of the agency"

    # Of a desk
    CRASH = "desk crashes between two acts"
    POWER_CUT = "power goes in the middle of a write"
    CUT_AT_OPENING = "power goes while the store is opened"
    DISK_FULL = "act refused by a full disk"
    CLOCK_FORWARD = "desk's clock jumps forward"
    CLOCK_BACK = "desk's clock jumps back"
    OLD_COPY = "desk restored from an old copy of its data"
    OLD_IMAGE = "whole machine restored from an old image"
    MOVED = "data and keys moved to another machine"
    DISK_DEAD = "disk dead, desk installed anew"
    CLONED = "whole machine cloned, both run on"
    OFFICER_LEFT = "officer left while work of hers was unsent"

    # Of the central
    CENTRAL_CRASH = "central crashes between two statements"
    COMMIT_UNHEARD = "central crashes after its commit"
    CENTRAL_CLOCK = "central's clock jumps"
    CENTRAL_RESTORED = "central restored from its backup"


OF_A_CALL = (
    Fault.REQUEST_DROPPED,
    Fault.REQUEST_CUT,
    Fault.ANSWER_DROPPED,
    Fault.ANSWER_CUT,
    Fault.DOUBLED,
    Fault.LATE,
    Fault.DELAYED,
    Fault.ERROR_500,
    Fault.ERROR_503,
    Fault.TOO_MANY,
    Fault.PORTAL,
    Fault.REDIRECT,
    Fault.CENTRAL_CRASH,
    Fault.COMMIT_UNHEARD,
)

DISASTERS = (
    Fault.CRASH,
    Fault.POWER_CUT,
    Fault.CUT_AT_OPENING,
    Fault.DISK_FULL,
    Fault.CLOCK_FORWARD,
    Fault.CLOCK_BACK,
    Fault.OLD_COPY,
    Fault.OLD_IMAGE,
    Fault.MOVED,
    Fault.DISK_DEAD,
    Fault.CLONED,
    Fault.OFFICER_LEFT,
    Fault.PARTITION,
    Fault.CENTRAL_CLOCK,
    Fault.CENTRAL_RESTORED,
)

LIGHTLY = {
    Fault.CRASH: 3,
    Fault.POWER_CUT: 4,
    Fault.CUT_AT_OPENING: 2,
    Fault.DISK_FULL: 2,
    Fault.CLOCK_FORWARD: 2,
    Fault.CLOCK_BACK: 2,
    Fault.OLD_COPY: 4,
    Fault.OLD_IMAGE: 3,
    Fault.OFFICER_LEFT: 2,
    Fault.PARTITION: 2,
    Fault.CENTRAL_RESTORED: 2,
}
"""How much more often than a clone, a move or a dead disk."""
