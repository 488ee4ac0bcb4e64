"""Papers that the desk prints: forms, receipts, barcodes. Pure data in, bytes out."""
