"""
Examples of every finding: the smallest file with one mistake, what is said of it, and the file mended.

``folders`` reads what is shipped, ``shown`` lays it out for a terminal, ``page`` for the documentation.
Nothing here checks a file: that the examples are true is kept by the tests.
"""
