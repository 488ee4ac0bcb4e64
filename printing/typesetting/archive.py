"""PDF/A-2b (ISO 19005-2) written directly: what an archive needs to know is in the file itself.

Fonts are embedded, colours have a profile, the metadata say what the paper is. Nothing asks the
clock: the dates are the paper's own, and the file's identifier comes from its content.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO
from uuid import UUID
from xml.sax.saxutils import escape
from zlib import compress

from app.errors import EnvironmentFault
from printing.typesetting.embedding import EmbeddedFonts
from printing.typesetting.pdf_file import PdfFile

PROFILE = Path(__file__).resolve().parents[2] / "resources" / "icc" / "srgb.icc"
PROGRAM = "Quầy một cửa"
LANGUAGE = "vi-VN"
LONGEST_TITLE = 500

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{program}</pdf:Producer>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
{dates}<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class ArchivalPdf:
    """A PDF/A-2b whose pages are written as they come."""

    def __init__(self, out: BinaryIO, *, title: str, author: str, created: datetime | None) -> None:
        """``created`` (aware) is the paper's own day; without it the file names none."""
        self.fonts = EmbeddedFonts()
        self._pdf = PdfFile(out)
        self._pages: list[int] = []
        self._parent = self._pdf.reserve()
        self._resources = self._pdf.reserve()
        self._title, self._author = _plain(title), _plain(author)
        self._created = created

    def add_content(self, operators: bytes) -> int:
        """Write what is drawn on a page, or on many; its texts were encoded by ``fonts``.

        Returns the number by which pages name it. Nothing of it is kept.
        """
        return self._pdf.add_stream(operators)

    def add_page(self, contents: Sequence[int], width: float, height: float) -> None:
        """Write a page on which ``contents`` are drawn, one after another. Sides in points.

        It may come long after its contents: what says "page x of y" is known at the end only.
        """
        drawn = b" ".join([b"%d 0 R" % content for content in contents])
        page = self._pdf.add(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %b %b] /Resources %d 0 R"
            b" /Contents [%b] >>"
            % (self._parent, _side(width), _side(height), self._resources, drawn)
        )
        self._pages.append(page)

    def finish(self) -> None:
        """Write what belongs to the whole document."""
        pdf = self._pdf
        fonts = self.fonts.add_to(pdf)
        pdf.add(b"<< /Font %b >>" % fonts, number=self._resources)
        kids = b" ".join([b"%d 0 R" % page for page in self._pages])
        pages = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(self._pages), kids)
        pdf.add(pages, number=self._parent)
        profile = pdf.add_deflated(deflated_profile(), b"/N 3 /Alternate /DeviceRGB")
        info = pdf.add(self._info())
        identifier = pdf.digest()[:16]
        metadata = pdf.add_stream(
            self._xmp(identifier).encode(), b"/Type /Metadata /Subtype /XML", deflate=False
        )
        root = pdf.add(
            b"<< /Type /Catalog /Pages %d 0 R /Lang (%b) /Metadata %d 0 R"
            b" /ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >>"
            b" /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1"
            b" /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R >>] >>"
            % (self._parent, LANGUAGE.encode(), metadata, profile)
        )
        pdf.finish(root=root, info=info, identifier=identifier)

    def _info(self) -> bytes:
        entries = [
            ("Title", self._title),
            ("Author", self._author),
            ("Creator", PROGRAM),
            ("Producer", PROGRAM),
        ]
        body = b" ".join([b"/%b %b" % (name.encode(), _text(text)) for name, text in entries])
        if self._created is not None:
            zone = f"{self._created:%z}"
            date = f"(D:{self._created:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}')".encode()
            body += b" /CreationDate %b /ModDate %b" % (date, date)
        return b"<< %b >>" % body

    def _xmp(self, identifier: bytes) -> str:
        dates = ""
        if self._created is not None:
            moment = self._created.isoformat(timespec="seconds")
            dates = "".join(
                f"<xmp:{name}>{moment}</xmp:{name}>\n" for name in ("CreateDate", "ModifyDate")
            )
        return _XMP.format(
            title=escape(self._title),
            author=escape(self._author),
            language=LANGUAGE,
            program=PROGRAM,
            dates=dates,
            document=UUID(bytes=identifier),
        )


def _plain(text: str) -> str:
    """What both kinds of metadata can hold: no control characters, not without end."""
    return "".join([one for one in text[:LONGEST_TITLE] if one.isprintable()])


def _text(text: str) -> bytes:
    """A text string of the Info dictionary."""
    return b"<feff%b>" % text.encode("utf-16-be").hex().encode()


def _side(points: float) -> bytes:
    return f"{points:.4f}".rstrip("0").rstrip(".").encode()


@cache
def deflated_profile() -> bytes:
    """The deflated colour profile."""
    try:
        return compress(PROFILE.read_bytes(), 9)
    except OSError as fault:
        raise EnvironmentFault(
            "colours",
            "Không đọc được bảng màu của chương trình.",
            advice="Cài đặt lại chương trình.",
        ) from fault
