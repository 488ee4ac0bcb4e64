"""The requests that a desk makes, and the statuses that it tells apart (RFC 8011, 4 and B)."""

from __future__ import annotations

import secrets
from enum import IntEnum

from printing.printers.ipp.client import account_name
from printing.printers.ipp.message import (
    Attribute,
    Attributes,
    Group,
    Message,
    Section,
    Tag,
    attribute,
    cut_octets,
)


class Operation(IntEnum):
    """What is asked for; the last two are CUPS' own."""

    PRINT_JOB = 0x0002
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class Status(IntEnum):
    """Answers that are not just "no"; up to ``LAST_GOOD`` it was done."""

    LAST_GOOD = 0x00FF
    FORBIDDEN = 0x0401
    NOT_AUTHENTICATED = 0x0402
    NOT_AUTHORIZED = 0x0403
    NOT_FOUND = 0x0406
    GONE = 0x0407
    FORMAT_NOT_SUPPORTED = 0x040A
    ATTRIBUTES_NOT_SUPPORTED = 0x040B
    FORMAT_ERROR = 0x0411
    OPERATION_NOT_SUPPORTED = 0x0501
    TEMPORARY = 0x0505
    NOT_ACCEPTING = 0x0506
    BUSY = 0x0507


CLIENT_ERRORS = range(0x0400, 0x0500)

STATE_OF_PRINTER = (
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
)
ABILITIES_OF_PRINTER = (
    "copies-supported",
    "document-format-supported",
    "media-supported",
    "media-source-supported",
    "media-col-default",
    "media-col-ready",
    "media-col-database",
    "operations-supported",
    "printer-resolution-default",
    "printer-resolution-supported",
)
STATE_OF_JOB = ("job-id", "job-uuid", "time-at-creation", "job-state", "job-state-reasons")


def request(
    operation: Operation,
    printer_uri: str,
    *more: Attribute,
    job: tuple[Attribute, ...] = (),
    wanted: tuple[str, ...] = (),
) -> Message:
    """A request to the printer with this URI; "" is for those that concern all of CUPS.

    ``more`` are attributes of the operation, ``job`` those of the job; ``wanted`` names what the
    answer is to hold.
    """
    operation_attributes = [
        attribute("attributes-charset", Tag.CHARSET, "utf-8"),
        attribute("attributes-natural-language", Tag.LANGUAGE, "en"),
    ]
    if printer_uri:
        operation_attributes.append(attribute("printer-uri", Tag.URI, printer_uri))
    # RFC 8011, 4.1.5: the target stands behind the language, a job's number behind its printer.
    operation_attributes += [item for item in more if item.name == "job-id"]
    operation_attributes.append(attribute("requesting-user-name", Tag.NAME, account_name()))
    operation_attributes += [item for item in more if item.name != "job-id"]
    if wanted:
        operation_attributes.append(attribute("requested-attributes", Tag.KEYWORD, *wanted))
    groups = [Group(Section.OPERATION, Attributes(tuple(operation_attributes)))]
    if job:
        groups.append(Group(Section.JOB, Attributes(job)))
    return Message(operation, secrets.randbelow(2**31 - 1) + 1, tuple(groups))


def job_name(title: str) -> Attribute:
    """What is seen in the queue."""
    return attribute("job-name", Tag.NAME, cut_octets(title))


def document_format() -> Attribute:
    """Papers are PDF."""
    return attribute("document-format", Tag.MIME, "application/pdf")


def was_done(answer: Message) -> bool:
    """Whether the answer says that it did what was asked, with or without remarks."""
    return 0 <= answer.code <= Status.LAST_GOOD


def was_refused(answer: Message) -> bool:
    """Whether the answer says that nothing was begun.

    A device that breaks down half-way, a canceled job and an error in a document's format are
    answered too (RFC 8011, B.1.4 and B.1.5), after pages may have come out.
    """
    if answer.code in {Status.OPERATION_NOT_SUPPORTED, Status.NOT_ACCEPTING, Status.BUSY}:
        return True
    return answer.code in CLIENT_ERRORS and answer.code != Status.FORMAT_ERROR
