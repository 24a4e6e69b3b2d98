"""
What an editor offers: the names of a rule file, the words of the notation, and examples, by what the table asks for.

An offer is never a demand: a name that is not offered may be right, and only ``check`` judges it.
Nothing here knows how editors are told; that is the work of ``schema``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import attrs

from mentorflow.rules.build import SHOWN
from mentorflow.rules.build_people import ACTORS, OPENERS, PROMISED, PROMISED_TOLD, SIGNERS, TOLD, TOLD_IN_TIME
from mentorflow.rules.names import TITLES
from mentorflow.rules.notation import ANYTHING, NEVER
from mentorflow.rules.notation_words import CLOSED, FREE, VALUES
from mentorflow.rules.reading import NAME
from mentorflow.rules.workflow import (
    BACK,
    EACH,
    EITHER,
    STAY,
    TIME_LEFT,
    ChooseAny,
    ChooseOne,
    Fact,
    Share,
    Tick,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mentorflow.rules.notation import Key
    from mentorflow.rules.workflow import Field, Kind, Limit, Workflow

Named: TypeAlias = "tuple[str, str]"
Body: TypeAlias = "str | dict[str, Body] | list[Body]"


@attrs.frozen
class Choice:
    """
    One thing that may be written: how lists call it, what it is, and what is written: a text, or lines below.

    In *body*, ``${1:word}`` is a place where the author goes on typing.
    """

    label: str
    says: str
    body: Body


# --- the names of a file -------------------------------------------------------------------------------------------
def _is_length(workflow: Workflow, limit: Limit) -> bool:
    """Whether a limit is a length of time, and not a number."""
    amount = limit.amount
    if isinstance(amount, Share):
        return amount.of == TIME_LEFT or _is_length(workflow, workflow.limit_by_name[amount.of])
    return not isinstance(amount, int)


def _limits(workflow: Workflow) -> tuple[Limit, ...]:
    """The limits with a name; a share that was written in place has none."""
    return tuple(limit for limit in workflow.limits if NAME.fullmatch(limit.name))


def _shown(workflow: Workflow, names: Iterable[str]) -> tuple[Named, ...]:
    return tuple((name, workflow.shown(name)) for name in names)


def _questions(workflow: Workflow) -> Iterator[Field]:
    """Every question of every form, and of every move."""
    for form in workflow.forms:
        yield from form.fields
    for move in workflow.every_move():
        yield from move.asks


def _kinds(workflow: Workflow) -> tuple[Kind, ...]:
    return (*(fact.kind for fact in workflow.facts), *(question.kind for question in _questions(workflow)))


def _options(workflow: Workflow) -> tuple[Named, ...]:
    return tuple(
        (option.name, option.text)
        for kind in _kinds(workflow)
        if isinstance(kind, ChooseOne | ChooseAny)
        for option in kind.options
    )


def _groups(workflow: Workflow) -> tuple[Named, ...]:
    groups = (group for kind in _kinds(workflow) if isinstance(kind, ChooseAny) for group in kind.groups)
    return tuple((name, ", ".join(inside)) for name, inside in groups)


# The names of each family of a file, each with what people read.
FAMILIES: dict[str, Callable[[Workflow], tuple[Named, ...]]] = {
    "role": lambda w: tuple((role.name, role.text) for role in w.roles),
    "partner": lambda w: _shown(w, w.partner_roles),
    "state": lambda w: _shown(w, (state.name for state in w.states)),
    "move": lambda w: _shown(w, w.move_names),
    "form": lambda w: _shown(w, (form.name for form in w.forms)),
    "routing": lambda w: _shown(w, (table.name for table in w.routing)),
    "condition": lambda w: _shown(w, (condition.name for condition in w.conditions)),
    "effect": lambda w: tuple((effect.name, effect.text) for effect in w.effects),
    "limit": lambda w: tuple((limit.name, str(limit.amount)) for limit in _limits(w)),
    "length": lambda w: tuple((limit.name, str(limit.amount)) for limit in _limits(w) if _is_length(w, limit)),
    "fact": lambda w: _shown(w, (fact.name for fact in w.facts)),
    "count": lambda w: _shown(w, (count.name for count in w.counts)),
    "field": lambda w: tuple((f"{form.name}.{field.name}", field.ask) for form in w.forms for field in form.fields),
    "asked field": lambda w: tuple((field.name, field.ask) for move in w.every_move() for field in move.asks),
    "option": _options,
    "group": _groups,
    "deadline": lambda w: _shown(w, (line.name for line in w.every_deadline() if NAME.fullmatch(line.name))),
}
# What one of each family is called, with its article.
CALLED = {**TITLES, "partner": "a role", "length": "a limit", "asked field": "a question"}
# The families whose names stand behind a word of the table.
NAMES: dict[str, tuple[str, ...]] = {
    "role": ("role",),
    "who": ("role",),
    "opener": ("role",),
    "whose": ("partner",),
    "moment": ("state", "move", "form"),
    "target": ("state", "routing"),
    "row target": ("state",),
    "condition": ("condition",),
    "effect": ("effect",),
    "form": ("form",),
    "form or field": ("form", "field"),
    "move": ("move",),
    "state": ("state",),
    "asked field": ("asked field",),
    "length of time": ("length",),
    "bound": ("limit", "field"),
    "option": ("option", "group"),
    "limit": ("limit",),
    "shown": SHOWN,
}


def names(word: str, workflow: Workflow) -> tuple[Choice, ...]:
    """The names of a file that stand behind a word of the table, each once."""
    made: dict[str, Choice] = {}
    for family in NAMES.get(word, ()):
        for name, text in FAMILIES[family](workflow):
            made.setdefault(name, Choice(name, f"{CALLED[family]}: {text}", name))
    return tuple(made.values())


# --- the words of the notation -------------------------------------------------------------------------------------
# Words that mean something by themselves; for people, the key decides.
WORDS: dict[str, tuple[str, ...]] = {
    **CLOSED,
    "opener": OPENERS,
    "whose": (EACH, EITHER),
    "moment": ("opening",),
    "target": (STAY, BACK),
    "row target": (STAY,),
    "option": (ANYTHING,),
    "score": (NEVER,),
}
PEOPLE: dict[str, tuple[str, ...]] = {
    "by": ACTORS,
    "filled_in_by": ACTORS,
    "signed_by": SIGNERS,
    "always_open": PROMISED,
    "always_told": PROMISED_TOLD,
}
# Where somebody acts, there is another partner who may be told.
ACTING = frozenset({"start move", "move", "any_time move", "row"})


def words(key: Key) -> tuple[str, ...]:
    """The words of the notation that may stand behind a key."""
    if key.of != "who":
        return WORDS.get(key.of, ())
    if key.place == "start move" and key.name == "by":
        return (EITHER,)
    told = TOLD if key.place in ACTING and key.name == "tell" else TOLD_IN_TIME
    return PEOPLE.get(key.name, told)


# --- examples ------------------------------------------------------------------------------------------------------
_IN_BACKQUOTES = re.compile(r"`(.+?)`")
# Words of the table whose description gives, in backquotes, what may be written just like that.
_TOLD_BY_EXAMPLE = ("timezone", "amount range", "length", "range", "time range", "length of time", "advice")
EXAMPLES: dict[str, tuple[str, ...]] = {
    **{word: tuple(_IN_BACKQUOTES.findall(VALUES[word])) for word in _TOLD_BY_EXAMPLE},
    "amount": ("3", "48 hours", f"50% of {TIME_LEFT}"),
    "number": ("3",),
    "version": ("1",),
    "bound": ("3",),
}
# What is longer than a word, or has to be quoted: what is written, and how it is called.
WRITTEN: dict[str, tuple[Choice, ...]] = {
    "sentence": (Choice("a sentence in quotes", "In quotes it may hold a colon and any sign.", '"$1"'),),
    "choices": (Choice("several names", VALUES["choices"], "[${1:one}, ${2:another}]"),),
    "file name": (Choice("the name of the file", VALUES["file name"], "${1:name}"),),
}


def _placeholder(word: str) -> tuple[Choice, ...]:
    """Where names would stand, but no file says which: a place to type one."""
    families = NAMES.get(word, ())
    return tuple(Choice(CALLED[each], VALUES[word], f"${{1:{each.replace(' ', '_')}}}") for each in families)


def choices(key: Key, workflow: Workflow | None) -> tuple[Choice, ...]:
    """All that is offered behind a key: the names of the file first, then words of the notation, then examples."""
    named = () if workflow is None else names(key.of, workflow)
    said = tuple(Choice(word, VALUES[key.of], word) for word in words(key))
    examples = tuple(Choice(text, VALUES[key.of], f"${{1:{text}}}") for text in EXAMPLES.get(key.of, ()))
    return (*(named or _placeholder(key.of)), *said, *examples, *WRITTEN.get(key.of, ()))


# --- what a condition reads ----------------------------------------------------------------------------------------
@attrs.frozen
class Readable:
    """
    Something a condition can read: how it is written, and what it is.

    *answers* are those it can be, *options* those it can include, where they have names.
    """

    name: str
    says: str
    answers: tuple[Choice, ...] = ()
    options: tuple[Choice, ...] = ()


def readable(workflow: Workflow) -> Iterator[Readable]:
    """Everything a condition can read, in the order of the file; then the moments."""
    for fact in workflow.facts:
        yield _answered(fact.name, "What the application tells.", fact.kind)
    for count in workflow.counts:
        yield Readable(count.name, f"How often '{count.counted}' was made since '{count.reset}'.")
    for form in workflow.forms:
        yield Readable(form.name, "The form as a whole, for 'complete' and 'changed_since'.")
        if any(question.scored for question in form.fields):
            yield Readable(str(Fact("unfavorable", form=form.name)), "How many answers of a sheet are unfavorable.")
        for question in form.fields:
            yield _answered(str(Fact("field", question.name, form.name)), question.ask, question.kind)


def moments(workflow: Workflow) -> tuple[str, ...]:
    """The times since something and the numbers of times, as a condition reads them."""
    since = (name for family in NAMES["moment"] for name, _ in FAMILIES[family](workflow))
    return (
        *(str(Fact("since", name)) for name in dict.fromkeys(since)),
        *(str(Fact("times", name)) for name in workflow.move_names),
    )


def _answered(name: str, says: str, kind: Kind) -> Readable:
    """A fact or a question, with the answers that have a name."""
    if isinstance(kind, Tick):
        return Readable(name, says, tuple(Choice(word, "", word) for word in CLOSED["yes or no"]))
    if not isinstance(kind, ChooseOne | ChooseAny):
        return Readable(name, says)
    options = tuple(Choice(option.name, option.text, option.name) for option in kind.options)
    if isinstance(kind, ChooseOne):
        return Readable(name, says, options)
    groups = tuple(Choice(group, f"any of {', '.join(inside)}", group) for group, inside in kind.groups)
    return Readable(name, says, (), (*options, *groups, Choice(ANYTHING, VALUES["option"], ANYTHING)))


# --- lines of a deadline --------------------------------------------------------------------------------------------
_LIMIT = "LIMIT"


def marks(workflow: Workflow | None) -> Iterator[Choice]:
    """The lines of a deadline beside ``late``: those of the reference page, with each limit of the file in turn."""
    lengths = () if workflow is None else FAMILIES["length"](workflow)
    for line in _IN_BACKQUOTES.findall(FREE["mark"]):
        offset, _, side = line.rpartition(" ")
        if offset == _LIMIT:
            yield from (_mark(f"{name} {side}", name, side) for name, _ in lengths)
        elif offset:
            yield _mark(line, f"${{1:{offset}}}", side)


def _mark(label: str, offset: str, side: str) -> Choice:
    return Choice(label, FREE["mark"], {f"{offset} {side}": {"remind": "$2"}})
