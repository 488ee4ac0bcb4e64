"""Setting text on pages: fonts, measured lines, tables, pages."""
