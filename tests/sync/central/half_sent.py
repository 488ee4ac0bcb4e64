"""A batch of which half has arrived: the rest comes when the test says so."""

from __future__ import annotations

import http.client
import time
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import msgspec

from app.clock.time import epoch_ms
from app.dossier.events import Event
from sync.central.embedded import EmbeddedCentral
from sync.contract.signing import sign
from sync.engine.batch import Batch
from tests.sync.central.desk import TIMEOUT_S, Desk

Answered = TypeVar("Answered")
LOOK_S = 0.01


class HalfSent:
    """Sends the headers and half of the body at once; on leaving the block it breaks off.

    When it is made the central has seen it.
    """

    def __init__(self, central: EmbeddedCentral, desk: Desk, *events: Event) -> None:
        before = central.batches_under_way
        self._body = msgspec.json.encode(Batch(events).on_the_wire())
        self._line = http.client.HTTPConnection(urlsplit(central.url).netloc, timeout=TIMEOUT_S)
        headers: dict[str, Any] = sign(
            "POST",
            "/v1/events",
            "",
            self._body,
            key=desk.key,
            key_id=desk.installation,
            created_s=epoch_ms(desk.at) // 1000,
        )
        self._line.putrequest("POST", "/v1/events")
        for name, value in {**headers, "Content-Length": len(self._body)}.items():
            self._line.putheader(name, str(value))
        self._line.endheaders(self._body[: len(self._body) // 2])
        for _ in range(int(TIMEOUT_S / LOOK_S)):
            if central.batches_under_way > before:
                return
            time.sleep(LOOK_S)
        raise TimeoutError("the central did not see the batch")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.close()

    def finish(self, kind: type[Answered]) -> Answered:
        """Send the rest; the answer."""
        self._line.send(self._body[len(self._body) // 2 :])
        with self._line.getresponse() as response:
            content = response.read()
        assert response.status == 200, content
        return msgspec.json.decode(content, type=kind)
