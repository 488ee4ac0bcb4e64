"""What is being typed at the counter, before it is a dossier."""
