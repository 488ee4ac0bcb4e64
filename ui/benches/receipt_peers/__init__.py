"""The same receipt drawn by other programs, each in its own usual way.

One module a peer with ``draw(receipt) -> PDF``, ``VERSION`` and ``PDF_A`` (whether it was asked for
PDF/A-2b). They are for ``bench receipt --peers`` only; where a library is absent the import fails,
and the bench says so. Libraries that ship no types here are loaded by name.
"""
