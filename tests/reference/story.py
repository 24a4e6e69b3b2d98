"""
The list of happenings, and what can be read out of it by looking through it from one end to the other.

A happening is a plain dictionary: ``what`` happened, in which record (``seq``), when (``at``), and the names it is
about.
Nothing is remembered beside the list but what was read out of it at its present length; it only ever grows.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

from mentorflow.rules.workflow import Deadline, Form, Move, Share, State, Who, Workflow
from tests.reference import clock

if TYPE_CHECKING:
    from mentorflow.rules.calendar import Duration

Happening = dict[str, Any]
Moment = tuple[int, dt.datetime]


class Story:
    """One partnership as its list of happenings."""

    def __init__(self, workflow: Workflow, happenings: list[Happening] | None = None) -> None:
        self.workflow = workflow
        self.happenings: list[Happening] = [] if happenings is None else list(happenings)
        self._read: dict[Any, Any] = {}

    def copy(self) -> Story:
        """The same story, to be gone on with elsewhere."""
        other, length = Story(self.workflow, self.happenings), len(self.happenings)
        other._read = {question: found for question, found in self._read.items() if question[0] == length}
        return other

    def add(self, what: str, seq: int, at: dt.datetime, **more: Any) -> None:
        """Put a happening at the end of the list."""
        self.happenings.append({"what": what, "seq": seq, "at": at, "place": len(self.happenings), **more})

    # --- looking through the list -----------------------------------------------------------------------------------
    def all(self, what: str, **wanted: Any) -> list[Happening]:
        """Every happening of a sort that has these values."""
        question = (len(self.happenings), what, *wanted.items())
        if question not in self._read:
            of_sort = self.all(what) if wanted else self.happenings
            self._read[question] = [one for one in of_sort if _is(one, what, wanted)]
        found: list[Happening] = self._read[question]
        return found

    def last_place(self, what: str, **wanted: Any) -> int:
        """Where in the list something happened last; -1 when it never did."""
        found = self.all(what, **wanted)
        return found[-1]["place"] if found else -1

    def begun(self) -> bool:
        """Whether there is a partnership."""
        return bool(self.all("entered"))

    def last_seq(self) -> int:
        """The number of the last record."""
        return self.happenings[-1]["seq"] if self.happenings else 0

    def last_at(self) -> dt.datetime:
        """The instant of the last record."""
        at: dt.datetime = self.happenings[-1]["at"]
        return at

    # --- states -----------------------------------------------------------------------------------------------------
    def state(self) -> State:
        """The present state."""
        return self.workflow.state_by_name[self.all("entered")[-1]["state"]]

    def live(self) -> bool:
        """Whether the partnership can go on."""
        return self.state().final is None

    def came_from(self) -> str:
        """The state before the present one."""
        name: str = self.all("entered")[-2]["state"]
        return name

    def ever_in(self, state: str) -> bool:
        """Whether a state was ever entered."""
        return bool(self.all("entered", state=state))

    def pauses(self) -> list[tuple[dt.datetime, dt.datetime]]:
        """The stretches of time spent in states whose clocks are stopped and that were left again."""
        stretches = []
        entries = self.all("entered")
        for one, following in itertools.pairwise(entries):
            if self.workflow.state_by_name[one["state"]].clocks_stopped:
                stretches.append((one["at"], following["at"]))
        return stretches

    # --- people -----------------------------------------------------------------------------------------------------
    def holders(self, role: str) -> list[str]:
        """The people who hold a role now."""
        given = self.all("bound", role=role)
        return list(given[-1]["people"]) if given else []

    def roles_in(self, who: Who) -> list[str]:
        """The roles that some words about people stand for, in their order."""
        roles: list[str] = []
        for part in who.parts:
            if part in {"either partner", "each partner", "other partner"}:
                roles += self.workflow.partner_roles
            elif part != "nobody":
                roles.append(part)
        return roles

    def role_for(self, who: Who, person: str) -> str | None:
        """The first of these roles that a person holds."""
        for role in self.roles_in(who):
            if person in self.holders(role):
                return role
        return None

    def meant(self, who: Who, actor: str | None = None) -> list[tuple[str, str]]:
        """The people that some words stand for, each once, with the role they were found by."""
        found: dict[str, str] = {}
        for part in who.parts:
            for role in self.roles_in(Who((part,))):
                for person in self.holders(role):
                    if not (part == "other partner" and person == actor):
                        found.setdefault(person, role)
        return list(found.items())

    def partners(self) -> list[str]:
        """Everybody who holds a partner role."""
        return [person for person, _ in self.meant(Who(("each partner",)))]

    def was_shown(self) -> dict[tuple[str, str, str], list[tuple[str, int]]]:
        """By form, role and person: whose sheets somebody was shown last in a role they held then, and of when."""
        found: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
        for one in self.all("shown"):
            sheets = sorted((writer, sheet["seq"]) for writer, sheet in one["sheets"].items())
            found.update({(one["form"], one["role"], person): sheets for person in one["people"]})
        return found

    # --- moments ----------------------------------------------------------------------------------------------------
    def moments(self, name: str) -> list[Moment]:
        """Every time that a state was entered, a move made or a form completed; a way back is no entry."""
        return [
            (one["seq"], one["at"])
            for one in self.happenings
            if (one["what"] == "entered" and one["state"] == name and not one["back"])
            or (one["what"] == "made" and one["move"] == name)
            or (one["what"] == "completed" and one["form"] == name)
        ]

    def openings(self, form: str) -> list[Moment]:
        """Every time that a form became open to the people who fill it in."""
        return [(one["seq"], one["at"]) for one in self.all("opened", form=form)]

    def count(self, name: str) -> int:
        """How often a move was made since another was made last."""
        count = next(one for one in self.workflow.counts if one.name == name)
        tally = 0
        for one in self.all("made"):
            if one["move"] == count.counted:
                tally += 1
            if one["move"] == count.reset:
                tally = 0
        return tally

    def halves(self, move: Move) -> list[str]:
        """The partners who have made a joint move since the state was entered and the move was made last."""
        since = max(self.last_place("entered"), self.last_place("made", move=move.name))
        return [
            one["by"] for one in self.happenings[since + 1 :] if one["what"] == "half" and one["move"] == move.name
        ]

    def lifters(self, condition: str, actor: str) -> list[str]:
        """Who has lifted a condition, where the lift still stands; nobody lifts one for themselves."""
        since = max(self.last_place("entered"), self.last_place("lift used", condition=condition))
        return [
            one["by"]
            for one in self.happenings[since + 1 :]
            if one["what"] == "lifted" and one["condition"] == condition and one["by"] != actor
        ]

    # --- limits -----------------------------------------------------------------------------------------------------
    def limit(self, name: str) -> int | Duration | Share:
        """What a limit is now, for this partnership."""
        given = self.all("limit", name=name)
        amount: int | Duration | Share = given[-1]["value"] if given else self.workflow.limit_by_name[name].amount
        if isinstance(amount, Share) and amount.of != "time left":
            whole = self.limit(amount.of)
            assert not isinstance(whole, Share)
            return clock.part_of(whole, amount.percent)
        return amount

    # --- forms ------------------------------------------------------------------------------------------------------
    def round(self, form: str) -> dict[str, Any]:
        """The present round of a form: its sheets by person, who signed, whether it is complete, whether used."""
        question = (len(self.happenings), "round", form)
        if question not in self._read:
            self._read[question] = self._round(form)
        found: dict[str, Any] = self._read[question]
        return found

    def _round(self, form: str) -> dict[str, Any]:
        now: dict[str, Any] = {"number": 1, "sheets": {}, "signed": [], "complete": False, "consumed": False}
        held: dict[str, list[str]] = {}
        for one in self.happenings:
            if one.get("form") == form:
                now = self._round_after(now, one)
            if one["what"] == "bound":
                held[one["role"]] = one["people"]
            if one["what"] == "bound" and not now["consumed"]:
                self._let_go(form, now, held)
        return now

    def _round_after(self, now: dict[str, Any], one: Happening) -> dict[str, Any]:
        what = one["what"]
        if what == "new round":
            return {"number": now["number"] + 1, "sheets": {}, "signed": [], "complete": False, "consumed": False}
        if what == "sheet":
            now["sheets"] = {} if one["only_copy"] else now["sheets"]
            now["consumed"] = False
            now["sheets"][one["by"]] = {"answers": one["answers"], "seq": one["seq"], "role": one["role"]}
            if self.workflow.form_by_name[one["form"]].signed_by is not None:
                now["signed"], now["complete"] = [], False
        if what == "signed":
            now["signed"] = [*now["signed"], one["by"]]
        if what == "completed":
            now["complete"] = True
        if what == "consumed":
            now["consumed"] = True
        return now

    def _let_go(self, form: str, now: dict[str, Any], held: dict[str, list[str]]) -> None:
        """What people handed in who may no longer do so leaves a round that is not used up; newcomers are awaited."""
        definition = self.workflow.form_by_name[form]
        fillers = [person for role in self.roles_in(definition.filled_in_by) for person in held.get(role, [])]
        signing = [] if definition.signed_by is None else self.roles_in(definition.signed_by)
        signers = [person for role in signing for person in held.get(role, [])]
        keep = {person: sheet for person, sheet in now["sheets"].items() if person in fillers}
        signed = [person for person in now["signed"] if person in signers]
        awaited = definition.copy_each and not set(fillers) <= set(keep)
        awaited |= not set(signers) <= set(signed) and str(definition.signed_by) != "either partner"
        if not keep or awaited or keep != now["sheets"] or signed != now["signed"]:
            now["sheets"], now["signed"], now["complete"] = keep, signed, False

    def opened(self, form: Form) -> bool:
        """Whether somebody has opened a form, or nobody needs to, and it was not closed since."""
        unlocked, closed = self.last_place("unlocked", form=form.name), self.last_place("closed", form=form.name)
        if not form.opened_by and unlocked < 0:
            return closed < 0
        return unlocked > closed

    def window(self, form: Form) -> bool:
        """Whether those who fill in a form may do so now."""
        began = form.open_from is None or self.ever_in(form.open_from)
        return self.opened(form) and began and (self.live() or form.stays_open_after_end)

    def in_use(self, form: Form) -> bool:
        """Whether a sheet may no longer be replaced."""
        return bool(self.round(form.name)["consumed"]) and not form.editable_after_use

    def fillers(self, form: Form) -> list[tuple[str, str]]:
        """The people who may fill in a form, with their roles."""
        return self.meant(form.filled_in_by)

    def missing_sheets(self, form: Form) -> list[tuple[str, str]]:
        """The people whose sheet is still to come."""
        sheets = self.round(form.name)["sheets"]
        if form.copy_each:
            return [(person, role) for person, role in self.fillers(form) if person not in sheets]
        return [] if sheets else self.fillers(form)

    def missing_signatures(self, form: Form) -> list[tuple[str, str]]:
        """The people whose signature is still to come."""
        if form.signed_by is None:
            return []
        signed = self.round(form.name)["signed"]
        if form.signed_by.parts == ("either partner",) and signed:
            return []
        return [(person, role) for person, role in self.meant(form.signed_by) if person not in signed]

    def whole(self, form: Form) -> bool:
        """Whether every sheet and every signature is in."""
        has_sheets = bool(self.round(form.name)["sheets"])
        return has_sheets and not self.missing_sheets(form) and not self.missing_signatures(form)

    # --- deadlines --------------------------------------------------------------------------------------------------
    def fallen(self, deadline: Deadline, triple: tuple[Any, ...]) -> int:
        """How many marks of a deadline have fallen for one anchoring record and one limit."""
        return len(self.all("fell", deadline=deadline.name, owner=deadline.owner, triple=triple))


def _is(one: Happening, what: str, wanted: dict[str, Any]) -> bool:
    """Whether a happening is of a sort and has some values."""
    return one["what"] == what and all(one.get(key) == value for key, value in wanted.items())
