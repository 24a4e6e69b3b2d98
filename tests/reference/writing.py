"""Writing one record down: the happenings of an act, then whatever follows from them in the same record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentorflow.rules.workflow import Deadline, Form, Move, Row, Who
from tests.reference import clock
from tests.reference.judging import Judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.reference.acts import Entry
    from tests.reference.falling import Coming
    from tests.reference.story import Story


class Writer:
    """A story, and the record being written at its end."""

    def __init__(self, story: Story, entry: Entry, facts: Mapping[str, Any]) -> None:
        self.story = story
        self.entry = entry
        self.facts = facts
        self.open_before = self._open_rounds()

    def note(self, what: str, **more: Any) -> None:
        """Write one happening down."""
        self.story.add(what, self.entry.seq, self.entry.at, **more)

    # --- parts of a record ------------------------------------------------------------------------------------------
    def bind_all(self, people: Mapping[str, Any]) -> None:
        """Put people into roles, instead of those who held them before."""
        for role, held in people.items():
            now = [] if held is None else [held] if isinstance(held, str) else list(held)
            self.note("bound", role=role, people=now)

    def make(self, move: Move, values: Mapping[str, Any], people: Mapping[str, Any], lifts: list[str]) -> None:
        """Make a move and go where it leads."""
        showing = [(form, role, dict(self.story.round(form)["sheets"])) for form, role in move.shows]
        for name in lifts:
            self.note("lift used", condition=name)
        self.note("made", move=move.name, by=self.entry.by)
        self.bind_all({role: people[role] for role in move.assigns})
        self.bind_all(dict.fromkeys(move.releases))
        for form, role, sheets in showing:
            self.note("shown", form=form, role=role, people=self.story.holders(role), sheets=sheets)
        for limit, field in move.lengthens:
            if values.get(field) is not None:
                self.note("limit", name=limit, value=clock.added(self.story.limit(limit), values[field]))  # type: ignore[arg-type]
        for kind, forms in (("open", move.opens), ("close", move.closes)):
            for form in forms:
                self.open_or_close(kind, form)
        told_by_move = (move.tell, move.name, None)
        self.ask_for(move.effects)
        self.go(move.to)
        self.tell(*told_by_move, first=True)
        self.follow_up()

    def hand_in(self, form: Form, role: str, values: dict[str, Any]) -> None:
        """Put a sheet into the round."""
        only_copy = not form.copy_each
        self.note("sheet", form=form.name, by=self.entry.by, role=role, answers=values, only_copy=only_copy)
        self.tell(form.tells_on_change, form.name, None)
        self.follow_up(changed=form.name)

    def open_or_close(self, kind: str, form: str) -> None:
        """Open or close a form."""
        self.note("unlocked" if kind == "open" else "closed", form=form)

    def fall(self, fall: Coming) -> None:
        """Let a mark of a deadline take effect."""
        deadline, mark = fall.deadline, fall.mark
        self.note("fell", deadline=deadline.name, owner=deadline.owner, triple=fall.triple)
        owing = self._owing(deadline)
        for person, _ in [] if mark.remind is None else self.story.meant(mark.remind):
            if person in owing:
                self._notice(person, "reminded", deadline.name, mark.words)
        self.tell(mark.tell, deadline.name, mark.words)
        self.ask_for(mark.effects)
        if mark.close_form:
            self.open_or_close("close", deadline.owner[1])
        if mark.to is not None:
            self.go(mark.to)
        self.follow_up()

    def _owing(self, deadline: Deadline) -> set[str]:
        """The people who still owe what a deadline is about."""
        kind, name = deadline.owner
        if kind == "form":
            return self._owing_form(self.story.workflow.form_by_name[name])
        state = self.story.state()
        owing = self._owing_moves(kind) if state.final is None else set()
        for when in state.when_complete:
            owing |= self._owing_form(self.story.workflow.form_by_name[when.form])
        return owing

    def _owing_moves(self, kind: str) -> set[str]:
        """The people who can still move on; one who has done their half waits, but for another's half of theirs."""
        state = self.story.state()
        moves = [*state.moves, *(one for one in self.story.workflow.moves if state.name in one.only_in)]
        if kind == "state" and (state.moves or state.when_complete):
            moves = list(state.moves)
        owing: set[str] = set()
        for person in {person for move in moves for person, _ in self.story.meant(move.by)}:
            mine = [move for move in moves if not self._has_made(move, person) and self._meant_by(move, person)]
            halved = any(move.joint and person in self.story.halves(move) for move in moves)
            asked = any(move.joint and self.story.halves(move) for move in mine)
            if mine and (asked or not halved):
                owing.add(person)
        return owing

    def _meant_by(self, move: Move, person: str) -> bool:
        return person in dict(self.story.meant(move.by))

    def _has_made(self, move: Move, person: str) -> bool:
        barred = move.not_by is not None and self.story.role_for(move.not_by, person) is not None
        return barred or (move.joint and person in self.story.halves(move))

    def _owing_form(self, form: Form) -> set[str]:
        if self.story.round(form.name)["complete"]:
            return set()
        if self.story.window(form):
            missing = self.story.missing_sheets(form) or self.story.missing_signatures(form)
            return {person for person, _ in missing}
        began = form.open_from is None or self.story.ever_in(form.open_from)
        if began and self.story.live() and not self.story.all("unlocked", form=form.name) and not self._closed(form):
            return {person for person, _ in self.story.meant(Who(form.opened_by))}
        return set()

    def _closed(self, form: Form) -> bool:
        return bool(self.story.all("closed", form=form.name))

    # --- where it leads ---------------------------------------------------------------------------------------------
    def go(self, to: str) -> None:
        """Follow a target: stay, back, a state, or the row of a table that fits."""
        routing = self.story.workflow.routing_by_name.get(to)
        if routing is not None:
            number = Judge(self.story, self.facts, self.entry.at).row(routing)
            self.entry.rows.append((routing.name, number))
            self._take(routing.rows[number])
        elif to == "back":
            self.enter(self.story.came_from(), back=True)
        elif to != "stay":
            self.enter(to, back=False)

    def _take(self, row: Row) -> None:
        self.tell(row.tell, self.entry.name, None)
        self.ask_for(row.effects)
        if row.reopen is not None:
            self.note("new round", form=row.reopen)
            self.note("unlocked", form=row.reopen)
        self.go(row.to)

    def enter(self, state: str, *, back: bool) -> None:
        """Enter a state; a form it waits for that may be answered again begins anew when its round was used up."""
        self.note("entered", state=state, back=back)
        self.entry.entered.append(state)
        if back:
            return
        for when in self.story.state().when_complete:
            form = self.story.workflow.form_by_name[when.form]
            round_ = self.story.round(form.name)
            if form.repeats and (round_["complete"] or round_["consumed"]):
                self.note("new round", form=form.name)

    # --- what follows in the same record ----------------------------------------------------------------------------
    def follow_up(self, changed: str | None = None) -> None:
        """Look which forms have become complete and where that leads, until nothing more follows."""
        self._mark_complete(changed)
        state = self.story.state()
        awaited = [when.form for when in state.when_complete if self.story.round(when.form)["complete"]]
        for when in state.when_changed:
            if when.form == changed and changed not in awaited:
                self.go(when.to)
                break
        while self._lead_on():
            pass
        self._announce_openings()

    def _mark_complete(self, changed: str | None) -> None:
        for form in self.story.workflow.forms:
            news = form.name == changed or not self.story.round(form.name)["complete"]
            if news and self.story.whole(form):
                self.note("completed", form=form.name)

    def _lead_on(self) -> bool:
        for when in self.story.state().when_complete:
            form = self.story.workflow.form_by_name[when.form]
            if self._counts(form):
                self.note("consumed", form=form.name)
                self.go(when.to)
                return True
        return False

    def _counts(self, form: Form) -> bool:
        """Whether a complete form leads on from the present state now."""
        round_ = self.story.round(form.name)
        if not round_["complete"]:
            return False
        if form.repeats:
            return not round_["consumed"]
        used = self.story.last_place("consumed", form=form.name)
        renewals = [self.story.last_place("entered"), self.story.last_place("sheet", form=form.name)]
        return used < max(*renewals, self.story.last_place("completed", form=form.name))

    # --- who is told ------------------------------------------------------------------------------------------------
    def tell(self, who: Who | None, about: str, mark: str | None, *, first: bool = False) -> None:
        """Tell everybody meant, the actor included unless it says ``other partner``."""
        people = [] if who is None else self.story.meant(who, self.entry.by)
        for person, _ in people:
            self._notice(person, "told", about, mark, first=first)

    def ask_for(self, effects: tuple[str, ...]) -> None:
        """Ask the host for effects, each once in a record."""
        self.entry.effects += [effect for effect in effects if effect not in self.entry.effects]

    def _notice(self, person: str, kind: str, about: str, mark: str | None, *, first: bool = False) -> None:
        notice = (person, kind, about, mark)
        if notice not in self.entry.notices:
            self.entry.notices.insert(0 if first else len(self.entry.notices), notice)

    def _open_rounds(self) -> dict[str, int]:
        """The forms that can be filled in, with the number of the round."""
        if not self.story.begun():
            return {}
        forms = self.story.workflow.forms
        taking = [form for form in forms if self.story.window(form) and not self.story.in_use(form)]
        return {form.name: self.story.round(form.name)["number"] for form in taking}

    def _announce_openings(self) -> None:
        """Tell the fillers of every form that this record has opened to them, or opened anew."""
        for name, number in self._open_rounds().items():
            if self.open_before.get(name) != number:
                form = self.story.workflow.form_by_name[name]
                self.note("opened", form=name)
                for person, _ in self.story.fillers(form):
                    self._notice(person, "opened", name, None)
