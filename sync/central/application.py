"""The central as a Starlette application: the contract's table of operations, served."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from app.clock.time import Clock, epoch_ms
from app.dossier.decide import Rules
from sync.central.acceptance import push_events
from sync.central.arrivals import Arrivals
from sync.central.batches_under_way import BatchesUnderWay
from sync.central.call import MAX_BODY_BYTES, Bare, Call, Central, Unchanged
from sync.central.carried import take_carried
from sync.central.claims import end_claim, take_claim
from sync.central.database import Database, DatabaseFault
from sync.central.enrolment import enrol
from sync.central.feed import pull_feed
from sync.central.lease_ends import return_lease
from sync.central.leases import take_lease
from sync.central.problems import PROBLEM_TYPE, CallRefused, problem
from sync.central.published import health, keys
from sync.central.published_data import agencies, calendar, catalogue
from sync.central.scan_files import ScanFiles
from sync.central.scans import continue_scan, create_scan, end_scan, scan_options, scan_place
from sync.central.settings import CentralSettings
from sync.contract.messages import Health, Problem, Versioned
from sync.contract.openapi import document
from sync.contract.operations import OPERATIONS, PUSH_EVENTS, Operation
from sync.contract.scans import MAX_CHUNK_BYTES, RESUMABLE_HEADER, TUS_VERSION
from sync.contract.signing import PROBLEM_HEADER, TIME_HEADER

log = logging.getLogger(__name__)

Handler = Callable[[Central, Call], Struct]

HANDLERS: dict[str, Handler] = {
    "enrol": enrol,
    "push_events": push_events,
    "take_carried": take_carried,
    "take_lease": take_lease,
    "return_lease": return_lease,
    "take_claim": take_claim,
    "end_claim": end_claim,
    "keys": keys,
    "catalogue": catalogue,
    "calendar": calendar,
    "agencies": agencies,
    "create_scan": create_scan,
    "scan_place": scan_place,
    "continue_scan": continue_scan,
    "end_scan": end_scan,
    "scan_options": scan_options,
    "health": health,
}
"""Plain functions, run in the thread pool; the feed waits on the loop and has its own."""


FULL_RETRY_AFTER_S = 300
"""A disk that is full is not emptied within seconds."""


class EveryProcedure:
    """Rules of a central without a catalogue: no procedure is unknown to it."""

    def reception(self, procedure: str, on: object) -> str | None:  # noqa: ARG002 - by design
        return "both"


def create_app(
    database: Database,
    clock: Clock,
    settings: CentralSettings | None = None,
    *,
    rules: Rules | None = None,
    arrivals: Arrivals | None = None,
    scans: ScanFiles | None = None,
    batches: BatchesUnderWay | None = None,
) -> Starlette:
    """Build the application. ``rules`` is the law's data, by default every procedure is known.

    ``arrivals`` is handed in by a server that wants to send waiting polls home when it stops,
    ``batches`` by one that wants to know how many are on their way.
    Without ``scans`` it takes no scanned pages: their calls are not there.
    """
    central = Central(
        database=database,
        clock=clock,
        settings=settings or CentralSettings(),
        rules=rules or EveryProcedure(),
        arrivals=arrivals or Arrivals(),
        scans=scans,
        batches=batches or BatchesUnderWay(),
    )
    routes = [
        Route(each.path, partial(_serve, central, each), methods=[each.method])
        for each in OPERATIONS
    ]
    routes.append(Route("/v1/openapi.json", partial(_openapi, central), methods=["GET"]))
    app = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)],
        exception_handlers={HTTPException: partial(_unrouted, central)},
    )
    app.router.redirect_slashes = False  # a signed path is answered as it is
    return app


async def _serve(central: Central, operation: Operation, request: Request) -> Response:
    with _under_way(central, operation, request):
        response = await _respond(central, operation, request)
    if operation.tus:
        response.headers[RESUMABLE_HEADER] = TUS_VERSION
    return response


def _under_way(
    central: Central, operation: Operation, request: Request
) -> AbstractContextManager[None]:
    """A batch is seen from its headers on, so that the one behind it knows what to wait for."""
    if operation is not PUSH_EVENTS:
        return nullcontext()
    return central.batches.one_of({name.lower(): value for name, value in request.headers.items()})


async def _respond(central: Central, operation: Operation, request: Request) -> Response:
    limit = MAX_CHUNK_BYTES if operation.octets else MAX_BODY_BYTES
    try:
        call = await _read(central, request, limit)
        answer = await _handle(central, operation, call)
    except CallRefused as refused:
        return _problem(central, refused.problem)
    except DatabaseFault as fault:
        log.warning("%s: %s", operation.name, fault.cause)
        return _problem(central, problem("try_again", fault.message, advice=fault.advice))
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is there to read it
    except Exception:  # the edge of the process: a bug answers one call, the central serves on
        log.exception("%s", operation.name)
        return _problem(central, problem("internal", "Lỗi chương trình ở trung tâm."))
    return _answered(central, answer)


def _answered(central: Central, answer: Struct) -> Response:
    if isinstance(answer, Bare):
        return _bare(central, answer)
    if isinstance(answer, Versioned):
        return _versioned(central, answer)
    sick = isinstance(answer, Health) and answer.status != "ok"
    return _json(central, answer, status=503 if sick else 200)


async def _handle(central: Central, operation: Operation, call: Call) -> Struct:
    if operation.name == "pull_feed":
        return await pull_feed(central, call)
    return await run_in_threadpool(HANDLERS[operation.name], central, call)


async def _read(central: Central, request: Request, limit: int) -> Call:
    """Read the request, never more of its body than ``limit`` bytes."""
    body = await _body(request, limit, central.settings.body_wait_s)
    scope = request.scope
    return Call(
        method=request.method,
        path=scope["raw_path"].decode("latin-1"),
        query=scope["query_string"].decode("latin-1"),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
        path_parameters=dict(request.path_params),
        query_parameters=dict(request.query_params),
        at=central.clock.now(),
    )


async def _body(request: Request, limit: int, wait_s: float) -> bytes:
    """The whole body. A desk whose power went in the middle of it sends no more and says no word:
    its connection is not held for ever."""
    body = bytearray()
    clock = asyncio.get_running_loop().time
    try:
        async with asyncio.timeout(wait_s) as end:
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise CallRefused("too_large", f"Lớn hơn {limit} byte.")
                end.reschedule(clock() + wait_s)
    except TimeoutError:
        raise CallRefused("try_again", "Nội dung gửi lên bị dừng giữa chừng.") from None
    return bytes(body)


async def _openapi(central: Central, _request: Request) -> Response:
    return _answer(central, document(), status=200, media_type="application/json")


async def _unrouted(central: Central, _request: Request, error: Exception) -> Response:
    known = {404: "not_found", 405: "method_not_allowed"}
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _problem(central, problem(known.get(status, "internal")))


def _versioned(central: Central, answer: Versioned) -> Response:
    """With its ``ETag``; 304 where the caller has it."""
    response = (
        _answer(central, b"", status=304, media_type=None)
        if isinstance(answer, Unchanged)
        else _json(central, answer, status=200)
    )
    response.headers["ETag"] = f'"{answer.etag}"'
    return response


def _bare(central: Central, answer: Bare) -> Response:
    response = _answer(central, b"", status=answer.status, media_type=None)
    response.headers.update(answer.headers)
    return response


def _problem(central: Central, about: Problem) -> Response:
    response = _json(central, about, status=about.status, media_type=PROBLEM_TYPE)
    response.headers[PROBLEM_HEADER] = about.code
    if about.status == 503:
        response.headers["Retry-After"] = str(central.settings.retry_after_s)
    if about.status == 507:
        response.headers["Retry-After"] = str(FULL_RETRY_AFTER_S)
    return response


def _json(
    central: Central, content: Struct, *, status: int, media_type: str = "application/json"
) -> Response:
    return _answer(central, msgspec.json.encode(content), status=status, media_type=media_type)


def _answer(central: Central, content: bytes, *, status: int, media_type: str | None) -> Response:
    headers = {TIME_HEADER: str(epoch_ms(central.clock.now())), "Cache-Control": "no-store"}
    return Response(content, status_code=status, media_type=media_type, headers=headers)
