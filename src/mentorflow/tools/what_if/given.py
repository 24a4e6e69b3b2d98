"""
What somebody hands in to see what it would do: answers, facts and limits, read by the kinds of the file.

Every name that is none is told with the nearest one, every value that cannot be with what can; all at once.
Nothing here decides anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.diagnostics import Span
from mentorflow.plays.values import handed_in, limit_worth, worth
from mentorflow.rules.calendar import Duration, duration, local_date
from mentorflow.rules.english import listed
from mentorflow.rules.findings import nearest
from mentorflow.rules.meaning import declared_limits, limit_value
from mentorflow.rules.source import read as read_source
from mentorflow.rules.spaces import NOON
from mentorflow.rules.tree import make_branch, make_text
from mentorflow.rules.workflow import ChooseAny, Fact, Texts
from mentorflow.states.forms import Problem, read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.tree import Node
    from mentorflow.rules.workflow import Field, Kind, Share, Workflow

_HERE = Span("what you wrote", 1, 1, 1, 1)
_NUMBER = re.compile(r"-?\d{1,9}")
_KEYS = ("table", "form", "answers", "facts", "limits")


class CannotTell(Exception):
    """Raised when what is handed in cannot be used; the message has one line for each mistake."""


@attrs.frozen
class Written:
    """
    What was handed in, as it was written: names with what stands behind them.

    The name of an answer is ``form.field``, with ``role:`` before it where it is one partner's only.
    """

    table: str | None = None
    form: str | None = None
    answers: tuple[tuple[str, Node], ...] = ()
    facts: tuple[tuple[str, Node], ...] = ()
    limits: tuple[tuple[str, Node], ...] = ()


@attrs.frozen
class Given:
    """What was handed in, as values: *answers* by fact and role (None for everybody's)."""

    answers: dict[tuple[Fact, str | None], Any]
    facts: dict[Fact, Any]
    limits: tuple[int | Duration | Share, ...]


@attrs.define
class _Ground:
    """What reading an answer depends on: a day, and the limits."""

    layout: Layout
    limits: tuple[int | Duration | Share, ...]

    @property
    def today(self) -> dt.date:
        """The day on which examples stand."""
        return local_date(NOON, self.layout.workflow.timezone)

    def length(self, written: Duration | str) -> Duration:
        """A length of time, or the one that a limit gives."""
        value = written if isinstance(written, Duration) else limit_value(self.layout, self.limits, written)
        return value if isinstance(value, Duration) else Duration()


# --- what was written -----------------------------------------------------------------------------------------------
def from_words(
    table: str | None, form: str | None, answers: Iterable[str], facts: Iterable[str], limits: Iterable[str]
) -> Written:
    """What was typed as ``name=value``; several values have commas between them."""
    pairs = [tuple(_pair(word) for word in words) for words in (answers, facts, limits)]
    return Written(table, form, *pairs)


def _pair(word: str) -> tuple[str, Node]:
    name, sign, value = word.partition("=")
    if not sign:
        msg = f"'{word}' has no '=' between a name and a value."
        raise CannotTell(msg)
    return name.strip(), _node(value.strip())


def _node(text: str) -> Node:
    """A value as a file would say it; ``[a, b]`` is a list."""
    if text.startswith("[") and text.endswith("]"):
        words = [word.strip() for word in text[1:-1].split(",")]
        items = tuple(make_text(_HERE, word, "plain") for word in words if word)
        return make_branch("list", _HERE, items, (), flow=True)
    return make_text(_HERE, text, "plain")


def from_file(text: str, file: str) -> Written:
    """What a small file says: ``table`` or ``form``, ``answers``, ``facts`` and ``limits``."""
    source = read_source(text, file)
    if source.root is None or source.root.kind != "block":
        raise CannotTell("\n".join(_said(finding) for finding in source.findings) or f"{file} says nothing.")
    found = {key.text: node for key, node in source.root.pairs}
    wrong = [key for key in found if key not in _KEYS]
    if wrong:
        raise CannotTell(_unknown(wrong[0], "key of this file", _KEYS))
    texts = {name: found[name].text for name in ("table", "form") if name in found}
    return Written(
        texts.get("table"), texts.get("form"), tuple(_answers(found)), _pairs(found, "facts"), _pairs(found, "limits")
    )


def _pairs(found: dict[str, Node], name: str) -> tuple[tuple[str, Node], ...]:
    return tuple((key.text, node) for key, node in found[name].pairs) if name in found else ()


def _answers(found: dict[str, Node]) -> Iterable[tuple[str, Node]]:
    """Answers by name; below a role they are of that partner only."""
    for name, node in _pairs(found, "answers"):
        if node.kind == "block":
            yield from ((f"{name}:{key.text}", value) for key, value in node.pairs)
        else:
            yield name, node


def both(one: Written, other: Written) -> Written:
    """What two say together; the second counts where both say something."""
    return Written(
        other.table or (None if other.form else one.table),
        other.form or (None if other.table else one.form),
        (*one.answers, *other.answers),
        (*one.facts, *other.facts),
        (*one.limits, *other.limits),
    )


# --- what it means --------------------------------------------------------------------------------------------------
@attrs.define
class _Reader:
    """Reads everything, and keeps every mistake."""

    layout: Layout
    form: str | None
    mistakes: list[str] = attrs.field(factory=list)

    @property
    def workflow(self) -> Workflow:
        """The rules that are meant."""
        return self.layout.workflow

    @property
    def facts_known(self) -> tuple[str, ...]:
        """What is handed in as a fact: of the application, a count, a time, or what a form is like."""
        hosts = tuple(fact.name for fact in self.workflow.facts)
        return (*hosts, *self.layout.counts, *_times(self.layout), *_wholes(self.workflow))

    def miss(self, word: str, what: str, known: Iterable[str]) -> None:
        """Keep that there is no such thing, with the nearest that is there."""
        self.mistakes.append(_unknown(word, what, tuple(known)))

    def limits(self, written: tuple[tuple[str, Node], ...]) -> tuple[int | Duration | Share, ...]:
        """The limits of the file, with those that were set."""
        amounts = list(declared_limits(self.workflow))
        free = [limit.name for limit in self.workflow.limits if limit.has_range]
        for name, node in written:
            if name not in free:
                self.miss(name, "limit that may be set", free)
                continue
            value = limit_worth(self.workflow.limit_by_name[name], node)
            self.mistakes += [_said(finding) for finding in value.findings]
            if not value.findings:
                amounts[self.layout.limits[name]] = duration(str(value.value)) or value.value
        return tuple(amounts)

    def answers(self, written: tuple[tuple[str, Node], ...], ground: _Ground) -> dict[tuple[Fact, str | None], Any]:
        """The answers, by question and by whose they are."""
        found: dict[tuple[Fact, str | None], Any] = {}
        for name, node in written:
            role, colon, whole = name.rpartition(":")
            if colon and role not in self.workflow.partner_roles:
                self.miss(role, "partner", self.workflow.partner_roles)
                continue
            if whole in self.facts_known:
                self.mistakes.append(_elsewhere(whole, node, "fact"))
                continue
            field = self._field(whole)
            if field is not None:
                fact, asked = field
                found[fact, role or None] = self._value(asked.kind, node, whole, ground)
        return found

    def _field(self, name: str) -> tuple[Fact, Field] | None:
        form, dot, question = name.rpartition(".")
        home = form if dot else self.form or ""
        if home not in self.workflow.form_by_name:
            self.miss(name, "question", _questions(self.workflow))
            return None
        asked = self.workflow.form_by_name[home].field(question)
        if asked is None:
            names = [field.name for field in self.workflow.form_by_name[home].fields]
            self.miss(question, f"question of '{home}'", names)
            return None
        return Fact("field", question, home), asked

    def _value(self, kind: Kind, node: Node, name: str, ground: _Ground) -> Any:  # noqa: ANN401 - any answer
        if isinstance(kind, ChooseAny | Texts) and node.kind == "text" and "," in node.text:
            node = _node(f"[{node.text}]")
        said = worth(kind, node, name)
        if said.findings:
            self.mistakes += [_said(finding) for finding in said.findings]
            return None
        value = read(kind, handed_in(said.value), ground)
        if isinstance(value, Problem):
            self.mistakes.append(f"'{name}': {value.message}.")
            return None
        return value

    def facts(self, written: tuple[tuple[str, Node], ...], ground: _Ground) -> dict[Fact, Any]:
        """Facts of the application, counts, times, and what forms are like."""
        found: dict[Fact, Any] = {}
        hosts = {fact.name: fact for fact in self.workflow.facts}
        for name, node in written:
            if name in hosts:
                found[Fact("host", name)] = self._value(hosts[name].kind, node, name, ground)
            elif name in self.layout.counts:
                found[Fact("count", name)] = self._number(node, name)
            elif name.rpartition(":")[2] in _questions(self.workflow):
                self.mistakes.append(_elsewhere(name, node, "answer"))
            elif not self._of_moment(name, node, found) and not self._of_form(name, node, found):
                self.miss(name, "fact", self.facts_known)
        return found

    def _number(self, node: Node, name: str) -> int:
        if not _NUMBER.fullmatch(node.text) or int(node.text) < 0:
            self.mistakes.append(f"'{name}' takes a whole number, not '{node.text}'.")
            return 0
        return int(node.text)

    def _of_moment(self, name: str, node: Node, found: dict[Fact, Any]) -> bool:
        kind, _, moment = name.partition(".")
        if kind not in {"since", "times"} or moment not in self.layout.moments:
            return False
        if kind == "times":
            found[Fact("times", moment)] = self._number(node, name)
            return True
        length = duration(node.text)
        if length is None:
            self.mistakes.append(f"'{name}' takes a length of time such as 31 days, not '{node.text}'.")
        else:
            found[Fact("since", moment)] = length
        return True

    def _of_form(self, name: str, node: Node, found: dict[Fact, Any]) -> bool:
        form, _, rest = name.partition(".")
        what, _, moment = rest.partition(".")
        if form not in self.workflow.form_by_name or what not in {"complete", "changed_since"}:
            return False
        if node.text not in {"yes", "no"}:
            self.mistakes.append(f"'{name}' takes yes or no, not '{node.text}'.")
        fact = Fact("complete", "", form) if what == "complete" else Fact("changed", moment, form)
        found[fact] = node.text == "yes"
        return True


def _times(layout: Layout) -> list[str]:
    return [f"{kind}.{moment}" for moment in layout.moments for kind in ("since", "times")]


def _questions(workflow: Workflow) -> tuple[str, ...]:
    return tuple(f"{form.name}.{field.name}" for form in workflow.forms for field in form.fields)


def _wholes(workflow: Workflow) -> list[str]:
    return [f"{form.name}.complete" for form in workflow.forms]


def understood(layout: Layout, written: Written, form: str | None) -> Given:
    """
    What was handed in, as values; *form* is the one that is meant where an answer is named without its form.

    Raises ``CannotTell`` with every mistake.
    """
    reader = _Reader(layout, form)
    limits = reader.limits(written.limits)
    ground = _Ground(layout, limits)
    given = Given(reader.answers(written.answers, ground), reader.facts(written.facts, ground), limits)
    if reader.mistakes:
        raise CannotTell("\n".join(reader.mistakes))
    return given


def _elsewhere(name: str, node: Node, what: str) -> str:
    """That something was handed in as what it is not; *what* is ``answer`` or ``fact``."""
    is_one = "is asked in a form" if what == "answer" else "is asked in no form"
    return f"'{name}' {is_one}. Write --{what} {name}={node.text or '...'}, or put it below '{what}s' in a file."


def _said(finding: Diagnostic) -> str:
    way_out = finding.suggestion
    message = finding.message[:1].upper() + finding.message[1:]
    return message if way_out is None else f"{message} {way_out.text}"


def unknown(word: str, what: str, known: tuple[str, ...]) -> CannotTell:
    """That there is no such thing, with the nearest that is there."""
    return CannotTell(_unknown(word, what, known))


def _unknown(word: str, what: str, known: tuple[str, ...]) -> str:
    guess = nearest(word, known)
    if guess is not None:
        return f"There is no {what} '{word}'. Did you mean '{guess}'?"
    there = f"There {'is' if len(known) == 1 else 'are'}: {listed(known or ('none',), 'and')}."
    return f"There is no {what} '{word}'. {there}"
