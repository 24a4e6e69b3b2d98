"""
Every finding mentorflow can have about a file: its permanent code and slug, how much it matters, and why.

Families: MF1xx text and layout, MF2xx shape and keys, MF3xx names, MF4xx values and their kinds, MF5xx conditions
and tables, MF6xx meaning, MF7xx scenario files, MF8xx words files, MF9xx proofs.
A code or slug that was published is never used again for something else.
Only data stands here; no rule is checked in this room.
"""

from __future__ import annotations

import attrs

from mentorflow.diagnostics import Severity
from mentorflow.rules import catalogue_proofs, catalogue_sense, catalogue_wording, catalogue_words

# MF1xx, MF48x and MF7xx stand here, MF2xx to MF4xx else in catalogue_words, MF5xx and MF6xx in catalogue_sense,
# MF8xx in catalogue_wording, MF9xx in catalogue_proofs.
ERROR, ADVICE, NOTE = Severity.ERROR, Severity.ADVICE, Severity.NOTE


@attrs.frozen
class Finding:
    """One kind of finding: *title* says what is wrong, *why* why that matters, as the documentation prints them."""

    code: str
    slug: str
    severity: Severity
    title: str
    why: str


# --- MF1xx: text and layout (rules/source.py, rules/scan.py, rules/syntax.py, rules/traps.py) -----------------------
TEXT = (
    Finding(
        "MF101", "not-text", ERROR, "The file is not a plain text file",
        "A Word document, a web page or a packed file may show the right words on the screen, but holds other bytes.",
    ),
    Finding(
        "MF102", "not-utf-8", ERROR, "The file is not saved as UTF-8",
        "In another encoding the same bytes are other letters, so accented letters would come out wrong.",
    ),
    Finding(
        "MF103", "too-large", ERROR, "The file is too large",
        "A file far larger than any program's rules is most likely the wrong file.",
    ),
    Finding(
        "MF104", "too-deep", ERROR, "The file is nested too deeply",
        "No rule needs that many levels; a bracket or an indentation has most likely been repeated by mistake.",
    ),
    Finding(
        "MF105", "too-many", ERROR, "The file holds too many entries, or too many mistakes",
        "A file with far more entries than any program's rules is most likely the wrong file.",
    ),
    Finding(
        "MF106", "text-too-long", ERROR, "A text is too long",
        "A text of many pages is most likely one whose closing quote is missing.",
    ),
    Finding(
        "MF107", "empty-file", ERROR, "The file is empty",
        "Nobody takes part and nothing happens; most likely the file was saved before the rules were put in.",
    ),
    Finding(
        "MF108", "not-keys", ERROR, "The file is a list or a text instead of keys and values",
        "A rule file starts with lines of the form 'key: value', from the left edge.",
    ),
    Finding(
        "MF109", "second-part", ERROR, "The file goes on after a line of three dashes or dots",
        "Such a line starts a second file within the file, which nobody would read.",
    ),
    Finding(
        "MF110", "hidden-character", ERROR, "A character that cannot be seen stands in the file",
        "Two names that look the same would be different, or the text would read otherwise than it is meant.",
    ),
    Finding(
        "MF111", "tab", ERROR, "A tab stands where only spaces may stand",
        "How wide a tab is depends on the editor, so the indentation would mean something else on another machine.",
    ),
    Finding(
        "MF112", "merge-conflict", ERROR, "The two sides of an unfinished merge stand in the file",
        "Two people changed the same lines, and which of the two versions holds has not been decided.",
    ),
    Finding(
        "MF113", "curly-quotes", ERROR, "Curly quotes stand where straight ones are meant",
        "Word processors put them in by themselves. Here they are ordinary letters: part of the name or text.",
    ),
    Finding(
        "MF114", "anchor", ERROR, "A value is given a label with &",
        "Rule files say everything in the place where it counts, so that it can be read from top to bottom.",
    ),
    Finding(
        "MF115", "alias", ERROR, "A value is taken from another place with *",
        "Rule files say everything in the place where it counts, so that it can be read from top to bottom.",
    ),
    Finding(
        "MF116", "tag", ERROR, "A value is given a kind with !",
        "What kind of value is meant is known from the key it belongs to.",
    ),
    Finding(
        "MF117", "merge-key", ERROR, "Keys are taken over from another place with <<",
        "Rule files say everything in the place where it counts, so that it can be read from top to bottom.",
    ),
    Finding(
        "MF118", "directive", ERROR, "A line starts with %",
        "Such a line gives orders to the reading program, which rule files do not need.",
    ),
    Finding(
        "MF119", "repeated-key", ERROR, "The same key stands twice in one place",
        "Only one of the two could count, and nobody who reads the file could tell which.",
    ),
    Finding(
        "MF120", "key-not-text", ERROR, "A key is a list or a block instead of a name",
        "Left of a colon stands what is spoken of; only a name can be spoken of elsewhere in the file.",
    ),
    Finding(
        "MF121", "silent-key", ERROR, "A word in braces has no colon behind it",
        "It would be read as a key of its own, with nothing behind it, and the value before it would end early.",
    ),
    Finding(
        "MF122", "space-after-colon", ERROR, "The space after a colon is missing",
        "Without the space the key and its value are read as one word, so the key is missing.",
    ),
    Finding(
        "MF123", "cut-by-hash", ERROR, "A text is cut off at #",
        "Everything from a # behind a space to the end of the line is a comment that nobody is shown.",
    ),
    Finding(
        "MF124", "comparison-sign", ERROR, "A comparison is written with a sign",
        "Comparisons are written in words; the sign means something else in this kind of file.",
    ),
    Finding(
        "MF125", "question-mark-in-braces", ERROR, "A question mark stands inside braces or brackets",
        "Some readers of this kind of file accept it and others do not, so it must stand in quotes.",
    ),
    Finding(
        "MF126", "question-mark-key", ERROR, "A line starts with a question mark",
        "At the start of a line it announces a key that is longer than a name; no key is.",
    ),
    Finding(
        "MF127", "colon-in-text", ERROR, "A text holds a colon followed by a space",
        "Such a colon ends a key, so the text before it would be taken for one.",
    ),
    Finding(
        "MF128", "special-start", ERROR, "A text starts with a sign that needs quotes",
        "Some signs mean something else when they stand first in a text, so the text would not be read as one.",
    ),
    Finding(
        "MF129", "text-after-quote", ERROR, "A text goes on after its closing quote",
        "A text that starts with a quote ends at the next one; the rest would belong to nothing.",
    ),
    Finding(
        "MF130", "text-after-bracket", ERROR, "Something stands behind a closing bracket or brace",
        "A list or a group of keys ends with its bracket; what follows on that line would belong to nothing.",
    ),
    Finding(
        "MF131", "unclosed-quote", ERROR, "A quote is opened and never closed",
        "Everything after it, to the end of the file, would be part of the text.",
    ),
    Finding(
        "MF132", "unclosed-bracket", ERROR, "A bracket or brace is opened and never closed",
        "Everything after it would be part of the list.",
    ),
    Finding(
        "MF133", "stray-bracket", ERROR, "A closing bracket or brace does not belong to an opening one",
        "It is one too many, or another kind than the one that was opened, so where the list ends is not clear.",
    ),
    Finding(
        "MF134", "missing-comma", ERROR, "A comma is missing between two entries in brackets",
        "Entries in brackets and braces are told apart by commas only; without one, two of them become one.",
    ),
    Finding(
        "MF135", "extra-comma", ERROR, "A comma stands where an entry is expected",
        "Between two commas there must be an entry; it may have been lost.",
    ),
    Finding(
        "MF136", "missing-colon", ERROR, "A line has no colon",
        "In a group of keys every line has the form 'key: value'.",
    ),
    Finding(
        "MF137", "indentation", ERROR, "A line is indented differently from its neighbors",
        "Indentation says what belongs to what; lines that belong together start in the same column.",
    ),
    Finding(
        "MF138", "dash-after-key", ERROR, "A list starts on the line of its key",
        "A list written with dashes starts on the line below its key, so that its dashes stand below each other.",
    ),
    Finding(
        "MF139", "escape", ERROR, "A backslash in quotes is followed by something that has no meaning",
        "Inside double quotes only backslash and quote, backslash and backslash, and backslash and n have a meaning.",
    ),
    Finding(
        "MF140", "block-text-header", ERROR, "Something stands behind the sign that starts a text of several lines",
        "The text of several lines starts on the line below the sign; what stands behind the sign is no part of it.",
    ),
    Finding(
        "MF141", "unreadable", ERROR, "The text cannot be read from here on",
        "Its layout cannot be understood, so what follows cannot be checked before this is mended.",
    ),
    Finding(
        "MF142", "several-in-one", ERROR, "Several names stand together without brackets",
        "Without brackets they are one name, which does not exist.",
    ),
    Finding(
        "MF143", "too-shallow", ERROR, "Lines that belong to a name are not indented below it",
        "They would stand beside the name instead of saying something about it.",
    ),
    Finding(
        "MF144", "space-after-dash", ERROR, "The space after a dash is missing",
        "Without the space the dash is part of a text and begins no entry of a list.",
    ),
    Finding(
        "MF145", "missing-dash", ERROR, "A dash is missing before an entry of a list",
        "Without it the lines belong to the entry above, and what stands there already stands there twice.",
    ),
)  # fmt: skip

# --- MF2xx: shape and keys; MF3xx: names; MF4xx: values and their kinds (rules/blocks.py, names.py, reading.py) -----
SHAPE = tuple(Finding(*row) for row in catalogue_words.SHAPE)
NAMES = tuple(Finding(*row) for row in catalogue_words.NAMES)
VALUES = tuple(Finding(*row) for row in catalogue_words.VALUES)

# --- MF48x: spellings -----------------------------------------------------------------------------------------------
SPELLINGS = (
    Finding(
        "MF481", "range-spelling", ERROR, "A range is written with dots or a dash",
        "A range is written with the word 'to'.",
    ),
    Finding(
        "MF482", "unit-spelling", ERROR, "A number and its unit stand together",
        "Between the number and its unit stands a space.",
    ),
)  # fmt: skip

# --- MF5xx: conditions and tables; MF6xx: meaning (rules/build*.py, whose.py, sense.py, proved.py) ------------------
CONDITIONS = tuple(Finding(*row) for row in catalogue_sense.CONDITIONS)
MEANING = tuple(Finding(*row) for row in catalogue_sense.MEANING)
WORDING = tuple(Finding(*row) for row in catalogue_wording.WORDING)
PROOFS = tuple(Finding(*row) for row in catalogue_proofs.PROOFS)

# --- MF7xx: scenario files (plays) ----------------------------------------------------------------------------------
SCENARIOS = (
    Finding(
        "MF701", "scenario-shape", ERROR, "Something in a scenario file has the wrong shape",
        "A list, a block of names and a single word mean different things, so the scenario cannot be played.",
    ),
    Finding(
        "MF702", "scenario-key", ERROR, "A scenario file has a name that means nothing there",
        "What stands behind an unknown name would be silently left out.",
    ),
    Finding(
        "MF703", "scenario-key-missing", ERROR, "A scenario file lacks something it needs",
        "Without it there is nothing to play, or no rules to play it by.",
    ),
    Finding(
        "MF704", "scenario-format", ERROR, "The format of a scenario file is not one we know",
        "Another format may mean something else by the same words.",
    ),
    Finding(
        "MF705", "scenario-workflow", ERROR, "A scenario file tests rules that are not there",
        "Scenarios are held against the rule file of that name beside them.",
    ),
    Finding(
        "MF706", "scenario-rules", ERROR, "The rules a scenario file tests have errors of their own",
        "Scenarios can be read only against rules that can be read.",
    ),
    Finding(
        "MF707", "scenario-name", ERROR, "The name of a scenario is not written in small letters",
        "Names are small letters, digits and underscores, so that they can be typed and told apart.",
    ),
    Finding(
        "MF708", "scenario-empty", ERROR, "There is nothing to play",
        "A scenario without steps would always succeed.",
    ),
    Finding(
        "MF709", "scenario-begin", ERROR, "A scenario begins with one that is not there",
        "Its own steps would have nothing to start from.",
    ),
    Finding(
        "MF710", "scenario-circle", ERROR, "Something is built on itself",
        "Following it would never come to an end.",
    ),
    Finding(
        "MF711", "scenario-role", ERROR, "A role is not one of the workflow's",
        "The person named there would never take part.",
    ),
    Finding(
        "MF712", "scenario-person", ERROR, "Somebody is named who takes no part",
        "Nobody by that name could do it, or be told.",
    ),
    Finding(
        "MF713", "scenario-fact", ERROR, "A fact is not one of the workflow's",
        "No rule would ever read it.",
    ),
    Finding(
        "MF714", "scenario-answers", ERROR, "Answers are used that are not written down",
        "Without them the form would stay empty.",
    ),
    Finding(
        "MF715", "scenario-question", ERROR, "An answer is given to a question that is not asked",
        "It would be refused, or silently forgotten.",
    ),
    Finding(
        "MF716", "scenario-answer", ERROR, "An answer or a fact cannot be right",
        "Only a step with 'expect: refused' may hand over what the question does not allow.",
    ),
    Finding(
        "MF717", "scenario-limit", ERROR, "A limit is set that may not be set",
        "Only limits with 'may_be' are set when a partnership starts.",
    ),
    Finding(
        "MF718", "scenario-unused", ADVICE, "Answers are written down and never used",
        "They test nothing; most likely a step uses another name.",
    ),
    Finding(
        "MF719", "step-time", ERROR, "The time of a step cannot be read",
        "A step needs a moment at which it is made.",
    ),
    Finding(
        "MF720", "step-backwards", ERROR, "A step lies before the one above it",
        "Steps are played from top to bottom, and time does not run backwards.",
    ),
    Finding(
        "MF721", "step-act", ERROR, "A step does nothing, or two things",
        "One step is one act, so that it is plain what an expectation belongs to.",
    ),
    Finding(
        "MF722", "step-beside", ERROR, "Something stands in a step where it has no meaning",
        "It would be silently left out.",
    ),
    Finding(
        "MF723", "step-needs", ERROR, "A step lacks something its act needs",
        "The act cannot be made without it.",
    ),
    Finding(
        "MF724", "step-start", ERROR, "A scenario does not start, or starts twice",
        "A partnership begins with one start move; everything else comes after it.",
    ),
    Finding(
        "MF725", "step-move", ERROR, "A step makes a move that is not there",
        "Only moves of the workflow can be made.",
    ),
    Finding(
        "MF726", "step-form", ERROR, "A step names a form that is not there",
        "Only forms of the workflow can be opened, filled in and signed.",
    ),
    Finding(
        "MF727", "step-condition", ERROR, "A step names a condition that is not there",
        "Only conditions of the workflow can be lifted, warned of or given as a reason.",
    ),
    Finding(
        "MF728", "step-state", ERROR, "A step expects a state that is not there",
        "The partnership could never be in it, so the step would always fail.",
    ),
    Finding(
        "MF729", "step-effect", ERROR, "A step expects an effect that is not there",
        "It could never be asked for, so the step would always fail.",
    ),
    Finding(
        "MF730", "step-owes", ERROR, "A step expects something nobody can owe",
        "What can be owed is a form, a signature, an opening or a move.",
    ),
    Finding(
        "MF731", "step-sees", ERROR, "A step looks for answers that nobody is asked for",
        "Nobody could ever see them, so it would not show that something is kept private.",
    ),
)  # fmt: skip

CATALOGUE: tuple[Finding, ...] = (
    *TEXT, *SHAPE, *NAMES, *VALUES, *SPELLINGS, *CONDITIONS, *MEANING, *SCENARIOS, *WORDING,
    *PROOFS,
)  # fmt: skip
BY_SLUG: dict[str, Finding] = {finding.slug: finding for finding in CATALOGUE}
