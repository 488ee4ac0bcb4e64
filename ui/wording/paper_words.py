"""The names of the papers that the desk prints: the one place in the window that has them."""

from __future__ import annotations

from PySide6.QtCore import QObject


class PaperWords(QObject):
    """Puts papers (``printing.paper_kinds``) into words; it holds nothing and asks nothing."""

    def name(self, form: str) -> str:
        """What a paper is called within a line; a form that this version does not know is named
        by its own word."""
        return self._names().get(form, form)

    def title(self, form: str) -> str:
        """What a paper is called where its name begins the line."""
        name = self.name(form)
        return name[:1].upper() + name[1:]

    def _names(self) -> dict[str, str]:
        return {**self._of_reception(), **self._of_course(), **self._of_the_desk()}

    def _of_reception(self) -> dict[str, str]:
        return {
            "receipt": self.tr("receipt"),
            "unnumbered": self.tr("slip until the code comes"),
            "group": self.tr("receipt of several dossiers"),
            "control": self.tr("control slip"),
            "replaced": self.tr("slip in place of the receipt"),
            "renumbering": self.tr("slip about another code"),
            "certification": self.tr("appointment for the certification"),
            "fee": self.tr("confirmation of the fee"),
        }

    def _of_course(self) -> dict[str, str]:
        return {
            "supplement": self.tr("request for further papers"),
            "refusal": self.tr("refusal of the dossier"),
            "apology": self.tr("apology and extension"),
            "stop": self.tr("notice that the dossier is stopped"),
            "residence_confirmation": self.tr("confirmation of residence (CT07)"),
            "certification_statement": self.tr("statement of the certification"),
            "certification_label": self.tr("label of the certification"),
            "result": self.tr("receipt of the result"),
        }

    def _of_the_desk(self) -> dict[str, str]:
        return {
            "cover": self.tr("cover of the dossier"),
            "label": self.tr("label of the dossier"),
            "components": self.tr("separating sheets"),
            "handover": self.tr("hand-over list"),
            "result_handover": self.tr("hand-over list of results"),
            "book": self.tr("tracking book"),
            "certification_register": self.tr("register of certifications"),
            "stickers": self.tr("sheet of stickers"),
            "separator": self.tr("sheet between dossiers"),
            "pad": self.tr("emergency pad"),
        }
