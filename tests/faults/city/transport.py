"""The program's own transport, whose wire ends in this process: encoding, signatures, reading."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

from sync.engine.answers import Reply
from sync.engine.send import Send
from sync.transport.http import HttpTransport
from tests.faults.city.central import HttpAnswer

URL = "http://127.0.0.1:9"

Outcome = HttpAnswer | requests.RequestException
"""What the line brings back: an answer, or how the call ended without one."""


class CityTransport(HttpTransport):
    """``prepare`` makes the request as it goes out now, ``read`` what comes back of it later."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(URL, *arguments, monotonic=lambda: 0.0, **options)
        self._wire = _Wire()
        self._session.mount("http://", self._wire)

    def prepare(self, send: Send) -> requests.PreparedRequest:
        return self._prepared(send)

    def read(
        self, send: Send, request: requests.PreparedRequest, begun: datetime, outcome: Outcome
    ) -> Reply:
        self._wire.outcome = outcome
        return self._try(send, request, begun)


class _Wire(HTTPAdapter):
    """Gives back what the line has brought."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome: Outcome = requests.ConnectionError("nothing was brought")

    def send(
        self, request: requests.PreparedRequest, *_arguments: Any, **_options: Any
    ) -> requests.Response:
        if not isinstance(self.outcome, HttpAnswer):
            raise self.outcome
        answer = self.outcome
        raw = HTTPResponse(
            body=io.BytesIO(answer.body),
            headers=HTTPHeaderDict(answer.headers),
            status=answer.status,
            preload_content=False,
            request_method=request.method,
        )
        return self.build_response(request, raw)
