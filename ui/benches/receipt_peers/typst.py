"""Typst: its markup, compiled to PDF/A-2b; barcodes as SVG by python-barcode and segno."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from barcode.codex import Code128
from barcode.writer import SVGWriter

from printing.typesetting.fonts import FONTS
from ui.benches.receipt_sample import PlainReceipt

_typst = import_module("typst")
_segno = import_module("segno")
VERSION = version("typst")
PDF_A = True
_TEMPLATE = Path(__file__).with_name("receipt.typ")
_compiler = _typst.Compiler(str(_TEMPLATE), font_paths=[str(FONTS)], ignore_system_fonts=True)


def draw(receipt: PlainReceipt) -> bytes:
    """The receipt on A4."""
    bars, qr = BytesIO(), BytesIO()
    Code128(receipt.code, writer=SVGWriter()).write(
        bars, {"module_width": 0.25, "module_height": 10.5, "write_text": False}
    )
    _segno.make(receipt.qr_text, error="m").save(qr, kind="svg", border=4)
    codes = {"bars": bars.getvalue().decode(), "qr": qr.getvalue().decode()}
    pdf: bytes = _compiler.compile(
        format="pdf",
        pdf_standards="a-2b",
        sys_inputs={"receipt": json.dumps(asdict(receipt) | codes)},
    )
    return pdf
