"""
Conditions: what they read, and what it is compared with.

Part of the builder; where a condition may be used is looked at in ``whose``, once all of them are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from mentorflow.diagnostics import Suggestion
from mentorflow.rules.blocks import Block, Named, block, is_empty
from mentorflow.rules.bounds import COUNTED, PASSED, WHOLE, may_be, tells_apart
from mentorflow.rules.build_fields import CHOICES, KIND_TITLES, options_of
from mentorflow.rules.build_limits import LENGTHS, NUMBER, family, unfit
from mentorflow.rules.calendar import duration
from mentorflow.rules.findings import found, meant, nearest
from mentorflow.rules.notation import ANYTHING, PLACES
from mentorflow.rules.numerals import a_number
from mentorflow.rules.reading import length, may_be_a_limit, number, piece, yes_or_no
from mentorflow.rules.traps import comparison_sign
from mentorflow.rules.workflow import (
    EACH,
    EITHER,
    TIME_LEFT,
    Bound,
    ChooseAny,
    Fact,
    LengthOfTime,
    LimitName,
    Test,
    Tick,
    Who,
    WholeNumber,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorflow.diagnostics import Span
    from mentorflow.rules.bounds import Sort
    from mentorflow.rules.desk import Desk
    from mentorflow.rules.tree import Node
    from mentorflow.rules.workflow import Value

COMPARISONS = ("more_than", "at_least", "fewer_than", "at_most")
LOWEST = -(10**9)
# What a name on the right side of a comparison may be.
BOUNDS = ("limit", "fact", "count")


def conditions(desk: Desk, opened: tuple[Named, ...]) -> list[dict[str, Any]]:
    """The conditions of the file, in its order."""
    made = []
    for named in opened:
        with desk.watched("condition", named.name):
            made.append(_condition(desk, named))
    return made


def _condition(desk: Desk, named: Named) -> dict[str, Any]:
    made = named.block
    tests = []
    for key, value in made.free:
        for test in _tests(desk, named.name, key, value):
            desk.spots[test.span, str(test.fact)] = key.span
            tests.append(test)
    parts = {key: _parts(desk, made, key) for key in ("all_of", "any_of", "none_of")}
    if not made.free and made.seen == {"who"}:
        way_out = "Add a line that compares something, or 'all_of'."
        desk.report(
            "nothing-compared", f"the condition '{named.name}' compares nothing.", named.span, way_out=way_out
        )
    return {"name": named.name, "who": _whose(desk, made.get("who")), "tests": tests, **parts, "span": named.span}


def _parts(desk: Desk, made: Block, name: str) -> tuple[str, ...]:
    found_names = [desk.find(item, "condition") for item in desk.each(made.get(name), "condition")]
    return tuple(dict.fromkeys(part for part in found_names if part is not None))


def _whose(desk: Desk, node: Node | None) -> Who | None:
    if node is None:
        return None
    name = desk.find(node, "role", words=(EACH, EITHER))
    if name is not None and desk.roles.get(name, "partners") != "partners":
        message = f"'{name}' is not one of the partners, so there is no copy of their own to read."
        desk.report("role-not-here", message, node.span, way_out=f"Name a partner, or '{EACH}' or '{EITHER}'.")
    return None if name is None else Who((name,), node.span)


# --- what is read ---------------------------------------------------------------------------------------------------
def fact(desk: Desk, node: Node) -> tuple[Fact, Sort | None] | None:
    """
    What the left side of a line reads and of what sort it is.

    None where there is no such thing; the sort is None where the question it reads has an error.
    """
    head, dot, tail = node.text.partition(".")
    if not dot:
        return _plain_fact(desk, node)
    first, last = piece(node, 0, len(head)), piece(node, len(head) + 1, len(node.text))
    if head == "since":
        name = desk.find_at(tail, last, "state", "move", "form")
        return None if name is None else (Fact("since", name), PASSED)
    if head == "times":
        name = desk.find_at(tail, last, "move")
        return None if name is None else (Fact("times", name), COUNTED)
    form = desk.find_at(head, first, "form")
    return None if form is None else _answer(desk, form, tail, last)


def _plain_fact(desk: Desk, node: Node) -> tuple[Fact, Sort | None] | None:
    fields = [field for field in desk.names.known("field") if field.endswith(f".{node.text}")]
    if len(fields) == 1 and not any(desk.names.has(each, node.text) for each in ("fact", "count", "form")):
        return _of_its_form(desk, node, fields[0])
    name = desk.find(node, "fact", "count", "form", words=PLACES["condition"].keys)
    if name is None or name in PLACES["condition"].keys:
        return None
    if desk.names.has("fact", name):
        return Fact("host", name), desk.kinds.get(name)
    if desk.names.has("count", name):
        return Fact("count", name), COUNTED
    return Fact("form", form=name), WHOLE


def _of_its_form(desk: Desk, node: Node, field: str) -> tuple[Fact, Sort | None]:
    """A question that is named without its form, where only one form has such a question."""
    form, _, name = field.partition(".")
    message = f"'{node.text}' is a question of the form '{form}', which has to be named as well."
    desk.miss(node.text, found("unknown-fact", message, node.span,
                               suggestion=Suggestion(f"Did you mean '{field}'?", field, node.span)))  # fmt: skip
    desk.names.used.add(("form", form))
    return Fact("field", name, form), desk.kinds.get(field)


def _answer(desk: Desk, form: str, name: str, span: Span) -> tuple[Fact, Sort | None] | None:
    """A question of a form, or the number of its unfavorable answers."""
    if name == "unfavorable" and form in desk.scored:
        return Fact("unfavorable", form=form), COUNTED
    lead = form + "."
    names = [known[len(lead) :] for known in desk.names.known("field") if known.startswith(lead)]
    names += ["unfavorable"] if form in desk.scored else []
    if not names:
        # The questions could not be understood; that has been told.
        return None
    if name not in names:
        message = f"the form '{form}' has no question called '{name}'."
        way_out = meant(name, names, span)
        if name == "unfavorable":
            message = f"no question of the form '{form}' says which answers are unfavorable."
            way_out = Suggestion("Add 'unfavorable' to its questions, with the answers that are.")
        desk.miss(lead + name, found("unknown-field", message, span, suggestion=way_out))
        name = nearest(name, names) or ""
    return (Fact("field", name, form), desk.kinds.get(lead + name)) if name else None


def form_or_field(desk: Desk, node: Node) -> str | None:
    """A form, or ``FORM.QUESTION``, as a promise names it."""
    head, dot, tail = node.text.partition(".")
    form = desk.find_at(head, piece(node, 0, len(head)), "form")
    if form is None or not dot:
        return form
    read = _answer(desk, form, tail, piece(node, len(head) + 1, len(node.text)))
    return None if read is None else str(read[0])


def title_of(sort: Sort) -> str:
    """What messages call it."""
    return sort if isinstance(sort, str) else KIND_TITLES[type(sort)]


# --- comparisons ----------------------------------------------------------------------------------------------------
def _tests(desk: Desk, condition: str, key: Node, value: Node) -> list[Test]:
    """The comparisons of one line of a condition."""
    if is_empty(value):
        desk.report("nothing-there", f"nothing stands behind '{key.text}'.", key.span, way_out="Say what it must be.")
        return []
    subject, sort = fact(desk, key) or (None, None)
    if subject is None or sort is None:
        desk.drop(value)
        desk.broken.add(("condition", condition))
        return []
    value = desk.mended(comparison_sign(value)) or value
    if value.kind != "block":
        return _is(desk, subject, sort, value)
    made = block(desk, value, "comparison", f"'{key.text}'", key.span)
    return compared(desk, made, subject, sort)


def compared(desk: Desk, made: Block, subject: Fact, sort: Sort) -> list[Test]:
    """The comparisons of a block, in its order."""
    found_tests = [_comparison(desk, op, pair, subject, sort) for op, pair in made.values.items()]
    return [test for test in found_tests if test is not None]


def _comparison(desk: Desk, op: str, pair: tuple[Node, Node], subject: Fact, sort: Sort) -> Test | None:
    key, node = pair
    reader = _reader(op, sort)
    if reader is None:
        message = f"'{op}' does not go with '{subject}', which is {title_of(sort)}."
        desk.report("does-not-compare", message, key.span, way_out=_way_out(sort))
        return None
    before = desk.errors
    value = reader(desk, desk.mended(comparison_sign(node, op)) or node, sort)
    tells_apart(desk, subject, sort, op, value, node)
    return None if desk.errors > before else Test(subject, op, value, words_of(node), node.span)


def _reader(op: str, sort: Sort) -> Callable[[Desk, Node, Sort], Value] | None:
    if op in COMPARISONS and (sort == COUNTED or isinstance(sort, WholeNumber)):
        return _number_bound
    if op in COMPARISONS and (sort == PASSED or isinstance(sort, LengthOfTime)):
        return _length_bound
    if op in {"include", "include_all"} and isinstance(sort, ChooseAny):
        return _included if op == "include" else _all_included
    if sort == WHOLE and op == "complete":
        return _complete
    return _changed_since if sort == WHOLE and op == "changed_since" else None


def _compared_with(sort: Sort, node: Node) -> str | Suggestion:
    """The same where a value stands that could be compared with it, only not so."""
    words = words_of(node)
    if isinstance(sort, ChooseAny) and any(item.text in sort.names for item in node.items or (node,)):
        return Suggestion(f"Write {{include: {words}}}.", f"{{include: {words}}}", node.span)
    if node.kind == "text" and (sort == PASSED or isinstance(sort, LengthOfTime)):
        return f"Write {{at_least: {words}}} or {{fewer_than: {words}}}."
    return _way_out(sort)


def _way_out(sort: Sort) -> str:
    """What can be said about a thing of this sort."""
    if sort == WHOLE:
        return "Ask whether it is 'complete', or 'changed_since' a moment; or name a question: FORM.QUESTION."
    if isinstance(sort, ChooseAny):
        return "Write {include: CHOICE} or {include_all: [CHOICES]}."
    if isinstance(sort, CHOICES):
        return "Write one of its choices, or several in [ ]."
    if isinstance(sort, Tick):
        return "Write yes or no."
    if sort in {COUNTED, PASSED} or isinstance(sort, WholeNumber | LengthOfTime):
        return "Write {at_least: ...}, {at_most: ...}, {more_than: ...} or {fewer_than: ...}."
    return "Conditions can read numbers, choices, ticks, lengths of time and whole forms."


def words_of(node: Node) -> str:
    """A value as the file writes it, on one line."""
    return f"[{', '.join(item.text for item in node.items)}]" if node.kind == "list" else node.text


def _is(desk: Desk, subject: Fact, sort: Sort, node: Node) -> list[Test]:
    """A plain value: one of the choices, a number, or yes and no for a tick."""
    before = desk.errors
    value: Any = None
    if isinstance(sort, CHOICES) and not isinstance(sort, ChooseAny):
        value = options_of(desk, node, sort)
    elif isinstance(sort, Tick) and node.kind == "text":
        value = ("yes",) if desk.take(yes_or_no(node), otherwise=True) else ("no",)
    elif (sort == COUNTED or isinstance(sort, WholeNumber)) and node.kind == "text":
        value = _exactly(desk, subject, sort, node)
    else:
        message = f"'{subject}' is {title_of(sort)}; '{words_of(node)}' cannot be compared with it."
        desk.report("does-not-compare", message, node.span, way_out=_compared_with(sort, node))
    return [] if desk.errors > before else [Test(subject, "is", value, words_of(node), node.span)]


def _exactly(desk: Desk, subject: Fact, sort: Sort, node: Node) -> int:
    value = desk.take(number(node, LOWEST), 0)
    may_be(desk, subject, sort, value, node.span)
    return value


def _number_bound(desk: Desk, node: Node, _sort: Sort) -> Bound | None:
    unnamed = a_number(node.text) is not None and not any(desk.names.has(each, node.text) for each in BOUNDS)
    if node.text.lstrip("-").isdigit() or unnamed:
        return desk.take(number(node, LOWEST), None)
    return _named_bound(desk, node, frozenset({NUMBER}), "a number")


def _length_bound(desk: Desk, node: Node, sort: Sort) -> Bound | None:
    value = duration(node.text)
    if value is not None or not may_be_a_limit(node.text):
        return desk.take(length(node), None)
    return _named_bound(desk, node, LENGTHS - {TIME_LEFT}, "a length of time", facts=sort != PASSED)


def _named_bound(desk: Desk, node: Node, fits: frozenset[str], title: str, *, facts: bool = True) -> Bound | None:
    """A limit, or another fact, as the right side of a comparison."""
    if "." in node.text:
        return _fact_bound(desk, node, title) if facts else _no_fact(desk, node)
    families = BOUNDS if facts else BOUNDS[:1]
    name = desk.find(node, *families, fits=lambda known: _is_bound(desk, known, fits))
    if name is None:
        return None
    if not desk.names.has("limit", name):
        return _fact_bound(desk, node, title)
    kind = family(desk, name)
    if kind is not None and kind not in fits:
        message = f"the limit '{name}' is {'' if kind == NUMBER else 'counted in '}{kind}; {title} stands here."
        if kind == TIME_LEFT:
            message = f"the limit '{name}' is a share of the time left, with which nothing can be compared."
        unfit(desk, name, node.span, message, f"Write {title}, or name a limit that is one.")
    else:
        desk.fitting.add(name)
    return LimitName(name)


def _is_bound(desk: Desk, name: str, fits: frozenset[str]) -> bool:
    """Whether a limit, fact or count of that name can stand on the right side of such a comparison."""
    if desk.names.has("limit", name):
        return family(desk, name) in fits
    return desk.names.has("count", name) or isinstance(
        desk.kinds.get(name), WholeNumber if NUMBER in fits else LengthOfTime
    )


def _no_fact(desk: Desk, node: Node) -> Bound | None:
    message = f"the time since a moment is compared with a length of time or a limit, not with '{node.text}'."
    desk.report(
        "does-not-compare", message, node.span, way_out="Write a length of time, or name a limit that is one."
    )
    return None


def _fact_bound(desk: Desk, node: Node, title: str) -> Bound | None:
    read = fact(desk, node)
    if read is None:
        return None
    other, sort = read
    fits = (WholeNumber, COUNTED) if title == "a number" else (LengthOfTime,)
    if sort is not None and sort not in fits and type(sort) not in fits:
        message = f"'{other}' is {title_of(sort)}; {title} stands here."
        desk.report("does-not-compare", message, node.span, way_out=f"Write {title}, or name something that is one.")
    return other


def _included(desk: Desk, node: Node, sort: Sort) -> tuple[str, ...] | None:
    return None if node.text == ANYTHING else _all_included(desk, node, sort)


def _all_included(desk: Desk, node: Node, sort: Sort) -> tuple[str, ...]:
    return options_of(desk, node, cast("ChooseAny", sort))


def _complete(desk: Desk, node: Node, _sort: Sort) -> bool:
    return desk.take(yes_or_no(node), otherwise=True)


def _changed_since(desk: Desk, node: Node, _sort: Sort) -> str:
    return desk.find(node, "state", "move", "form") or ""
