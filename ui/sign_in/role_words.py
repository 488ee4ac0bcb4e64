"""Roles in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from app.accounts.roles import Role


class RoleWords(QObject):
    """The names of roles, and what each is for."""

    def name(self, role: Role) -> str:
        """What a person with this role is called."""
        match role:
            case Role.OFFICER:
                return self.tr("Officer")
            case Role.SUPERVISOR:
                return self.tr("Supervisor")
            case Role.ADMINISTRATOR:
                return self.tr("Administrator")
            case Role.INSPECTOR:
                return self.tr("Inspector")

    def duty(self, role: Role) -> str:
        """What a person with this role may do."""
        match role:
            case Role.OFFICER:
                return self.tr("Receives, prints, collects fees, corrects")
            case Role.SUPERVISOR:
                return self.tr("As an officer, and reads the log")
            case Role.ADMINISTRATOR:
                return self.tr("Accounts and the counter's settings")
            case Role.INSPECTOR:
                return self.tr("Reads dossiers and the log, changes nothing")

    def names(self, roles: Iterable[Role]) -> str:
        """Several roles in one line, in the order of ``Role``."""
        held = frozenset(roles)
        return ", ".join(self.name(role) for role in Role if role in held)
