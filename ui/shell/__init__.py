"""The frame of the window: header, navigation, command palette, notices, the lock."""
