"""A workflow drawn: every state and every move is in it, other names draw the same, and no text breaks it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from mentorflow.cli import playing
from mentorflow.loading import find, load, loads, shipped
from mentorflow.rules.edges import edges
from mentorflow.rules.wording import texts_of
from mentorflow.rules.wording_apply import in_words
from mentorflow.rules.wording_read import Wording
from mentorflow.rules.wording_walk import Given
from mentorflow.rules.words import NOWHERE
from mentorflow.tools.draw import as_dot, as_mermaid, draw, picture, traces
from mentorflow.tools.draw.picture import NoPicture
from mentorflow.tools.draw.ways import Course, row_key
from mentorflow.tools.draw.words import capital
from tests.cli.files import RULES
from tests.fixtures import policies
from tests.test_renaming import case, flow_of

if TYPE_CHECKING:
    from pathlib import Path

    from mentorflow.rules.workflow import Workflow
    from mentorflow.tools.draw.shapes import Drawing, Line

BUDDIES = policies.FOLDER / "draw" / "buddies.yaml"
of_shipped = pytest.mark.parametrize("name", shipped())


def lines_of(drawing: Drawing) -> list[Line]:
    """Everything that is said in it."""
    return [line for part in (*drawing.nodes, *drawing.arrows) for line in part.lines]


def labeled(workflow: Workflow, labels: dict[Any, Any]) -> Workflow:
    """A workflow in which all that people read is given apart from its names."""
    spots = {spot.path: spot for spot in texts_of(workflow).every_spot()}
    given = {path: Given(spots[path], text, NOWHERE) for path, text in labels.items()}
    return in_words(workflow, Wording("labels.yaml", "en", given, {}, (), ""))


def test_small_workflow_is_drawn_exactly() -> None:
    """The texts for Graphviz and for Mermaid are, letter for letter, those that were looked at."""
    drawing = draw(load(BUDDIES).workflow)

    assert BUDDIES.with_suffix(".dot").read_text("utf-8") == as_dot(drawing)
    assert BUDDIES.with_suffix(".mmd").read_text("utf-8") == as_mermaid(drawing)


@of_shipped
def test_every_state_and_every_move_is_drawn(name: str) -> None:
    """Each state has its box; each move stands at an arrow, in its state, in a group or beside the drawing."""
    workflow = load(name).workflow
    drawing = draw(workflow)
    titles = {node.title for node in drawing.nodes if node.kind in {"state", "end"}}
    said = {line.text.partition(":")[0] for line in lines_of(drawing) if line.tone == "move"}

    assert {capital(workflow.shown(state.name)) for state in workflow.states} == titles
    assert {capital(workflow.shown(move)) for move in workflow.move_names} == said


@of_shipped
def test_every_edge_that_leads_on_is_drawn(name: str) -> None:
    """Whatever leads from one state to another stands at something that leads there; nothing else does."""
    workflow = load(name).workflow
    course, drawing = Course(workflow), draw(workflow)
    drawn = {key for arrow in drawing.arrows for key in arrow.keys}
    drawn |= {key for node in drawing.nodes for line in node.lines for key in line.keys}
    expected = {way.key for way in course.ways if way.edge.kind != "deadline" or way.dest}
    expected |= {
        row_key(edge.routing, edge.row)
        for edge in edges(workflow)
        if edge.routing in {way.dest.removeprefix("table ") for way in course.ways} and edge.routing is not None
    }

    assert expected == drawn


@of_shipped
def test_the_straight_way_goes_from_the_start_to_an_end(name: str) -> None:
    """It is one chain of arrows, and no place of it has two ways on."""
    drawing = draw(load(name).workflow)
    following = {arrow.source: arrow.target for arrow in drawing.arrows if arrow.main}
    kinds = {node.name: node.kind for node in drawing.nodes}
    place = "start"
    seen = [place]
    while place in following:
        place = following[place]
        seen.append(place)

    assert "end" == kinds[place]
    assert {node.name for node in drawing.nodes if node.main} == set(seen)


def test_no_state_has_an_arrow_for_what_is_open_everywhere() -> None:
    """Withdrawing is drawn once: one group, one arrow."""
    workflow = load("mentoring-connection").workflow
    leaving = [
        part
        for part in (*(n for n in draw(workflow).nodes if n.kind == "group"), *draw(workflow).arrows)
        if any("Withdraw" in line.text for line in part.lines)
    ]

    assert ["group"] == [getattr(part, "kind", "arrow") for part in leaving]


@pytest.mark.slow
@pytest.mark.parametrize("path", [find(name) for name in shipped()], ids=lambda path: path.stem)
def test_other_names_draw_the_same(path: Path) -> None:
    """With the same labels a workflow under other names has the very same drawing."""
    one = case(path)
    before, after = flow_of(one.rules).workflow, flow_of(one.renamed_rules).workflow
    originals = {spot.path: spot.original for spot in texts_of(before).every_spot()}
    told = {spot.path: tuple(map(one.naming.told, spot.path)) for spot in texts_of(after).every_spot()}
    first = labeled(before, originals)
    second = labeled(after, {path: originals[first] for path, first in told.items()})

    assert as_dot(draw(first)) == as_dot(draw(second))
    assert as_mermaid(draw(first)) == as_mermaid(draw(second))


@pytest.mark.parametrize("path", [*map(find, shipped()), policies.EVERY_KEY], ids=lambda path: path.stem)
def test_picture_is_well_formed_and_says_it_all(path: Path) -> None:
    """The SVG is XML; every title of a state stands in it, whole words unbroken."""
    drawing = draw(load(path).workflow)
    text = " ".join(ET.fromstring(picture.svg(as_dot(drawing))).itertext())  # noqa: S314 - our own picture
    words = set(re.findall(r"\w+", text))
    said = {word for node in drawing.nodes if node.kind != "choice" for word in re.findall(r"\w+", node.title)}
    said |= {word for line in lines_of(drawing) for word in re.findall(r"\w+", f"{line.text} {line.who}")}

    assert set() == said - words


def test_signs_in_texts_are_only_signs() -> None:
    """Quotes, brackets, ampersands and line breaks in a title break neither text nor picture."""
    odd = 'A "pair" <b> & \\ | #1; `x` -->'
    workflow = attrs.evolve(loads(RULES).workflow, title=odd)
    state = attrs.evolve(workflow.states[0], title=odd)
    drawing = draw(attrs.evolve(workflow, states=(state, *workflow.states[1:])))

    made = ET.fromstring(picture.svg(as_dot(drawing)))  # noqa: S314 - our own picture

    assert 2 == sum((each.text or "").startswith(odd) for each in made.iter("{http://www.w3.org/2000/svg}text"))
    assert '"<b>A &quot;pair&quot; &lt;b&gt; &amp; \\ &#124; &num;1; &#96;x&#96; --&gt;</b>' in as_mermaid(drawing)


def test_one_life_is_numbered_in_its_order() -> None:
    """What a scenario took is strong and numbered; a state it never was in is pale."""
    done = playing.played("mentoring-connection", None, "a_good_year")
    drawing, over = draw(done.flow.workflow), traces.history(done.flow.workflow, done.plays[0])
    dot = as_dot(drawing, over)
    numbers = sorted({number for line in lines_of(drawing) for number in over.numbers(line.keys)})

    assert list(range(1, len(numbers) + 1)) == numbers
    assert "<b>[1]</b> <b>Request</b>" in dot
    assert not over.happened((("state", "declined"),))
    assert "(1) Request" in as_mermaid(drawing, over)


def test_what_no_scenario_exercises_is_marked() -> None:
    """With one scenario only, what it leaves out says so; with all of them nothing of a shipped workflow does."""
    one = playing.played("two-meetings")
    workflow = one.flow.workflow
    drawing = draw(workflow)

    assert "no scenario" not in as_dot(drawing, traces.coverage(workflow, one.plays))
    assert "no scenario" in as_dot(drawing, traces.coverage(workflow, one.plays[:1]))
    assert "no scenario" in as_mermaid(drawing, traces.coverage(workflow, one.plays[:1]))


def test_without_the_extra_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture without the layout program is refused with the way out."""
    monkeypatch.setattr(picture, "PROGRAM", "no-such-program")

    with pytest.raises(NoPicture, match=r"pip install 'mentorflow\[draw\]'"):
        picture.svg("digraph {}")


def test_what_cannot_be_drawn_says_so() -> None:
    """What the layout program complains of is handed on."""
    with pytest.raises(NoPicture, match="could not draw this"):
        picture.svg("digraph {")
