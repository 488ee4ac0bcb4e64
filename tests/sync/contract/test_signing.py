"""Our RFC 9421 profile against an independent implementation, both ways (docs/adr/0008)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import http_message_signatures as independent
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from http_message_signatures import algorithms
from hypothesis import given
from hypothesis import strategies as st

from sync.contract.signing import (
    CONTRACT_HEADER,
    BadSignature,
    content_digest,
    read_signer,
    sign,
    verify,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CREATED_S = int(datetime(2026, 11, 24, 1, 30, tzinfo=UTC).timestamp())
URL = "http://central.example"
COMPONENTS = ("@method", "@path", "@query", "content-digest", "qmc-contract")


class Resolver(independent.HTTPSignatureKeyResolver):
    """Hands out the one key."""

    def resolve_private_key(self, key_id: str) -> bytes:
        return KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def resolve_public_key(self, key_id: str) -> bytes:
        return KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def signed(
    method: str = "POST", path: str = "/v1/events", query: str = "", body: bytes = b"{}"
) -> dict[str, str]:
    """Headers of our own signature."""
    return sign(method, path, query, body, key=KEY, key_id="desk-1", created_s=CREATED_S)


def lower(headers: Any) -> dict[str, str]:
    """Header names as the central hands them on."""
    return {name.lower(): value for name, value in dict(headers).items()}


CASES = [
    ("POST", "/v1/events", "", b"{}"),
    ("GET", "/v1/feed", "after=1.5&limit=20", b""),
    ("DELETE", "/v1/leases/ask-1", "first=1&last=2&outcome=burned&reason=h%E1%BB%8Fng", b""),
]


@pytest.mark.parametrize(("method", "path", "query", "body"), CASES)
def test_an_independent_implementation_accepts_our_signature(
    method: str, path: str, query: str, body: bytes
) -> None:
    """What we send is RFC 9421, not only our own reading of it."""
    url = f"{URL}{path}" + (f"?{query}" if query else "")
    message = requests.Request(
        method, url, data=body, headers=signed(method, path, query, body)
    ).prepare()
    verifier = independent.HTTPMessageVerifier(
        signature_algorithm=algorithms.ED25519, key_resolver=Resolver()
    )
    age = datetime.now(UTC) - datetime.fromtimestamp(CREATED_S, UTC)
    results = verifier.verify(
        message, max_age=abs(age) + timedelta(days=1), require_components=COMPONENTS, body=body
    )
    assert results[0].parameters["keyid"] == "desk-1"


@pytest.mark.parametrize(("method", "path", "query", "body"), CASES)
def test_we_accept_the_signature_of_an_independent_implementation(
    method: str, path: str, query: str, body: bytes
) -> None:
    """A desk that is written by others can speak to our central."""
    url = f"{URL}{path}" + (f"?{query}" if query else "")
    headers = {"Content-Digest": content_digest(body), CONTRACT_HEADER: "1"}
    message = requests.Request(method, url, data=body, headers=headers).prepare()
    signer = independent.HTTPMessageSigner(
        signature_algorithm=algorithms.ED25519, key_resolver=Resolver()
    )
    signer.sign(
        message,
        key_id="desk-1",
        created=datetime.fromtimestamp(CREATED_S, UTC),
        label="qmc",
        include_alg=True,
        covered_component_ids=COMPONENTS,
        body=body,
        use_existing_digest=True,
    )
    by = verify(method, path, query, body, lower(message.headers), key=KEY.public_key())
    assert (by.key_id, by.created_s) == ("desk-1", CREATED_S)


CHANGES: dict[str, dict[str, Any]] = {
    "method": {"method": "PUT"},
    "path": {"path": "/v1/event"},
    "query": {"query": "x=1"},
    "body": {"body": b"{} "},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_signature_holds_for_what_was_signed_only(change: dict[str, Any]) -> None:
    """Method, path, query, body."""
    call = {"method": "POST", "path": "/v1/events", "query": "", "body": b"{}"}
    changed: dict[str, Any] = {**call, **change}
    with pytest.raises(BadSignature):
        verify(headers=lower(signed()), key=KEY.public_key(), **changed)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("signature", None),
        ("signature", "qmc=:AA==:"),
        ("signature", "qmc=:" + "=" * 88 + ":"),
        ("signature-input", None),
        ("signature-input", 'qmc=("@method");created=1;keyid="desk-1";alg="ed25519"'),
        ("content-digest", None),
        ("qmc-contract", "7"),
        ("qmc-contract", None),
    ],
)
def test_headers_that_were_changed_do_not_verify(name: str, value: str | None) -> None:
    """Every covered header, and the two that carry the signature."""
    headers = lower(signed())
    del headers[name]
    if value is not None:
        headers[name] = value
    with pytest.raises(BadSignature):
        verify("POST", "/v1/events", "", b"{}", headers, key=KEY.public_key())


def test_another_key_does_not_verify() -> None:
    """The installation's own key, no other."""
    other = Ed25519PublicKey.from_public_bytes(
        Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    )
    with pytest.raises(BadSignature):
        verify("POST", "/v1/events", "", b"{}", lower(signed()), key=other)


@given(st.text(max_size=200))
def test_any_text_as_signature_input_is_read_or_refused(text: str) -> None:
    """Nothing else is raised, whatever comes."""
    try:
        by = read_signer({"signature-input": text})
    except BadSignature:
        return
    assert by.key_id


def test_the_digest_is_that_of_rfc_9530() -> None:
    """SHA-256 of the body as sent, as a structured byte sequence."""
    digest = content_digest(b'{"hello": "world"}\n')
    assert digest == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
    assert base64.b64decode(digest[9:-1])
