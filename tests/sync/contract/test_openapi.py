"""The published document is well-formed and says what the running central answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from sync.central.embedded import EmbeddedCentral
from sync.contract.openapi import build
from sync.contract.operations import OPERATIONS
from tests.sync.central.desk import Desk, Reply, running_central


@pytest.fixture
def central(database_url: str) -> Iterator[EmbeddedCentral]:
    """A running central."""
    with running_central(database_url) as started:
        yield started


def references(node: Any) -> Iterator[str]:
    """Every ``$ref`` in the document."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def resolve(document: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a ``$ref``."""
    while "$ref" in schema:
        target: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = target
    return schema


TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def conforms(document: Any, schema: dict[str, Any], value: Any) -> bool:
    """Whether ``value`` is of ``schema``, and has no field that the schema does not name."""
    schema = resolve(document, schema)
    if "anyOf" in schema:
        return any(conforms(document, each, value) for each in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    kind = schema.get("type")  # an event's own bytes have none
    fits = kind is None or isinstance(value, TYPES[kind])
    if kind == "integer":
        fits = fits and not isinstance(value, bool)
    if fits and kind == "array":
        return all(conforms(document, schema["items"], each) for each in value)
    return fits and (kind != "object" or _conforms_object(document, schema, value))


def _conforms_object(document: Any, schema: dict[str, Any], value: dict[str, Any]) -> bool:
    known = schema.get("properties", {})
    others = schema.get("additionalProperties")
    return set(schema.get("required", ())) <= set(value) and all(
        conforms(document, known[name], each)
        if name in known
        else isinstance(others, dict) and conforms(document, others, each)
        for name, each in value.items()
    )


def test_the_document_is_well_formed() -> None:
    """OpenAPI 3.1: version, unique ids, parameters of the paths, references that lead somewhere."""
    document = build()
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert {"title", "version"} <= set(document["info"])
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    ids = [operation["operationId"] for _, _, operation in operations]
    assert sorted(ids) == sorted(each.name for each in OPERATIONS)
    assert len(set(ids)) == len(ids)
    for path, method, operation in operations:
        in_path = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
        assert in_path == set(re.findall(r"\{(\w+)\}", path))
        assert all(each["required"] for each in operation["parameters"] if each["in"] == "path")
        assert method in {"get", "post", "put", "delete", "patch", "head", "options"}
        assert all("description" in each for each in operation["responses"].values())
        for security in operation.get("security", []):
            assert set(security) <= set(document["components"]["securitySchemes"])
    for reference in references(document):
        assert resolve(document, {"$ref": reference})


def test_the_running_central_publishes_this_document(central: EmbeddedCentral) -> None:
    """Unsigned: anybody may read how to speak to it."""
    reply = requests.get(f"{central.url}/v1/openapi.json", timeout=20)
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, "application/json")
    assert reply.json() == build()


def test_what_a_desk_says_of_its_predecessor_is_optional() -> None:
    """A desk of an older version enrols without it; the fields are in the document."""
    document = build()
    schema = {"$ref": "#/components/schemas/EnrolRequest"}
    old = {"installation": "b", "public_key": "k" * 44, "counter": "Quầy 3", "predecessor": "a"}
    assert conforms(document, schema, old)
    stated = {
        "predecessor_key": "k" * 44,
        "predecessor_key_id": 7,
        "predecessor_agency": "H26.107",
        "ancestors": [
            {"installation": "0", "key": "k" * 44, "key_id": 6, "signature": "s" * 88},
        ],
    }
    assert conforms(document, schema, old | stated)
    assert not conforms(document, schema, {**old, "predecessor_key_id": "7"})
    required = resolve(document, schema)["required"]
    assert sorted(required) == ["counter", "installation", "public_key"]


def test_every_answer_is_of_its_schema(central: EmbeddedCentral) -> None:
    """Called live: answers and problems have the fields, the types and no others."""
    document = build()
    desk = Desk(central.url, "desk-1")
    first = desk.opened("d1")
    desk.enrol(central)
    successor = Desk(central.url, "desk-2")
    calls: dict[str, Reply] = {
        "take_lease": desk.ask_lease(id="a"),
        "push_events": desk.send(
            first, desk.corrected("d1", "wrong", "new"), desk.registered("d2", desk.lease(), 1)
        ),
        "pull_feed": desk.feed(),
        "return_lease": desk.end_lease("a"),
        "take_claim": desk.post(
            "/v1/claims", {"id": "c", "kind": "return_result", "dossier": "d1"}
        ),
        "end_claim": desk.call("DELETE", "/v1/claims/c"),
        "catalogue": desk.call("GET", "/v1/catalogue"),
        "calendar": desk.call("GET", "/v1/calendar"),
        "agencies": desk.call("GET", "/v1/agencies"),
        "keys": desk.call("GET", "/v1/keys"),
        "health": desk.call("GET", "/v1/health", signed=False),
        "enrol": successor.ask_to_enrol(predecessor=desk),
    }
    problems = {
        "take_lease": desk.ask_lease(id="b", count=0),
        "push_events": desk.call("POST", "/v1/events"),
        "pull_feed": desk.feed("x"),
        "return_lease": desk.end_lease("nobody"),
        "take_claim": desk.post(
            "/v1/claims", {"id": "c", "kind": "return_result", "dossier": "d1"}
        ),
        "end_claim": desk.call("DELETE", "/v1/claims/a%20b"),
        "catalogue": desk.call("GET", "/v1/catalogue", signed=False),
        "agencies": desk.call("GET", "/v1/agencies", signed=False),
        "keys": desk.call("GET", "/v1/keys", signed=False),
        "enrol": successor.ask_to_enrol("BBBB"),
    }
    by_id = {
        operation["operationId"]: operation
        for methods in document["paths"].values()
        for operation in methods.values()
    }
    for name, reply in calls.items():
        assert reply.status == 200, reply.content
        content = by_id[name]["responses"]["200"]["content"]
        assert list(content) == [reply.headers["Content-Type"]]
        assert conforms(document, *_checked(content, reply)), (name, reply.content)
    for name, reply in problems.items():
        content = by_id[name]["responses"]["default"]["content"]
        assert list(content) == [reply.headers["Content-Type"]]
        assert conforms(document, *_checked(content, reply)), (name, reply.content)
        assert reply.problem.code in by_id[name]["x-problems"]


def _checked(content: dict[str, Any], reply: Reply) -> tuple[dict[str, Any], Any]:
    return content[reply.headers["Content-Type"]]["schema"], json.loads(reply.content)


def test_the_checker_of_this_test_refuses_what_is_wrong() -> None:
    """A missing field, a field too many, a wrong type."""
    document = build()
    schema = {"$ref": "#/components/schemas/Health"}
    good = {"status": "ok", "database": "ok", "contract": 1, "server_time_ms": 1}
    assert conforms(document, schema, good)
    assert not conforms(document, schema, {**good, "more": 1})
    assert not conforms(document, schema, {**good, "contract": "1"})
    assert not conforms(document, schema, {"status": "ok"})
