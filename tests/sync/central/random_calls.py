"""Calls that nobody has thought of: schemathesis makes them of the published document, signed.

``python -m tests.sync.central.random_calls --examples 5000`` makes the long run; a line of JSON for
each operation.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from requests.auth import AuthBase
from schemathesis import Case, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.clock.time import epoch_ms
from app.dossier.events import sha256_hex
from sync.contract.openapi import GENERAL_PROBLEMS, PROBLEM_TYPE, build
from sync.contract.operations import OPERATIONS, Operation
from sync.contract.scans import (
    OCTETS,
    OFFSET_HEADER,
    RESUMABLE_HEADER,
    SCANS_PATH,
    TUS_VERSION,
    NewScan,
    creation_headers,
)
from sync.contract.signing import sign
from tests.sync.central.databases import sqlite_url
from tests.sync.central.desk import AGENCY, NOW, Desk, running_central

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
UNROUTED = {"not_found", "method_not_allowed"}
"""What a path is answered with that is no operation's, as an odd parameter may make it."""
NOT_HTTP = b"Invalid HTTP request received."
"""What the server below says of bytes that are no request, such as a header with a NUL."""
TIMEOUT_S = 20


@schemathesis.serializer(OCTETS)
def raw_bytes(_context: object, value: Any) -> bytes:
    """A page's bytes go out as they are."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


class Signed(AuthBase):
    """Signs what is about to go out, as ``desk``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        path, _, query = request.path_url.partition("?")
        body = request.body or b""
        signature = sign(
            request.method or "",
            path,
            query,
            body if isinstance(body, bytes) else body.encode(),
            key=self._desk.key,
            key_id=self._desk.installation,
            created_s=epoch_ms(self._desk.at) // 1000,
        )
        request.headers.update(signature)
        return request


class Caller:
    """Makes random calls as ``desk`` and holds each answer against the document."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._document = openapi.from_dict(build())
        self._session = requests.Session()
        self._session.trust_env = False
        self._known = {
            "id": "ask-1",
            "agency": AGENCY,
            "kind": "dossier",
            "period": f"{NOW:%Y-%m-%d}",
            "installation": desk.installation,
            "public_key": desk.public_key,
            "lease": desk.lease().id,
            "after": "1.0",
            "outcome": "burned",
            "first": 3,
            "last": 4,
            "count": 5,
            "dossier": "d-1",
        }
        new = NewScan(sha256_hex(b"page"), len(b"page"), "image/png")
        self._headers = {
            RESUMABLE_HEADER: TUS_VERSION,
            OFFSET_HEADER: "0",
            **creation_headers(new),
        }
        self.statuses: Counter[int] = Counter()
        self._known["upload"] = self._new_upload()

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _new_upload(self) -> str:
        """The id of an upload that was begun."""
        headers = {**self._headers, "Content-Type": OCTETS}
        made = self._desk.call("POST", SCANS_PATH, headers=headers)
        assert made.status == 201, made.content
        return str(made.headers["Location"]).rpartition("/")[2]

    def call(self, operation: Operation, mode: GenerationMode, examples: int) -> None:
        """Make ``examples`` calls of ``operation``; raises where an answer breaks the contract."""
        described = self._document[operation.path][operation.method]
        cases = described.as_strategy(generation_mode=mode)
        wrong = mode is GenerationMode.NEGATIVE

        @seed(20261124)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases, plausible=st.booleans(), signed=st.integers(0, 9))
        def one(case: Case[Any], plausible: bool, signed: int) -> None:
            if plausible:
                self._make_plausible(case)
            self._check(operation, case, signed=bool(signed))

        # Nothing can be wrong in a call that takes nothing.
        with contextlib.suppress(Unsatisfiable) if wrong else contextlib.nullcontext():
            one()

    def _make_plausible(self, case: Case[Any]) -> None:
        """Put real names and numbers where their fields are: what is checked later is met, too."""
        parts: list[Any] = [case.path_parameters, case.query, case.body]
        for part in parts:
            if isinstance(part, dict):
                part.update({name: self._known[name] for name in part if name in self._known})
        if case.headers is not None:
            case.headers.update(
                {name: text for name, text in self._headers.items() if name in case.headers}
            )

    def _check(self, operation: Operation, case: Case[Any], *, signed: bool) -> None:
        if str((case.query or {}).get("wait_s", "")).strip().isdecimal():
            case.query["wait_s"] = "0"  # a long poll is waited for elsewhere
        try:
            answer = case.call(
                base_url=self._desk.url,
                session=self._session,
                auth=Signed(self._desk) if signed else None,
                timeout=TIMEOUT_S,
            )
        except (requests.exceptions.InvalidHeader, requests.exceptions.InvalidURL, UnicodeError):
            return  # no client can send it
        if answer.content == NOT_HTTP:
            return
        self.statuses[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)
        kind = answer.headers.get("content-type", [""])[0]
        if kind.startswith(PROBLEM_TYPE) and operation.method != "HEAD":
            code = json.loads(answer.content)["code"]
            assert code in {*operation.problems, *GENERAL_PROBLEMS, *UNROUTED}, code


@contextlib.contextmanager
def calling(database_url: str, directory: Path) -> Iterator[Caller]:
    """A caller, enrolled at a central of its own; ``directory`` keeps its pages."""
    with running_central(database_url, scans=directory / "scans") as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        with contextlib.closing(Caller(desk)) as caller:
            yield caller


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=5_000, help="of each operation and mode")
    examples = parser.parse_args().examples
    with (
        tempfile.TemporaryDirectory() as directory,
        calling(sqlite_url(Path(directory)), Path(directory)) as caller,
    ):
        for operation in OPERATIONS:
            began, caller.statuses = time.monotonic(), Counter()
            for mode in GenerationMode:
                caller.call(operation, mode, examples)
            said: dict[str, Any] = {
                "operation": operation.name,
                "calls": caller.statuses.total(),
                "statuses": {str(status): n for status, n in sorted(caller.statuses.items())},
                "seconds": round(time.monotonic() - began, 1),
            }
            sys.stdout.write(json.dumps(said) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
