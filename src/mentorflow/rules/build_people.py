"""
Roles, and the people a key names: which words for partners may stand where.

Part of the builder; nothing here knows moves, forms or deadlines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentorflow.diagnostics import Suggestion
from mentorflow.rules.blocks import block, pairs
from mentorflow.rules.findings import found
from mentorflow.rules.workflow import EACH, EITHER, NOBODY, OTHER, Who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.blocks import Block
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node

WORDS = (EITHER, EACH, OTHER, NOBODY)

# Which of the words for partners may stand where; in a list, and those that stand alone.
ACTORS = (EITHER, EACH)
SIGNERS = (EITHER, EACH)
TOLD = (EACH, OTHER)
TOLD_IN_TIME = (EACH,)
OPENERS = (EITHER, NOBODY)
PROMISED = (EITHER, EACH)
PROMISED_TOLD = (EACH, OTHER)
SEEING = (EACH,)
ROLES_ONLY = ()
ALONE = {"by": (EACH,), "filled_in_by": (EACH,), "opened_by": (NOBODY,), "forms_opened_by": (NOBODY,)}

WHY_NOT = {
    OTHER: "'other partner' is the one who does not act, so it stands only where a move, row or change tells of it.",
    NOBODY: "'nobody' stands only behind 'opened_by', for a form that opens by itself.",
    EITHER: "'either partner' means any one of them, which does not say who.",
    EACH: "'each partner' means all of them, which cannot be said here.",
}
# Which of them may be meant instead, the likelier first.
INSTEAD: dict[str, tuple[str, ...]] = {OTHER: (EITHER, EACH), EITHER: (EACH,), EACH: (EITHER,)}


def roles(desk: Desk, top: Block) -> list[dict[str, Any]]:
    """The roles of the file, in its order."""
    made: list[dict[str, Any]] = []
    node = top.get("roles")
    if node is None:
        return made
    groups = block(desk, node, "roles", "'roles'", node.span)
    if groups.seen - set(groups.values) or groups.strangers:
        desk.names.absent.add("role")
    for kind, value in _groups(groups):
        for key, text in pairs(value):
            name = desk.declare("role", key)
            desk.roles[name] = kind
            desk.names.reads("role", name, text.text)
            made.append({"name": name, "kind": kind, "text": desk.shown(text), "span": key.span})
    desk.partners = tuple(name for name, kind in desk.roles.items() if kind == "partners")
    return made


def _groups(groups: Block) -> Iterator[tuple[str, Node]]:
    """The groups of roles; one whose name is unknown counts as the first that is missing, so that its roles exist."""
    for kind, (_, value) in groups.values.items():
        yield kind, value
    left = [kind for kind in groups.place.keys if kind not in groups.seen]
    yield from ((kind, value) for kind, (_, value) in zip(left, groups.strangers, strict=False))


def who(desk: Desk, made: Block, name: str, words: tuple[str, ...]) -> Who | None:
    """The people behind a key; *words* are the words for partners that may stand there. None without the key."""
    node = made.get(name)
    if node is None:
        return None
    return people(desk, node, name, words)


def people(desk: Desk, node: Node, name: str, words: tuple[str, ...]) -> Who:
    """The people a value names, each once."""
    items = desk.each(node, "role", words=WORDS)
    parts: dict[str, None] = {}
    for item in items:
        part = _part(desk, item, words)
        if part is None:
            continue
        if part in parts:
            desk.report("named-twice", f"'{part}' is named twice.", item.span, way_out="Name it once.")
        elif part in ALONE.get(name, ()) and len(items) > 1:
            _alone(desk, item, name, part)
        parts[part] = None
        desk.spots[node.span, part] = item.span
    return Who(tuple(parts), node.span)


def role(desk: Desk, node: Node) -> str | None:
    """One role by its name."""
    part = _part(desk, node, ROLES_ONLY)
    return None if part in WORDS else part


def roles_of(desk: Desk, made: Block, name: str, words: tuple[str, ...] = SEEING) -> tuple[str, ...]:
    """The roles behind a key, the words for partners spelled out."""
    named = who(desk, made, name, words)
    return () if named is None else spelled_out(desk, named)


def spelled_out(desk: Desk, named: Who) -> tuple[str, ...]:
    """The roles that are meant, each once; nobody is no role."""
    found: dict[str, None] = {}
    for part in named.parts:
        found.update(dict.fromkeys(desk.partners if part in {EITHER, EACH, OTHER} else (part,)))
    found.pop(NOBODY, None)
    return tuple(found)


def _part(desk: Desk, node: Node, words: tuple[str, ...]) -> str | None:
    """One role or word for partners; words that cannot stand here are told and left out."""
    if node.text in WORDS and node.text not in words:
        better = next((word for word in INSTEAD.get(node.text, ()) if word in words), None)
        way_out = "Name a role." if better is None else Suggestion(f"Did you mean '{better}'?", better, node.span)
        desk.report("role-not-here", WHY_NOT[node.text], node.span, way_out=way_out)
        return better
    if node.text in {EITHER, EACH, OTHER} and not desk.partners and "role" not in desk.names.absent:
        message = f"'{node.text}' speaks of partners, but no role stands under 'partners'."
        way_out = Suggestion("Name a role, or put the partners under 'roles'.")
        desk.miss(EACH, found("no-partners", message, node.span, suggestion=way_out))
        return None
    return desk.find(node, "role", words=words)


def _alone(desk: Desk, node: Node, name: str, part: str) -> None:
    better = INSTEAD.get(part, ("",))[0]
    way_out = Suggestion(f"Did you mean '{better}'?", better, node.span) if better else "Name either nobody or roles."
    desk.report("stands-alone", f"behind '{name}', '{part}' stands alone or not at all.", node.span, way_out=way_out)
