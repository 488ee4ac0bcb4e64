"""Barcodes as rectangles in whole printer dots."""
