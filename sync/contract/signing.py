"""HTTP Message Signatures (RFC 9421) in one fixed profile (docs/adr/0008)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

from sync.contract.messages import CONTRACT_VERSION

CONTRACT_HEADER = "Qmc-Contract"
TIME_HEADER = "Qmc-Time"
PROBLEM_HEADER = "Qmc-Problem"
"""A problem's code, beside its body: the answer to a HEAD has none."""
MAX_SKEW_S = 300

_LABEL = "qmc"
_COMPONENTS = '("@method" "@path" "@query" "content-digest" "qmc-contract")'
_INPUT = re.compile(
    rf"{_LABEL}={re.escape(_COMPONENTS)};created=(?P<created>\d{{1,12}});"
    r'keyid="(?P<keyid>[0-9A-Za-z-]{1,64})";alg="ed25519"\Z'
)
_SIGNATURE = re.compile(rf"{_LABEL}=:(?P<signature>[A-Za-z0-9+/=]{{88}}):\Z")


class BadSignature(Exception):  # noqa: N818 - what it says about the request
    """The request carries no signature of this profile, or one that does not verify."""


class SignedBy(Struct, frozen=True):
    """Who says to have signed, and when (Unix seconds)."""

    key_id: str
    created_s: int


def sign(
    method: str,
    path: str,
    query: str,
    body: bytes,
    *,
    key: Ed25519PrivateKey,
    key_id: str,
    created_s: int,
) -> dict[str, str]:
    """Return the headers that sign a request. ``query`` is without ``?``; ``body`` as sent."""
    digest = content_digest(body)
    parameters = f'{_COMPONENTS};created={created_s};keyid="{key_id}";alg="ed25519"'
    contract = str(CONTRACT_VERSION)
    signature = key.sign(
        _base(method, path, query, digest=digest, contract=contract, parameters=parameters)
    )
    return {
        "Content-Digest": digest,
        CONTRACT_HEADER: contract,
        "Signature-Input": f"{_LABEL}={parameters}",
        "Signature": f"{_LABEL}=:{base64.b64encode(signature).decode()}:",
    }


def read_signer(headers: Mapping[str, str]) -> SignedBy:
    """Who the headers (lower-case names) say has signed; nothing is verified yet."""
    match = _INPUT.match(headers.get("signature-input", ""))
    if match is None:
        raise BadSignature("no signature of the profile")
    return SignedBy(match["keyid"], int(match["created"]))


def verify(
    method: str,
    path: str,
    query: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    key: Ed25519PublicKey,
) -> SignedBy:
    """Check a request's signature; ``headers`` have lower-case names.

    Raises BadSignature. The caller compares ``created_s`` with its clock.
    """
    signer = read_signer(headers)
    digest = headers.get("content-digest", "")
    if digest != content_digest(body):
        raise BadSignature("the body is not the one that was signed")
    match = _SIGNATURE.match(headers.get("signature", ""))
    if match is None:
        raise BadSignature("no signature of the profile")
    parameters = headers["signature-input"].removeprefix(f"{_LABEL}=")
    contract = headers.get(CONTRACT_HEADER.lower(), "")
    try:
        key.verify(
            base64.b64decode(match["signature"], validate=True),
            _base(method, path, query, digest=digest, contract=contract, parameters=parameters),
        )
    except (InvalidSignature, ValueError):
        raise BadSignature("the signature does not verify") from None
    return signer


def sign_ancestor(key: Ed25519PrivateKey, installation: str, public_key: str) -> str:
    """A predecessor's word that it became ``installation`` with ``public_key``; base64."""
    return base64.b64encode(key.sign(_succession(installation, public_key))).decode()


def verify_ancestor(
    key: Ed25519PublicKey, signature: str, installation: str, public_key: str
) -> None:
    """Check what ``sign_ancestor`` made; raises BadSignature."""
    try:
        raw = base64.b64decode(signature, validate=True)
        key.verify(raw, _succession(installation, public_key))
    except (InvalidSignature, ValueError):
        raise BadSignature("the ancestor's signature does not verify") from None


def _succession(installation: str, public_key: str) -> bytes:
    return f"qmc succession\n{installation}\n{public_key}".encode()


def content_digest(body: bytes) -> str:
    """RFC 9530 Content-Digest of ``body``, SHA-256."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def _base(
    method: str, path: str, query: str, *, digest: str, contract: str, parameters: str
) -> bytes:
    lines = [
        f'"@method": {method}',
        f'"@path": {path}',
        f'"@query": ?{query}',
        f'"content-digest": {digest}',
        f'"qmc-contract": {contract}',
        f'"@signature-params": {parameters}',
    ]
    return "\n".join(lines).encode()
