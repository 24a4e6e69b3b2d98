"""
``mentorflow play``: the scenarios of a workflow, played and laid out.

Nothing here prints, and nothing here knows what a step means.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mentorflow.cli.files import File, NoFile, any_file, in_words, workflow_file
from mentorflow.diagnostics import as_text
from mentorflow.loading import built, languages, words_for
from mentorflow.plays.beside import scenario_file_of
from mentorflow.plays.read_scenarios import read_scenarios
from mentorflow.plays.runner import plays
from mentorflow.plays.timeline import Line, failure_lines, timeline
from mentorflow.rules.findings import BY_SLUG, nearest
from mentorflow.rules.source import read
from mentorflow.rules.wording import texts_of
from mentorflow.rules.wording_apply import in_words as in_words_of
from mentorflow.rules.wording_read import TAG, read_wording
from mentorflow.states.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Diagnostic
    from mentorflow.plays.play import Play
    from mentorflow.plays.scenario import Scenario, Script
    from mentorflow.rules.wording_read import Wording
    from mentorflow.rules.workflow import Workflow


# More scenarios than this are not named in a message.
MANY = 8


class CannotPlay(Exception):
    """Raised when there is nothing to play; the message is for the person who asked for it."""


@attrs.frozen
class Played:
    """What was played, from which file, against which rules."""

    flow: Flow
    script: Script
    plays: tuple[Play, ...]

    @property
    def failed(self) -> bool:
        """Whether anything was not as expected."""
        return any(play.failures for play in self.plays)


def played(
    workflow: str,
    tests: str | None = None,
    name: str | None = None,
    language: str | None = None,
    *,
    owed: bool = True,
) -> Played:
    """
    Play the scenarios of a workflow, or only the one called *name*; *tests* is another scenario file.

    With *language* they are told in the words of its words file; without *owed* nobody asks what is owed meanwhile,
    unless a step says something about it.

    Raises ``CannotPlay`` for a file or a scenario that is not there, cannot be read or has errors.
    """
    flow, script = to_play(workflow, tests, language)
    chosen = script.scenarios if name is None else (_named(script, name),)
    return Played(flow, script, plays(flow, chosen, owed=owed))


def to_play(workflow: str, tests: str | None = None, language: str | None = None) -> tuple[Flow, Script]:
    """A workflow and its scenarios, or those of another file; raises ``CannotPlay`` as ``played`` does."""
    try:
        rules = workflow_file(workflow)
        scenarios = rules.beside(scenario_file_of(rules.path)) if tests is None else any_file(tests)
        flow = flow_of(rules, language)
        script = read_scenarios(read(scenarios.path.read_bytes(), scenarios.label), flow.workflow)
    except (NoFile, OSError) as mistake:
        raise CannotPlay(in_words(mistake)) from mistake
    if script.has_errors:
        raise CannotPlay(_errors(script.diagnostics, script.file, script.text))
    return flow, script


def lines(done: Played, *, brief: bool) -> Iterator[Line]:
    """All timelines, or a line for each; then what was not as expected, and a sum."""
    for one in done.plays:
        if brief:
            yield Line(
                f"{'failed' if one.failures else 'fine  '}  {one.scenario.name}", "failure" if one.failures else ""
            )
        else:
            yield from timeline(done.flow, done.script, one)
            yield Line("", "")
    yield from differences(done) if brief else ()
    yield Line(summary(done), "failure" if done.failed else "title")


def differences(done: Played) -> Iterator[Line]:
    """Everything that was not as expected, each thing under the line that says what was expected."""
    for failure in (failure for one in done.plays for failure in one.failures):
        yield from failure_lines(failure)


def summary(done: Played) -> str:
    """How many scenarios were played, and how many of them were not as expected."""
    count, failed = len(done.plays), sum(bool(one.failures) for one in done.plays)
    said = f"{count} scenario{'' if count == 1 else 's'} played"
    return f"{said}, {failed} not as expected" if failed else f"{said}, all as expected"


def flow_of(rules: File, language: str | None = None) -> Flow:
    """The flow of a rule file, in the words of a language; raises ``CannotPlay`` where it has errors."""
    read_and_built = built(rules.path, rules.label)
    if read_and_built.workflow is None:
        raise CannotPlay(_errors(read_and_built.diagnostics, rules.label, read_and_built.text))
    if language is None:
        return Flow(read_and_built.workflow)
    return Flow(in_words_of(read_and_built.workflow, words_of(rules, language, read_and_built.workflow)))


def words_of(rules: File, language: str, workflow: Workflow) -> Wording:
    """The words file of a language beside the rules; raises ``CannotPlay`` where there is none or it has errors."""
    words = rules.beside(words_for(rules.path, language))
    if not words.path.is_file():
        raise CannotPlay(_no_words(rules, words.path, language))
    wording = read_wording(read(words.path.read_bytes(), words.label), workflow, language)
    if wording.has_errors:
        raise CannotPlay(_errors(wording.diagnostics, wording.file, wording.text))
    return wording


def lacking(wording: Wording, workflow: Workflow) -> int:
    """How many texts a words file lacks; none where nobody expects all, as of labels in English."""
    if all(finding.code != BY_SLUG["words-missing"].code for finding in wording.diagnostics):
        return 0
    return len({spot.path for spot in texts_of(workflow).every_spot() if spot.home} - wording.texts.keys())


def _no_words(rules: File, words: Path, language: str) -> str:
    known = languages(rules.path)
    guess = nearest(language, known)
    hint = f" Did you mean '{guess}'?" if guess else f" There are: {', '.join(known)}." if known else ""
    if guess is None and Path(rules.label) == rules.path and TAG.fullmatch(language):
        hint += f"\nTo begin it: mentorflow words {rules.label} --language {language} --write"
    return f"There is no file '{words.name}' beside '{rules.path.name}'.{hint}"


def _errors(diagnostics: tuple[Diagnostic, ...], file: str, text: str) -> str:
    return as_text([diagnostic for diagnostic in diagnostics if diagnostic.is_error], {file: text})


def _those_known(names: list[str]) -> str:
    """The names there are, or how to see them when they are too many for a line or two."""
    if len(names) > MANY:
        return f"There are {len(names)}; `mentorflow play --brief` names them all."
    return f"There are: {', '.join(names)}."


def _named(script: Script, name: str) -> Scenario:
    scenario = script.scenario(name)
    if scenario is None:
        known = [one.name for one in script.scenarios]
        guess = nearest(name, known)
        hint = f"Did you mean '{guess}'?" if guess else _those_known(known)
        message = f"There is no scenario '{name}' in {script.file}. {hint}"
        raise CannotPlay(message)
    return scenario
