"""The central as a Starlette application: the contract's table of operations, served."""

from __future__ import annotations

import logging
from collections.abc import Callable
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
from sync.central.call import MAX_BODY_BYTES, Call, Central
from sync.central.database import Database, DatabaseFault
from sync.central.enrolment import enrol
from sync.central.feed import pull_feed
from sync.central.lease_ends import return_lease
from sync.central.leases import take_lease
from sync.central.problems import PROBLEM_TYPE, CallRefused, problem
from sync.central.published import health, keys
from sync.central.settings import CentralSettings
from sync.contract.messages import Health, Problem
from sync.contract.openapi import document
from sync.contract.operations import OPERATIONS, Operation
from sync.contract.signing import TIME_HEADER

log = logging.getLogger(__name__)

Handler = Callable[[Central, Call], Struct]

HANDLERS: dict[str, Handler] = {
    "enrol": enrol,
    "push_events": push_events,
    "take_lease": take_lease,
    "return_lease": return_lease,
    "keys": keys,
    "health": health,
}
"""Plain functions, run in the thread pool; the feed waits on the loop and has its own."""


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
) -> Starlette:
    """Build the application. ``rules`` is the law's data, by default every procedure is known.

    ``arrivals`` is handed in by a server that wants to send waiting polls home when it stops.
    """
    central = Central(
        database=database,
        clock=clock,
        settings=settings or CentralSettings(),
        rules=rules or EveryProcedure(),
        arrivals=arrivals or Arrivals(),
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
    try:
        call = await _read(central, request)
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
    sick = isinstance(answer, Health) and answer.status != "ok"
    return _json(central, answer, status=503 if sick else 200)


async def _handle(central: Central, operation: Operation, call: Call) -> Struct:
    if operation.name == "pull_feed":
        return await pull_feed(central, call)
    return await run_in_threadpool(HANDLERS[operation.name], central, call)


async def _read(central: Central, request: Request) -> Call:
    """Read the request, never more of its body than the bound."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise CallRefused("too_large", f"Lớn hơn {MAX_BODY_BYTES} byte.")
    scope = request.scope
    return Call(
        method=request.method,
        path=scope["raw_path"].decode("latin-1"),
        query=scope["query_string"].decode("latin-1"),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=bytes(body),
        path_parameters=dict(request.path_params),
        query_parameters=dict(request.query_params),
        at=central.clock.now(),
    )


async def _openapi(central: Central, _request: Request) -> Response:
    return _answer(central, document(), status=200, media_type="application/json")


async def _unrouted(central: Central, _request: Request, error: Exception) -> Response:
    known = {404: "not_found", 405: "method_not_allowed"}
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _problem(central, problem(known.get(status, "internal")))


def _problem(central: Central, about: Problem) -> Response:
    response = _json(central, about, status=about.status, media_type=PROBLEM_TYPE)
    if about.status == 503:
        response.headers["Retry-After"] = str(central.settings.retry_after_s)
    return response


def _json(
    central: Central, content: Struct, *, status: int, media_type: str = "application/json"
) -> Response:
    return _answer(central, msgspec.json.encode(content), status=status, media_type=media_type)


def _answer(central: Central, content: bytes, *, status: int, media_type: str) -> Response:
    headers = {TIME_HEADER: str(epoch_ms(central.clock.now())), "Cache-Control": "no-store"}
    return Response(content, status_code=status, media_type=media_type, headers=headers)
