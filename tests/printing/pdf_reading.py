"""Reading papers back with tools that are not ours: pdfium, poppler, zbar, zxing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest
import zxingcpp
from PIL import Image

PRINTER_DPI = 203.2


def pages(pdf: bytes, dpi: float = PRINTER_DPI) -> list[Image.Image]:
    """Each page in grey, as a printer of that resolution gets it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    """The text of each page by pdfium, blanks collapsed."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def poppler_text(pdf: bytes, tmp_path: Path) -> str:
    """The text as poppler's pdftotext reads it."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        [_tool("pdftotext"), "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def by_zxing(image: Image.Image, kind: str) -> list[str]:
    """Texts of the codes of one kind (``Code128``, ``QRCode``) on a page."""
    formats = zxingcpp.barcode_formats_from_str(kind)
    return [found.text for found in zxingcpp.read_barcodes(image, formats=formats)]


def by_zbar(image: Image.Image, kind: str, tmp_path: Path) -> list[str]:
    """The same by ZBar (``code128``, ``qrcode``), an independent reader."""
    file = tmp_path / "page.png"
    image.save(file)
    done = subprocess.run(
        [_tool("zbarimg"), "--quiet", "--raw", "-Sdisable", f"-S{kind}.enable", str(file)],
        capture_output=True,
        check=False,  # it ends with 4 where it finds nothing
    )
    return done.stdout.decode("utf-8").splitlines()


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed here (.ci/setup-system installs it)")
    return path
