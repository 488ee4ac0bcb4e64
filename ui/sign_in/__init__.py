"""Signing in: the first view, the lock screen, and the change of officers."""
