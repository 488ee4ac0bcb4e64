"""Printers: CUPS, Windows, a folder; and papers as images for the screen."""
