"""
A second engine, naive on purpose: what the rules mean, said once more in the plainest way.

It keeps one flat list of happenings and reads everything else out of that list each time it is asked.
It imports nothing of the real engine but the frozen definition and lengths of time as plain data, so that an error
of the one is not repeated by the other; it must never import edges, conditions, tables, layout or states.
It is slow, and nobody but tests may use it.
"""

from tests.reference.acts import Reference

__all__ = ["Reference"]
