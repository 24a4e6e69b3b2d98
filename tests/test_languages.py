"""One partnership in several languages: words files are found, checked, and change nothing but what is read."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mentorflow
from mentorflow import loading
from mentorflow.diagnostics import Span
from mentorflow.errors import BadArgument, InvalidWorkflow, UnknownName
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import play
from mentorflow.plays.timeline import timeline
from mentorflow.rules.source import read
from mentorflow.rules.wording import texts_of
from mentorflow.rules.wording_apply import in_words
from mentorflow.rules.wording_read import Wording
from mentorflow.rules.wording_walk import Given
from mentorflow.states.flow import Flow

if TYPE_CHECKING:
    from mentorflow.plays.play import Play
    from mentorflow.rules.wording import Words
    from mentorflow.rules.workflow import Workflow

WORDS = Path(__file__).parent / "fixtures" / "words"
PEOPLE: dict[str, str | tuple[str, ...]] = {"mentee": "ana", "mentor": "raj", "coordinator": "kim"}
FACTS: dict[str, Any] = {"mentor_active_mentees": 1, "standing": "good"}
AT = datetime(2026, 1, 12, 12, tzinfo=UTC)
# What the engine says in its own words is English in every language; some names of the file are such words too.
ENGINE = {
    "accept", "answer", "answered", "asked for", "close", "closed", "done", "filled in", "no", "no answer", "none",
    "open", "other", "part", "partner", "reason", "takes", "time", "what", "yes",
}  # fmt: skip
PLACE = re.compile(r"\([^()]*:\d+\)")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that one works in, with rules and words."""
    for each in WORDS.glob("*.yaml"):
        shutil.copy(each, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- finding and checking -------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("folder")
def test_a_workflow_is_shown_in_the_language_asked_for() -> None:
    """``load`` takes the words from the file beside the rules, and without a language those of the rules."""
    assert "Aprendiz" == mentorflow.load("loan.yaml", language="es").workflow.shown("mentee")
    assert "Mentoree" == mentorflow.load("loan.yaml", language="en-mentoree").workflow.shown("mentee")
    assert "Mentee" == mentorflow.load("loan.yaml").workflow.shown("mentee")
    assert ("en-mentoree", "es") == loading.languages("loan.yaml")


@pytest.mark.usefixtures("folder")
def test_every_language_has_the_same_digest() -> None:
    """Words change what people read and nothing else."""
    flows = [mentorflow.load("loan.yaml", language=each) for each in (None, "es", "en-mentoree")]

    assert 1 == len({flow.digest for flow in flows})
    assert [None, "es", "en-mentoree"] == [flow.workflow.language for flow in flows]


@pytest.mark.usefixtures("folder")
def test_a_partnership_goes_on_in_another_language() -> None:
    """What was started under one language continues under another, and is rebuilt and verified there."""
    english, spanish = (mentorflow.load("loan.yaml", language=each) for each in (None, "es"))
    started = english.start("request", id="p", people=PEOPLE, by="ana", at=AT, facts=FACTS)
    assert started.partnership is not None
    ended = spanish.fire(started.partnership, "withdraw", by="raj", at=AT + timedelta(days=3))
    assert ended.partnership is not None

    assert ended.partnership == english.replay([*started.records, *ended.records])
    assert () == spanish.verify([*started.records, *ended.records])
    assert ("completed", "terminado") == tuple(
        flow.view(ended.partnership, by="ana").outcome for flow in (english, spanish)
    )


@pytest.mark.usefixtures("folder")
def test_a_language_without_words_is_told_with_those_there_are() -> None:
    """An unknown language raises with the nearest; a language is a text."""
    with pytest.raises(UnknownName, match=r"no words file of 'loan' called 'ess'\. Did you mean 'es'"):
        mentorflow.load("loan.yaml", language="ess")
    wrong: Any = 5
    with pytest.raises(BadArgument, match="language must be the language of a words file, not 5"):
        mentorflow.load("loan.yaml", language=wrong)


def test_words_with_errors_are_not_used(folder: Path) -> None:
    """``load`` raises with the findings of the words, and so does ``loads``; advice stops nothing."""
    path = folder / "loan.es.yaml"
    path.write_text(path.read_text("utf-8").replace("mentee: Aprendiz", "mentee: ''", 1), "utf-8")
    with pytest.raises(InvalidWorkflow, match=r"loan\.es\.yaml cannot be used"):
        mentorflow.load("loan.yaml", language="es")
    rules = (folder / "loan.yaml").read_text("utf-8")
    with pytest.raises(InvalidWorkflow, match="<words> cannot be used"):
        mentorflow.loads(rules, words="a: b")

    words = "format: mentorflow-words/1\nwords_for: loan\nlanguage: es\nroles: {gone: Nadie, mentee: Aprendiz}\n"
    assert "Aprendiz" == mentorflow.loads(rules, words=words).workflow.shown("mentee")
    assert "Aprendiz" == mentorflow.loads(rules, words=words.encode()).workflow.shown("mentee")
    wrong: Any = ["a"]
    with pytest.raises(BadArgument, match="words must be the text of a words file, not"):
        mentorflow.loads(rules, words=wrong)


@pytest.mark.usefixtures("folder")
def test_check_reads_words_against_the_rules_beside_them() -> None:
    """``check`` knows a words file by what it says it is and by its name."""
    assert () == mentorflow.check("loan.es.yaml")
    assert () == mentorflow.check("loan.en-mentoree.yaml")
    assert () == mentorflow.check("loan.yaml")


@pytest.mark.parametrize(
    ("name", "text", "slug", "way_out"),
    [
        ("loan.fr.yaml", "title: Un mentor\n", "words-format", "Add 'format'"),
        ("loan.fr.yaml", "words_for: [\n", "unclosed-bracket", ""),
        ("lawn.es.yaml", "format: mentorflow-words/1\n", "words-workflow", ""),
        ("spanish.yaml", "format: mentorflow-words/1\nlanguage: es\n", "words-workflow", ""),
        ("spanish.yaml", "format: mentorflow-words/1\nwords_for: loan\nlanguage: en\n", "words-language",
         "Call the file loan.en.yaml."),
        ("spanish.yaml", "format: mentorflow-words/1\nwords_for: loan\nlanguage: en_\n", "words-language",
         "Call the file loan.LANGUAGE.yaml."),
        ("loan.es.yaml", "format: mentorflow/1\n", "missing-key", ""),
        ("loan.v2.yaml", "title: Un mentor\n", "missing-key", ""),
    ],
)  # fmt: skip
def test_check_tells_what_kind_of_file_it_is(folder: Path, name: str, text: str, slug: str, way_out: str) -> None:
    """The first line decides; where it says nothing, a name with a language in it is that of words."""
    (folder / name).write_text(text, "utf-8")
    found = mentorflow.check(name)

    assert {name} == {one.span.file for one in found}
    assert slug in {one.slug for one in found}
    assert [one for one in found if one.suggestion is None or way_out in one.suggestion.text]


def test_check_names_broken_rules_beside_words(folder: Path) -> None:
    """Words cannot be held against rules that have errors of their own."""
    path = folder / "loan.yaml"
    path.write_text(path.read_text("utf-8").replace("to: matched", "to: mached"), "utf-8")
    (finding,) = mentorflow.check("loan.es.yaml")

    assert ("words-rules", "'loan.yaml' has 1 error of its own.") == (finding.slug, finding.message)
    assert finding.suggestion is not None
    assert "See them with: mentorflow check loan.yaml" == finding.suggestion.text


# --- what is read ---------------------------------------------------------------------------------------------------
def foreign(workflow: Workflow) -> tuple[Workflow, set[str]]:
    """A workflow whose texts are all numbers between angle quotes, and every original text and name."""
    spots = {spot.path: spot for spot in texts_of(workflow).every_spot()}
    texts: dict[tuple[str, ...], Given] = {}
    originals: set[str] = set()
    for number, (path, spot) in enumerate(spots.items()):
        words: Words = f"«{number}»"
        several = spot.original if isinstance(spot.original, tuple) else (spot.original,)
        if isinstance(spot.original, tuple):
            words = tuple(f"«{number}.{index}»" for index, _ in enumerate(several))
        texts[path] = Given(spot, words, Span("x.yaml", 1, 1, 1, 1))
        originals |= {*several, path[-1]}
    return in_words(workflow, Wording("x.yaml", "qps", texts, {}, (), "")), originals


def left_over(text: str, originals: set[str]) -> set[str]:
    """The original texts and names that stand in a text, but for the words of the engine."""
    plain = PLACE.sub("", text)
    there = {one for one in originals - ENGINE if one in plain}
    return {one for one in there if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", plain)}


def told(flow: Flow, one: Play) -> str:
    """Everything that may be read in a play: its timeline, all explanations, and what everybody may do."""
    people = {"ana", "raj", "kim", "sol"}
    parts: list[str] = []
    for played in one.steps:
        for decision in played.decisions:
            parts += [decision.explain(), *(decision.explain(to=person) for person in sorted(people))]
            parts += [refusal.message for refusal in decision.refusals]
            parts += [warned.message for warned in decision.warnings]
            p = decision.partnership
            for person in (None, *sorted(people)) if p is not None and decision.record is not None else ():
                assert p is not None
                options = flow.options(p, at=played.step.at, by=person)
                parts += [reason.message for option in options for reason in option.reasons]
    return "\n".join(parts)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mentoring-connection", str(WORDS / "loan.yaml")])
def test_nothing_is_read_in_the_original_language(name: str) -> None:
    """Whatever is printed of a life in another language has no original text and no name of the rule file in it."""
    workflow = mentorflow.load(name).workflow
    tests = loading.find(name).with_suffix(".test.yaml")
    script = read_scenarios(read(tests.read_bytes(), tests.name), workflow)
    other, originals = foreign(workflow)
    flow = Flow(other)
    plays = [play(flow, scenario) for scenario in script.scenarios]
    lines = [line.text for one in plays for line in timeline(flow, script, one, width=10_000)[1:]]

    assert [] == [failure for one in plays for failure in one.failures]
    assert set() == left_over("\n".join(lines), originals)
    assert set() == left_over("\n".join(told(flow, one) for one in plays[::8]), originals)


def shipped_words() -> list[tuple[str, str]]:
    """Every shipped workflow with each of its languages."""
    return [(name, language) for name in loading.shipped() for language in loading.languages(name)]


@pytest.mark.parametrize(("name", "language"), shipped_words())
def test_shipped_words_are_whole(name: str, language: str) -> None:
    """What comes with mentorflow in another language has every text, none of them outdated, and the same meaning."""
    assert () == mentorflow.check(loading.words_for(loading.find(name), language))
    assert mentorflow.load(name).digest == mentorflow.load(name, language=language).digest


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), shipped_words())
def test_shipped_words_are_all_that_is_read(name: str, language: str) -> None:
    """A life told in a shipped language has no text and no name of the rule file in it that has other words."""
    flow = mentorflow.load(name, language=language)
    workflow = mentorflow.load(name).workflow
    here, there = ({s.path: s.original for s in texts_of(each).every_spot()} for each in (workflow, flow.workflow))
    known = "\n".join(str(words) for words in there.values())
    pairs = [(path, words) for path, words in here.items() if isinstance(words, str) and words != there[path]]
    originals = {one for path, words in pairs for one in (words, path[-1])}
    tests = loading.find(name).with_suffix(".test.yaml")
    script = read_scenarios(read(tests.read_bytes(), tests.name), workflow)
    lives = [timeline(flow, script, play(flow, scenario), width=10_000)[1:] for scenario in script.scenarios[::3]]
    text = "\n".join(line.text for life in lives for line in life)

    assert set() == left_over(text, originals) - left_over(known, originals)


def test_a_wrong_answer_is_told_in_the_words_of_its_question() -> None:
    """Problems with answers name questions and choices as people read them."""
    workflow = mentorflow.load(WORDS / "loan.yaml").workflow
    other, originals = foreign(workflow)
    flow = Flow(other)
    p = flow.start("request", id="p", people=PEOPLE, by="ana", at=AT, facts=FACTS).partnership
    assert p is not None
    wrong = {"fit": "x", "hours": 99, "strains": ["x"], "steps": [{"kind": "x"}]}
    decisions = [
        flow.submit(p, "check_up", answers={}, by="ana", at=AT),
        flow.submit(p, "check_up", answers=wrong, by="ana", at=AT),
        flow.submit(p, "check_up", answers={**wrong, "steps": [5]}, by="ana", at=AT),
        flow.fire(p, "part", by="raj", at=AT),
        flow.fire(p, "part", by="kim", at=AT, answers={"ground": "x"}),
    ]
    text = "\n".join(f"{one.explain()}\n{one.explain(to='raj')}" for one in decisions)

    assert ["refused"] * 5 == [one.outcome for one in decisions]
    assert set() == left_over(text, originals)
