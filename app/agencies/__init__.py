"""Agencies that were dissolved, and who took over their work."""
