"""The one hierarchy of errors.

QmcError
├── InvalidInput      what a person or a file gave is wrong: says which field and why
├── Refusal           the rules, or the other side, forbid it: says what can be done
├── EnvironmentFault  disk, key, network, another process: the program is right, the world is not
│   └── Busy          another process holds the store; it passes
└── ProgramFault      our own bug: an invariant does not hold

Each carries a stable ``code`` for scripts and tests, a ``message`` that a counter officer
understands (Vietnamese), and ``advice``: what to do next. Exceptions of libraries are translated
where they enter.
"""

from __future__ import annotations


class QmcError(Exception):
    """An error that can be shown to a person.

    ``code`` is stable snake_case; ``message`` and ``advice`` are Vietnamese; ``field`` names the
    field of the input that is wrong (a dotted path, as ``owner.id_number``), where there is one.
    """

    def __init__(
        self, code: str, message: str, *, field: str | None = None, advice: str | None = None
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.field = field
        self.advice = advice


class InvalidInput(QmcError):  # noqa: N818 - named as the field speaks of it, not as Python does
    """What a person or a file gave is wrong."""


class Refusal(QmcError):  # noqa: N818 - the term of docs/adr/0002
    """The rules of the dossier, or the central system, forbid it."""


class EnvironmentFault(QmcError):  # noqa: N818 - as above
    """Disk, key, network or another process: nothing in the input is wrong."""


class Busy(EnvironmentFault):
    """Another process of this machine writes to the store."""


class ProgramFault(QmcError):  # noqa: N818 - as above
    """An invariant of our own does not hold."""
