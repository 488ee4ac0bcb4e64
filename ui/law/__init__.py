"""The law's data, for administrators: what is in force, what is not certain, imports."""
