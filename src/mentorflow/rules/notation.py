"""
The notation: every key a rule file may use, where it may stand, what it takes and what it means.

One table, read by everything that has to know the keys: the builder finds unknown, misplaced, missing and misshapen
keys by it, and what editors show while somebody types is made from it.
Only data and look-ups stand here: no file is read and no value is judged in this room.
"""

from __future__ import annotations

import attrs

FORMAT = "mentorflow/1"

# What may be written behind a key.
TEXT = "text"  # one text
SOME = "some"  # one text, or several in [ ]
TEXTS = "texts"  # a list of texts
BLOCK = "block"  # the keys of one place below it
NAMED = "named"  # names of the author's choice, the keys of one place below each
PAIRS = "pairs"  # names with one text behind each
LISTS = "lists"  # names with one text, or several in [ ], behind each
ROWS = "rows"  # a list of blocks of one place
OPEN = "open"  # several of these; what the value says decides


@attrs.frozen
class Key:
    """
    One key in one place.

    *shape* is what may be written behind it, *of* what a text there says or which place's keys stand below.
    *help* is one or two plain sentences for people who edit the file.
    """

    place: str
    name: str
    shape: str
    of: str
    help: str
    required: bool = False


@attrs.frozen
class Place:
    """
    A kind of block: *title* is what messages call it, with its article.

    *required* are the keys that must be there, in order.
    *free* says what else than the keys may stand left of a colon (``fact``, ``mark``), if anything.
    """

    name: str
    title: str
    keys: dict[str, Key]
    required: tuple[str, ...] = ()
    free: str | None = None


Row = tuple[str, str, str, str]


def _place(name: str, title: str, *rows: Row, needs: str = "", free: str | None = None) -> Place:
    required = tuple(needs.split())
    keys = {row[0]: Key(name, *row, required=row[0] in required) for row in rows}
    return Place(name, title, keys, required, free)


# --- rows that stand in several places ------------------------------------------------------------------------------
KINDS: tuple[Row, ...] = (
    ("text", TEXT, "length", "Free text: 'up to 500 characters', or 'any length'."),
    ("texts", TEXT, "number", "So many texts, in order, such as 3."),
    ("whole_number", TEXT, "range", "A whole number within a range, such as '1 to 20'; both ends count."),
    ("choose_one", OPEN, "choices", "Exactly one of these names; behind a name may stand the text people read."),
    ("choose_any", OPEN, "choices", "Any of these names, or none without 'at_least'; they may stand in groups."),
    ("length_of_time", TEXT, "time range", "A length of time within a range, such as '15 minutes to 8 hours'."),
    ("date", TEXT, "date", "A date: 'any day', 'not later than today' or 'not earlier than today'."),
    ("tick", TEXT, "tick", "A statement to agree to: 'required', or 'optional' where it may be left open."),
)
LIST_OF: Row = ("list_of", NAMED, "detail", "A list; every entry of it answers the questions named here.")
KIND_NAMES = (*(row[0] for row in KINDS), "list_of")

_ASK: Row = ("ask", TEXT, "sentence", "The question as people read it.")
_OPTIONAL: Row = ("optional", TEXT, "yes or no", "Whether it may be left unanswered; without this line it may not.")
_ASKED_IF: Row = ("asked_if", TEXT, "condition", "The question is asked only while this condition holds.")
_NUMBERED: Row = ("numbered", TEXT, "yes or no", "Whether people may answer with the number of a choice.")
_AT_LEAST: Row = ("at_least", TEXT, "number", "How many choices, or entries of a list, are needed at least.")
_SHOULD_BE: Row = ("should_be", OPEN, "advice", "What an answer should be; another one is accepted and noted.")
_ALSO_SEEN_BY: Row = ("also_seen_by", SOME, "role", "Who else may see the answers.")
_TELL: Row = ("tell", SOME, "who", "Who is told of it.")
_REMIND: Row = ("remind", SOME, "who", "Who is reminded; of these only those who still owe something.")
_EFFECT: Row = ("effect", SOME, "effect", "What the application is asked to do.")
_TITLE: Row = ("title", TEXT, "sentence", "What people read instead of the plain name.")

_ANCHORS: tuple[Row, ...] = (
    ("counted_from", TEXT, "moment", "The moment the time runs from: the first time it happens, and kept."),
    ("counted_anew_from", SOME, "moment", "The moments the time runs from: it starts again at each of them."),
)
_WITHIN: Row = ("within", TEXT, "length of time", "How much time there is: a length of time or the name of a limit.")
_EVERY: tuple[Row, ...] = (
    ("every", TEXT, "length of time", "It comes back each time so much time has passed."),
    ("at_most", TEXT, "number", "How often it comes back at most."),
    _REMIND,
    _TELL,
    _EFFECT,
)
_DUE: tuple[Row, ...] = (_WITHIN, *_ANCHORS, *_EVERY)
_WHERE: tuple[Row, ...] = (
    ("in", SOME, "state", "Only in these states."),
    ("except", SOME, "state", "In every state that is not final, except these."),
)
_MARK: tuple[Row, ...] = (
    _REMIND,
    _TELL,
    _EFFECT,
    ("to", TEXT, "target", "Where the partnership goes at that time."),
)
# What a move that begins a partnership cannot have; the builder says so as well.
_NOT_AT_THE_START = {
    "by": "Who may begin a partnership: one person, so never 'each partner'.",
    "tell_first": "Nothing here: one person begins a partnership.",
    "assigns": "Nothing here: who holds which role is said whenever a partnership begins.",
    "shows": "Nothing here: before a partnership begins nobody has filled in a form.",
}
_MOVE: tuple[Row, ...] = (
    ("by", SOME, "who", "Who may make the move; 'each partner' means that both have to."),
    ("to", TEXT, "target", "A state, a routing table, 'stay', or 'back' to the state before."),
    ("not_by", SOME, "role", "Who may not make it, even holding a role that may."),
    ("must", SOME, "condition", "The move is refused unless these conditions hold."),
    ("should", SOME, "condition", "The move is accepted with a warning where these conditions do not hold."),
    ("override", PAIRS, "role", "Who may lift a condition under 'must', with a reason that is kept."),
    _TELL,
    ("tell_first", SOME, "who", "Of a move that both have to make: who is told once the first of them has."),
    _EFFECT,
    ("asks", NAMED, "asked field", "What the person who makes the move is asked."),
    ("assigns", SOME, "role", "The roles that get new people by this move."),
    ("releases", SOME, "role", "The roles that nobody holds any more after this move."),
    ("shows", LISTS, "role", "Which form is shown to whom, as it stands at that moment."),
    ("lengthens", PAIRS, "asked field", "Which limit grows by the length of time asked for."),
    ("opens", SOME, "form", "The forms opened by this move."),
    ("closes", SOME, "form", "The forms closed by this move."),
    _TITLE,
)
_START: tuple[Row, ...] = tuple((*row[:3], _NOT_AT_THE_START.get(row[0], row[3])) for row in _MOVE)

# --- the places -----------------------------------------------------------------------------------------------------
PLACES: dict[str, Place] = {
    place.name: place
    for place in (
        _place(
            "workflow",
            "a workflow",
            ("format", TEXT, "format", f"The notation this file is written in: {FORMAT}."),
            ("workflow", TEXT, "file name", "The name of the workflow, as its file is called."),
            ("version", TEXT, "version", "The version of these rules; yours to count."),
            ("title", TEXT, "sentence", "What people read as the name of the program."),
            ("timezone", TEXT, "timezone", "Where days end at midnight, such as America/New_York."),
            ("forms_opened_by", SOME, "opener", "Who opens the forms, unless a form says otherwise."),
            ("roles", BLOCK, "roles", "Who takes part."),
            ("limits", NAMED, "limit", "The numbers of the policy; each is written once and used by name."),
            ("ends", BLOCK, "ends", "When a partnership's time is over; 'time left' counts down to it."),
            ("facts", NAMED, "fact", "What the application that runs this file tells."),
            ("effects", PAIRS, "sentence", "What that application is asked to do; each must be safe to repeat."),
            ("forms", NAMED, "form", "What people fill in."),
            ("counts", NAMED, "count", "How often something happened in a row."),
            ("conditions", NAMED, "condition", "Statements that hold or do not; all lines of one must hold."),
            ("routing", NAMED, "routing", "Tables that say which answers lead where; exactly one row fits."),
            ("start", NAMED, "start move", "The moves a partnership begins with."),
            ("states", NAMED, "state", "Where a partnership can be."),
            ("any_time", BLOCK, "any_time", "What holds in every state that is not final."),
            ("promises", BLOCK, "promises", "What must be true of these rules; proved when the file is checked."),
            ("properties", NAMED, "property", "Further statements; proved when the file is checked."),
            ("shown_as", PAIRS, "sentence", "What people read where the plain name is not fit to be read."),
            needs="format workflow version title timezone roles start states",
        ),
        _place(
            "roles",
            "the roles",
            ("partners", PAIRS, "sentence", "The people the partnership is about."),
            ("staff", PAIRS, "sentence", "Those who run the program."),
            ("others", PAIRS, "sentence", "Who may be missing or change; they see nothing unless it is shown."),
            ("application", PAIRS, "sentence", "What acts without being a person."),
        ),
        _place(
            "limit",
            "a limit",
            ("usually", TEXT, "amount", "The value, unless it is set otherwise when a partnership starts."),
            ("may_be", TEXT, "amount range", "From what to what it may be set, such as '30 days to 90 days'."),
            needs="usually may_be",
        ),
        _place("fact", "a fact", *KINDS),
        _place("field", "a question", _ASK, *KINDS, LIST_OF, _AT_LEAST, _OPTIONAL, _ASKED_IF,
               ("unfavorable", OPEN, "score", "Which answers count as unfavorable; 'never' where none does."),
               _SHOULD_BE,
               ("private", TEXT, "yes or no", "For the two partners only, whatever is shown to others."),
               _ALSO_SEEN_BY, _NUMBERED, needs="ask"),
        _place("asked field", "a question", _ASK, *KINDS, LIST_OF, _AT_LEAST, _OPTIONAL, _ASKED_IF, _SHOULD_BE,
               _ALSO_SEEN_BY, _NUMBERED, needs="ask"),
        _place("detail", "a question of a list", _ASK, *KINDS, _OPTIONAL, _NUMBERED),
        _place(
            "form",
            "a form",
            ("filled_in_by", SOME, "who", "Who fills it in: 'each partner' gives everyone a copy of their own."),
            ("fields", NAMED, "field", "The questions."),
            _TITLE,
            ("open_from", TEXT, "state", "The state from which on it is open."),
            ("opened_by", SOME, "opener", "Who opens it; 'nobody' where it opens by itself."),
            ("signed_by", SOME, "who", "Who signs it; an edit clears the signatures."),
            ("living", TEXT, "yes or no", "Whether it is only ever saved and may be changed at any time."),
            ("repeats", TEXT, "yes or no", "Whether a fresh one is filled in each time a state waits for it."),
            ("hidden_from_partner", TEXT, "hiding", "'until both have answered', or 'always'."),
            _ALSO_SEEN_BY,
            ("stays_open_after_end", TEXT, "yes or no", "Whether it can be filled in after the end."),
            ("when_changed", BLOCK, "change", "What happens each time it is changed."),
            ("talk_about", TEXTS, "sentence", "What to talk about; nothing of it is stored."),
            ("due", BLOCK, "form due", "By when it is due, and who is reminded."),
            needs="filled_in_by fields",
        ),
        _place("change", "'when_changed' of a form",
               ("tell", SOME, "who", "Who is told of it; 'other partner' is the one who did not change it."),
               needs="tell"),
        _place("ends", "'ends'", _WITHIN, *_ANCHORS, needs="within", free="mark"),
        _place("form due", "'due'", *_DUE, free="form mark"),
        _place("deadline", "a deadline", *_DUE, free="mark"),
        _place("any_time deadline", "a deadline", *_DUE, *_WHERE, free="mark"),
        _place("mark", "a line of a deadline", *_MARK),
        _place("form mark", "a line of a deadline", *_MARK,
               ("close_form", TEXT, "yes or no", "Whether the form closes at that time.")),
        _place(
            "count",
            "a count",
            ("count", TEXT, "move", "The move that is counted."),
            ("back_to_zero", TEXT, "move", "The move that sets the count back to zero."),
            needs="count back_to_zero",
        ),
        _place(
            "condition",
            "a condition",
            ("who", TEXT, "whose", "Over whose answers it speaks: 'each partner', 'either partner' or a role."),
            ("all_of", SOME, "condition", "Other conditions that must all hold."),
            ("any_of", SOME, "condition", "Other conditions of which at least one must hold."),
            ("none_of", SOME, "condition", "Other conditions of which none may hold."),
            free="fact",
        ),
        _place(
            "comparison",
            "a comparison",
            ("more_than", TEXT, "bound", "It must be more than this number, limit or answer."),
            ("at_least", TEXT, "bound", "It must be this or more."),
            ("fewer_than", TEXT, "bound", "It must be less than this."),
            ("at_most", TEXT, "bound", "It must be this or less."),
            ("include", SOME, "option", "One of these must be ticked; 'anything' means any at all."),
            ("include_all", SOME, "option", "All of these must be ticked."),
            ("complete", TEXT, "yes or no", "Whether everyone who must fill in and sign the form has done so."),
            ("changed_since", TEXT, "moment", "Everyone's copy of the form was saved after this moment."),
        ),
        _place(
            "routing",
            "a routing table",
            ("row_for", TEXT, "row for", "'each partner': everyone's copy finds its row, the one higher up counts."),
            ("rows", ROWS, "row", "The rows; whatever is answered, exactly one of them fits."),
            needs="rows",
        ),
        _place(
            "row",
            "a row",
            ("if", PAIRS, "yes or no", "Which conditions hold, and which do not, where this row fits."),
            ("to", TEXT, "row target", "A state, or 'stay'."),
            _TELL,
            _EFFECT,
            ("reopen", TEXT, "form", "The form that is to be filled in afresh."),
            needs="if to",
        ),
        _place("start move", "a move", *_START, needs="by to"),
        _place("move", "a move", *_MOVE, needs="by to"),
        _place("any_time move", "a move", *_MOVE, *_WHERE, needs="by to"),
        _place(
            "state",
            "a state",
            ("when_complete", PAIRS, "target", "Where the partnership goes once a form is complete."),
            ("when_changed", PAIRS, "target", "Where the partnership goes once a form is changed."),
            ("moves", NAMED, "move", "What people can do in this state."),
            ("deadlines", NAMED, "deadline", "What is due in this state."),
            ("clocks", TEXT, "clocks", "'stopped': every other deadline moves by the time spent here."),
            _TITLE,
            ("final", TEXT, "sentence", "The partnership ends here; how it came out."),
        ),
        _place(
            "any_time",
            "'any_time'",
            ("moves", NAMED, "any_time move", "What people can do in every state that is not final."),
            ("deadlines", NAMED, "any_time deadline", "What is due in every state that is not final."),
        ),
        _place(
            "promises",
            "the promises",
            ("always_open", LISTS, "who", "Moves that these people can make in every state that is not final."),
            ("always_told", LISTS, "who", "Moves of which these people are always told."),
            ("never_sees", LISTS, "form or field", "Forms and answers that a role never gets to see."),
            ("only_a_person", SOME, "state", "States that no deadline and no form leads to by itself."),
        ),
        _place(
            "property",
            "a property",
            ("in", SOME, "state", "The states it speaks about; without this line all that are not final."),
            ("always", TEXT, "condition", "The condition that always holds there."),
            ("never", TEXT, "condition", "The condition that never holds there."),
        ),
    )
}  # fmt: skip

# Where a word of a fixed few is expected.
HIDING = ("until both have answered", "always")
CLOCKS = ("stopped",)
DATES = ("any day", "not later than today", "not earlier than today")
TICKS = ("required", "optional")
ANYTHING = "anything"
NEVER = "never"
ANY_LENGTH = "any length"
LATE = "late"

# Names that mean something by themselves, here or in the scenarios beside the file ('nothing', 'refused', 'like',
# what can be owed), so that nothing in a file may be called so.
RESERVED: dict[str, tuple[str, ...]] = {
    "state": ("stay", "back", "opening", "refused"),
    "move": ("stay", "back", "opening", "nothing", "signature", "move"),
    "form": ("stay", "back", "opening", "since", "times", "nothing", "signature", "move"),
    "routing": ("stay", "back", "opening", "nothing"),
    "role": ("nobody",),
    "limit": ("since", "times", "late", "nothing"),
    "fact": ("since", "times", "who", "all_of", "any_of", "none_of"),
    "count": ("since", "times", "who", "all_of", "any_of", "none_of"),
    "effect": ("nothing",),
    "condition": ("nothing",),
    "deadline": ("opening", "signature", "move"),
    "field": ("unfavorable", "nothing", "like"),
    "option": (ANYTHING, NEVER),
    "group": (ANYTHING, NEVER),
}


def keys() -> tuple[Key, ...]:
    """Every key of every place, in the order of the table."""
    return tuple(key for place in PLACES.values() for key in place.keys.values())


def places_of(name: str) -> tuple[Place, ...]:
    """The places where a key of that name may stand; none when there is no such key."""
    return tuple(place for place in PLACES.values() if name in place.keys)
