"""The reference client of tus for Python against our central."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from tusclient.client import TusClient
from tusclient.exceptions import TusUploadFailed
from tusclient.uploader.uploader import Uploader

from app.clock.time import FixedClock, epoch_ms
from sync.central.embedded import EmbeddedCentral
from sync.contract.signing import sign
from tests.sync.central.databases import sqlite_url
from tests.sync.central.desk import AGENCY, NOW, Desk, start_central
from tests.sync.central.pages import kept, left_over, page, sha256


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """Where the central's pages lie."""
    return tmp_path / "scans"


@pytest.fixture
def central(tmp_path: Path, scans: Path) -> Iterator[EmbeddedCentral]:
    """A running central."""
    with start_central(sqlite_url(tmp_path), FixedClock(NOW), scans=scans) as started:
        yield started


@pytest.fixture
def client(central: EmbeddedCentral, monkeypatch: pytest.MonkeyPatch) -> TusClient:
    """tuspy, each of whose requests is signed by an enrolled desk on its way out."""
    desk = Desk(central.url, "desk-1")
    desk.enrol(central)
    send: Callable[..., requests.Response] = requests.Session.send

    def signing(
        session: requests.Session, request: requests.PreparedRequest, **more: object
    ) -> requests.Response:
        body = request.body or b""
        assert isinstance(body, bytes)
        assert request.url is not None
        assert request.method is not None
        parts = urlsplit(request.url)
        request.headers.update(
            sign(
                request.method,
                parts.path,
                parts.query,
                body,
                key=desk.key,
                key_id=desk.installation,
                created_s=epoch_ms(NOW) // 1_000,
            )
        )
        return send(session, request, **more)

    monkeypatch.setattr(requests.Session, "send", signing)
    return TusClient(f"{central.url}/v1/scans")


def uploader(client: TusClient, data: bytes, **more: object) -> Uploader:
    """An upload of a page, in chunks of 1,000 bytes."""
    said = {"sha256": sha256(data), "mediatype": "image/png"}
    return client.uploader(file_stream=io.BytesIO(data), chunk_size=1_000, metadata=said, **more)


@pytest.mark.parametrize("checked", [False, True])
def test_a_page_comes_in_chunks(client: TusClient, scans: Path, checked: bool) -> None:
    """Also with tuspy's own checksums, which are SHA-1."""
    data = page(1, 4_500)
    uploader(client, data, upload_checksum=checked).upload()
    assert kept(scans) == {f"{AGENCY}/{sha256(data)}": data}
    assert left_over(scans) == []


def test_an_upload_is_resumed(client: TusClient, scans: Path) -> None:
    """Another client goes on at the same address, from where the central stands."""
    data = page(2, 4_500)
    first = uploader(client, data)
    first.upload(stop_at=2_000)
    second = uploader(client, data, url=first.url)
    assert second.offset == 2_000
    second.upload()
    assert kept(scans) == {f"{AGENCY}/{sha256(data)}": data}


def test_a_client_that_has_lost_count_asks(client: TusClient, scans: Path) -> None:
    """It sends at a wrong offset, is told so, asks, and goes on."""
    data = page(3, 4_500)
    sender = uploader(client, data, retries=1, retry_delay=0)
    sender.upload(stop_at=2_000)
    sender.offset = 1_000
    sender.upload()
    assert kept(scans) == {f"{AGENCY}/{sha256(data)}": data}


def test_a_page_that_is_there_costs_a_client_one_question(client: TusClient, scans: Path) -> None:
    """tuspy takes a new upload to be empty; it is told otherwise, asks, and is done."""
    data = page(4, 4_500)
    uploader(client, data).upload()
    uploader(client, data, retries=1, retry_delay=0).upload()
    assert len(kept(scans)) == 1


def test_a_page_that_is_not_its_hash_is_refused(client: TusClient, scans: Path) -> None:
    """460, and nothing is kept."""
    data = page(5, 4_500)
    sender = client.uploader(
        file_stream=io.BytesIO(data),
        chunk_size=1_000,
        metadata={"sha256": sha256(b"?"), "mediatype": "image/png"},
    )
    with pytest.raises(TusUploadFailed):
        sender.upload()
    assert (kept(scans), left_over(scans)) == ({}, [])
