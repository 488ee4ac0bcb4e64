"""Processing (giải quyết hồ sơ): what happens to a dossier between its number and its result."""
