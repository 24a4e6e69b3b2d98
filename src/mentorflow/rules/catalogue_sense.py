"""
The findings about conditions, tables and meaning: MF5xx and MF6xx of the catalogue.

Only rows stand here (code, slug, severity, title, why); ``catalogue`` makes findings of them.
"""

from __future__ import annotations

from mentorflow.diagnostics import Severity

ERROR, ADVICE, NOTE = Severity.ERROR, Severity.ADVICE, Severity.NOTE
Row = tuple[str, str, Severity, str, str]

CONDITIONS: tuple[Row, ...] = (
    ("MF501", "does-not-compare", ERROR, "Something is compared with what cannot be compared with it",
     "Such a comparison would never hold, or always."),
    ("MF502", "circular-condition", ERROR, "A condition stands on itself",
     "Whether it holds could never be worked out."),
    ("MF503", "whose-answers", ERROR, "A condition reads a form of which everyone has a copy, without saying whose",
     "Two copies may say different things."),
    ("MF504", "needless-who", ADVICE, "'who' stands where nobody has a copy of their own",
     "Whoever wrote it believes that it makes a difference."),
    ("MF505", "row-for-nothing", ERROR, "'row_for' stands in a table that reads no copies",
     "There is nothing that could find a row of its own."),
    ("MF506", "row-for-several", ERROR, "A table with 'row_for' reads copies of several forms",
     "Each copy of one form finds its row; a copy of another form does not belong to it."),
    ("MF507", "reads-unseen", ERROR, "A condition on a move reads what whoever makes the move may not see",
     "Whether the move is refused would tell them what they may not know."),
    ("MF508", "fact-in-deadline", ERROR, "What a deadline does depends on something only the application knows",
     "A deadline falls by itself, when nobody is there to ask."),
    ("MF509", "too-many-levels", ERROR, "Conditions stand on each other in too many levels",
     "Nobody can follow so many steps, and a reason given to people would have to name them all."),
    ("MF510", "no-row-fits", ERROR, "No row of a table fits some answers",
     "With these answers nobody could say where the partnership goes."),
    ("MF511", "two-rows-fit", ERROR, "Two rows of a table fit the same answers",
     "With these answers both rows would count."),
    ("MF512", "dead-row", ERROR, "A row of a table fits no answers at all",
     "Its conditions exclude each other, so what it says never happens."),
    ("MF513", "rows-not-decided", NOTE, "Whether exactly one row of a table fits could not be decided",
     "There are too many cases to look at; a simpler table can be proved."),
)  # fmt: skip

MEANING: tuple[Row, ...] = (
    ("MF601", "no-final-state", ERROR, "No state is final",
     "A partnership would never end, and nobody could ever leave it."),
    ("MF602", "final-goes-on", ERROR, "Something is said to happen in a state that is final",
     "Nothing happens any more once a partnership has ended."),
    ("MF603", "unreachable-state", ERROR, "Nothing leads to a state",
     "What is written there never happens."),
    ("MF604", "back-from-nowhere", ERROR, "'to: back' stands in a state that no move of any time leads to",
     "There is no state before to go back to."),
    ("MF605", "passed-round", ERROR, "States that wait for forms filled in once lead to each other in a circle",
     "Such a form stays complete, so the partnership would be passed round for ever."),
    ("MF606", "offered-twice", ERROR, "Two moves of the same name are offered in one state",
     "Nobody could say which of the two was made."),
    ("MF607", "nothing-to-lift", ERROR, "'override' names a condition that does not stand under 'must'",
     "There is nothing to lift; what was meant to be lifted bars the move for good."),
    ("MF608", "partner-released", ERROR, "A move leaves a partner's role empty",
     "A partnership has its partners at all times; a hand-over is one move."),
    ("MF609", "assigned-and-released", ERROR, "A move puts somebody into a role and takes them out of it",
     "Only one of the two can be meant."),
    ("MF610", "not-scored", ADVICE, "A question does not say which answers are unfavorable, while others do",
     "It does not count, which may have been forgotten."),
    ("MF611", "changes-nothing", ADVICE, "A move changes nothing and nobody is told",
     "Making it or not comes to the same."),
    ("MF612", "signer-may-be-missing", ADVICE, "A form is signed by somebody who may be missing",
     "Without them it is never complete."),
    ("MF613", "signer-cannot-see", ADVICE, "A form is signed by somebody who does not see it",
     "People should not sign what they cannot read."),
    ("MF614", "nothing-owed", ADVICE, "Somebody is reminded who has nothing to do there",
     "A reminder reaches only those who still owe something, so it would never be sent."),
    ("MF615", "before-it-begins", ADVICE, "A reminder comes before the time it belongs to begins",
     "It would be sent at once, or never."),
    ("MF616", "limit-in-text", ADVICE, "A text repeats the value of a limit",
     "When the limit is changed, the text will say something else."),
    ("MF617", "never-used", ADVICE, "Something is named and never used",
     "It has no meaning; perhaps the place that should use it names something else."),
    ("MF618", "back-not-always", ERROR, "'to: back' stands in a state to which not only moves of any time lead",
     "Whoever came there in another way has no state before to go back to."),
    ("MF619", "never-afresh", ADVICE, "A form that is to be filled in afresh never is",
     "A fresh one begins when a state that waits for the form is entered, or a row reopens it; nothing here does."),
)  # fmt: skip
