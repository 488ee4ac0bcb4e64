"""Every parser against texts that nobody wrote: mutated real ones, pieces, raw bytes.

``python -m tests.fuzz --seconds N --seed S`` runs until the time is over, figures as JSON.
"""
