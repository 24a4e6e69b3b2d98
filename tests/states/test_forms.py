"""Answers as they are handed in: every kind of question, good and bad."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from mentorflow.errors import BadArgument, UnknownName
from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import (
    ChooseAny,
    ChooseOne,
    Date,
    Field,
    LengthOfTime,
    ListOf,
    Option,
    Text,
    Texts,
    Tick,
    WholeNumber,
)
from mentorflow.states.forms import Problem, read, read_sheet
from tests.states.lives import (
    PLAN,
    TERMS,
    a_match,
    after_match,
    an_agreed_pair,
    begun,
    flow_of,
    hours,
    shipped,
    there,
    untouched,
)

TODAY = dt.date(2026, 1, 20)


class Day:
    """A day on which the limit called patience is ten days long."""

    today = TODAY

    def length(self, written: Duration | str) -> Duration:
        """A length of time, or the one that a limit gives."""
        return {"patience": Duration(days=10)}[written] if isinstance(written, str) else written


READING = Day()
RED, BLUE, GREEN = Option("red", "Red"), Option("blue", "Blue"), Option("green", "Green")
ANY = ChooseAny((RED, BLUE, GREEN))
NUMBERED = ChooseAny((RED, BLUE, GREEN), numbered=True)
TWO = ChooseAny((RED, BLUE, GREEN), numbered=True, at_least=2)
LENGTH = LengthOfTime(Duration(minutes=60), "patience")
LIST = ListOf((Field("what", Text(5)), Field("done", Date(), optional=True)), at_least=1)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (Text(), "  a word ", "  a word "),
        (Text(3), "abc", "abc"),
        (Texts(2), ["one", "two"], ("one", "two")),
        (Texts(2), ("one", "two"), ("one", "two")),
        (WholeNumber(1, 3), 1, 1),
        (WholeNumber(1, 3), 3, 3),
        (ChooseOne((RED, BLUE)), "blue", "blue"),
        (ANY, [], ()),
        (ANY, ["green", "red", "green"], ("red", "green")),
        (ANY, {"blue"}, ("blue",)),
        (NUMBERED, [3, "red"], ("red", "green")),
        (TWO, ["green", 1], ("red", "green")),
        (TWO, [1, 2, 3], ("red", "blue", "green")),
        (LENGTH, "1 hour", Duration(minutes=60)),
        (LENGTH, Duration(days=10), Duration(days=10)),
        (Date(), dt.date(2030, 1, 1), dt.date(2030, 1, 1)),
        (Date(), "2030-01-01", dt.date(2030, 1, 1)),
        (Date(not_later_than_today=True), "2026-01-20", TODAY),
        (Date(not_earlier_than_today=True), "2026-01-20", TODAY),
        (Tick(), True, True),
        (Tick(), "yes", True),
        (Tick(), False, None),
        (Tick(), "no", None),
        (LIST, [{"what": "so"}], (("so", None),)),
        (LIST, [("so", "2026-01-01")], (("so", dt.date(2026, 1, 1)),)),
    ],
)
def test_forms_read_what_fits_its_kind(kind: Any, given: object, expected: object) -> None:
    """An answer of the right kind is kept in one spelling, options in the order of the file."""
    assert expected == read(kind, given, READING)


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (Text(), "   ", "a text is needed"),
        (Text(), 3, "a text is needed"),
        (Text(3), "abcd", "4 characters; 3 at most"),
        (Texts(2), ["one"], "2 texts are needed"),
        (Texts(2), ["one", " "], "2 texts are needed"),
        (Texts(2), "ab", "2 texts are needed"),
        (WholeNumber(1, 3), 0, "from 1 to 3 is needed, not '0'"),
        (WholeNumber(1, 3), 4, "from 1 to 3 is needed, not '4'"),
        (WholeNumber(1, 3), "2", "from 1 to 3 is needed, not the text '2'"),
        (WholeNumber(0, 3), True, "not 'yes'"),
        (WholeNumber(0, 3), 1.0, "not '1.0'"),
        (WholeNumber(0, 3), "2", "not the text '2'"),
        (ChooseOne((RED, BLUE)), "pink", "one of red and blue is needed, not 'pink'"),
        (ChooseOne((RED,)), ["red"], "one of red is needed"),
        (ANY, "red", "a list of red, blue and green is needed, not 'red'"),
        (ANY, ["pink"], "'pink' is not one of red, blue and green"),
        (ANY, [1], "'1' is not one of"),
        (ANY, ["teal", "red", "pink", "teal"], "'teal' and 'pink' are not among red, blue and green"),
        (ANY, {"teal", "red", "pink"}, "'pink' and 'teal' are not among red, blue and green"),
        (ANY, frozenset({"lime", "teal", "pink"}), "'lime', 'pink' and 'teal' are not among"),
        (ANY, None, "not 'nothing'"),
        (ChooseOne((RED,)), ["red", "blue"], "not 'red and blue'"),
        (ChooseOne((RED,)), [], "not 'nothing'"),
        (ChooseOne((RED,)), {"b", "a"}, "not 'a and b'"),
        (ChooseOne((RED,)), {}, "not 'nothing'"),
        (ChooseOne((RED,)), {"red": [True, False]}, "not 'red: yes and no'"),
        (TWO, [], "at least 2 of 1 red, 2 blue and 3 green must be chosen"),
        (TWO, ["red"], "at least 2 of 1 red"),
        (TWO, ["red", "red", 1], "at least 2 of 1 red"),
        (NUMBERED, [4], "'4' is not one of 1 red, 2 blue and 3 green"),
        (NUMBERED, [0], "'0' is not one of"),
        (NUMBERED, [True], "'yes' is not one of"),
        (LENGTH, "59 minutes", "from 1 hour to 10 days is needed, not '59 minutes'"),
        (LENGTH, "11 days", "not '11 days'"),
        (LENGTH, "soon", "not 'soon'"),
        (LENGTH, 60, "not '60'"),
        (Date(), "tomorrow", "a date such as 2026-01-20 is needed, not 'tomorrow'"),
        (Date(), "2026-02-30", "not '2026-02-30'"),
        (Date(), dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "a date such as"),
        (Date(), 20260101, "a date such as"),
        (Date(not_later_than_today=True), "2026-01-21", "2026-01-21 is later than today (2026-01-20)"),
        (Date(not_earlier_than_today=True), "2026-01-19", "2026-01-19 is earlier than today (2026-01-20)"),
        (Tick(), "perhaps", "yes is needed, not 'perhaps'"),
        (Tick(), 1, "yes is needed, not '1'"),
        (LIST, [], "a list with at least 1"),
        (LIST, "ab", "a list with at least 1"),
        (LIST, ["ab"], "number 1: what and done are needed"),
        (LIST, [("so",)], "number 1: what and done are needed"),
        (
            LIST,
            [{"what": "so"}, {"done": "never"}],
            "number 2: done: a date such as 2026-01-20 is needed, not 'never'; what has no answer",
        ),
        (LIST, [{"what": "so long"}], "number 1: what: the text has 7 characters"),
    ],
)
def test_forms_say_what_is_wrong_with_an_answer(kind: Any, given: object, words: str) -> None:
    """An answer outside its kind is a problem that says what is needed and what was given."""
    found = read(kind, given, READING)

    assert isinstance(found, Problem)
    assert words in found.message


def test_forms_quote_long_answers_cut_short() -> None:
    """What is quoted back fits on a line."""
    found = read(ChooseOne((RED,)), "x" * 50, READING)

    assert isinstance(found, Problem)
    assert f"'{'x' * 40}…'" in found.message


# --- through the front door -----------------------------------------------------------------------------------------
WHOLE = """\
forms:
  note:
    filled_in_by: mentee
    fields:
      there:  {ask: There, text: any length}
      gone:   {ask: Gone, text: any length}
      free:   {ask: Free, text: any length, optional: yes}
      number: {ask: Number, whole_number: 0 to 9, should_be: 2 to 4, optional: yes}
      color:  {ask: Color, choose_one: [red, blue, green], should_be: [red, blue], optional: yes}
      colors: {ask: Colors, choose_any: [red, blue, green], should_be: red, optional: yes}
      pledge: {ask: Pledge, tick: required}
      extra:  {ask: Extra, tick: optional}
states:
  open: {moves: {stop: {by: mentee, to: over}}}
  over: {final: over}
"""
NEEDED = {"there": "x", "gone": "y", "pledge": True}


def noted(**answers: Any) -> Any:
    """The decision on a note with what is needed and these answers; None takes one away."""
    flow = flow_of(WHOLE)
    sheet = {name: value for name, value in {**NEEDED, **answers}.items() if value is not None}
    return flow.submit(begun(flow), "note", answers=sheet, by="ana", at=hours(1))


def test_forms_keep_answers_in_the_order_of_the_file_and_leave_gaps() -> None:
    """However they are handed in, answers stand in the order of the fields; what is not answered stays None."""
    backwards = noted(extra=False, free="z")

    assert ("x", "y", "z", None, None, None, True, None) == backwards.records[0].answers
    assert (None, 3, "red", ("red", "blue")) == noted(number=3, color="red", colors=["blue", "red"]).records[
        0
    ].answers[2:6]


def test_forms_miss_what_is_neither_optional_nor_an_optional_tick() -> None:
    """An optional question and an optional tick may stay open; anything else has to be answered, and yes be said."""
    lacking, denied = noted(gone=None, pledge=None), noted(pledge="no")

    assert ["gone has no answer", "pledge: yes is needed"] == [refusal.message for refusal in lacking.refusals]
    assert ["pledge: yes is needed"] == [refusal.message for refusal in denied.refusals]


def test_forms_say_once_what_is_wrong_with_an_answer() -> None:
    """An answer that cannot be taken is wrong, and not missing as well."""
    wrong = noted(gone=7, number="two")

    assert [
        ("gone", "gone: a text is needed"),
        ("number", "number: a whole number from 0 to 9 is needed, not the text 'two'"),
    ] == [(refusal.subject, refusal.message) for refusal in wrong.refusals]


def test_forms_name_the_question_in_words() -> None:
    """Every message about an answer begins with its question, for forms and for what a move asks alike."""
    flow, p = shipped(), there(shipped().open_form(a_match(), "agreement", by="kim", at=after_match(1)))
    wrong = {**TERMS, "hours_a_month": 99, "who_arranges": ["mentee", "mentor"]}
    del wrong["meeting_length"]
    sheet = flow.submit(p, "agreement", answers=wrong, by="ana", at=after_match(2))
    move = flow.fire(an_agreed_pair(), "extend", by="kim", at=after_match(7), answers={"extra_time": "soon"})

    lacking, hours_a_month, who = [refusal.message for refusal in sheet.refusals]
    assert "meeting length has no answer" == lacking
    assert hours_a_month.startswith("hours a month: a whole number from ")
    assert hours_a_month.endswith("is needed, not '99'")
    assert who.startswith("who arranges: one of ")
    assert who.endswith("is needed, not 'mentee and mentor'")
    assert move.refusals[0].message.startswith("extra time: a length of time from ")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"number": 5}, "number is outside what is advised (2 to 4): it is 5 (small.yaml:"),
        ({"color": "green"}, "color is outside what is advised (red or blue): it is green (small.yaml:"),
        ({"colors": ["red", "blue"]}, "colors is outside what is advised (red): it is red and blue (small.yaml:"),
    ],
)
def test_forms_say_an_answer_outside_what_is_advised_in_words(answers: dict[str, Any], expected: str) -> None:
    """Whoever may see it reads the number, the option or the options."""
    assert expected in noted(**answers).explain("ana")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, []),
        ({"number": 2}, []),
        ({"number": 4}, []),
        ({"number": 5}, ["number is outside what is advised (2 to 4)"]),
        ({"number": 1}, ["number is outside what is advised (2 to 4)"]),
        ({"color": "blue"}, []),
        ({"color": "green"}, ["color is outside what is advised (red or blue)"]),
        ({"colors": []}, []),
        ({"colors": ["red", "blue"]}, ["colors is outside what is advised (red)"]),
        (
            {"number": 9, "colors": ["green"]},
            ["number is outside what is advised (2 to 4)", "colors is outside what is advised (red)"],
        ),
    ],
)
def test_forms_note_answers_outside_what_is_advised(answers: dict[str, Any], expected: list[str]) -> None:
    """``should_be`` is advice: what lies outside is noted without the answer itself, never refused."""
    decision = noted(**answers)

    assert decision.accepted
    assert expected == [warned.message for warned in decision.warnings]


def test_forms_refuse_every_wrong_answer_at_once_in_the_order_of_the_form() -> None:
    """A sheet with answers of the wrong type and without others is one refusal, and the pair is as it was."""
    p = an_agreed_pair()
    answers = {"goals": ["one"], "activities": [{"what": "Lead", "kind": "by_magic"}]}
    decision = shipped().submit(p, "plan", answers=answers, by="ana", at=after_match(7))

    untouched(decision, p, ("answer", "goals"), ("answer", "activities"))
    assert "by_doing, from_others and stretch" in decision.refusals[1].message
    assert "takes has no answer; target has no answer" in decision.refusals[1].message
    assert "planned" == there(shipped().submit(p, "plan", answers=PLAN, by="ana", at=after_match(7))).state


def test_forms_refuse_an_incomplete_sheet_naming_what_is_missing() -> None:
    """A submission is a whole sheet: drafts are the host's."""
    p = an_agreed_pair()
    decision = shipped().submit(p, "plan", answers={"goals": PLAN["goals"]}, by="ana", at=after_match(7))

    untouched(decision, p, ("answer", "activities"))
    assert "activities has no answer" == decision.refusals[0].message
    assert decision.refusals[0].place.startswith("workflows/mentoring-connection.yaml:")


def test_forms_raise_for_a_field_that_does_not_exist() -> None:
    """A field that the form does not have is a programmer's slip, at the top and inside a list."""
    wrong = {**PLAN, "activities": [{**PLAN["activities"][0], "whom": "raj"}]}

    with pytest.raises(UnknownName, match=r"no field of plan called 'goal'\. Did you mean 'goals'"):
        shipped().submit(an_agreed_pair(), "plan", answers={"goal": "x"}, by="ana", at=after_match(7))
    with pytest.raises(UnknownName, match="whom"):
        shipped().submit(an_agreed_pair(), "plan", answers=wrong, by="ana", at=after_match(7))


def test_forms_raise_for_answers_that_are_no_mapping() -> None:
    """Answers map fields to answers; a bare text is a programmer's slip."""
    answers: Any = "good"
    with pytest.raises(BadArgument, match="must map fields to answers, not be 'good'"):
        read_sheet("plan", (), answers, READING)
    with pytest.raises(BadArgument, match=r"answers .*must map .* not be 'good'"):
        shipped().submit(an_agreed_pair(), "plan", answers=answers, by="ana", at=after_match(7))


def test_forms_count_days_in_the_zone_of_the_file() -> None:
    """Late in the evening of New York it is still that day there: tomorrow's date is refused."""
    flow = shipped()
    p = there(flow.open_form(a_match(), "end_evaluation", by="kim", at=after_match(1)))
    p = there(flow.open_form(p, "agreement", by="kim", at=after_match(1)))
    for person, deed in (("ana", "submit"), ("ana", "sign"), ("raj", "sign")):
        more = {"answers": TERMS} if deed == "submit" else {}
        p = there(getattr(flow, deed)(p, "agreement", by=person, at=after_match(1), **more))
    late = dt.datetime(2026, 1, 8, 4, 30, tzinfo=dt.UTC)

    untouched(
        flow.submit(p, "end_evaluation", answers={"met_on": "2026-01-08", "result": 9}, by="ana", at=late),
        p,
        ("answer", "met_on"),
    )
    assert flow.submit(p, "end_evaluation", answers={"met_on": "2026-01-07", "result": 9}, by="ana", at=late).accepted


def test_forms_bound_a_length_by_the_limit_of_this_partnership() -> None:
    """``1 hour to program_length`` means the length that this very partnership has."""
    flow, p = shipped(), an_agreed_pair()
    year = {**PLAN, "activities": [{**PLAN["activities"][0], "takes": "365 days"}]}
    longer = {**PLAN, "activities": [{**PLAN["activities"][0], "takes": "366 days"}]}

    assert flow.submit(p, "plan", answers=year, by="ana", at=after_match(7)).accepted
    untouched(flow.submit(p, "plan", answers=longer, by="ana", at=after_match(7)), p, ("answer", "activities"))
    p = there(flow.fire(p, "extend", by="kim", at=after_match(7), answers={"extra_time": "1 day"}))
    assert flow.submit(p, "plan", answers=longer, by="ana", at=after_match(7)).accepted
