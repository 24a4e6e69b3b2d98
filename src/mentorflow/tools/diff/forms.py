"""
Forms and questions in two files: what is asked, who answers, signs, opens and sees it.

Nothing here says what follows from an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.english import listed
from mentorflow.rules.meaning import may_be_absent
from mentorflow.rules.workflow import EACH, ListOf, Test, WholeNumber
from mentorflow.tools.diff.apart import beside, compared, less, named, parts_of, people, persons_of, quoted, yes_no
from mentorflow.tools.diff.deadlines import one_deadline
from mentorflow.tools.diff.kinds import change_of_choices, narrower, of_kind
from mentorflow.tools.diff.same import seen_by_partners_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.workflow import Deadline, Field, Form, Kind, Who, Workflow
    from mentorflow.tools.diff.apart import At, Difference, Saying, Told

_NOBODY_ELSE = "nobody else is ever shown the form"
_STAFF = "what a move asks is for staff in any case"
_KEPT = "answers are kept in the order of the questions"


def forms(at: At, old: tuple[Form, ...], new: tuple[Form, ...]) -> Told:
    """What people fill in."""
    found = beside(old, new, named)
    for form in found.gone:
        yield at.on(form.name, old=form).tell(
            "questions", f"There is no form '{form.name}' any more.", breaks="answers already given lose their place"
        )
    for form in found.come:
        yield at.on(form.name, new=form).tell(
            "questions",
            f"There is a new form '{form.name}', filled in by {people(form.filled_in_by)}:"
            f" {quoted(field.name for field in form.fields)}.",
            because="what waits for it is told by itself",
        )
    for one, other in found.both:
        yield from compared(at.on(one.name, one, other), one, other, FORM)


# --- who ------------------------------------------------------------------------------------------------------------
def _filled_in_by(at: At, old: Who, new: Who) -> Told:
    gone = less(persons_of(at.old, old), persons_of(at.new, new))
    copies = old.is_each_partner != new.is_each_partner
    breaks = "copies already handed in are somebody else's now" if copies or gone else ""
    says = f"'{at.subject}' is filled in by {people(new)} instead of {people(old)}"
    yield at.tell("rights", f"{says}{_order(old, new)}.", breaks=breaks)


def _order(old: Who | None, new: Who | None) -> str:
    same = set(parts_of(old)) == set(parts_of(new))
    return "; whoever is several of these acts as the first" if same else ""


def _open_from(at: At, old: str | None, new: str | None) -> Told:
    before, now = (f"from '{state}' on" if state else "from the beginning" for state in (old, new))
    breaks = f"a partnership that has not been '{new}' cannot fill it in" if new else ""
    yield at.tell("rights", f"'{at.subject}' is open {now} instead of {before}.", breaks=breaks)


def _opened_by(at: At, old: tuple[str, ...], new: tuple[str, ...]) -> Told:
    if not new:
        yield at.tell("rights", f"'{at.subject}' opens by itself; before, {people(old)} had to open it.")
    elif not old:
        breaks = "where it opened by itself it is closed until then"
        yield at.tell("rights", f"'{at.subject}' has to be opened by {people(new)}.", breaks=breaks)
    else:
        yield at.tell("rights", f"'{at.subject}' is opened by {people(new)} instead of {people(old)}.")


def _signed_by(at: At, old: Who | None, new: Who | None) -> Told:
    more = less(_signers(at.new, new), _signers(at.old, old))
    breaks = "a form that is complete lacks a signature" if more else ""
    says = f"'{at.subject}' is signed by {people(new)} instead of {people(old)}"
    yield at.tell("rights", f"{says}{_order(old, new)}.", breaks=breaks)


def _signers(workflow: Workflow, who: Who | None) -> tuple[str, ...]:
    """Who has to sign, partner by partner where each of them does."""
    parts = parts_of(who)
    return tuple(role for part in parts for role in (workflow.partner_roles if part == EACH else (part,)))


def _seen_by(at: At, old: tuple[str, ...], new: tuple[str, ...]) -> Told:
    more, fewer = less(new, old), less(old, new)
    if more:
        breaks = "answers given before, when that was not said, are seen as well"
        yield at.tell("rights", f"{people(more)} may now see '{at.subject}'.", breaks=breaks)
    if fewer and not more and _staff_sees(at, fewer):
        says = f"{people(fewer)} may still see '{at.subject}', which is not said any more."
        yield at.tell("rights", says, because=_STAFF, alike=True)
    elif fewer:
        yield at.tell("rights", f"{people(fewer)} may no longer see '{at.subject}'.")
    if not more and not fewer:
        yield at.tell("rights", f"'{at.subject}' is also seen by {people(new)}, in this order.")


def _staff_sees(at: At, roles: tuple[str, ...]) -> bool:
    """Whether some roles see what a move asks because all staff does."""
    home = at.subject.partition(".")[0]
    workflows = (at.old, at.new)
    return not any(home in workflow.form_by_name for workflow in workflows) and all(
        role.kind == "staff" for workflow in workflows for role in workflow.roles if role.name in roles
    )


def _hidden(at: At, old: str | None, new: str | None) -> Told:
    said = {None: "is not hidden from the partner", "always": "is always hidden from the partner"}
    words = [said.get(each, "is hidden from the partner until both have answered") for each in (old, new)]
    opened = "answers given behind the seal are seen" if old == "always" or new is None else ""
    yield at.tell(
        "rights", f"'{at.subject}' {words[1]}; before, it {words[0].replace('is', 'was', 1)}.", breaks=opened
    )


# --- what becomes of it ---------------------------------------------------------------------------------------------
def _living(at: At, _: object, new: bool) -> Iterator[Difference]:  # noqa: FBT001 - the value of the key
    yes = f"'{at.subject}' is only ever saved now, and may be changed at any time."
    no = f"'{at.subject}' is handed in whole now, and not only ever saved."
    yield yes_no(at, "questions", now=new, yes=yes, no=no, breaks="" if new else "what is saved may lack answers")


def _repeats(at: At, _: object, new: bool) -> Iterator[Difference]:  # noqa: FBT001 - the value of the key
    yes = f"A fresh '{at.subject}' is filled in each time a state waits for it."
    no = f"'{at.subject}' is filled in once; a complete one counts wherever a state waits for it."
    breaks = "" if new else "a partnership that comes to such a state goes on at once"
    yield yes_no(at, "questions", now=new, yes=yes, no=no, breaks=breaks)


def _after_end(at: At, _: object, new: bool) -> Iterator[Difference]:  # noqa: FBT001 - the value of the key
    yes = f"'{at.subject}' can now be filled in after the end."
    no = f"'{at.subject}' can no longer be filled in after the end."
    yield yes_no(at, "gained" if new else "lost", now=new, yes=yes, no=no)


def _tells(at: At, old: Who | None, new: Who | None) -> Told:
    says = f"When '{at.subject}' is changed, {people(new)} {_is(new)} told, instead of {people(old)}."
    yield at.tell("notices", says)


def _is(who: Who | None) -> str:
    return "are" if who is not None and len(who.parts) > 1 else "is"


def _due(at: At, old: Deadline | None, new: Deadline | None) -> Told:
    yield from one_deadline(at, f"'{at.subject}'", old, new)


# --- questions ------------------------------------------------------------------------------------------------------
def questions(at: At, old: tuple[Field, ...], new: tuple[Field, ...]) -> Told:
    """What is asked; the subject of *at* is the form, the list or the move that asks it."""
    found = beside(old, new, named)
    home = at.subject
    for field in found.gone:
        yield at.on(f"{home}.{field.name}", old=field).tell(
            "questions",
            f"'{home}' no longer asks '{field.name}'.",
            breaks="an answer already given to it has no place any more",
        )
    for field in found.come:
        yield at.on(f"{home}.{field.name}", new=field).tell(
            "questions",
            f"'{home}' asks something new, '{field.name}': {of_kind(field.kind)}, {_whether(field)}.",
            breaks="" if may_be_absent(field) else "copies already handed in lack it",
            because="it may be left open",
        )
    if found.moved:
        says = f"'{home}' asks in another order: {quoted(field.name for field in new)}."
        yield at.tell("questions", says, breaks=_KEPT)
    for one, other in found.both:
        yield from compared(at.on(f"{home}.{one.name}", one, other), one, other, FIELD)


def _whether(field: Field) -> str:
    asked = f", asked only if '{field.asked_if}'" if field.asked_if else ""
    return f"{'may be left open' if may_be_absent(field) else 'needed'}{asked}"


def _kind(at: At, old: Kind, new: Kind) -> Told:
    breaks = "an answer already given may not be taken any more" if narrower(at, old, new) else ""
    if isinstance(old, ListOf) and isinstance(new, ListOf):
        yield from questions(at, old.fields, new.fields)
        if old.at_least != new.at_least:
            says = (
                f"'{at.subject}' needs {new.at_least or 'no'} entries at least, instead of {old.at_least or 'none'}."
            )
            few = "a list already handed in may be too short" if new.at_least > old.at_least else ""
            yield at.tell("questions", says, breaks=few)
        return
    ends = list(change_of_choices(old, new)) or [f"takes {of_kind(new)} instead of {of_kind(old)}"]
    for end in ends:
        yield at.tell("questions", f"'{at.subject}' {end}.", breaks=breaks)


def _optional(at: At, _: object, new: bool) -> Iterator[Difference]:  # noqa: FBT001 - the value of the key
    yes, no = f"'{at.subject}' may be left open now.", f"'{at.subject}' has to be answered now."
    yield yes_no(at, "questions", now=new, yes=yes, no=no, breaks="" if new else "copies handed in may lack it")


def _asked_if(at: At, old: str | None, new: str | None) -> Told:
    before, now = (f"only if '{name}'" if name else "always" for name in (old, new))
    breaks = "" if old is None else "a copy already handed in may lack an answer that is asked now"
    yield at.tell("questions", f"'{at.subject}' is asked {now} instead of {before}.", breaks=breaks)


def _unfavorable(at: At, old: tuple[str, ...] | Test | None, new: tuple[str, ...] | Test | None) -> Told:
    before, now = _mark(old), _mark(new)
    says = f"'{at.subject}' counts as unfavorable {now} instead of {before}."
    yield at.tell("questions", says, because="answers would be counted anew the next time they are looked at")


def _mark(rule: tuple[str, ...] | Test | None) -> str:
    if rule is None:
        return "never"
    if isinstance(rule, Test):
        return f"when it is {rule.op.replace('_', ' ')} {rule.words}"
    return f"when it is {listed(rule)}"


def _should_be(at: At, old: object, new: object) -> Told:
    before, now = _advice(old), _advice(new)
    yield at.tell("questions", f"What is advised for '{at.subject}' is {now} instead of {before}.")


def _advice(rule: object) -> str:
    if isinstance(rule, WholeNumber):
        return f"{rule.low} to {rule.high}"
    return listed(rule) if isinstance(rule, tuple) else "nothing"


def _private(at: At, _: object, new: bool) -> Iterator[Difference]:  # noqa: FBT001 - the value of the key
    form, _, field = at.subject.partition(".")
    if all(seen_by_partners_only(workflow, form, field) for workflow in (at.old, at.new)):
        words = "called private" if new else "no longer called private"
        says = f"'{at.subject}' is {words}; nobody but the two partners sees it in any case."
        yield at.tell("rights", says, because=_NOBODY_ELSE, alike=True)
        return
    yes = f"'{at.subject}' is for the two partners only now."
    no = f"'{at.subject}' is no longer for the two partners only."
    breaks = "" if new else "answers given in private are seen by whoever sees the form"
    yield yes_no(at, "rights", now=new, yes=yes, no=no, breaks=breaks)


FIELD: dict[str, Saying] = {
    "name": lambda *_: (),
    "kind": _kind,
    "optional": _optional,
    "asked_if": _asked_if,
    "unfavorable": _unfavorable,
    "should_be": _should_be,
    "private": _private,
    "also_seen_by": _seen_by,
}
FORM: dict[str, Saying] = {
    "name": lambda *_: (),
    "filled_in_by": _filled_in_by,
    "fields": questions,
    "open_from": _open_from,
    "opened_by": _opened_by,
    "signed_by": _signed_by,
    "living": _living,
    "repeats": _repeats,
    "hidden_from_partner": _hidden,
    "also_seen_by": _seen_by,
    "stays_open_after_end": _after_end,
    "tells_on_change": _tells,
    "due": _due,
}
