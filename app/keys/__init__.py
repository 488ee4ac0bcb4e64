"""What lies outside the database: the master key and the installation record (docs/adr/0003)."""
