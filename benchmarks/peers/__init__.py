"""
Other libraries on what they can do of the same life.

Each peer module says in LEAVES_OUT what a developer would still have to write around that library.
"""
