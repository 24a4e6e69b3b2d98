"""
Whose answers a condition reads, and who may see them.

A form with a copy each has no answer of its own: a condition on it has to say whose answers it means, unless one
copy is at hand (ruling 10); and a condition on a move may not read what those who make the move may not see
(ruling 13).
Part of the builder; works on the checked plain data, before anything is compiled.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.diagnostics import Related
from mentorflow.rules.workflow import Fact, Test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentorflow.rules.desk import Desk, Use

PARTS = ("all_of", "any_of", "none_of")


@attrs.frozen(slots=False)
class Reads:
    """What each condition reads, itself and through the conditions it is made of."""

    conditions: dict[str, dict[str, Any]]
    copies: frozenset[str]
    vague: frozenset[str]

    def is_vague(self, names: Iterable[str]) -> bool:
        """Whether any of these conditions reads a form of which it is unclear whether everyone has a copy."""
        tests = [test for name in names for each in self.behind(name) for test in self.conditions[each]["tests"]]
        return any(fact.form in self.vague for test in tests for fact in facts_of(test))

    def behind(self, name: str) -> tuple[str, ...]:
        """A condition and all it is made of, each once, itself first."""
        seen: dict[str, None] = {}
        pending = [name]
        while pending:
            each = pending.pop()
            if each in self.conditions and each not in seen:
                seen[each] = None
                pending += [part for key in PARTS for part in self.conditions[each][key]]
        return tuple(seen)

    def says_who(self, name: str) -> bool:
        """Whether a condition, or one it is made of, says over whose answers it speaks."""
        return any(self.conditions[each]["who"] is not None for each in self.behind(name))

    @cached_property
    def loose(self) -> dict[str, dict[str, Test]]:
        """For each condition the forms with a copy each of which it reads some copy, without saying whose itself."""
        return {name: self._loose(plain) for name, plain in self.conditions.items()}

    def _loose(self, plain: dict[str, Any]) -> dict[str, Test]:
        if plain["who"] is not None:
            return {}
        found: dict[str, Test] = {}
        for test in plain["tests"]:
            for fact in facts_of(test):
                if fact.kind in {"field", "unfavorable"} and fact.form in self.copies:
                    found.setdefault(fact.form, test)
        return found

    def loose_behind(self, name: str) -> dict[str, tuple[str, Test]]:
        """The forms one copy of which is read, each with the condition and test that reads it."""
        found: dict[str, tuple[str, Test]] = {}
        for each in self.behind(name):
            for form, test in self.loose[each].items():
                found.setdefault(form, (each, test))
        return found


def facts_of(test: Test) -> tuple[Fact, ...]:
    """What a test reads: its left side, and its right side where that is a fact as well."""
    return (test.fact, test.value) if isinstance(test.value, Fact) else (test.fact,)


def reads(desk: Desk, conditions: Iterable[dict[str, Any]]) -> Reads:
    """What the conditions of a file read."""
    return Reads({plain["name"]: plain for plain in conditions}, frozenset(desk.copies), frozenset(desk.vague))


# --- whose answers (ruling 10) --------------------------------------------------------------------------------------
def rows_for(desk: Desk, known: Reads, tables: Iterable[dict[str, Any]]) -> None:
    """Find the form each table with ``row_for`` is for: the one of which its conditions read one copy."""
    for table in tables:
        if table["row_for"] is None:
            continue
        names = [cell["condition"] for row in table["rows"] for cell in row["cells"]]
        forms = tuple(dict.fromkeys(form for name in names for form in known.loose_behind(name)))
        if len(forms) == 1:
            table["form"] = forms[0]
        elif not _is_unclear(desk, known, table["name"], names):
            _which_form(desk, table, forms, said=any(known.says_who(name) for name in names))


def _is_unclear(desk: Desk, known: Reads, table: str, names: list[str]) -> bool:
    """Whether errors elsewhere may be why the rows of a table read none or several forms."""
    broken = desk.is_broken("routing", table) or any(desk.is_broken("condition", name) for name in names)
    return broken or known.is_vague(names)


def _which_form(desk: Desk, table: dict[str, Any], forms: tuple[str, ...], *, said: bool) -> None:
    """Tell of a table whose form is none or several; *said* is whether its conditions say whose answers they mean."""
    span = table["row_for"].span
    if forms:
        listed = " and ".join(forms)
        message = f"the rows of '{table['name']}' read copies of several forms, {listed}; 'row_for' goes with one."
        desk.report("row-for-several", message, span, way_out="Say 'who' in the conditions on the other forms.")
    else:
        message = f"no row of '{table['name']}' reads a form with a copy each, so 'row_for' says nothing."
        if said:
            message = f"the conditions of '{table['name']}' say 'who' themselves, so 'row_for' says nothing."
        desk.report("row-for-nothing", message, span, way_out="Take 'row_for' away.")
    desk.broken.add(("routing", table["name"]))


def whose_answers(desk: Desk, known: Reads, tables: Iterable[dict[str, Any]]) -> None:
    """
    Tell of conditions that read one copy where none is at hand.

    Where a condition is never used rightly, it is told once, at the line that reads; otherwise at each wrong use.
    """
    form_of = {table["name"]: table["form"] for table in tables}
    open_tables = {table["name"] for table in tables if table["row_for"] is not None and table["form"] is None}
    right: set[str] = set()
    wrong: list[tuple[Use, str, str, Test]] = []
    for use in _clear_uses(desk):
        at_hand = form_of.get(use.routing) if use.routing is not None else use.form
        for form, (condition, test) in known.loose_behind(use.condition).items():
            if form == at_hand or use.routing in open_tables:
                right.add(condition)
            else:
                wrong.append((use, form, condition, test))
    told: set[str] = set()
    for use, form, condition, test in wrong:
        key = condition if condition not in right else use.routing or str(use.span)
        if key in told or desk.is_broken("condition", condition):
            continue
        told.add(key)
        if condition in right:
            _wrong_use(desk, use, _fact_of(form, test), test)
        else:
            _whose(desk, use, condition, _fact_of(form, test), test)
    desk.broken.update(("routing", use.routing) for use, *_ in wrong if use.routing is not None)


def _clear_uses(desk: Desk) -> list[Use]:
    """The uses of conditions of which no error hides whether a copy is at hand there."""
    return [use for use in desk.uses if use.routing is None or not desk.is_broken("routing", use.routing)]


def _fact_of(form: str, test: Test) -> Fact:
    """What a test reads of a form; its left side where both do."""
    return next(fact for fact in facts_of(test) if fact.form == form)


def _wrong_use(desk: Desk, use: Use, fact: Fact, test: Test) -> None:
    message = f"'{use.condition}' reads one copy of '{fact.form}', and here it is not said whose."
    way_out = "Use a condition with 'who: each partner' or 'who: either partner' here."
    related = [Related(desk.spot_of(test, fact), "it is read here.")]
    desk.report("whose-answers", message, use.span, way_out=way_out, related=related)


def _whose(desk: Desk, use: Use, condition: str, fact: Fact, test: Test) -> None:
    message = f"'{condition}' reads '{fact}', of which everyone has a copy: whose answer is meant?"
    way_out = "Add 'who: each partner' or 'who: either partner' to the condition."
    span, related = desk.spot_of(test, fact), [Related(use.span, "it is used here.")]
    desk.report("whose-answers", message, span, way_out=way_out, related=related)


def needless_who(desk: Desk, known: Reads) -> None:
    """Tell of a ``who`` that says over whose answers something holds that nobody has an own copy of."""
    for name, plain in known.conditions.items():
        forms = {fact.form for test in plain["tests"] for fact in facts_of(test)}
        unclear = desk.is_broken("condition", name) or known.is_vague([name])
        if plain["who"] is not None and not forms & known.copies and not unclear:
            message = f"'who' says nothing here: no line of '{name}' itself reads a form with a copy each."
            desk.report("needless-who", message, plain["who"].span, way_out="Take 'who' away.")


# --- what the actor may see (ruling 13) -----------------------------------------------------------------------------
def sees(desk: Desk, form: dict[str, Any], field: dict[str, Any] | None, role: str) -> bool:
    """Whether a role may see the answers of a form, or one of them, apart from what is hidden between partners."""
    if desk.roles.get(role) == "partners":
        return True
    if field is not None and field["private"]:
        return False
    named = (*form["filled_in_by"].parts, *form["also_seen_by"], *(field["also_seen_by"] if field else ()))
    return role in named


def _is_hidden(desk: Desk, plain: dict[str, Any], form: dict[str, Any], role: str) -> bool:
    """
    Whether a condition reads copies that are hidden from this partner.

    A copy of their own is not; and a seal that opens once both have answered is open where the condition asks for
    the form to be complete.
    """
    hidden = form["hidden_from_partner"]
    if hidden is None or desk.roles.get(role) != "partners" or (plain["who"] and plain["who"].parts == (role,)):
        return False
    whole = any(test.op == "complete" and test.value and test.fact.form == form["name"] for test in plain["tests"])
    return hidden == "always" or not whole


def unseen(desk: Desk, known: Reads, forms: Iterable[dict[str, Any]]) -> None:
    """Tell of conditions on moves that read what somebody who may make the move may not see."""
    by_name = {form["name"]: form for form in forms}
    for use in desk.uses:
        behind = known.behind(use.condition) if use.by else ()
        for each in () if any(desk.is_broken("condition", name) for name in behind) else behind:
            secret = next(_secrets(desk, known.conditions[each], by_name, use.by), None)
            if secret is not None:
                private = any(field["private"] for field in _field(by_name, secret[1]))
                _unseen(desk, use, *secret, private=private)
                break


def _secrets(
    desk: Desk, plain: dict[str, Any], forms: dict[str, dict[str, Any]], by: tuple[str, ...]
) -> Iterator[tuple[Test, Fact, str]]:
    for test in plain["tests"]:
        for fact in facts_of(test):
            form = forms.get(fact.form)
            if fact.kind not in {"field", "unfavorable"} or form is None or desk.is_broken("form", fact.form):
                continue
            field = next(_field(forms, fact), None)
            for role in by:
                if not sees(desk, form, field, role) or _is_hidden(desk, plain, form, role):
                    yield test, fact, role


def _field(forms: dict[str, dict[str, Any]], fact: Fact) -> Iterator[dict[str, Any]]:
    """The question that a fact reads; none where it reads them all."""
    return (field for field in forms[fact.form]["fields"] if field["name"] == fact.name)


def _unseen(desk: Desk, use: Use, test: Test, fact: Fact, role: str, *, private: bool) -> None:
    message = f"'{use.condition}' reads '{fact}', which '{role}' may not see but could guess from the answer here."
    way_out = f"Let somebody else make the move, or add 'also_seen_by: {role}'."
    if private:
        way_out = "Let a partner make the move, or take 'private' away."
    if desk.roles.get(role) == "partners":
        way_out = "Use a condition that does not read what is hidden from the partner."
    related = [Related(desk.spot_of(test, fact), "it is read here.")]
    desk.report("reads-unseen", message, use.span, way_out=way_out, related=related)
