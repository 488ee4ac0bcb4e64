"""From an empty machine to a counter that receives: the steps of the first start.

It is wanted where there is no store, and where ``standing.facts_of(store).is_unfinished``.
"""
