"""
Conditions as lookup tables: what is read, cut into classes by the representatives of the proofs, each with an answer.

A lookup is ``{"reads": [...], "table": "0110..."}``: every reading answers the number of a class, the classes of all
of them count like the digits of a number, the last the fastest, and the table has one digit for each number.
What a test says of a class is asked of ``rules.spaces.holds`` for a value of the class; nothing here compares.
"""

from __future__ import annotations

import json
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from mentorflow.rules.calendar import DAY, Duration, instant
from mentorflow.rules.formulas import All, Counted, Not, Some
from mentorflow.rules.meaning import kind_of, ordinal
from mentorflow.rules.spaces import FLAGS, NOON, Raw, Slot, TooManyCases, candidates, holds
from mentorflow.rules.workflow import ChooseAny, ChooseOne, Date, LengthOfTime, Text, Tick, WholeNumber
from mentorflow.tools.export.readings import known
from mentorflow.tools.export.spelling import CannotSay, Known, Named, People, Spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mentorflow.rules.formulas import Formula
    from mentorflow.rules.layout import Layout

Data: TypeAlias = "dict[str, Any]"
Path: TypeAlias = "list[str | int]"
# A table of more digits than this is put together from smaller ones.
LARGEST = 64
# What the machine keeps itself.
_KEPT = {"count": "counts", "times": "times", "limit": "limits"}
# A word that is none of those listed: no option and no text can be this.
_OTHER = "\0"


@attrs.frozen
class Dial:
    """One reading: how it is made, how many classes it has, and for each leaf in which of them it holds."""

    read: Data
    classes: int
    holds: dict[int, frozenset[int]]


@attrs.define
class Lookups:
    """
    The lookups of a workflow: *tables* by the name of their condition, made when they are first asked for.

    *asked* are the conditions that no table says, with the reason: the host is asked for them by name.
    """

    layout: Layout
    spelling: Spelling
    tables: dict[str, Data] = attrs.Factory(dict)
    asked: dict[str, str] = attrs.Factory(dict)
    begun: set[str] = attrs.Factory(set)

    @classmethod
    def of(cls, layout: Layout) -> Lookups:
        """No lookups yet."""
        return cls(layout, Spelling.of(layout))

    def lookup(self, formula: Formula) -> Data:
        """A formula as a lookup; one that is too large is put together from smaller ones."""
        dials = _grouped(self, list(_leaves(formula)))
        sizes = [dial.classes for dial in dials]
        parts = formula.parts if isinstance(formula, All | Some) else ()
        if prod(sizes) > LARGEST and len(parts) > 1:
            half = len(parts) // 2
            made = All if isinstance(formula, All) else Some
            smaller = (self.nested(_of(made, parts[:half])), self.nested(_of(made, parts[half:])))
            return self.lookup(made(smaller))
        digits = (_digit(formula, dials, numbers) for numbers in product(*map(range, sizes)))
        return {"reads": [dial.read for dial in dials], "table": "".join(digits)}

    def nested(self, formula: Formula) -> Formula:
        """A formula as a reading of its own."""
        return known({"lookup": self.lookup(formula)}, 2, {1})

    def named(self, leaf: Named) -> Dial:
        """A condition by its name: its table, made now if it was not, or the question to the host."""
        name = leaf.condition if leaf.form is None else f"{leaf.condition} of {leaf.form}"
        self._made(name, leaf)
        sheet = {} if leaf.form is None else {"sheet": [leaf.form, whose(self.layout, leaf.form, leaf.owner)]}
        if leaf.condition in self.asked:
            return Dial({"value": ["asked", leaf.condition], "words": [True], **sheet}, 3, {})
        return Dial({"table": name, **sheet}, 2, {})

    def _made(self, name: str, leaf: Named) -> None:
        if name in self.begun or leaf.condition in self.asked:
            return
        self.begun.add(name)
        try:
            table = self.lookup(self.spelling.behind(leaf.condition, leaf.form))
        except (CannotSay, TooManyCases) as why:
            self.asked[leaf.condition] = str(why)
        else:
            self.tables[name] = table


def whose(layout: Layout, form: str, owner: str | None) -> str:
    """Whose sheet of a form is meant: the only copy, the one in hand, or that of the person asked about."""
    if not layout.workflow.form_by_name[form].copy_each:
        return "copy"
    return "hand" if owner is None else "person"


# --- formulas -------------------------------------------------------------------------------------------------------
def _of(made: type[All | Some], parts: Sequence[Formula]) -> Formula:
    return parts[0] if len(parts) == 1 else made(tuple(parts))


def _leaves(formula: Formula) -> Iterator[Any]:
    if isinstance(formula, Not):
        yield from _leaves(formula.part)
    elif isinstance(formula, All | Some):
        for part in formula.parts:
            yield from _leaves(part)
    else:
        yield formula


def _digit(formula: Formula, dials: Sequence[Dial], numbers: Sequence[int]) -> str:
    true = {
        key for dial, number in zip(dials, numbers, strict=True) for key, yes in dial.holds.items() if number in yes
    }
    return str(int(_true(formula, true)))


def _true(formula: Formula, true: set[int]) -> bool:
    if isinstance(formula, Not):
        return not _true(formula.part, true)
    if isinstance(formula, All):
        return all(_true(part, true) for part in formula.parts)
    if isinstance(formula, Some):
        return any(_true(part, true) for part in formula.parts)
    return id(formula) in true


# --- dials ----------------------------------------------------------------------------------------------------------
def _grouped(lookups: Lookups, leaves: Sequence[Any]) -> list[Dial]:
    """One dial for all leaves that read the same."""
    groups: dict[Any, list[Any]] = {}
    for leaf in leaves:
        key = _read_of(leaf)
        groups.setdefault(key, []).append(leaf)
    return [_dial(lookups, group) for group in groups.values()]


def _read_of(leaf: object) -> object:
    """What two leaves have in common that one dial serves."""
    if isinstance(leaf, Raw):
        both = isinstance(leaf.right, Slot)
        chosen = leaf.right if leaf.op in {"include", "include_all"} else None
        return "raw", leaf.left, leaf.right if both else chosen, both
    if isinstance(leaf, Counted):
        return "sum", id(leaf.marks)
    return ("known", leaf.read) if isinstance(leaf, Known) else leaf


def _dial(lookups: Lookups, group: list[Any]) -> Dial:
    first = group[0]
    if isinstance(first, Raw):
        dial, outcomes = _of_raws(lookups.layout, list(dict.fromkeys(group)))
        return attrs.evolve(dial, holds={id(leaf): outcomes[leaf] for leaf in group})
    if isinstance(first, Counted):
        return _of_sum(lookups, group)
    if isinstance(first, Named):
        dial = lookups.named(first)
        yes = frozenset({0}) if "value" in dial.read else frozenset({1})
    elif isinstance(first, People):
        how = "some" if first.some else "every"
        dial, yes = Dial({how: list(first.roles), "of": lookups.lookup(first.each)}, 2, {}), frozenset({1})
    else:
        dial, yes = Dial(json.loads(first.read), first.classes, {}), first.yes
        return attrs.evolve(dial, holds={id(leaf): leaf.yes for leaf in group})
    return attrs.evolve(dial, holds=dict.fromkeys(map(id, group), yes))


def _of_sum(lookups: Lookups, group: list[Counted]) -> Dial:
    """How many of the marks of a sheet hold."""
    parts = [lookups.lookup(part) for part in group[0].marks.parts]
    read = {"sum": parts}
    return Dial(read, len(parts) + 1, {id(leaf): frozenset(leaf.numbers) for leaf in group})


Outcomes: TypeAlias = "dict[Raw, frozenset[int]]"


def _of_raws(layout: Layout, raws: list[Raw]) -> tuple[Dial, Outcomes]:
    """The dial of one slot, or of two that are compared."""
    slot, kind = raws[0].left, kind_of(layout.workflow, raws[0].left.fact)
    if slot.fact.kind in {"since", "changed"}:
        msg = "it depends on when something happened"
        raise CannotSay(msg)
    if isinstance(raws[0].right, Slot):
        return _compared(layout, raws, raws[0].right)
    if slot.fact.kind in FLAGS or isinstance(kind, Tick):
        return _words(layout, raws, [True], absent=False)
    if isinstance(kind, ChooseAny):
        return _among(layout, raws, kind)
    if isinstance(kind, ChooseOne | Text):
        return _words(layout, raws, list(dict.fromkeys(word for raw in raws for word in raw.right)), absent=None)
    if isinstance(kind, WholeNumber | LengthOfTime) or slot.fact.kind in {"count", "times", "limit"}:
        return _steps(layout, raws)
    msg = "it reads what no table can hold"
    raise CannotSay(msg)


def _words(layout: Layout, raws: list[Raw], words: list[Any], *, absent: object) -> tuple[Dial, Outcomes]:
    """One class for each of these words, one for any other, one for no answer."""
    slot = raws[0].left
    values = [*words, False if words == [True] else _OTHER, absent]
    return Dial({"value": path_of(layout, slot), "words": words}, len(values), {}), _out(layout, raws, slot, values)


def _among(layout: Layout, raws: list[Raw], kind: ChooseAny) -> tuple[Dial, Outcomes]:
    """How many of some options were chosen."""
    slot, right = raws[0].left, raws[0].right
    names = list(kind.names if right is None else right)
    values = [*(tuple(names[:count]) for count in range(len(names) + 1)), None]
    return Dial({"value": path_of(layout, slot), "among": names}, len(values), {}), _out(layout, raws, slot, values)


def _steps(layout: Layout, raws: list[Raw]) -> tuple[Dial, Outcomes]:
    """Numbers and lengths of time, cut where a test comes out otherwise."""
    slot = raws[0].left
    tried = (value for value in candidates(layout, slot, (slot,), raws) if value is not None)
    values: list[Any] = []
    steps: list[int] = []
    for value in sorted(tried, key=ordinal):
        if not values:
            values.append(value)
        elif _signs(layout, raws, slot, value) != _signs(layout, raws, slot, values[-1]):
            values.append(value)
            steps.append(ordinal(value))
    values.append(None)
    return Dial({"value": path_of(layout, slot), "steps": steps}, len(values), {}), _out(layout, raws, slot, values)


def _compared(layout: Layout, raws: list[Raw], right: Slot) -> tuple[Dial, Outcomes]:
    """Two values beside each other: less, equal, more, or not both there."""
    left = raws[0].left
    less, more = _apart(layout, left)
    pairs = [(less, more), (less, less), (more, less), (None, None)]
    read = {"value": path_of(layout, left), "than": path_of(layout, right)}
    found = {
        raw: frozenset(n for n, (one, other) in enumerate(pairs) if holds(layout, raw, {left: one, right: other}))
        for raw in raws
    }
    return Dial(read, len(pairs), {}), found


def _apart(layout: Layout, slot: Slot) -> tuple[Any, Any]:
    """Two values of a slot, the lesser first."""
    kind = kind_of(layout.workflow, slot.fact)
    if isinstance(kind, Date):
        return instant(NOON).date(), instant(NOON + DAY).date()
    if isinstance(kind, ChooseOne | Text):
        return "a", "b"
    limit = layout.workflow.limit_by_name.get(slot.fact.name) if slot.fact.kind == "limit" else None
    lengths = isinstance(kind, LengthOfTime) or (limit is not None and isinstance(limit.amount, Duration))
    return (Duration(days=1), Duration(days=2)) if lengths else (1, 2)


def _signs(layout: Layout, raws: list[Raw], slot: Slot, value: object) -> list[bool]:
    return [holds(layout, raw, {slot: value}) for raw in raws]


def _out(layout: Layout, raws: list[Raw], slot: Slot, values: Sequence[object]) -> Outcomes:
    """For each test the classes in which it holds."""
    return {raw: frozenset(n for n, value in enumerate(values) if holds(layout, raw, {slot: value})) for raw in raws}


def path_of(layout: Layout, slot: Slot) -> Path:
    """Where the value of a slot stands."""
    fact = slot.fact
    if fact.kind in _KEPT:
        return ["context", _KEPT[fact.kind], fact.name]
    if fact.kind == "host":
        return ["fact", fact.name]
    if fact.kind == "complete":
        return ["form", fact.form, "complete"]
    sheet: Path = [fact.form, whose(layout, fact.form, slot.person)]
    return ["sheet", *sheet] if fact.kind == "sheet" else ["answer", *sheet, fact.name]
