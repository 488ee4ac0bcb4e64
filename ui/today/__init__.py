"""The dossiers that were received on a day."""
