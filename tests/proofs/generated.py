"""
Small workflows made by chance from a number: a few states, moves of every kind, a form, a deadline, promises.

Many of them are wrong in one way or another; all of them can be read.
"""

from __future__ import annotations

from random import Random

BY = ("mentee", "mentor", "either partner", "either partner", "each partner", "coordinator", "supervisor")
# Who may see the answers of the form, and so may be held to them.
SEEING = ("mentee", "mentor", "either partner")
FINAL = ("over", "gone")
LIVE = ("one", "two", "three", "four")


def text_of(seed: int) -> str:
    """The rule file of a number."""
    chance = Random(seed)  # noqa: S311 - for workflows, not for secrets
    live = LIVE[: chance.randint(1, 4)]
    has_form = chance.random() < 0.6
    lines = [*HEAD, "start:", f"  begin: {{by: mentee, to: {live[0]}}}"]
    if has_form:
        lines += _form(chance, live)
    conditions = ["paid", "never", *(["done", "good"] if has_form else [])]
    lines += _conditions(has_form=has_form)
    lines.append("states:")
    for number, state in enumerate(live):
        lines += _state(chance, state, live, conditions, has_form=has_form, number=number)
    ends = [state for state in FINAL if f"to: {state}" in "\n".join(lines) or state == "gone"]
    lines += [f"  {state}: {{final: {state}}}" for state in ends]
    return "\n".join([*lines, *_any_time(chance, live, conditions), *_promises(chance, live)]) + "\n"


HEAD = [
        "format: mentorflow/1", "workflow: made", "version: 1", "title: Made by chance", "timezone: Europe/Berlin",
        "roles:", "  partners: {mentee: Mentee, mentor: Mentor}", "  staff: {coordinator: Coordinator}",
        "  others: {supervisor: Supervisor}", "facts:", "  fee: {choose_one: [paid, open]}",
]  # fmt: skip


def _form(chance: Random, live: tuple[str, ...]) -> list[str]:
    lines = ["forms:", "  form:", f"    open_from: {chance.choice(live)}"]
    lines += [f"    opened_by: {chance.choice(('nobody', 'nobody', 'mentor', 'supervisor'))}"]
    lines += [f"    filled_in_by: {chance.choice(('mentee', 'either partner', 'each partner', 'supervisor'))}"]
    lines += ["    signed_by: each partner"] if chance.random() < 0.2 else []
    lines += ["    repeats: yes"] if chance.random() < 0.3 else []
    return [*lines, "    fields:", "      fit: {ask: Say how it is, choose_one: [good, poor]}"]


def _conditions(*, has_form: bool) -> list[str]:
    lines = ["conditions:", "  paid:", "    fee: paid", "  never:", "    all_of: paid", "    none_of: paid"]
    if has_form:
        lines += ["  done:", "    form: {complete: yes}", "  good:", "    who: either partner", "    form.fit: good"]
    return lines


def _move(chance: Random, name: str, live: tuple[str, ...], conditions: list[str], to: str = "") -> str:
    condition = chance.choice(conditions) if chance.random() < 0.35 else None
    by = chance.choice(SEEING if condition == "good" else BY)
    parts = [f"by: {by}", f"to: {to or chance.choice([*live, *live, 'gone', 'stay'])}"]
    parts += [f"{chance.choice(('must', 'must', 'should'))}: {condition}"] if condition is not None else []
    if chance.random() < 0.7:
        parts.append(f"tell: {chance.choice(('other partner', 'each partner', 'mentor', 'coordinator'))}")
    return f"{name}: {{{', '.join(parts)}}}"


def _state(
    chance: Random, state: str, live: tuple[str, ...], conditions: list[str], *, has_form: bool, number: int
) -> list[str]:
    lines = [f"  {state}:"]
    if has_form and chance.random() < 0.4:
        lines += ["    when_complete:", f"      form: {chance.choice([*live, 'gone'])}"]
    moves = [_move(chance, f"go_{state}_{n}", live, conditions) for n in range(chance.randint(0, 2))]
    further = live[number + 1] if number + 1 < len(live) else "over"
    if chance.random() < 0.9:
        moves.append(_move(chance, f"on_{state}", live, conditions, further))
    lines += ["    moves:", *(f"      {move}" for move in moves)] if moves else []
    if number == 0 and chance.random() < 0.5:
        lines += ["    deadlines:", "      limit:", "        within: 10 days"]
        lines += [f"        counted_from: {chance.choice(live)}"] if chance.random() < 0.4 else []
        to = f", to: {chance.choice([*live, 'gone'])}" if chance.random() < 0.6 else ""
        lines.append(f"        late: {{tell: {chance.choice(('each partner', 'coordinator'))}{to}}}")
    if len(lines) == 1:
        lines += ["    moves:", f"      {_move(chance, f'go_{state}', live, conditions)}"]
    return lines


def _any_time(chance: Random, live: tuple[str, ...], conditions: list[str]) -> list[str]:
    lines = ["any_time:", "  moves:"]
    who = chance.choice(("either partner", "either partner", "mentee"))
    where = f", in: [{', '.join(sorted(chance.sample(live, chance.randint(1, len(live)))))}]"
    must = f", must: {chance.choice(conditions)}" if chance.random() < 0.15 else ""
    tell = chance.choice((", tell: other partner", ", tell: each partner", ", tell: coordinator"))
    bounds = where if chance.random() < 0.4 else ""
    return [*lines, f"    leave: {{by: {who}, to: gone{must}{tell}{bounds}}}"]


def _promises(chance: Random, live: tuple[str, ...]) -> list[str]:
    return [
        "promises:", f"  always_open: {{leave: {chance.choice(('each partner', 'either partner', 'mentee'))}}}",
        f"  always_told: {{leave: {chance.choice(('other partner', 'coordinator'))}}}",
        f"  only_a_person: [{chance.choice(('gone', *live))}]",
    ]  # fmt: skip
