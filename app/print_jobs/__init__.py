"""Print jobs: what is known of the papers that left for a printer (docs/adr/0021)."""
