"""Reading spreadsheets that people made, bounded and without surprises."""
