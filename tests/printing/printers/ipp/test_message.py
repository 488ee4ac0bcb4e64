"""IPP messages as octets."""

from __future__ import annotations

import random

import pytest

from app.errors import ProgramFault
from printing.printers.ipp.decoding import MAX_VALUES, NotIpp, decode
from printing.printers.ipp.encoding import encode
from printing.printers.ipp.message import (
    Attributes,
    Group,
    Message,
    Range,
    Resolution,
    Section,
    Tag,
    attribute,
    collection,
    cut_octets,
)

# Laid out as the example of RFC 8010, A.1: each line a tag, a name and a value with their lengths.
PRINT_JOB = (
    b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
    b"\x45\x00\x0bprinter-uri\x00\x1cipp://printer.example.com/ip"
    b"\x42\x00\x08job-name\x00\x06foobar"
    b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
    b"\x02"
    b"\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
    b"\x44\x00\x05sides\x00\x13two-sided-long-edge"
    b"\x03"
)

# As RFC 8010, 3.1.6 and 3.1.7 draw them: a collection in a collection, and a set of two values.
COLLECTION = (
    b"\x01\x01\x00\x05\x00\x00\x00\x02\x02"
    b"\x34\x00\x09media-col\x00\x00"
    b"\x4a\x00\x00\x00\x0amedia-size"
    b"\x34\x00\x00\x00\x00"
    b"\x4a\x00\x00\x00\x0bx-dimension"
    b"\x21\x00\x00\x00\x04\x00\x00\x52\x08"
    b"\x4a\x00\x00\x00\x0by-dimension"
    b"\x21\x00\x00\x00\x04\x00\x00\x74\x04"
    b"\x37\x00\x00\x00\x00"
    b"\x4a\x00\x00\x00\x0cmedia-source"
    b"\x44\x00\x00\x00\x04main"
    b"\x37\x00\x00\x00\x00"
    b"\x44\x00\x0ajob-sheets\x00\x04none"
    b"\x44\x00\x00\x00\x04none"
    b"\x03"
)


def message_of(*groups: Group, code: int = 5) -> Message:
    return Message(code, 2, groups)


def test_a_request_has_the_octets_of_the_standard() -> None:
    """Built by hand, so that our encoder and decoder can't share a mistake."""
    operation = (
        attribute("attributes-charset", Tag.CHARSET, "utf-8"),
        attribute("attributes-natural-language", Tag.LANGUAGE, "en-us"),
        attribute("printer-uri", Tag.URI, "ipp://printer.example.com/ip"),
        attribute("job-name", Tag.NAME, "foobar"),
        attribute("ipp-attribute-fidelity", Tag.BOOLEAN, True),
    )
    job = (
        attribute("copies", Tag.INTEGER, 20),
        attribute("sides", Tag.KEYWORD, "two-sided-long-edge"),
    )
    groups = (Group(Section.OPERATION, Attributes(operation)), Group(Section.JOB, Attributes(job)))
    message = Message(2, 1, groups)
    assert encode(message) == PRINT_JOB
    assert decode(PRINT_JOB + b"%PDF-") == (message, len(PRINT_JOB))


def test_collections_and_sets_have_the_octets_of_the_standard() -> None:
    """A paper's size in its tray; two cover pages."""
    size = collection(
        "media-size",
        attribute("x-dimension", Tag.INTEGER, 21_000),
        attribute("y-dimension", Tag.INTEGER, 29_700),
    )
    media = collection("media-col", size, attribute("media-source", Tag.KEYWORD, "main"))
    sheets = attribute("job-sheets", Tag.KEYWORD, "none", "none")
    message = message_of(Group(Section.JOB, Attributes((media, sheets))))
    assert encode(message) == COLLECTION
    assert decode(COLLECTION) == (message, len(COLLECTION))


def test_every_syntax_comes_back_as_it_was() -> None:
    """Also those that only printers send."""
    every = Attributes(
        (
            attribute("a", Tag.INTEGER, -1, 2**31 - 1),
            attribute("b", Tag.BOOLEAN, False),
            attribute("c", Tag.ENUM, 3),
            attribute("d", Tag.OCTETS, b"\x00\xff"),
            attribute("e", Tag.DATE_TIME, bytes(11)),
            attribute("f", Tag.RESOLUTION, Resolution(600, 300, 3)),
            attribute("g", Tag.RANGE, Range(1, 99)),
            attribute("h", Tag.TEXT, "Hết giấy"),
            attribute("i", Tag.NO_VALUE, None),
            collection("j", collection("k", attribute("l", Tag.MIME, "application/pdf"))),
        )
    )
    message = message_of(Group(Section.PRINTER, every))
    assert decode(encode(message))[0] == message
    assert every.numbers("a") == [-1, 2**31 - 1]
    assert (every.flag("b"), every.numbers("b")) == (False, [])
    assert every.resolutions("f") == [Resolution(600, 300, 3)]
    assert every.ranges("g") == [Range(1, 99)]
    assert every.ranges("c") == [Range(3, 3)]
    assert every.collections("j")[0].collections("k")[0].text("l") == "application/pdf"


def test_a_text_with_its_language_is_its_text() -> None:
    """Printers that speak several languages send both."""
    octets = b"\x00\x02vi" + b"\x00\x04" + b"Kh\xc3\xb4"
    data = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x35\x00\x01n" + bytes([0, len(octets)]) + octets
    message, _ = decode(data + b"\x03")
    assert message.first(Section.PRINTER).text("n") == "Khô"


def test_what_is_cut_anywhere_is_no_message() -> None:
    """A printer that is switched off while it answers."""
    for end in range(len(COLLECTION)):
        with pytest.raises(NotIpp):
            decode(COLLECTION[:end])


@pytest.mark.parametrize("seed", range(40))
def test_noise_ends_in_one_kind_of_error(seed: int) -> None:
    """Whatever is at that address: no hang, no crash, no error of another kind."""
    noise = random.Random(seed)
    for _ in range(200):
        data = bytearray(noise.choice([COLLECTION, PRINT_JOB, noise.randbytes(300)]))
        for _ in range(noise.randrange(1, 6)):
            data[noise.randrange(len(data))] = noise.randrange(256)
        try:
            message, end = decode(bytes(data))
        except NotIpp:
            continue
        assert end <= len(data)
        assert message.all(Section.JOB) or not message.first(Section.JOB).items


def test_nesting_and_numbers_of_values_have_bounds() -> None:
    """A message of a few kilobytes can't take the stack, nor one of megabytes the memory."""
    head = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04"
    deep = head + b"\x34\x00\x01a\x00\x00" + b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * 5_000
    wide = head + b"\x44\x00\x01a\x00\x00" + b"\x44\x00\x00\x00\x00" * MAX_VALUES + b"\x03"
    for data in (deep, wide):
        with pytest.raises(NotIpp):
            decode(data)


def test_groups_have_a_bound_too() -> None:
    """An octet makes one: an answer of 8 MiB would be a gigabyte of them."""
    with pytest.raises(NotIpp):
        decode(bytes((1, 1, 0, 0, 0, 0, 0, 1)) + b"\x02" * (MAX_VALUES + 1) + b"\x03")


def test_a_value_that_does_not_fit_is_our_own_fault() -> None:
    """What comes from outside is cut before: by octets, between letters."""
    with pytest.raises(ProgramFault):
        encode(
            message_of(Group(Section.JOB, Attributes((attribute("a", Tag.TEXT, "x" * 40_000),))))
        )
    assert cut_octets("ế" * 100) == "ế" * 85
    assert cut_octets("") == ""
