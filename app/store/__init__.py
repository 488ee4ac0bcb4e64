"""The desk's store: one encrypted database, its outbox, numbers, search, audit."""
