"""
What is asked: each form with its questions in brief, who fills it in and signs it, and how long it may be changed.

When a form is due is told with all that is due, and who sees it with all that is seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorflow.rules.clauses import listed
from mentorflow.rules.workflow import (
    EACH,
    ChooseAny,
    ChooseOne,
    Date,
    LengthOfTime,
    ListOf,
    Option,
    Text,
    Texts,
    Tick,
    WholeNumber,
)
from mentorflow.tools.policy.claims import holds, score
from mentorflow.tools.policy.page import Bullets, Heading, Paragraph, Section
from mentorflow.tools.policy.words import (
    answer,
    both,
    capital,
    joined,
    number,
    people,
    quoted,
    sentence,
    span,
    the,
    times_of,
    titled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.rules.calendar import Duration
    from mentorflow.rules.workflow import Field, Form, Kind, Workflow
    from mentorflow.tools.policy.page import Block


def asked(workflow: Workflow) -> Section:
    """All forms, in the order of the file."""
    return Section("What is asked", tuple(block for form in workflow.forms for block in _form(workflow, form)))


def _form(workflow: Workflow, form: Form) -> Iterator[Block]:
    yield Heading(capital(workflow.shown(form.name)))
    yield Paragraph(joined((_filled_in(workflow, form), _opened(workflow, form), *_kept(workflow, form))))
    if form.talk_about:
        yield Paragraph("Worth talking about; nothing of it is stored:")
        yield Bullets(form.talk_about, small=True)
        yield Paragraph("The questions:")
    yield Bullets(tuple(_question(workflow, field) for field in form.fields), small=True)


# --- the form -------------------------------------------------------------------------------------------------------
def filled_in(workflow: Workflow, form: Form) -> str:
    """Who fills it in and who signs it: ``is filled in by the mentee and signed by each partner``."""
    who = form.filled_in_by
    by = "each partner separately" if who.parts == (EACH,) else people(workflow, who, "or")
    signed = f" and signed by {people(workflow, form.signed_by)}" if form.signed_by is not None else ""
    return f"is filled in by {by}{signed}"


def _filled_in(workflow: Workflow, form: Form) -> str:
    cleared = "a later change clears the signatures" if form.signed_by is not None else ""
    return sentence(f"It {filled_in(workflow, form)}{f'; {cleared}' if cleared else ''}")


def _opened(workflow: Workflow, form: Form) -> str:
    start = f"from {titled(workflow, form.open_from)} on" if form.open_from is not None else "from the beginning"
    by = f", once {people(workflow, form.opened_by, 'or')} has opened it" if form.opened_by else ""
    end = "; it stays open after the end" if form.stays_open_after_end else ""
    return sentence(f"It is open {start}{by}{end}")


def _kept(workflow: Workflow, form: Form) -> Iterator[str]:
    if form.living:
        yield "It may be changed at any time."
    if form.repeats:
        yield "A fresh one is filled in each time."
    if form.tells_on_change is not None:
        be = "are" if len(form.tells_on_change.parts) > 1 else "is"
        yield sentence(f"Whenever it is changed, {people(workflow, form.tells_on_change)} {be} told")


# --- the questions --------------------------------------------------------------------------------------------------
def _question(workflow: Workflow, field: Field) -> str:
    asked = f"{field.ask} ({said_of(workflow, field)})"
    details = entries(workflow, field, "each entry")
    return f"{asked}. {details}" if details else asked


def question(workflow: Workflow, field: Field) -> str:
    """A question quoted in a sentence, and what is taken as an answer."""
    return f"{quoted(field.ask)} ({said_of(workflow, field)})"


def entries(workflow: Workflow, field: Field, each: str) -> str:
    """What is asked of *each* entry of a list, as a sentence; nothing where no list is asked for."""
    if not isinstance(field.kind, ListOf):
        return ""
    return sentence(f"{each} has {both(_detail(workflow, detail) for detail in field.kind.fields)}")


def said_of(workflow: Workflow, field: Field) -> str:
    """What is taken as an answer, and what is said of it."""
    return "; ".join((of_kind(workflow, field.kind), *_rest(workflow, field)))


def _rest(workflow: Workflow, field: Field) -> Iterator[str]:
    if field.should_be is not None:
        yield f"it should be {_advice(field)}"
    if field.unfavorable is not None:
        yield _unfavorable(workflow, field)
    if field.asked_if is not None:
        yield f"asked only if {holds(workflow, field.asked_if)}"
    if field.optional:
        yield "optional"
    if field.private:
        yield "for the partners only" if workflow.partner_roles else "private"


def _advice(field: Field) -> str:
    if isinstance(field.should_be, WholeNumber):
        return f"{field.should_be.low} to {field.should_be.high}"
    return listed(_answers(field, field.should_be or ()))


def _answers(field: Field, names: tuple[str, ...]) -> list[str]:
    if isinstance(field.kind, Tick):
        return ["agreeing" if name == "yes" else "not agreeing" for name in names]
    options: tuple[Option, ...] = getattr(field.kind, "options", ())
    return [quoted(answer(option)) for option in options if option.name in names]


def _unfavorable(workflow: Workflow, field: Field) -> str:
    if isinstance(field.unfavorable, tuple):
        verb = "count" if len(field.unfavorable) > 1 else "counts"
        return f"{listed(_answers(field, field.unfavorable), 'and')} {verb} as unfavorable"
    return (
        "" if field.unfavorable is None else f"{score(workflow, field.unfavorable, field.kind)} counts as unfavorable"
    )


def of_kind(workflow: Workflow, kind: Kind) -> str:
    """What is taken as an answer, briefly."""
    if isinstance(kind, ChooseOne):
        return listed(quoted(answer(option)) for option in kind.options)
    if isinstance(kind, ChooseAny):
        return _any(workflow, kind)
    if isinstance(kind, ListOf):
        entries = "entry" if kind.at_least == 1 else "entries"
        return f"a list of at least {number(kind.at_least)} {entries}" if kind.at_least else "a list"
    if isinstance(kind, LengthOfTime):
        return f"from {_length(workflow, kind.low)} to {_length(workflow, kind.high)}"
    return _plain(kind)


def _plain(kind: Kind) -> str:
    if isinstance(kind, Text):
        return "in free words" if kind.up_to is None else f"up to {times_of(kind.up_to, 'character')}"
    if isinstance(kind, Texts):
        return times_of(kind.count, "answer").replace(str(kind.count), number(kind.count), 1)
    if isinstance(kind, WholeNumber):
        return f"a number from {kind.low} to {kind.high:,}"
    if isinstance(kind, Date):
        return "a date, " + _day(kind) if _day(kind) else "a date"
    return "must be agreed to" if isinstance(kind, Tick) and kind.required else "may be agreed to"


def _day(kind: Date) -> str:
    if kind.not_later_than_today:
        return "not later than today"
    return "not earlier than today" if kind.not_earlier_than_today else ""


def _length(workflow: Workflow, bound: Duration | str) -> str:
    return the(workflow.worded(bound)) if isinstance(bound, str) else span(bound)


def _any(workflow: Workflow, kind: ChooseAny) -> str:
    texts = {
        option.name: f"{f'{place} ' if kind.numbered else ''}{quoted(answer(option))}"
        for place, option in enumerate(kind.options, 1)
    }
    least = f"at least {number(kind.at_least)} of" if kind.at_least else "any of"
    if not kind.groups:
        return f"{least} {listed(texts.values())}"
    groups = (
        f"under “{workflow.worded(group)}” {listed(texts[name] for name in names)}" for group, names in kind.groups
    )
    loose = [text for name, text in texts.items() if not any(name in names for _, names in kind.groups)]
    return f"{least} these: {'; '.join((*groups, *([listed(loose)] if loose else [])))}"


def _detail(workflow: Workflow, field: Field) -> str:
    called = quoted(field.ask) if field.ask else quoted(workflow.worded(field.name))
    return f"{called} ({said_of(workflow, field)})"
