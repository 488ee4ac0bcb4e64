"""The papers of a dossier: one file a paper, which says what values it has."""
