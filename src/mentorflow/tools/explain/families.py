"""
The families of findings, by the first digit of their codes.

Only names stand here.
"""

from __future__ import annotations

FAMILIES = {
    "MF1": "Text and layout",
    "MF2": "Shape and keys",
    "MF3": "Names",
    "MF4": "Values and their kinds",
    "MF5": "Conditions and tables",
    "MF6": "Meaning",
    "MF7": "Scenario files",
    "MF8": "Words files",
    "MF9": "Proofs over whole lives",
}
