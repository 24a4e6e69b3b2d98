"""
The findings about words files: MF8xx of the catalogue.

Only rows stand here (code, slug, severity, title, why); ``catalogue`` makes findings of them.
"""

from __future__ import annotations

from mentorflow.diagnostics import Severity

ERROR, ADVICE = Severity.ERROR, Severity.ADVICE
Row = tuple[str, str, Severity, str, str]

WORDING: tuple[Row, ...] = (
    ("MF801", "words-format", ERROR, "A words file does not name a format we know",
     "In another format the same lines may mean something else, so people could be shown the wrong words."),
    ("MF802", "words-key-missing", ERROR, "A words file lacks one of its first lines",
     "Without them nobody knows which words these are."),
    ("MF803", "words-workflow", ERROR, "A words file is not about the rules beside it",
     "The names left of the colons are those of one rule file; held against another, the words would have no place."),
    ("MF804", "words-rules", ERROR, "The rules a words file is about have errors of their own",
     "What they call things cannot be looked up before they are mended."),
    ("MF805", "words-language", ERROR, "The language of a words file is none, or not that in its file name",
     "Whoever asks for a language finds its file by the name."),
    ("MF806", "words-shape", ERROR, "A text stands where a block belongs in a words file, or the reverse",
     "A words file has the shape of the rule file, so that a text is found where it is looked for."),
    ("MF807", "words-empty", ERROR, "A text is empty in a words file",
     "People would be shown nothing at all; a text that is left out is shown as the rule file has it."),
    ("MF808", "words-twice", ERROR, "The same text is given in two places of a words file",
     "Only one of the two could be shown."),
    ("MF809", "words-unknown", ADVICE, "A words file has a text for something the workflow does not have",
     "Nobody reads it; most likely the thing is called otherwise by now, or is gone."),
    ("MF810", "words-missing", ADVICE, "Some texts are not translated",
     "They are shown as the rule file has them, between others in another language."),
    ("MF811", "words-outdated", ADVICE, "A text was translated from another one than now stands in the rule file",
     "It may say something that does not hold any more."),
    ("MF812", "words-count", ADVICE, "A list of texts is not as long as that of the rule file",
     "Which of them belongs to which cannot be told, so the list of the rule file is shown."),
)  # fmt: skip
