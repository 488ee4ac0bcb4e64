"""One dossier, to read and to act on."""
