"""OpenAPI 3.1 of the contract, made from the table of operations."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from sync.contract.messages import CONTRACT_VERSION, Problem
from sync.contract.operations import OPERATIONS, Operation
from sync.contract.scans import MAX_CHUNK_BYTES, OCTETS
from sync.contract.signing import CONTRACT_HEADER, TIME_HEADER

GENERAL_PROBLEMS = ("try_again", "internal")
"""What any call can be answered with, whatever it asks."""

PROBLEM_TYPE = "application/problem+json"

_PARAMETER = re.compile(r"\{(\w+)\}")


def document() -> bytes:
    """The document as JSON."""
    return msgspec.json.encode(build())


def build() -> dict[str, Any]:
    """The document as plain data."""
    types = [each.answer for each in OPERATIONS if not each.tus]
    types += [each.request for each in OPERATIONS if each.request is not None]
    types.append(Problem)
    template = "#/components/schemas/{name}"
    schemas, components = msgspec.json.schema_components(types, ref_template=template)
    by_type = dict(zip(types, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each, by_type)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Quầy một cửa: desk and central",
            "version": str(CONTRACT_VERSION),
            "description": "Errors are problems (RFC 9457); their `code` is stable.",
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"installation": _SIGNATURE},
        },
    }


_SIGNATURE = {
    "type": "apiKey",
    "in": "header",
    "name": "Signature",
    "description": "HTTP Message Signature (RFC 9421, ed25519) of the installation's key over"
    f" @method, @path, @query, content-digest and {CONTRACT_HEADER.lower()}; `keyid` is the"
    " installation, `created` within five minutes of the central's clock.",
}

_TIME = {
    "description": "The central's time, milliseconds since 1970-01-01T00:00Z",
    "schema": {"type": "integer"},
}

_ETAG = {"description": "Names the whole content", "schema": {"type": "string"}}

_KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what the desk has",
    "schema": {"type": "string"},
}


def _operation(operation: Operation, schemas: dict[type[Any], Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": _parameters(operation),
        "responses": {
            str(operation.success): _success(operation, schemas),
            "default": {
                "description": "A problem; its code is one of: "
                + ", ".join((*operation.problems, *GENERAL_PROBLEMS)),
                "headers": {TIME_HEADER: _TIME},
                "content": {PROBLEM_TYPE: {"schema": schemas[Problem]}},
            },
        },
        "x-problems": [*operation.problems, *GENERAL_PROBLEMS],
    }
    if operation.versioned:
        made["parameters"].append(_KNOWN)
        made["responses"]["200"]["headers"]["ETag"] = _ETAG
        made["responses"]["304"] = {
            "description": "What If-None-Match names is what there is",
            "headers": {TIME_HEADER: _TIME, "ETag": _ETAG},
        }
    if operation.signed:
        made["security"] = [{"installation": []}]
    if operation.octets:
        made["requestBody"] = {
            "required": operation.name == "continue_scan",
            "description": f"Bytes of the page, at most {MAX_CHUNK_BYTES}",
            "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
        }
    if operation.request is not None:
        made["requestBody"] = {
            "required": True,
            "description": "May be sent with Content-Encoding: gzip",
            "content": {"application/json": {"schema": schemas[operation.request]}},
        }
    return made


def _success(operation: Operation, schemas: dict[type[Any], Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "description": "Done; it was durable before it was answered",
        "headers": {TIME_HEADER: _TIME},
    }
    for each in operation.answer_headers:
        schema = {"type": each.kind}
        described = {"description": each.description, "required": each.required}
        made["headers"][each.name] = {**described, "schema": schema}
    if not operation.tus:
        made["content"] = {"application/json": {"schema": schemas[operation.answer]}}
    return made


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PARAMETER.findall(operation.path)
    ]
    in_query = [
        {
            "name": each.name,
            "in": "query",
            "required": each.required,
            "description": each.description,
            "schema": {"type": each.kind},
        }
        for each in operation.query
    ]
    in_headers = [
        {
            "name": each.name,
            "in": "header",
            "required": each.required,
            "description": each.description,
            "schema": {"type": each.kind},
        }
        for each in operation.request_headers
    ]
    return in_path + in_query + in_headers
