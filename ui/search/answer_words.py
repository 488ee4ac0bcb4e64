"""What the popup says of an answer, beside the dossiers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.identity.card_reading import CardReading
from ui.search.asking import COUNTED_TO, CodeFound, Found
from ui.wording.shown_text import one_line


@dataclass(frozen=True, slots=True)
class Said:
    """Icon, its colour, title, text; all empty where nothing needs to be said."""

    icon: str = ""
    ink: str = "muted"
    title: str = ""
    text: str = ""


class AnswerWords(QObject):
    """Puts answers into words; it holds nothing and asks nothing."""

    def of_found(self, found: Found) -> Said:
        """Nothing, where dossiers were found: they speak for themselves."""
        if found.hits:
            return Said()
        return Said(
            "file-search",
            "muted",
            self.tr("No dossier has these words"),
            self.tr(
                "Type a name without tone marks, a code or its end, an identity number, a phone"
                " number."
            ),
        )

    def of_code(self, found: CodeFound) -> Said:
        """Of a code that does not simply open its dossier."""
        signed = self._signature(found)
        if found.genuine is False:
            return Said(
                "circle-alert",
                "danger",
                self.tr("The mark on this paper is not genuine: {code}").format(
                    code=found.code.code
                ),
                signed,
            )
        if found.void:
            title = self.tr("This paper counts no more: {code}").format(code=found.code.code)
            return Said("circle-alert", "danger", title, found.void)
        return Said(
            "triangle-alert",
            "warning",
            self.tr("This counter has no dossier {code}").format(code=found.code.code),
            " ".join(part for part in (signed, self._successor(found)) if part),
        )

    def _successor(self, found: CodeFound) -> str:
        if not found.successor:
            return ""
        return self.tr("The work of {agency} is done by {successor} today.").format(
            agency=found.code.agency, successor=found.successor
        )

    def of_card(self, card: CardReading, found: Found) -> Said:
        """Whose card it is, and what is to be compared."""
        if found.total == 0:
            count = self.tr("no dossier at this counter yet")
        elif found.total == 1:
            count = self.tr("1 dossier")
        else:
            count = self.tr("{count} dossiers").format(count=found.total)
        title = self.tr("Card of {name}: {count}").format(name=one_line(card.name), count=count)
        return Said("id-card", "info", title, " ".join(card.warnings))

    def more(self, found: Found) -> str:
        """How many dossiers are not shown."""
        if found.more <= 0:
            return ""
        if found.total >= COUNTED_TO:
            return self.tr("… and more than {count} dossiers more").format(count=found.more)
        if found.more == 1:
            return self.tr("… and 1 dossier more")
        return self.tr("… and {count} dossiers more").format(count=found.more)

    def _signature(self, found: CodeFound) -> str:
        if found.genuine is False:
            return self.tr(
                "Its signature is not that of the desk it names. The paper may be forged: compare"
                " it with the dossier."
            )
        if found.genuine:
            return self.tr(
                "Its signature is genuine: the paper was issued by a desk of the agency."
            )
        if found.code.mark is not None:
            return self.tr(
                "Its signature can't be checked: the desk that signed is not known here."
            )
        return self.tr("What was read carries no signature.")
