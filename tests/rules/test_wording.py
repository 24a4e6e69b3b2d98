"""Words files: what they may say, what is wrong in them, and that they change what people read and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorflow.diagnostics import Span, as_text
from mentorflow.rules import notation
from mentorflow.rules.build import build
from mentorflow.rules.digest import digest
from mentorflow.rules.source import read
from mentorflow.rules.wording import texts_of
from mentorflow.rules.wording_apply import in_words
from mentorflow.rules.wording_print import renewed, words_file
from mentorflow.rules.wording_read import Wording, read_wording
from mentorflow.rules.wording_walk import Given

if TYPE_CHECKING:
    from mentorflow.rules.wording import Path as Names
    from mentorflow.rules.wording import Spot, Words
    from mentorflow.rules.workflow import Workflow

HERE = Path(__file__).parents[1] / "fixtures"
FOLDER = HERE / "words"
SHIPPED = Path(__file__).parents[2] / "workflows" / "mentoring-connection.yaml"
HEAD = "format: mentorflow-words/1\nwords_for: loan\nlanguage: en-mentoree\n"
SPAN = Span("x.yaml", 1, 1, 1, 1)


def rules(path: Path) -> Workflow:
    """The workflow of a file."""
    workflow = build(read(path.read_bytes(), path.name)).workflow
    assert workflow is not None
    return workflow


LOAN = rules(FOLDER / "loan.yaml")
SPANISH = (FOLDER / "loan.es.yaml").read_text("utf-8")
EVERY = (LOAN, rules(HERE / "ok" / "every-key.yaml"), rules(SHIPPED))


def worded(text: str, workflow: Workflow = LOAN, language: str | None = None) -> Wording:
    """What a text says as a words file."""
    return read_wording(read(text, "loan.es.yaml"), workflow, language)


def told(text: str) -> list[tuple[str, str, str | None]]:
    """The findings of a words file: slug, message and the word to put in place."""
    found = worded(text).diagnostics
    return [(one.slug, one.message, one.suggestion.replacement if one.suggestion else None) for one in found]


def said(wording: Wording) -> dict[str, Words]:
    """The texts of a words file by their path."""
    return {"/".join(path): given.words for path, given in wording.texts.items()}


def spots(workflow: Workflow) -> dict[Names, Spot]:
    """Every text of a workflow by its path."""
    return {spot.path: spot for spot in texts_of(workflow).every_spot()}


def marked(workflow: Workflow, texts: dict[Names, Words], sources: dict[Names, Words] | None = None) -> Wording:
    """A words file with these texts."""
    every = spots(workflow)
    given = {path: Given(every[path], words, SPAN) for path, words in texts.items()}
    before = {path: Given(every[path], words, SPAN) for path, words in (sources or {}).items()}
    return Wording("x.yaml", "qps", given, before, (), "")


# --- what has a text ------------------------------------------------------------------------------------------------
def test_every_text_of_the_notation_has_its_place() -> None:
    """Whatever the table of the notation calls a sentence or a choice is among the texts of a file with every key."""
    every = build(read((HERE / "ok" / "every-key.yaml").read_bytes(), "every-key.yaml")).workflow
    assert every is not None
    paths = set(spots(every))
    ends = {path[-1] for path in paths} | {path[-2] for path in paths if len(path) > 1} | {path[0] for path in paths}
    rows = [key for place in notation.PLACES.values() for key in place.keys.values()]
    keys = {key.name for key in rows if key.of in {"sentence", "choices"}} - {"partners", "staff"}

    assert {"others", "application"} == keys - ends, "roles stand together with the other names"
    assert {("shown_as", role.name) for role in every.roles} <= paths


@pytest.mark.parametrize("workflow", EVERY, ids=lambda workflow: workflow.name)
def test_every_text_can_be_another_one(workflow: Workflow) -> None:
    """What is put in place of a text is what stands there afterwards, and everything else is as before."""
    texts = {
        path: f"text {n}" if isinstance(spot.original, str) else tuple(f"{n}, {each}" for each in spot.original)
        for n, (path, spot) in enumerate(spots(workflow).items())
    }
    other = in_words(workflow, marked(workflow, texts))

    assert texts == {path: spot.original for path, spot in spots(other).items()}
    assert digest(workflow) == digest(other)
    assert ("qps", workflow.name, workflow.file) == (other.language, other.name, other.file)
    assert [s.span for s in workflow.states] == [s.span for s in other.states]


@given(st.data())
def test_words_never_change_what_is_decided(data: st.DataObject) -> None:
    """Whatever people read, the digest of the shipped workflow stays the same, and so does every name."""
    workflow = EVERY[2]
    every = spots(workflow)
    chosen = data.draw(st.sets(st.sampled_from(sorted(every))))
    texts = {
        path: data.draw(st.text(min_size=1)) if isinstance(every[path].original, str) else every[path].original
        for path in chosen
    }
    other = in_words(workflow, marked(workflow, texts))

    assert digest(workflow) == digest(other)
    assert set(every) == set(spots(other))


def test_final_states_differ_from_others_in_meaning() -> None:
    """How an end is called decides nothing; that a state is an end does."""
    text = (FOLDER / "loan.yaml").read_text("utf-8")
    one, other = (build(read(each, "loan.yaml")).workflow for each in (text, text.replace("completed", "done")))
    live = text.replace(
        "over: {final: completed}", "over:\n    moves: {end: {by: mentee, to: done}}\n  done: {final: x}"
    )
    third = build(read(live, "loan.yaml")).workflow
    assert one is not None
    assert other is not None
    assert third is not None

    assert digest(one) == digest(other)
    assert digest(one) != digest(third)


# --- reading --------------------------------------------------------------------------------------------------------
def test_a_whole_words_file_is_read_in_silence() -> None:
    """Nothing is missing and nothing outdated; every text of the workflow is there."""
    wording = worded(SPANISH, language="es")

    assert () == wording.diagnostics
    assert set(spots(LOAN)) == set(wording.texts) == set(wording.sources)
    assert "Revisión de los 90 días" == in_words(LOAN, wording).shown("check_up")


def test_keys_that_gather_names_may_be_left_out_or_written() -> None:
    """The shape of the rule file and the shorter one say the same."""
    short = HEAD + (
        "roles: {mentee: A}\n"
        "forms:\n  check_up:\n    fit: {good: B}\n    strains: {trust: C}\n    steps: {kind: {alone: D}}\n"
        "states: {matched: {part: {ground: {other: E}}}}\n"
        "any_time: {withdraw: {ground: {ask: F}}}\n"
        "start: {request: {word: {ask: G}}}\n"
        "facts: {standing: {good: H}}\n"
    )
    long = HEAD + (
        "roles: {partners: {mentee: A}}\n"
        "forms:\n  check_up:\n    fields:\n      fit: {choose_one: {good: B}}\n"
        "      strains: {choose_any: {lasting: {trust: C}}}\n"
        "      steps: {list_of: {kind: {choose_one: {alone: D}}}}\n"
        "states: {matched: {moves: {part: {asks: {ground: {choose_one: {other: E}}}}}}}\n"
        "any_time: {moves: {withdraw: {asks: {ground: {ask: F}}}}}\n"
        "start: {request: {asks: {word: {ask: G}}}}\n"
        "facts: {standing: {choose_one: {good: H}}}\n"
    )

    assert () == worded(short).diagnostics == worded(long).diagnostics
    assert list("ABCDEFGH") == sorted(str(each) for each in said(worded(short)).values())
    assert said(worded(short)) == said(worded(long))


def test_names_like_keys_have_their_place_below_what_gathers_them() -> None:
    """A question called ``title`` and a choice called ``ask`` are told from the texts beside them."""
    wording = worded(
        HEAD + "forms:\n  check_up:\n    title: A\n    fields: {title: {ask: B}}\n"
        "    steps: {kind: {ask: C, choose_one: {ask: D}}}\n"
    )

    assert () == wording.diagnostics
    assert {
        "shown_as/check_up": "A",
        "forms/check_up/fields/title/ask": "B",
        "forms/check_up/fields/steps/list_of/kind/ask": "C",
        "forms/check_up/fields/steps/list_of/kind/choose_one/ask": "D",
    } == said(wording)


def test_a_title_is_the_name_under_shown_as() -> None:
    """What is written beside the thing itself and what is written under ``shown_as`` say the same."""
    beside = in_words(LOAN, worded(HEAD + "states: {matched: {title: At it}, over: {title: Gone}}\n"))
    below = in_words(LOAN, worded(HEAD + "shown_as: {matched: At it, over: Gone}\n"))

    assert beside == below
    assert ("At it", "Gone") == (beside.shown("matched"), beside.shown("over"))
    assert ("At it", None) == (beside.state_by_name["matched"].title, beside.state_by_name["over"].title)


def test_a_word_of_the_rule_file_gives_way() -> None:
    """What the rule file itself says under ``shown_as`` is a text as any other."""
    assert "strained for good" == LOAN.shown("strained")
    assert "Tense" == in_words(LOAN, worded(HEAD + "shown_as: {strained: Tense}\n")).shown("strained")
    assert "strained for good" == in_words(LOAN, worded(HEAD)).shown("strained")


def test_what_is_left_out_is_shown_as_before() -> None:
    """Without any text the workflow reads as before, but for its language."""
    other = in_words(LOAN, worded(HEAD))

    assert {p: s.original for p, s in spots(LOAN).items()} == {p: s.original for p, s in spots(other).items()}
    assert ("both_fine", "both fine") == (LOAN.called("both_fine"), other.called("both_fine"))


def test_questions_and_choices_are_called_by_their_texts() -> None:
    """Sentences name a question and a choice by their texts; without any by their names."""
    plain, spanish = (
        each.form_by_name["check_up"].fields[4].kind for each in (LOAN, in_words(LOAN, worded(SPANISH)))
    )
    what = [kind.fields[0] for kind in (plain, spanish) if hasattr(kind, "fields")]

    assert [("what", "what"), ("qué", "qué")] == [(field.shown, field.called) for field in what]


# --- what is wrong --------------------------------------------------------------------------------------------------
WRONG = (
    ("words_for: loan\nlanguage: es-x\n", "words-format", "a words file also needs 'format'.", None),
    ("formt: mentorflow-words/1\nwords_for: loan\nlanguage: en\n", "words-format",
     "a words file also needs 'format'.", "format"),
    (HEAD.replace("/1", "/2"), "words-format",
     "the format 'mentorflow-words/2' is not that of words; this program reads mentorflow-words/1.",
     "mentorflow-words/1"),
    (HEAD.replace("words_for: loan\n", ""), "words-key-missing", "a words file also needs 'words_for'.", None),
    (HEAD.replace("language:", "langauge:"), "words-key-missing", "a words file also needs 'language'.", "language"),
    (HEAD.replace("loan", "lawn"), "words-workflow",
     "these are words for 'lawn', but the rules beside them are 'loan'.", "loan"),
    (HEAD.replace("en-mentoree", "Spanish, sort of"), "words-language", "'Spanish, sort of' is no language.", None),
    (HEAD.replace("en-mentoree", "en_GB"), "words-language", "'en_GB' is no language.", "en-GB"),
    (HEAD + "forms: Formularios\n", "words-shape", "a text stands behind 'forms'.", None),
    (HEAD + "forms:\n  check_up: [a, b]\n", "words-shape", "a list stands behind 'check_up'.", None),
    (HEAD + "title: {a: b}\n", "words-shape", "a group of keys stands behind 'title'.", None),
    (HEAD + "roles: {mentee: [a, b]}\n", "words-shape", "a list stands behind 'mentee'.", None),
    (HEAD + "forms: {check_up: {talk_about: One text}}\n", "words-shape", "a text stands behind 'talk_about'.", None),
    (HEAD + "forms:\n  check_up:\n    talk_about:\n      - [a, b]\n      - c\n", "words-shape",
     "a list stands among the entries of 'talk_about'.", None),
    (HEAD + "translated_from: nothing\n", "words-shape", "a text stands behind 'translated_from'.", None),
    (HEAD + "translated_from: {roles: {mentee: [a]}}\n", "words-shape", "a list stands behind 'mentee'.", None),
    (HEAD + "forms:\n", "words-empty", "nothing stands below 'forms'.", None),
    (HEAD + "title: ''\n", "words-empty", "an empty text stands behind 'title'.", None),
    (HEAD + "title:\n", "words-empty", "an empty text stands behind 'title'.", None),
    (HEAD + "forms: {check_up: {talk_about: []}}\n", "words-empty",
     "an empty text stands behind 'talk_about'.", None),
    (HEAD + "forms:\n  check_up:\n    talk_about:\n      - a\n      - ''\n", "words-empty",
     "an empty text stands behind 'talk_about'.", None),
    (HEAD + "states: {over: {title: A}}\nshown_as: {over: B}\n", "words-twice",
     "the text of 'over' is given in two places.", None),
    (HEAD + "forms: {checkup: {title: A}}\n", "words-unknown", "nothing in 'forms' is called 'checkup'.", "check_up"),
    (HEAD + "roles: {menteee: A}\n", "words-unknown", "nothing in 'roles' is called 'menteee'.", "mentee"),
    (HEAD + "forms: {check_up: {fit: {excellent: A}}}\n", "words-unknown",
     "nothing in the question 'fit' is called 'excellent'.", None),
    (HEAD + "shown_as: {gone_long_ago: A}\n", "words-unknown",
     "nothing in 'shown_as' is called 'gone_long_ago'.", None),
    (HEAD + "translated_from: {roles: {gone: A}}\n", "words-unknown", "nothing in 'roles' is called 'gone'.", None),
    (HEAD + "roles: {gone: A}\ntranslated_from: {roles: {gone: A}}\n", "words-unknown",
     "nothing in 'roles' is called 'gone'.", None),
    (HEAD + "forms: {check_up: {talk_about: [a]}}\n", "words-count",
     "'talk_about' has 1 text here and 2 in the rule file.", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "slug", "message", "correction"), WRONG)
def test_a_mistake_is_told_once_with_the_way_out(text: str, slug: str, message: str, correction: str | None) -> None:
    """One mistake is one finding, at its word, and nothing that only follows from it is told."""
    everything = {"words-missing", "words-outdated"}
    assert [(slug, message, correction)] == [each for each in told(text) if each[0] not in everything]
    assert all(one.suggestion is not None for one in worded(text).diagnostics)


def test_what_is_told_of_is_not_missing_too() -> None:
    """A name that is nearly right, an empty text and one of another shape do not count as left out as well."""
    whole = "  mentee: Aprendiz"
    assert whole in SPANISH
    for wrong in ("  menteee: Aprendiz", "  mentee: ''", "  mentee: [Aprendiz]"):
        assert 1 == len(told(SPANISH.replace(whole, wrong, 1)))
    assert 1 == len(told(re.sub(r"(?ms)^states:\n.*?^\n", "states: no\n\n", SPANISH, count=1)))
    assert 1 == len(
        told(re.sub(r"(?ms)^states:\n.*?^\n", lambda m: m[0].replace("states", "sttes"), SPANISH, count=1))
    )


def test_the_language_is_that_of_the_file_name() -> None:
    """Whoever asks for a language finds its file by the name; capital letters make no difference."""
    (finding,) = worded(SPANISH, language="fr").diagnostics

    assert "the language is 'es' here and 'fr' in the name of the file." == finding.message
    assert () == worded(SPANISH, language="ES").diagnostics


def test_missing_texts_are_told_once_for_each_block() -> None:
    """A block that is there tells of its own texts, all others together at the language."""
    es = HEAD.replace("en-mentoree", "es")
    found = worded(es + "roles: {mentee: A}\nforms: {check_up: {fit: {ask: B}}}\n").diagnostics

    assert ["words-missing"] * 3 == [one.slug for one in found]
    assert [3, 4, 5] == [one.span.line for one in found]
    assert "'mentor' and 'coordinator' of 'roles' have no text here." == found[1].message
    assert found[0].message.endswith(" more of the workflow have no text here.")
    assert found[2].message.startswith("'title', 'talk_about', 'fit.good', 'fit.fair', 'fit.poor', 'strains.ask', ")


def test_a_single_missing_text_is_named() -> None:
    """One text that is not there is told with the names down to it, and with what shows everything."""
    (finding,) = worded(re.sub(r"(?m)^      alone: .*\n|^        alone: .*\n", "", SPANISH, count=1)).diagnostics

    assert "'steps.kind.alone' of the form 'check_up' has no text here." == finding.message
    assert finding.suggestion is not None
    assert "See every text with: mentorflow words loan.yaml --language es" == finding.suggestion.text


def test_other_labels_need_not_be_complete() -> None:
    """In the language of the engine a words file may give a single label, unless it says what it was made from."""
    assert [] == told(HEAD + "roles: {mentee: Mentoree}\n")
    assert {"words-missing"} == {slug for slug, *_ in told(HEAD + "translated_from: {roles: {mentee: Mentee}}\n")}


def test_an_outdated_text_is_told_with_both_originals() -> None:
    """Where the rule file reads otherwise than what a text was translated from, that is told at the text."""
    changed = SPANISH.replace("title: A mentor on loan", "title: A mentor lent").replace(
        "    - What did not?", "    - What went  wrong?"
    )
    found = worded(changed).diagnostics

    assert ["words-outdated", "words-outdated"] == [one.slug for one in found]
    assert 'this was translated from "A mentor lent"; the rule file now says "A mentor on loan".' == found[0].message
    assert 'translated from "What went well? / What went  wrong?"; the rule' in found[1].message
    assert "Un mentor prestado" in changed.split("\n")[found[0].span.line - 1]


def test_an_original_is_the_same_however_its_lines_are_broken() -> None:
    """Spaces and line breaks do not make a text another one."""
    assert [] == told(SPANISH.replace("  title: A mentor on loan", "  title: >-\n    A mentor\n    on  loan"))


@pytest.mark.parametrize(
    "content", ["", "- a\n- b\n", "title", "a: [b", "{", "\x00", "format: [a]\n", "format: {}\n"]
)
def test_reading_never_raises_on_content(content: str) -> None:
    """Whatever stands in the file is answered with findings."""
    assert [one for one in worded(content).diagnostics if one.is_error]
    assert worded(content).has_errors


def test_findings_show_their_line() -> None:
    """A finding about words reads as every other one."""
    text = HEAD + "roles: {menteee: A}\n"

    assert (
        "loan.es.yaml:4:9: advice: nothing in 'roles' is called 'menteee'. [MF809]\n"
        "  4 | roles: {menteee: A}\n"
        "    |         ^^^^^^^\n"
        "  do: Did you mean 'mentee'?"
    ) == as_text(worded(text).diagnostics, {"loan.es.yaml": text})


# --- printing -------------------------------------------------------------------------------------------------------
SIGNS = "aZ9é ñ¿?!:#'\"\\{}[]&*|>%@`,-.\n—“”…"
TEXTS = st.text(SIGNS, min_size=1).filter(lambda text: text.strip() != "")


def uncommented(text: str) -> str:
    """A words file with the # taken away before every text."""
    return re.sub(r"(?m)^# (?!What people|A line behind|What the texts)", "", text)


@pytest.mark.parametrize("workflow", EVERY, ids=lambda workflow: workflow.name)
def test_a_printed_file_holds_every_text_once(workflow: Workflow) -> None:
    """Without any words everything stands behind a #; with these taken away it is whole, and so are its sources."""
    empty = words_file(workflow, "es")
    whole = read_wording(read(uncommented(empty), "x.es.yaml"), workflow, "es")
    originals = {path: spot.original for path, spot in spots(workflow).items()}

    assert {} == read_wording(read(empty, "x.es.yaml"), workflow, "es").texts
    assert () == whole.diagnostics
    assert originals == {path: given.words for path, given in whole.texts.items()}
    assert originals == {path: given.words for path, given in whole.sources.items()}


@given(st.data())
def test_printing_keeps_every_text(data: st.DataObject) -> None:
    """What is printed is read again as it was, whatever signs a text holds, and printed again it is the same."""
    every = spots(LOAN)
    chosen = data.draw(st.sets(st.sampled_from(sorted(every))))
    texts: dict[Names, Words] = {}
    for path in chosen:
        original = every[path].original
        texts[path] = data.draw(TEXTS) if isinstance(original, str) else tuple(data.draw(TEXTS) for _ in original)
    printed = words_file(LOAN, "es", marked(LOAN, texts))
    again = read_wording(read(printed, "loan.es.yaml"), LOAN, "es")

    assert texts == {path: given.words for path, given in again.texts.items()}
    assert printed == words_file(LOAN, "es", again)


def test_renewing_keeps_comments_and_everything_else() -> None:
    """Only the block of originals is written anew, wherever it stands; one that is not there is put at the end."""
    top = HEAD + "# my own comment\nroles: {mentee: A}   # short\n"
    after = "\n# the title comes last\ntitle: B\n"
    text = top + "translated_from: {roles: {mentee: Somebody}}\n" + after
    kept, marked_anew, added = (
        renewed(read(each, "loan.es.yaml"), LOAN, worded(each), mark_current=mark)
        for each, mark in ((text, False), (text, True), (top, False))
    )

    assert kept.startswith(top + "translated_from:\n  title: A mentor on loan\n  roles:\n    mentee: Somebody\n")
    assert kept.endswith(after)
    assert marked_anew == kept.replace("mentee: Somebody", "mentee: Mentee")
    assert added.startswith(top + "\n# What the texts were translated from")
    assert set(spots(LOAN)) == set(worded(added).sources) == set(worded(kept).sources)
    assert {"shown_as/mentee": "A", "title": "B"} == said(worded(kept))


def test_printing_keeps_what_a_text_was_translated_from() -> None:
    """An outdated text stays outdated until it is marked as current; one without a text has the original of now."""
    texts: dict[Names, Words] = {("title",): "Un mentor prestado"}
    old: dict[Names, Words] = {("title",): "A mentor lent", ("effects", "greet"): "Say hello."}
    wording = marked(LOAN, texts, old)

    assert "\n  title: A mentor lent\n" in words_file(LOAN, "es", wording)
    assert "\n  title: A mentor on loan\n" in words_file(LOAN, "es", wording, mark_current=True)
    assert "\n    greet: Greet the new pair.\n" in words_file(LOAN, "es", wording)
