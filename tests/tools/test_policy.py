"""A rule file read back as a policy: everything in it is told, exactly, in people's words and in both formats."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import mentorflow
from mentorflow.loading import find, shipped
from mentorflow.rules.calendar import Duration
from mentorflow.rules.wording import texts_of
from mentorflow.rules.wording_apply import in_words
from mentorflow.rules.wording_read import Wording
from mentorflow.rules.wording_walk import Given
from mentorflow.rules.words import NOWHERE
from mentorflow.rules.workflow import ListOf, Mark
from mentorflow.tools.policy import as_html, as_markdown, policy
from mentorflow.tools.policy.asked import said_of
from mentorflow.tools.policy.claims import advised, fails, holds
from mentorflow.tools.policy.leads import follows as row_follows
from mentorflow.tools.policy.page import BEGIN, END, Bullets, Heading, Paragraph, Table
from mentorflow.tools.policy.words import capital, titled
from tests.fixtures import policies
from tests.test_languages import foreign, left_over
from tests.test_renaming import case, flow_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mentorflow.rules.workflow import Field, Workflow
    from mentorflow.tools.policy.page import Block, Page

FILES = [*(find(name) for name in shipped()), policies.EVERY_KEY]

of_shipped = pytest.mark.parametrize("path", FILES[:-1], ids=lambda path: path.stem)
of_each = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def workflow_of(path: Path) -> Workflow:
    """A workflow by its file."""
    return mentorflow.load(path).workflow


def texts(page: Page) -> list[str]:
    """Every piece of a policy in order, as it is read: nothing set off."""
    said = [page.title, page.preface]
    for section in page.sections:
        said += [section.title, *(text for block in section.blocks for text in _in(block))]
    return [" ".join(text.replace(BEGIN, "").replace(END, "").split()) for text in said]


def _in(block: Block) -> tuple[str, ...]:
    if isinstance(block, Bullets):
        return block.entries
    if isinstance(block, Table):
        return (*block.columns, *(text for row in block.rows for text in row))
    assert isinstance(block, Paragraph | Heading)
    return (block.text,)


def plain(text: str) -> str:
    """A text with nothing set off."""
    return " ".join(text.replace(BEGIN, "").replace(END, "").split())


# --- exactly --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", policies.FILES, ids=lambda path: path.name)
def test_policy_is_exactly_as_reviewed(path: Path) -> None:
    """Every sentence of a small workflow, and of one with every key, is as somebody has read and approved it."""
    assert path.read_text("utf-8") == policies.told(path)


@of_each
def test_policy_reads_like_sentences(path: Path) -> None:
    """No article, verb, mark or blank stands twice, nothing is left open, and no Python is read."""
    page = policy(workflow_of(path))
    said = "\n".join(texts(page))
    bad = re.compile(r"\b(?:the [Tt]he|is is|are are|a a|and and|or or|to to)\b|\.\.|  | [,;.]|\(\)|;\.|_|“”")

    assert [] == bad.findall(said)
    assert [] == [text for text in texts(page) if not text]


# --- everything is told ---------------------------------------------------------------------------------------------
def everything(workflow: Workflow) -> Iterator[str]:
    """What has to stand in a policy: a piece of text for everything that a rule file can hold."""
    yield from (titled(workflow, name) for name in workflow.move_names)
    yield from (titled(workflow, state.name) for state in workflow.states)
    yield from (titled(workflow, form.name) for form in workflow.forms)
    yield from (role.text.lower() for role in workflow.roles)
    yield from (effect.text for effect in workflow.effects)
    yield from (text for form in workflow.forms for text in form.talk_about)
    yield from (state.final or "" for state in workflow.states)
    yield from (capital(workflow.worded(limit.name)) for limit in workflow.limits if "%" not in limit.name)
    asked = [*(form.fields for form in workflow.forms), *(move.asks for move in workflow.every_move())]
    yield from (text for fields in asked for field in fields for text in _of_question(workflow, field))
    yield from (row_follows(workflow, row) for routing in workflow.routing for row in routing.rows)


def _of_question(workflow: Workflow, field: Field) -> Iterator[str]:
    yield from (field.ask, said_of(workflow, field))
    if isinstance(field.kind, ListOf):
        yield from (text for detail in field.kind.fields for text in _of_question(workflow, detail))


@of_each
def test_policy_tells_everything(path: Path) -> None:
    """Every role, stage, move, form, question, row, limit, effect and ending stands in the policy."""
    workflow = workflow_of(path)
    said = "\n".join(texts(policy(workflow))).lower()

    assert [] == [text for text in everything(workflow) if plain(text).lower() not in said]


def test_entries_of_a_list_that_a_move_asks_for_are_told() -> None:
    """What is asked of each entry stands behind the question, as it does for a form."""
    asked = "asks: {steps: {ask: 'Which steps?', list_of: {names: {texts: 2}, at: {ask: 'When?', date: any day}}}}"
    rules = policies.EVERY_KEY.read_text("utf-8").replace("asks: {why: {ask: 'Why?', text: any length}}", asked)
    workflow = mentorflow.loads(rules, file="every-key.yaml").workflow
    (said,) = (text for text in texts(policy(workflow)) if "Which steps?" in text)

    assert (
        "It asks “Which steps?” (a list). "
        "Each entry of “Which steps?” has “names” (two answers) and “When?” (a date)." in said
    )


def used(workflow: Workflow) -> set[str]:
    """The conditions that something other than a condition reads."""
    named = {name for move in workflow.every_move() for name in (*move.must, *move.should)}
    named |= {cell.condition for routing in workflow.routing for row in routing.rows for cell in row.cells}
    asked = [field for form in workflow.forms for field in form.fields]
    asked += [field for move in workflow.every_move() for field in move.asks]
    named |= {field.asked_if for field in asked if field.asked_if is not None}
    return named | {each.condition for each in workflow.properties}


@of_shipped
def test_policy_tells_every_condition(path: Path) -> None:
    """Every condition stands in the policy, as it is used or in those that stand on it, with whatever it reads."""
    workflow = workflow_of(path)
    parts = {part for condition in workflow.conditions for part in condition.parts}
    said = "\n".join(texts(policy(workflow))).lower()

    assert {condition.name for condition in workflow.conditions} == used(workflow) | parts
    assert [] == [name for name in sorted(used(workflow)) if not _told(workflow, name, said)]


def _told(workflow: Workflow, name: str, said: str) -> bool:
    """Conditions about one thing share a sentence: then all that each says of it stands there."""
    ways = [plain(way(workflow, name)).lower() for way in (holds, advised, fails)]
    subject = r"^.*?\b(is|are|has|have|include|should)\b"
    return any(way in said or re.sub(subject, r"\1", way) in said for way in ways)


@pytest.mark.slow
@of_each
def test_policy_tells_every_mark(path: Path) -> None:
    """Taking away any reminder, any notice or any other thing done around a deadline changes the policy."""
    workflow = workflow_of(path)
    before = texts(policy(workflow))
    without = list(_changed(workflow, _silent))

    assert sum(len(deadline.marks) for deadline in workflow.every_deadline()) <= len(without)
    assert [] == [where for where, changed in without if before == texts(policy(changed))]


def _silent(value: object) -> Iterator[object]:
    if isinstance(value, Mark):
        yield attrs.evolve(value, remind=None, tell=None, effects=(), to=None, close_form=False)


@pytest.mark.slow
@of_each
def test_changing_a_number_changes_the_policy(path: Path) -> None:
    """No number of a rule file is without a place in the policy."""
    workflow = workflow_of(path)
    before = texts(policy(workflow))
    other = list(_changed(workflow, _more))

    assert len(workflow.limits) <= len(other)
    assert [] == [where for where, changed in other if before == texts(policy(changed))]


def _more(value: object) -> Iterator[object]:
    """A number or a length of time, and one more."""
    if isinstance(value, Duration):
        yield attrs.evolve(value, months=value.months + 1) if value.months else value.plus(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value + 1


def _changed(workflow: Workflow, change: Any) -> Iterator[tuple[str, Workflow]]:
    """The workflow with one thing changed, once for each thing that can be, with the way to it."""
    yield from _variants(workflow, change, "")


def _variants(value: Any, change: Any, where: str) -> Iterator[tuple[str, Any]]:
    yield from ((where, other) for other in change(value))
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            for deeper, other in _variants(item, change, f"{where}[{place}]"):
                yield deeper, (*value[:place], other, *value[place + 1 :])
    elif attrs.has(type(value)) and not isinstance(value, Duration):
        for field in attrs.fields(type(value)):
            if field.name not in {"span", "side"}:
                for deeper, other in _variants(getattr(value, field.name), change, f"{where}.{field.name}"):
                    yield deeper, attrs.evolve(value, **{field.name: other})


# --- in people's words ----------------------------------------------------------------------------------------------
@pytest.mark.slow
@of_each
def test_policy_is_made_of_texts_alone(path: Path) -> None:
    """In another language nothing of the rule file is left over, but for words that our own sentences use."""
    foreigners = {each: foreign(workflow_of(each)) for each in FILES}
    said = {each: "\n".join(texts(policy(other))) for each, (other, _) in foreigners.items()}
    ours = "\n".join(text for each, text in said.items() if each != path)
    left = left_over(said[path], foreigners[path][1])

    assert set() == {one for one in left if not re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", ours)}


@pytest.mark.slow
@of_each
def test_other_names_give_the_same_policy(path: Path) -> None:
    """With the same labels a workflow under other names has the very same policy."""
    one = case(path)
    before, after = flow_of(one.rules).workflow, flow_of(one.renamed_rules).workflow
    originals = {spot.path: spot.original for spot in texts_of(before).every_spot()}
    told = {spot.path: tuple(map(one.naming.told, spot.path)) for spot in texts_of(after).every_spot()}

    assert set(originals) == set(told.values())
    assert texts(policy(_labeled(before, originals))) == texts(
        policy(_labeled(after, {path: originals[first] for path, first in told.items()}))
    )


def _labeled(workflow: Workflow, labels: dict[Any, Any]) -> Workflow:
    """A workflow in which all that people read is given apart from its names."""
    spots = {spot.path: spot for spot in texts_of(workflow).every_spot()}
    given = {
        path: Given(spots[path], text.replace("_", " ") if isinstance(text, str) else text, NOWHERE)
        for path, text in labels.items()
    }
    return in_words(workflow, Wording("x.yaml", "qps", given, {}, (), ""))


# --- both formats ---------------------------------------------------------------------------------------------------
class Reader(HTMLParser):
    """Reads an HTML file as strictly as it has to be written: every tag closed, in order, and no script."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and where a piece of text begins."""
        assert tag != "script"
        assert not {"src", "href", "onclick"} & dict(attrs).keys()
        if tag != "meta":
            self.open.append(tag)
        if tag in {"h1", "h2", "h3", "p", "li", "td", "th"}:
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        """Every tag is closed before the one around it."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather what is read."""
        if {"h1", "h2", "h3", "p", "li", "td", "th"} & set(self.open):
            self.said[-1] += data


def read_html(text: str) -> list[str]:
    """What is read in an HTML file, piece by piece."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert [] == reader.open
    return reader.said


@of_each
def test_html_is_well_formed_and_says_the_same(path: Path) -> None:
    """One file, every tag closed, no script, nothing from elsewhere, and the same sentences."""
    page = policy(workflow_of(path))
    html = as_html(page)

    assert texts(page) == read_html(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert "://" not in html
    assert "@import" not in html


@of_each
def test_markdown_says_the_same(path: Path) -> None:
    """Without the signs of Markdown the page has the same sentences."""
    page = policy(workflow_of(path))
    said = re.sub(r"(?<!\\)\*", "", as_markdown(page))
    said = re.sub(r"\\([\\`*_\[\]<>#|~&.)+=-])", r"\1", said)

    assert [] == [text for text in texts(page) if text not in said]


def test_signs_in_texts_are_only_texts() -> None:
    """Whatever stands in a question is read as it is written, in both formats."""
    workflow = workflow_of(policies.LOAN)
    sly = "1. <b onclick='x'>*Who*</b> & |what| [is](this) `it` _then_ \\?"
    odd = attrs.evolve(workflow, title=sly)
    page = policy(odd)

    assert sly in read_html(as_html(page))
    assert "1. &lt;b onclick=&#x27;x&#x27;&gt;" in as_html(page)
    assert r"# 1\. \<b onclick='x'\>\*Who\*\</b\> \& \|what\| \[is\](this) \`it\` \_then\_ \\?" in as_markdown(page)
