"""Books that a desk keeps of its dossiers."""
