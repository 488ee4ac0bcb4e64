"""The first window of a data directory: later starts ask it to come to the front."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal

from ui.single_instance.server_name import lock_path, server_name

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ASK, ANSWER = b"raise\n", b"raised\n"
_LONGEST_ASK = 64
_LOCK_S = 2.0
_PROBE_MS = 500


class FirstInstance(QObject):
    """Listens for later starts in ``directory``, until it is closed.

    Only this user of the machine may connect. The store's own lock is what keeps two writers
    apart; this is for people.
    """

    raised = Signal()
    """Another start asked this window to come to the front."""

    def __init__(self, directory: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(directory)
        self._server: QLocalServer | None = None
        self._sockets: list[QLocalSocket] = []

    def listen(self) -> bool:
        """Begin; False where another window lives already, or the system allows no socket.

        The socket of a process that was killed is replaced, a living one's never.
        """
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first paint

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        try:
            # Two that start at once must not both find it dead, and one remove the other's.
            with FileLock(lock_path(self._name), timeout=_LOCK_S):
                if not self._answers():
                    QLocalServer.removeServer(self._name)
                    if server.listen(self._name):
                        self._server = server
        except (Timeout, OSError):
            pass
        if self._server is None:
            server.deleteLater()
        return self._server is not None

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _answers(self) -> bool:
        """Whether somebody listens at the name."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - as above

        probe = QLocalSocket()
        probe.connectToServer(self._name)
        alive = probe.waitForConnected(_PROBE_MS)
        probe.abort()
        return alive

    def _on_connection(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._sockets.append(socket)
            socket.readyRead.connect(self._on_words)
            socket.disconnected.connect(self._on_left)
        self._on_words()

    def _on_words(self) -> None:
        for socket in list(self._sockets):
            if socket.canReadLine():
                if socket.readLine(_LONGEST_ASK).data() == ASK:
                    socket.write(ANSWER)
                    socket.flush()
                    self.raised.emit()
                socket.disconnectFromServer()
            elif socket.bytesAvailable() > _LONGEST_ASK:
                socket.abort()

    def _on_left(self) -> None:
        for socket in list(self._sockets):
            if socket.state() is socket.LocalSocketState.UnconnectedState:
                self._sockets.remove(socket)
                socket.deleteLater()
