"""A printer with knobs: what each operation answers, and where it breaks off."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from printing.printers.ipp.decoding import decode
from printing.printers.ipp.encoding import encode
from printing.printers.ipp.message import (
    Attribute,
    Attributes,
    Group,
    Message,
    Section,
    Tag,
    attribute,
)
from printing.printers.ipp.operations import Operation

UUID = "urn:uuid:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
Answer = Callable[[Message], bytes]


def says(status: int = 0, *groups: Group) -> Answer:
    """An answer with this status."""
    return lambda request: encode(Message(status, request.request_id, groups))


def printer_group(*more: Attribute, state: int = 3) -> Group:
    """What an idle printer says of itself, and ``more``."""
    own = (
        attribute("printer-state", Tag.ENUM, state),
        attribute("printer-state-reasons", Tag.KEYWORD, "none"),
        attribute("printer-is-accepting-jobs", Tag.BOOLEAN, True),
    )
    return Group(Section.PRINTER, Attributes((*own, *more)))


def job_group(state: int, *reasons: str, number: int = 7) -> Group:
    """What a printer says of a job."""
    return Group(
        Section.JOB,
        Attributes(
            (
                attribute("job-id", Tag.INTEGER, number),
                attribute("job-uuid", Tag.URI, UUID),
                attribute("job-state", Tag.ENUM, state),
                attribute("job-state-reasons", Tag.KEYWORD, *(reasons or ("none",))),
            )
        ),
    )


class FakePrinter:
    """``answers`` may be changed at any time; ``asked`` and ``documents`` are what came.

    An answer that is None is never given: the connection is closed instead. ``http`` is the status
    of HTTP.
    """

    def __init__(self, port: int) -> None:
        self.uri = f"ipp://127.0.0.1:{port}/ipp/print"
        self.http = 200
        self.headers: dict[str, str] = {}
        self.asked: list[Message] = []
        self.documents: list[bytes] = []
        self.answers: dict[int, list[Answer | None]] = {
            Operation.GET_PRINTER_ATTRIBUTES: [says(0, printer_group())],
            Operation.CREATE_JOB: [says(0, job_group(3))],
            Operation.SEND_DOCUMENT: [says(0, job_group(5))],
            Operation.GET_JOB_ATTRIBUTES: [says(0, job_group(5))],
            Operation.CANCEL_JOB: [says(0)],
        }

    def operations(self) -> list[int]:
        """The operations that were asked for, in their order."""
        return [message.code for message in self.asked]

    def answer(self, body: bytes) -> bytes | None:
        """What it says to a request; its last answer of a kind again and again."""
        message, end = decode(body)
        self.asked.append(message)
        if len(body) > end:
            self.documents.append(body[end:])
        answers = self.answers[message.code]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return None if answer is None else answer(message)


@contextmanager
def fake_printer() -> Iterator[FakePrinter]:
    """Run one on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            said = printer.answer(body)
            self.close_connection = True
            if said is None:
                return
            self.send_response(printer.http)
            self.send_header("Content-Type", "application/ipp")
            for name, value in printer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked may have heard enough
                self.wfile.write(said)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    printer = FakePrinter(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield printer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
