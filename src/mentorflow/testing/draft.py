"""
A rule file while it is drawn: its sections, the names given so far, and its text.

Whatever is named here is named at the place that uses it, so that nothing is declared and never used.
Nothing here chooses what stands in the file; that is for the rooms that draw its parts.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.testing.drawing import Drawing

Keys: TypeAlias = dict[str, Any]
"""What stands below a name: texts, lists of names, tuples of sentences, lists of rows, or further keys."""

SECTIONS = (
    "roles", "limits", "ends", "facts", "effects", "forms", "counts", "conditions", "routing", "start", "states",
    "any_time", "promises", "properties", "shown_as",
)  # fmt: skip
# What must be used where it is named.
USED = ("limits", "facts", "effects", "counts", "conditions", "routing")
_WORD = re.compile(r"\w+")
HEAD = {"format": "mentorflow/1", "workflow": "drawn", "version": "1", "title": "Drawn by chance"}
ROLES = {
    "partners": {"mentee": "Mentee", "mentor": "Mentor", "peer": "Peer"},
    "staff": {"coordinator": "Coordinator", "deputy": "Deputy"},
    "others": {"supervisor": "Supervisor", "guest": "Guest"},
    "application": {"clock": "The calendar"},
}


class Draft:
    """
    A rule file that grows.

    *chain* are the live states in the order in which a partnership comes through them.
    *passed_by* are those of them that a partnership need not come through; *falls* says that deadlines lead on.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.head: Keys = dict(HEAD)
        self.sections: dict[str, Keys] = {name: {} for name in SECTIONS}
        self.chain: list[str] = []
        self.passed_by: set[str] = set()
        self.falls = False
        self.numbers: Counter[str] = Counter()

    def __getitem__(self, section: str) -> Keys:
        """The names of a section with what stands below each."""
        return self.sections[section]

    def name(self, word: str) -> str:
        """A name that nothing has yet: a word and a number."""
        self.numbers[word] += 1
        return f"{word}_{self.numbers[word]}"

    def add(self, section: str, word: str, keys: Any) -> str:  # noqa: ANN401 - a text, or keys
        """Put something into a section under a new name."""
        name = self.name(word)
        self[section][name] = keys
        return name

    # --- who takes part ---------------------------------------------------------------------------------------------
    def role(self, kind: str) -> str:
        """A role of a kind; it is there from now on."""
        name = self.drawing.one(tuple(ROLES[kind]))
        self["roles"].setdefault(kind, {})[name] = ROLES[kind][name]
        return name

    @property
    def partners(self) -> tuple[str, ...]:
        """The names of the partners' roles."""
        return tuple(self["roles"]["partners"])

    def effect(self) -> str:
        """Something that the application is asked to do."""
        known = tuple(self["effects"])
        if known and self.drawing.chance(50):
            return self.drawing.one(known)
        return self.add("effects", "effect", "Let the application do something.")

    # --- the text ---------------------------------------------------------------------------------------------------
    @property
    def text(self) -> str:
        """The whole file."""
        self._sweep()
        kinds = self["roles"]
        self.sections["roles"] = {kind: kinds[kind] for kind in ROLES if kinds.get(kind)}
        lines = [f"{key}: {_inline(value)}" for key, value in self.head.items()]
        for section in SECTIONS:
            if self[section]:
                lines += ["", *_lines(section, self[section], "")]
        return "\n".join(lines) + "\n"

    def _sweep(self) -> None:
        """Take away what was named for something that was not chosen in the end."""
        while True:
            used = Counter(_WORD.findall(str([self.head, *self.sections.values()])))
            places = [self[family] for family in USED] + [self["roles"].get(kind, {}) for kind in list(ROLES)[1:]]
            unused = [(place, name) for place in places for name in place if used[name] == 1]
            for place, name in unused:
                del place[name]
            if not unused:
                return


def _lines(key: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - whatever stands behind a key
    if isinstance(value, dict):
        yield f"{indent}{key}:"
        for name, below in value.items():
            yield from _lines(name, below, indent + "  ")
    elif isinstance(value, tuple):
        yield f"{indent}{key}:"
        yield from (f"{indent}  - {text}" for text in value)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{indent}{key}:"
        for row in value:
            yield from _row(row, indent + "  ")
    else:
        yield f"{indent}{key}: {_inline(value)}"


def _row(row: Keys, indent: str) -> Iterator[str]:
    lines = [line for key, value in row.items() for line in _lines(key, value, indent + "  ")]
    yield f"{indent}- {lines[0].strip()}"
    yield from lines[1:]


def _inline(value: Any) -> str:  # noqa: ANN401 - the same
    if not isinstance(value, list):
        return str(value)
    return str(value[0]) if len(value) == 1 else f"[{', '.join(map(str, value))}]"
