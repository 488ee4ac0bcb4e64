"""Hand scanners type like keyboards: their scans are found among the keys, and taken out again."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer, isValid

from ui.scanner.burst import Burst, Found, HeldKey
from ui.scanner.key_kind import KeyKind, kind_of_key, leaves_field
from ui.scanner.left_behind import find_left_behind
from ui.scanner.scan_shapes import may_become_scan
from ui.scanner.text_field import Place, field_of, is_secret, receiver_of

PAUSE_MS = 500
"""A longer pause ends a burst."""
_LOOK_MS, _SECOND_LOOK_MS = 250, 50
"""A complete scan without a terminator counts after 300 ms of silence, in two looks: after a
moment in which the window was busy, keys may be waiting behind the first one."""
_SHORTEST_TAIL_MS = 50

_WATCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
    }
)


def _longest_tail_ms(burst: Burst) -> int:
    """How long after a line end its second half may come."""
    return max(_SHORTEST_TAIL_MS, round(burst.mean_gap_ms * 1.5))


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class Wedge(QObject):
    """Watches every key of ``application``. One source of scans: what matters is ``scanned``.

    Content decides what a scan is (``scan_shapes``); time only tells bursts apart, and what came in
    several bursts is found in the field once it is left (``left_behind``). Into a text
    field the keys go as they come, and a scan is taken out again with its terminator. Elsewhere
    a key that may begin a scan waits until that is known: a name has blanks in it, and a blank
    presses buttons. Passwords are not looked at.
    """

    scanned = Signal(str)
    """The text of a scan, without terminator; from the event loop, never inside a key event."""
    _found = Signal(str)

    def __init__(
        self,
        application: QApplication,
        *,
        now_ms: Callable[[], int] = _monotonic_ms,
        parent: QObject | None = None,
    ) -> None:
        """``now_ms`` stands in for the time of events that carry none."""
        super().__init__(parent)
        self._now_ms = now_ms
        self._burst: Burst | None = None
        self._receiver: QWidget | None = None
        self._at: tuple[int, int] = (0, 0)
        self._tail_ms = 0
        self._replaying = False
        self._seen: tuple[int, QWidget] | None = None
        self._looks = 0
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._on_silence)
        self._found.connect(self.scanned, Qt.ConnectionType.QueuedConnection)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take a look at keys; True keeps one from its widget."""
        kind = event.type()
        if kind not in _WATCHED or self._replaying or not isinstance(watched, QWidget):
            return False
        if kind is QEvent.Type.MouseButtonPress:
            self._give_up()
            if receiver_of(watched) is not self._receiver:  # in it somebody may mend the text
                self._take_left_behind(self._receiver)
            return False
        if kind is QEvent.Type.KeyPress and self._is_passed_on(watched, event):
            return False
        widget = receiver_of(watched)
        if is_secret(widget):
            self._give_up()
            return False
        if isinstance(event, QInputMethodEvent):
            self._on_input_method(widget, event)
            return False
        assert isinstance(event, QKeyEvent)
        if kind is QEvent.Type.ShortcutOverride:
            taken = self._is_for_scan(widget, event)
        else:
            taken = self._on_key(widget, event)
        if taken:
            event.accept()
        return taken

    def _on_key(self, widget: QWidget, event: QKeyEvent) -> bool:
        kind = kind_of_key(event)
        if kind is KeyKind.SILENT:
            return False
        gap_ms = self._gap_ms(event.timestamp())
        tail_ms, self._tail_ms = self._tail_ms, 0
        if tail_ms and gap_ms <= tail_ms and kind in {KeyKind.END, KeyKind.LINE_FEED}:
            return True  # the second half of CR and LF
        if gap_ms > PAUSE_MS:
            self._give_up()
        if kind is KeyKind.TEXT:
            return self._on_text(widget, event, gap_ms)
        if kind is KeyKind.BACK:
            return self._on_back()
        if self._burst is not None and self._ends(self._burst, kind):
            return True
        self._give_up()
        return leaves_field(event) and self._take_left_behind(widget)

    def _ends(self, burst: Burst, kind: KeyKind) -> bool:
        """Whether the key ends a scan, or a line within one."""
        found = burst.find() if kind is KeyKind.END else None
        if found is not None:
            self._take(found)
            return True
        if burst.end_line():
            self._tail_ms = _longest_tail_ms(burst)
            self._listen()
            return True
        return False

    def _on_text(self, widget: QWidget, event: QKeyEvent, gap_ms: int) -> bool:
        burst = self._burst_at(widget)
        burst.add(event.text(), gap_ms)
        self._listen()
        if field_of(widget) is not None:
            return False
        if burst.is_certain:
            return True
        key = HeldKey(event.key(), event.modifiers(), event.text())
        if not burst.released and may_become_scan(burst.text) and not event.isAutoRepeat():
            burst.held.append(key)
            return True
        self._release()
        return False

    def _on_back(self) -> bool:
        burst = self._burst
        if burst is None:
            return False
        if not burst.text:  # it goes into what stood there before
            self._give_up()
            return False
        burst.take_back(-1, 1)
        self._listen()
        if burst.places:
            return False
        if burst.held:
            burst.held.pop()
            return True
        return burst.is_certain

    def _on_input_method(self, widget: QWidget, event: QInputMethodEvent) -> None:
        something = event.commitString() or event.preeditString() or event.replacementLength()
        if field_of(widget) is None or not something:
            return
        gap_ms = self._gap_ms(0)
        if gap_ms > PAUSE_MS:
            self._give_up()
        self._tail_ms = 0
        burst = self._burst_at(widget)
        if event.replacementLength():
            burst.take_back(event.replacementStart(), event.replacementLength())
        if event.commitString():
            burst.add(event.commitString(), gap_ms)
        self._listen()

    def _burst_at(self, widget: QWidget) -> Burst:
        """The running burst, or a new one that begins at ``widget``."""
        burst = self._burst
        moved = widget is not self._receiver
        if burst is None or burst.is_too_long or (moved and not burst.is_certain):
            self._give_up()
            burst, moved = Burst(), True
        self._burst, self._receiver = burst, widget
        field = field_of(widget) if moved else None
        if field is not None:  # also in the midst of a scan, when something else took the focus
            burst.places.append(Place(field, field.state()))
        return burst

    def _is_for_scan(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Whether this key must not set off a shortcut: it belongs to a scan."""
        burst, kind = self._burst, kind_of_key(event)
        if leaves_field(event) and find_left_behind(widget) is not None:
            return True
        if burst is None or self._gap_ms(event.timestamp(), peek=True) > PAUSE_MS:
            return False
        if kind is KeyKind.END:
            return burst.find() is not None or burst.is_in_zone
        return kind is KeyKind.TEXT and field_of(widget) is None and burst.is_certain

    def _is_passed_on(self, watched: QWidget, event: QEvent) -> bool:
        """Whether a widget below has seen this key and left it to its parents."""
        [pointer] = getCppPointer(event)
        seen, self._seen = self._seen, (pointer, watched)
        return (
            seen is not None
            and seen[0] == pointer
            and seen[1] is not watched
            and isValid(seen[1])
            and watched.isAncestorOf(seen[1])
        )

    def _gap_ms(self, stamp: int, *, peek: bool = False) -> int:
        """Since the key before: by the events' own times, by ours where either has none."""
        stamp_before, now_before = self._at
        now = self._now_ms()
        if not peek:
            self._at = (stamp, now)
        if stamp and stamp_before:
            return max(stamp - stamp_before, 0)
        return max(now - now_before, 0)

    def _listen(self) -> None:
        self._looks = 0
        self._silence.start(_LOOK_MS)

    def _on_silence(self) -> None:
        burst = self._burst
        if burst is None:
            return
        self._looks += 1
        if self._looks == 1:
            self._silence.start(_SECOND_LOOK_MS)
        elif self._looks == 2:
            found = burst.find()
            if found is not None:
                self._take(found)
            else:
                self._silence.start(PAUSE_MS - _LOOK_MS - _SECOND_LOOK_MS)
        else:
            self._give_up()
            self._take_left_behind(self._receiver, whole=True)

    def _take_left_behind(self, widget: QWidget | None, *, whole: bool = False) -> bool:
        """The scan that stands in the field ``widget``: take it out, and tell.

        ``whole``: the officer may be typing on, a part is left alone.
        """
        if widget is None or not isValid(widget):
            return False
        left = find_left_behind(widget, whole=whole)
        if left is None:
            return False
        left.take_out()
        self._found.emit(left.text)
        return True

    def _take(self, found: Found) -> None:
        """A scan: take it out of the field, and tell."""
        burst, self._burst = self._burst, None
        assert burst is not None
        self._silence.stop()
        self._tail_ms = _longest_tail_ms(burst)
        burst.put_back(found)
        popup = QApplication.activePopupWidget()
        if popup is not None and popup.focusProxy() is self._receiver:
            popup.hide()  # a completer's list, of what the scanner typed
        self._found.emit(found.text)

    def _give_up(self) -> None:
        """The burst is over and was no scan: what was held back goes where it was meant for."""
        self._silence.stop()
        self._release()
        self._burst = None

    def _release(self) -> None:
        burst, widget = self._burst, self._receiver
        if burst is None or burst.released:
            return
        burst.released = True
        held, burst.held = burst.held, []
        if burst.is_certain:  # a scan that broke off: half a card presses no buttons
            return
        self._replaying = True
        try:
            for key in held:
                if widget is not None and isValid(widget):
                    press = QKeyEvent(QEvent.Type.KeyPress, key.key, key.modifiers, key.text)
                    QApplication.sendEvent(widget, press)
        finally:
            self._replaying = False
