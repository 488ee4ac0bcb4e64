"""A pack is read whole and as it was written, or not at all; whoever made it (docs/adr/0029)."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.carrying.openers import Opening, StoreKey
from app.carrying.pack import (
    MAGIC,
    MAX_HEADER_BYTES,
    Manifest,
    PackReader,
    PackWriter,
    read_pack_header,
)
from app.carrying.sealed_stream import CHUNK_BYTES
from app.dossier.events import sha256_hex
from app.errors import EnvironmentFault, InvalidInput
from tests.app.carrying.packs import (
    CENTRAL,
    MADE_AT,
    PASSPHRASE,
    SIGNER,
    STORE,
    own_openers,
    packed,
    page_of,
    run_of,
    unpacked,
)

BODIES = [b'{"events":[1]}', b'{"events":[2,3]}' * 30]
PAGES = [b"page one", b"page two" * 100]


def test_what_was_packed_comes_out() -> None:
    """Bodies and pages, in their order; the header says what a carrier needs."""
    data = packed(BODIES, PAGES)
    found = unpacked(data)
    assert (found.bodies, found.pages) == (BODIES, PAGES)
    header, _ = read_pack_header(io.BytesIO(data))
    assert (header.counter, header.installation, header.agency) == ("Quầy 1", "desk-1", "H26.107")
    assert (header.events, header.pages, header.made_at) == (2, 2, MADE_AT)


def test_an_empty_pack_is_one() -> None:
    """Nothing waits: the file says so."""
    found = unpacked(packed([], []))
    assert (found.bodies, found.pages, found.ended) == ([], [], True)


def test_each_opener_opens_it_and_nobody_else() -> None:
    """The store itself, the central, who knows the passphrase; with their own keys only."""
    data = packed(BODIES, PAGES, openers=own_openers(central=True, passphrase=True))
    for opening in (
        Opening(store=STORE),
        Opening(central=[bytes(range(32, 64)), CENTRAL.private_bytes_raw()]),
        Opening(passphrase=PASSPHRASE),
    ):
        assert unpacked(data, opening).bodies == BODIES
    stranger = X25519PrivateKey.generate().private_bytes_raw()
    for opening, code in (
        (Opening(), "cannot_open_pack"),
        (Opening(store=StoreKey("store-2", STORE.key)), "cannot_open_pack"),
        (Opening(store=StoreKey("store-1", bytes(32))), "cannot_open_pack"),
        (Opening(central=[stranger]), "cannot_open_pack"),
        (Opening(passphrase=PASSPHRASE + "!"), "wrong_passphrase"),
    ):
        with pytest.raises((EnvironmentFault, InvalidInput)) as raised:
            unpacked(data, opening)
        assert raised.value.code == code
        if code == "cannot_open_pack":
            assert raised.value.advice


def test_nothing_of_a_person_lies_outside() -> None:
    """A stick that is found tells whose desk it was and how much, not of whom."""
    secret = "Nguyễn Văn Thử 001099000001".encode()
    data = packed([secret], [secret * 3])
    assert secret not in data
    _, header = read_pack_header(io.BytesIO(data))
    assert set(msgspec.json.decode(header)) == {
        *("counter", "installation", "agency", "made_at", "events", "pages", "keys")
    }


def test_a_pack_that_is_cut_anywhere_is_refused() -> None:
    """At every byte: no half pack passes for a whole one."""
    data = packed(BODIES, PAGES)
    for length in range(len(data)):
        with pytest.raises(InvalidInput) as raised:
            unpacked(data[:length])
        assert raised.value.code == "not_a_pack"
    with pytest.raises(InvalidInput):
        unpacked(data + b"\x00")


def test_a_long_pack_that_is_cut_between_two_chunks_is_refused() -> None:
    """The last chunk bears a mark: the file may not simply stop where one ends."""
    data = packed([b"x" * 1000], [bytes([number]) * 50_000 for number in range(5)])
    begin = len(data) - _sealed_bytes(data)
    chunk = CHUNK_BYTES + 16
    assert unpacked(data).ended
    for ends in range(begin, len(data), chunk):
        with pytest.raises(InvalidInput):
            unpacked(data[:ends])


def test_chunks_that_are_swapped_doubled_or_left_out_are_refused() -> None:
    """Each chunk's place is part of its seal."""
    data = packed([], [bytes([number]) * 60_000 for number in range(6)])
    begin, chunk = len(data) - _sealed_bytes(data), CHUNK_BYTES + 16
    chunks = [data[at : at + chunk] for at in range(begin, len(data), chunk)]
    assert len(chunks) > 4
    head = data[:begin]
    for spoiled in (
        [chunks[1], chunks[0], *chunks[2:]],
        [chunks[0], chunks[0], *chunks[1:]],
        [chunks[0], *chunks[2:]],
        [*chunks, chunks[-1]],
    ):
        with pytest.raises(InvalidInput):
            unpacked(head + b"".join(spoiled))


def test_every_changed_byte_is_noticed() -> None:
    """Flip one bit anywhere: refused, or of no consequence to what comes out."""
    data = packed(BODIES, PAGES)
    header = len(data) - _sealed_bytes(data)
    for at in range(len(data)):
        spoiled = bytearray(data)
        spoiled[at] ^= 1
        with pytest.raises((InvalidInput, EnvironmentFault)) as raised:
            unpacked(bytes(spoiled))
        assert raised.value.code in {"not_a_pack", "cannot_open_pack"}
        assert at < header or raised.value.code == "not_a_pack"


def test_another_desk_can_not_say_that_it_wrote_it() -> None:
    """The manifest is signed; so a page that nobody attached can't be slipped in."""
    data = packed(BODIES, PAGES, signer=Ed25519PrivateKey.generate())
    with pytest.raises(InvalidInput) as raised:
        unpacked(data)
    assert raised.value.code == "not_a_pack"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"PK\x03\x04" + bytes(40),
        MAGIC,
        MAGIC + struct.pack(">I", 4_000_000_000),
        MAGIC + struct.pack(">I", MAX_HEADER_BYTES + 1) + b"x" * (MAX_HEADER_BYTES + 1),
        MAGIC + struct.pack(">I", 2) + b"{}",
        MAGIC + struct.pack(">I", 60_000) + b"[" * 60_000,
        MAGIC + struct.pack(">I", 4) + b"\xff\xfe\xff\xfe",
    ],
)
def test_a_file_that_is_none_is_refused(head: bytes) -> None:
    """Other files, lengths that lie, deep nesting, no UTF-8."""
    with pytest.raises(InvalidInput) as raised:
        read_pack_header(io.BytesIO(head))
    assert raised.value.code == "not_a_pack"


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_behind_a_good_beginning_never_crash(seed: int) -> None:
    """Whatever follows the magic number: one clear error."""
    source = random.Random(seed)
    junk = source.randbytes(source.randrange(400))
    length = source.choice([len(junk), 0, 10, 1 << 31])
    with pytest.raises(InvalidInput):
        unpacked(MAGIC + struct.pack(">I", length) + junk)


@pytest.mark.parametrize(
    "manifest",
    [
        b"{}",
        b"[" * 5_000,
        b'{"installation":"desk-2","made_at":"","runs":[],"pages":[]}',
        b'{"installation":"../x","made_at":"","runs":[],"pages":[]}',
        b'{"installation":"desk-1","made_at":"","runs":[{"installation":"desk-1","first_seq":1,'
        b'"last_seq":1,"tip":"' + b"a" * 64 + b'","bytes":99999999999}],"pages":[]}',
        b'{"installation":"desk-1","made_at":"","runs":[],"pages":[{"sha256":"'
        + b"A" * 64
        + b'","bytes":1,"media_type":"x","dossier":"d","event":"e"}]}',
    ],
)
def test_a_manifest_with_foreign_names_or_sizes_is_refused(manifest: bytes) -> None:
    """Somebody who may write packs writes a hostile one: bounds hold before anything is read."""
    with pytest.raises(InvalidInput) as raised:
        unpacked(_with_manifest(manifest))
    assert raised.value.code == "not_a_pack"


def test_a_page_that_is_not_the_one_of_its_name_is_refused() -> None:
    """Pages are addressed by their hash."""
    good = page_of(b"a page")
    manifest = Manifest("desk-1", MADE_AT, [], [good])
    with pytest.raises(InvalidInput):
        unpacked(_with_manifest(msgspec.json.encode(manifest), b"b page"))
    with pytest.raises(InvalidInput):
        unpacked(_with_manifest(msgspec.json.encode(manifest), b"a page and more"))
    assert unpacked(_with_manifest(msgspec.json.encode(manifest), b"a page")).pages == [b"a page"]


def test_a_pack_of_3000_pages_needs_no_more_memory_than_one_page(tmp_path: Path) -> None:
    """Three days of scans: written and read a page at a time."""
    source = random.Random(1)
    seeds = [source.randbytes(16) for _ in range(3_000)]
    pages = [page_of(_page(seed)) for seed in seeds]
    body = b"{}"
    path = tmp_path / "big.qmcgoi"
    tracemalloc.start()
    with path.open("wb") as file:
        writer = PackWriter(
            file,
            Manifest("desk-1", MADE_AT, [run_of(body)], pages),
            counter="Quầy 1",
            agency="H26.107",
            openers=own_openers(),
            signer=SIGNER,
        )
        writer.add(body)
        for seed in seeds:
            writer.add(_page(seed))
        writer.finish()
    with path.open("rb") as file:
        reader = PackReader(file, Opening(store=STORE))
        reader.verify(SIGNER.public_key())
        assert [one for _, one in reader.runs()] == [body]
        count = sum(1 for _ in reader.pages())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3_000
    assert path.stat().st_size > 3_000 * 10_000
    assert peak < 8_000_000


def _page(seed: bytes) -> bytes:
    return seed * 640


def _sealed_bytes(data: bytes) -> int:
    _, header = read_pack_header(io.BytesIO(data))
    return len(data) - len(MAGIC) - 4 - len(header)


def _with_manifest(manifest: bytes, *rest: bytes) -> bytes:
    """A pack whose manifest is any bytes, signed as it should be."""
    file = io.BytesIO()
    writer = PackWriter(
        file,
        Manifest("desk-1", MADE_AT, [], []),
        counter="Quầy 1",
        agency="H26.107",
        openers=own_openers(),
        signer=SIGNER,
    )
    writer._sealed._waiting.clear()
    signature = SIGNER.sign(b"qmc pack\n" + _hex(manifest))
    writer._sealed.write(struct.pack(">I", len(manifest)) + signature + manifest + b"".join(rest))
    writer.finish()
    return file.getvalue()


def _hex(data: bytes) -> bytes:
    return sha256_hex(data).encode()
