"""
The findings of proofs over whole lives: MF9xx of the catalogue.

Only rows stand here (code, slug, severity, title, why); ``catalogue`` makes findings of them.
"""

from __future__ import annotations

from mentorflow.diagnostics import Severity

ERROR, NOTE = Severity.ERROR, Severity.NOTE
Row = tuple[str, str, Severity, str, str]

PROOFS: tuple[Row, ...] = (
    ("MF901", "never-reached", ERROR, "No life of a partnership comes to a state",
     "What is written there never happens, though something seems to lead there."),
    ("MF902", "no-way-to-end", ERROR, "From a state no way leads to an end",
     "Whoever comes there can never end the partnership."),
    ("MF903", "nobody-can-act", ERROR, "In a state nobody can do anything that leads on, and no deadline does",
     "Whoever comes there stays there for ever."),
    ("MF904", "no-way-out", ERROR, "A partner has no way to end the partnership alone",
     "Nobody should have to stay because somebody else does not agree."),
    ("MF905", "joint-without-way-out", ERROR, "A move takes both partners, and one of them has no other way out",
     "If the other one does nothing, this one cannot do anything either."),
    ("MF906", "not-answered-yet", ERROR, "A condition reads a form that need not be filled in by then",
     "A test on what was not answered says no, as if it had been answered so."),
    ("MF907", "escalates-first", ERROR, "Others are told, or the partnership goes on, before anybody was reminded",
     "People should hear of what they owe before others hear of it."),
    ("MF908", "never-counts", ERROR, "A deadline is counted from something that can be passed by",
     "In such a life it never falls, and nobody notices."),
    ("MF909", "after-the-end", ERROR, "A deadline is due after the time of the partnership is over",
     "By then there is nothing left to be done about it."),
    ("MF910", "never-waits", ERROR, "A state waits for a form that is complete on every way there",
     "Partnerships pass through without stopping, so the state means nothing."),
    ("MF911", "left-to-chance", ERROR, "A state is left only by what nobody has to do",
     "Nobody owes anything there and nobody is reminded, so partnerships can be forgotten in it."),
    ("MF912", "end-not-told", ERROR, "A partnership can end without one of the partners being told",
     "Nobody should go on waiting for somebody who has left."),
    ("MF913", "not-always-open", ERROR, "A move that is promised to be always open is not",
     "People count on a promise, and here the rules keep somebody from doing what they were promised."),
    ("MF914", "not-always-told", ERROR, "Somebody who is promised to be told of a move is not",
     "Whoever counts on being told hears nothing, and cannot know that there was something to hear."),
    ("MF915", "seen-all-the-same", ERROR, "Somebody sees what is promised never to be seen by them",
     "Whoever answered was promised that this role never reads it, and may have been frank for that reason."),
    ("MF916", "goes-by-itself", ERROR, "A state that only a person is promised to lead to is reached without one",
     "Somebody was to decide it, and here the passing of time or a completed form does."),
    ("MF917", "property-fails", ERROR, "A property of the file does not hold",
     "The file says that something always or never holds, and a life that its rules allow shows otherwise."),
    ("MF918", "not-decided", NOTE, "Whether something holds in every life could not be decided",
     "It is neither proved nor refuted by a life; simpler rules can be proved."),
    ("MF919", "never-made", ERROR, "Nobody can ever make a move, as what it must keep to cannot hold together",
     "It is offered and always refused, so what it was written for never happens."),
)  # fmt: skip
