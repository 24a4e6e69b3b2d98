"""A rule file as editors take it: what looks like a number, a yes-or-no of YAML 1.2 or nothing is one for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator

from mentorflow.rules.source import read

if TYPE_CHECKING:
    from mentorflow.rules.tree import Node

NUMBER = re.compile(r"[-+]?(?:[0-9]+|[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+\.)")
WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def taken(node: Node) -> Any:
    """What an editor makes of a value."""
    if node.kind == "block":
        return {key.text: taken(value) for key, value in node.pairs}
    if node.kind == "list":
        return [taken(item) for item in node.items]
    if node.style != "plain":
        return node.text
    return float(node.text) if NUMBER.fullmatch(node.text) else WORDS.get(node.text, node.text)


def complaints(schema: dict[str, Any], text: str) -> list[str]:
    """What an editor complains about: the path to each place, and the word it does not like there."""
    root = read(text, "rules.yaml").root
    assert root is not None
    return sorted(
        f"{'/'.join(map(str, error.absolute_path))}: {error.validator}"
        for error in Draft7Validator(schema).iter_errors(taken(root))
    )
