"""Deadlines (thời hạn giải quyết): when a result is due."""
