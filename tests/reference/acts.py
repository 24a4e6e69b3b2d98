"""
The acts of the reference: check in the order of ruling 14, write happenings down, look what follows.

Every act works on a copy of the story and keeps it only when the act is accepted.
What it answers is a plain ``Answered``; mistakes of a programmer are not modelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import Field, Form, Move, Who, Workflow
from tests.reference import answers as reading
from tests.reference import clock, falling
from tests.reference.judging import Judge
from tests.reference.story import Story
from tests.reference.writing import Writer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

Told = tuple[str, str, str, str | None]


@attrs.define
class Entry:
    """One record of the reference."""

    seq: int
    at: dt.datetime
    kind: str
    name: str
    by: str | None
    role: str | None = None
    entered: list[str] = attrs.Factory(list)
    rows: list[tuple[str, int]] = attrs.Factory(list)
    notices: list[Told] = attrs.Factory(list)
    effects: list[str] = attrs.Factory(list)
    warnings: list[str] = attrs.Factory(list)
    overrides: list[tuple[str, str]] = attrs.Factory(list)


@attrs.frozen
class Answered:
    """What an act came to."""

    outcome: str
    entries: tuple[Entry, ...] = ()
    refusals: tuple[tuple[str, str], ...] = ()


class Reference:
    """A partnership in the reference: a story that grows."""

    def __init__(self, workflow: Workflow) -> None:
        self.story = Story(workflow)

    # --- acts -------------------------------------------------------------------------------------------------------
    def start(
        self,
        move: str,
        *,
        people: Mapping[str, Any],
        by: str,
        at: dt.datetime,
        facts: Mapping[str, Any] | None = None,
        answers: Mapping[str, Any] | None = None,
        limits: Mapping[str, str] | None = None,
    ) -> Answered:
        """Begin."""
        story = Story(self.story.workflow)
        found = next(one for one in story.workflow.start if one.name == move)
        writer = Writer(story, Entry(1, at, "start", move, by), facts or {})
        writer.bind_all(people)
        for name, value in (limits or {}).items():
            writer.note("limit", name=name, value=reading.length_of_time(value))
        twice = self._one_person_twice(story)
        if twice is not None:
            return Answered("refused", refusals=(("role", move),))
        return self._move(writer, found, by, answers or {}, {}, [])

    def fire(
        self,
        move: str,
        *,
        by: str,
        at: dt.datetime,
        facts: Mapping[str, Any] | None = None,
        answers: Mapping[str, Any] | None = None,
        people: Mapping[str, Any] | None = None,
    ) -> Answered:
        """Make a move."""
        writer, before = self._settled("move", move, by, at, facts)
        found = self._offered(writer.story, move)
        if found is None:
            return Answered("not_offered", refusals=(("not_offered", move),))
        return self._move(writer, found, by, answers or {}, people or {}, before)

    def submit(
        self,
        form: str,
        *,
        answers: Mapping[str, Any],
        by: str,
        at: dt.datetime,
        facts: Mapping[str, Any] | None = None,
    ) -> Answered:
        """Hand in a sheet."""
        writer, before = self._settled("submit", form, by, at, facts)
        story, found = writer.story, self.story.workflow.form_by_name[form]
        role = story.role_for(found.filled_in_by, by)
        if role is None:
            return Answered("refused", refusals=(("role", form),))
        if not story.window(found) or story.in_use(found):
            return Answered("refused", refusals=(("window", form),))
        values, wrong = self._sheet(writer, found, answers)
        if wrong:
            return Answered("refused", refusals=tuple(("answer", name) for name in wrong))
        writer.entry.role = role
        writer.entry.warnings += [
            field.name for field in found.fields if reading.outside_advice(field, values.get(field.name))
        ]
        writer.hand_in(found, role, values)
        return self._accept(writer, before)

    def sign(self, form: str, *, by: str, at: dt.datetime, facts: Mapping[str, Any] | None = None) -> Answered:
        """Sign."""
        writer, before = self._settled("sign", form, by, at, facts)
        story, found = writer.story, self.story.workflow.form_by_name[form]
        role = None if found.signed_by is None else story.role_for(found.signed_by, by)
        if role is None:
            return Answered("refused", refusals=(("role", form),))
        round_ = story.round(form)
        unwritten = not round_["sheets"] or bool(story.missing_sheets(found))
        if not story.window(found) or story.in_use(found) or unwritten or by in round_["signed"]:
            return Answered("refused", refusals=(("window", form),))
        writer.entry.role = role
        writer.note("signed", form=form, by=by)
        writer.follow_up()
        return self._accept(writer, before)

    def open_form(self, form: str, *, by: str, at: dt.datetime) -> Answered:
        """Open a form."""
        return self._open_or_close("open", form, by, at)

    def close_form(self, form: str, *, by: str, at: dt.datetime) -> Answered:
        """Close a form."""
        return self._open_or_close("close", form, by, at)

    def lift(self, condition: str, *, by: str, at: dt.datetime, reason: str) -> Answered:  # noqa: ARG002
        """Lift a condition for the next move that needs it."""
        writer, before = self._settled("lift", condition, by, at, None)
        story = writer.story
        moves = [move for move in self._offers(story) if condition in dict(move.override)]
        if not moves:
            return Answered("not_offered", refusals=(("not_offered", condition),))
        lifters = Who(tuple(dict.fromkeys(dict(move.override)[condition] for move in moves)))
        role = story.role_for(lifters, by)
        if role is None:
            return Answered("refused", refusals=(("role", condition),))
        writer.entry.role = role
        writer.note("lifted", condition=condition, by=by)
        return self._accept(writer, before)

    def tick(self, *, at: dt.datetime) -> Answered:
        """Let everything fall that is due."""
        if not self.story.begun() or at < self.story.last_at():
            return Answered("ticked")
        story = self.story.copy()
        entries = settle(story, at)
        self.story = story
        return Answered("ticked", tuple(entries))

    # --- what is owed -----------------------------------------------------------------------------------------------
    def owed(self, *, at: dt.datetime) -> set[tuple[str, str, str]]:
        """The sheets and signatures that open forms wait for: (kind, form, person)."""
        story = self.story.copy()
        settle(story, at)
        owed: set[tuple[str, str, str]] = set()
        awaited = {when.form for when in story.state().when_complete}
        for form in story.workflow.forms:
            begun = form.signed_by is not None and story.round(form.name)["sheets"]
            wanted = form.name in awaited or form.due is not None or begun
            if wanted and story.window(form) and not story.in_use(form) and not story.round(form.name)["complete"]:
                missing = story.missing_sheets(form)
                owed |= {("fill_in", form.name, person) for person, _ in missing}
                if not missing and story.round(form.name)["sheets"]:
                    owed |= {("sign", form.name, person) for person, _ in story.missing_signatures(form)}
        return owed

    # --- parts ------------------------------------------------------------------------------------------------------
    def _settled(
        self, kind: str, name: str, by: str, at: dt.datetime, facts: Mapping[str, Any] | None
    ) -> tuple[Writer, list[Entry]]:
        story = self.story.copy()
        before = settle(story, at)
        return Writer(story, Entry(story.last_seq() + 1, at, kind, name, by), facts or {}), before

    def _accept(self, writer: Writer, before: Sequence[Entry]) -> Answered:
        self.story = writer.story
        outcome = "moved" if writer.entry.entered else "recorded"
        return Answered(outcome, (*before, writer.entry))

    def _offers(self, story: Story) -> list[Move]:
        state = story.state()
        if state.final is not None:
            return []
        return [*state.moves, *(move for move in story.workflow.moves if state.name in move.only_in)]

    def _offered(self, story: Story, name: str) -> Move | None:
        return next((move for move in self._offers(story) if move.name == name), None)

    def _one_person_twice(self, story: Story) -> str | None:
        seen: list[str] = []
        for role in story.workflow.partner_roles:
            for person in story.holders(role):
                if person in seen:
                    return person
                seen.append(person)
        return None

    def _move(
        self,
        writer: Writer,
        move: Move,
        by: str,
        answers: Mapping[str, Any],
        people: Mapping[str, Any],
        before: Sequence[Entry],
    ) -> Answered:
        story, entry = writer.story, writer.entry
        entry.role = story.role_for(move.by, by)
        barred = move.not_by is not None and story.role_for(move.not_by, by) is not None
        if entry.role is None or barred:
            return Answered("refused", refusals=(("role", move.name),))
        if move.joint and by in story.halves(move):
            return Answered("refused", refusals=(("window", move.name),))
        values, wrong = self._asked_for(writer, move.asks, answers)
        refused = [("answer", name) for name in wrong or self._impossible(story, move, values, people)]
        judge = Judge(story, writer.facts, entry.at)
        failing = [name for name in move.must if not judge.holds(name)]
        lifted = {name: story.lifters(name, by) for name in failing if name in dict(move.override)}
        refused += [("condition", name) for name in failing if not lifted.get(name)]
        if refused:
            return Answered("refused", refusals=tuple(refused))
        entry.warnings += [field.name for field in move.asks if reading.outside_advice(field, values.get(field.name))]
        entry.warnings += [name for name in move.should if not judge.holds(name)]
        if move.joint and set(story.partners()) - set(story.halves(move)) - {by}:
            first = not story.halves(move)
            writer.note("half", move=move.name, by=by)
            writer.tell(move.tell_first if first else None, move.name, None)
        else:
            entry.overrides += [(name, lifted[name][0]) for name in failing]
            writer.make(move, values, people, failing)
        return self._accept(writer, before)

    def _impossible(
        self, story: Story, move: Move, values: Mapping[str, Any], people: Mapping[str, Any]
    ) -> list[str]:
        """What a move would change and must not: one person twice, a limit out of range, an empty form shown."""
        found: list[str] = []
        trial = story.copy()
        Writer(trial, Entry(0, story.last_at(), "move", move.name, None), {}).bind_all(people)
        twice = self._one_person_twice(trial)
        found += [] if twice is None else [twice]
        for name, field in move.lengthens:
            highest, extra = story.workflow.limit_by_name[name].highest, values.get(field)
            if extra is not None and isinstance(highest, Duration):
                longer = clock.added(story.limit(name), extra)  # type: ignore[arg-type]
                found += [field] if clock.in_minutes(longer) > clock.in_minutes(highest) else []
        return found + [form for form, _ in move.shows if not story.round(form)["sheets"]]

    def _given(
        self, writer: Writer, fields: Sequence[Field], answers: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for field in fields:
            try:
                raw = answers.get(field.name)
                values[field.name] = None if raw is None else reading.read(writer.story, field, raw, writer.entry.at)
            except (reading.Wrong, TypeError, ValueError):
                wrong.append(field.name)
            else:
                if values[field.name] is None and field.asked_if is None and not reading.may_lack(field):
                    wrong.append(field.name)
        return values, wrong

    def _asked_for(
        self, writer: Writer, fields: Sequence[Field], answers: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        """What a move asks: nobody has to answer a question that is not asked now."""
        values, wrong = self._given(writer, fields, answers)
        judge = Judge(writer.story, writer.facts, writer.entry.at)
        needed = [each for each in fields if each.asked_if and not reading.may_lack(each)]
        unsaid = [each for each in needed if values.get(each.name) is None]
        lacking = [each.name for each in unsaid if each.name not in wrong and judge.holds(str(each.asked_if))]
        names = [field.name for field in fields]
        return values, sorted(wrong + lacking, key=names.index)

    def _sheet(self, writer: Writer, form: Form, answers: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
        values, wrong = self._given(writer, form.fields, answers)
        judge = Judge(writer.story, writer.facts, writer.entry.at)
        for field in form.fields:
            if field.asked_if is None or reading.may_lack(field) or field.name in wrong:
                continue
            if values.get(field.name) is None and judge.holds(field.asked_if, (form.name, values)):
                wrong.append(field.name)
        names = [field.name for field in form.fields]
        return values, sorted(wrong, key=names.index)

    def _open_or_close(self, kind: str, name: str, by: str, at: dt.datetime) -> Answered:
        writer, before = self._settled(kind, name, by, at, None)
        story, form = writer.story, self.story.workflow.form_by_name[name]
        role = story.role_for(Who(form.opened_by), by)
        if role is None:
            return Answered("refused", refusals=(("role", name),))
        over = kind == "open" and not (story.live() or form.stays_open_after_end)
        if over or story.opened(form) is (kind == "open"):
            return Answered("refused", refusals=(("window", name),))
        writer.entry.role = role
        writer.open_or_close(kind, name)
        writer.follow_up()
        return self._accept(writer, before)


def settle(story: Story, at: dt.datetime) -> list[Entry]:
    """Let each deadline fall that is due, looking again after each what still stands."""
    entries: list[Entry] = []
    while story.begun():
        due = [one for one in falling.coming(story) if one.at <= at]
        if not due:
            break
        fall = due[0]
        falls_at = max(fall.at, story.last_at())
        entry = Entry(story.last_seq() + 1, falls_at, "fall", fall.deadline.name, None)
        writer = Writer(story, entry, {})
        writer.fall(fall)
        entries.append(entry)
    return entries
