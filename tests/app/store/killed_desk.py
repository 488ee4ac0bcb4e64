"""A desk that receives until it is killed: ``python -m tests.app.store.killed_desk ROOT``.

Each code goes to stdout once its dossier is committed, as a receipt goes to a citizen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.app.store.rig import DeskRig, receive


def main() -> None:
    rig = DeskRig(Path(sys.argv[1]))
    with rig.open(wait_s=10) as store:
        while True:
            _, code = receive(store, rig.clock)
            sys.stdout.write(f"{code}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
