"""Every paper with a code × every damage × both readers (``make damage``); figures as JSON.

A code counts as lost where a reader does not find it, as wrong where it reads another text.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from printing.paper_kinds import KINDS, SHEETS
from tests.printing.damage import DAMAGES
from tests.printing.every_paper import PAPERS, RESIDENCE, open_paper_desk
from tests.printing.pdf_reading import by_zbar, by_zxing, pages

READERS = (("Code128", "code128"), ("QRCode", "qrcode"))


def main() -> None:
    """Print the figures; each paper at each of its sizes."""
    seen: Counter[str] = Counter()
    lost: list[str] = []
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        with open_paper_desk(folder / "desk") as office:
            for name in PAPERS:
                form = name.removeprefix(RESIDENCE)
                for size in KINDS[form].sizes:
                    if name.startswith(RESIDENCE) and size not in SHEETS:
                        continue
                    page = pages(office.render(name, size).pdf)[0]
                    for reading, right in _readings(page, folder):
                        seen[reading] += 1
                        if not right:
                            lost.append(f"{name} {size}: {reading}")
    figures = {"codes_times_damages": dict(seen), "not_read": lost}
    json.dump(figures, sys.stdout, ensure_ascii=False, indent=2)


def _readings(page: Image.Image, folder: Path) -> Iterator[tuple[str, bool]]:
    """Each kind of code that is on the page, after each damage, by each reader: read or not."""
    for kind, zbar in READERS:
        expected = sorted(by_zxing(page, kind))
        for damage in DAMAGES if expected else ():
            image = damage(page)
            found = {"zxing": by_zxing(image, kind), "zbar": by_zbar(image, zbar, folder)}
            for reader, texts in found.items():
                yield f"{kind}, {damage.__name__}, {reader}", sorted(texts) == expected


if __name__ == "__main__":
    main()
