"""
The register of what the sources ask for and what was decided, read from ``register.yaml``.

Shapes and reading only: which lines say what stands in ``places``, what is wrong in ``guard``.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from mentorflow.rules.source import Node, read

FILE = "docs/sources/register.yaml"
STRENGTHS = ("must", "should", "may", "info")


@attrs.frozen
class Rule:
    """
    What a source document asks for, in our own words.

    *documents* are their numbers; *strength* is that of the source.
    *cannot* says why software does not keep it, *kept_by* names the test that holds the engine to it, *weaker* says
    why a must is only advice or an offer in the rules, *note* adds what else there is to know; each is empty where
    there is nothing to say.
    """

    code: str
    documents: tuple[str, ...]
    phase: str
    strength: str
    says: str
    cannot: str = ""
    kept_by: str = ""
    weaker: str = ""
    note: str = ""


@attrs.frozen
class Decision:
    """A question that the sources leave open, and what was decided; *record* is a page of ours."""

    code: str
    asks: str
    decided: str
    cannot: str = ""
    kept_by: str = ""
    record: str = ""
    note: str = ""


@attrs.frozen
class Register:
    """All of it, in the order of the file; *documents* and *phases* are what people read for a number or a word."""

    documents: dict[str, str]
    phases: dict[str, str]
    rules: tuple[Rule, ...]
    decisions: tuple[Decision, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Everything that may be cited."""
        return frozenset(rule.code for rule in self.rules) | frozenset(each.code for each in self.decisions)


def load() -> Register:
    """The register of the project."""
    return loads((Path(__file__).parents[2] / FILE).read_text("utf-8"))


def loads(text: str) -> Register:
    """Read a register; a mistake in it is raised at once, for only we write it."""
    source = read(text, FILE)
    if source.root is None or source.findings:
        raise ValueError("; ".join(f"{finding.span}: {finding.message}" for finding in source.findings))
    parts = {key.text: value for key, value in source.root.pairs}
    return Register(
        documents=_texts(parts["documents"]),
        phases=_texts(parts["phases"]),
        rules=tuple(_rule(key.text, value) for key, value in parts["rules"].pairs),
        decisions=tuple(Decision(code=key.text, **_texts(value)) for key, value in parts["decisions"].pairs),
    )


def _rule(code: str, node: Node) -> Rule:
    parts = _texts(node)
    del parts["from"]
    listed = next(value for key, value in node.pairs if key.text == "from")
    return Rule(code=code, documents=tuple(item.text for item in listed.items), **parts)


def _texts(node: Node) -> dict[str, str]:
    return {key.text: value.text for key, value in node.pairs}
