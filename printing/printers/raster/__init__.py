"""Printers that are given dots: thermal receipts (ESC/POS) and labels (ZPL, TSPL)."""
