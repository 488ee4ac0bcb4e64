"""The dossier (hồ sơ): its events, its state, what may be done to it."""
