"""How this province writes amounts in words: ``<data>/law/wording.toml``.

```toml
[amounts]
zero_tens = "lẻ"
four = "bốn"
```
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from app.dated_data.toml_table import is_there, read_bytes, read_table
from app.fees.in_words import USUAL_STYLE, WordStyle


class _WordingFile(Struct, frozen=True, forbid_unknown_fields=True):
    amounts: WordStyle = USUAL_STYLE


def load_wording(path: Path | None) -> WordStyle:
    """Read the file; without one (None, or not there) the usual style.

    Raises InvalidInput (``bad_data``) naming file and field.
    """
    if path is None or not is_there(path):
        return USUAL_STYLE
    return read_table(path, read_bytes(path), _WordingFile).amounts
