"""
What is otherwise between two workflows, as sentences, and how two things of the same kind are held beside each other.

What counts as otherwise is said by ``rules.digest`` alone: every attribute it spells is looked at here, and one that
it leaves out never is.
Nothing here words what one kind of thing means; the other modules of this package do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

import attrs

from mentorflow.rules.digest import counting, spelled
from mentorflow.rules.english import listed, plain
from mentorflow.rules.layout import layout_of
from mentorflow.rules.workflow import EITHER, Who

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mentorflow.diagnostics import Span
    from mentorflow.rules.layout import Layout
    from mentorflow.rules.tables import Given
    from mentorflow.rules.workflow import Workflow

# The groups in the order in which they are told, each with its heading.
GROUPS = {
    "gained": "What may happen now, and could not",
    "lost": "What could happen, and may not now",
    "leads": "What leads elsewhere",
    "conditions": "What holds otherwise",
    "deadlines": "What is due, and when",
    "rights": "Who may do and see what",
    "notices": "Who is told",
    "effects": "What the application tells and is asked to do",
    "questions": "What people are asked",
    "limits": "The numbers of the policy",
}
# What is said of a case that depends on nothing.
ANY = "any case"
NEXT = "it would count from the next step on"


@attrs.frozen
class Case:
    """
    One concrete example.

    *words* say what it depends on; *given* are all its values, as the proofs of tables have them.
    *owner* is the made-up person whose copy is in hand, where that matters.
    """

    words: str
    given: tuple[Given, ...]
    owner: str | None = None


@attrs.frozen
class Difference:
    """
    One difference in meaning.

    *group* is a key of ``GROUPS``; *subject* is what it is about, in the names of the file; *says* is one sentence.
    *breaks* says why partnerships under way are not safe with it and is empty where they are; *because* says why they
    are.
    *old* and *new* are the places in the two files, None where there is none; *case* is one concrete example.
    *alike* says that every case was looked at and comes out as before, however the rule is written now.
    """

    group: str
    subject: str
    says: str
    breaks: str = ""
    because: str = NEXT
    old: Span | None = attrs.field(default=None, eq=False)
    new: Span | None = attrs.field(default=None, eq=False)
    case: Case | None = None
    alike: bool = False


@attrs.frozen(eq=False)
class At:
    """Two workflows, and what is being compared: *subject* in the names of the file, with the places in both."""

    old: Workflow
    new: Workflow
    subject: str
    here: Span | None = None
    there: Span | None = None

    def on(self, subject: str, old: Any = None, new: Any = None) -> At:  # noqa: ANN401 - whatever has a place
        """The same workflows, something else of them."""
        here, there = (getattr(thing, "span", None) for thing in (old, new))
        return At(self.old, self.new, subject, here, there)

    def tell(
        self,
        group: str,
        says: str,
        *,
        breaks: str = "",
        because: str = NEXT,
        case: Case | None = None,
        alike: bool = False,
    ) -> Difference:
        """A difference of what is being compared."""
        return Difference(group, self.subject, says, breaks, because, self.here, self.there, case, alike)


@attrs.frozen(eq=False)
class Laid:
    """Two workflows with their layouts, made once."""

    old: Layout
    new: Layout

    @classmethod
    def of(cls, old: Workflow, new: Workflow) -> Laid:
        """The layouts of two workflows."""
        return cls(layout_of(old), layout_of(new))


Told: TypeAlias = "Iterator[Difference]"
Saying: TypeAlias = "Callable[[At, Any, Any], Iterable[Difference]]"
T = TypeVar("T")


def compared(at: At, old: object, new: object, sayings: Mapping[str, Saying]) -> Told:
    """What is said of every attribute that is spelled otherwise; one that nothing can be said of is told as it is."""
    for name, spell in counting(type(old)):  # type: ignore[arg-type] # a class is hashable
        before, after = getattr(old, name), getattr(new, name)
        if spell(before) != spell(after):
            told = list(sayings[name](at, before, after))
            yield from told


def alike(old: object, new: object) -> bool:
    """Whether two things mean the same."""
    return spelled(old) == spelled(new)


@attrs.frozen
class Beside(Generic[T]):
    """Things of two files beside each other; *moved* are those in both that stand in another order."""

    both: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    come: tuple[T, ...]
    moved: tuple[str, ...] = ()


def beside(old: Iterable[T], new: Iterable[T], key: Callable[[T], Any]) -> Beside[T]:
    """Things held beside each other by a key; of several with one key the first ones meet, then the second ones."""
    before, after = _numbered(old, key), _numbered(new, key)
    here, there = [name for name in before if name in after], [name for name in after if name in before]
    moved = tuple(str(one[0]) for one, other in zip(here, there, strict=True) if one != other)
    return Beside(
        tuple((before[name], after[name]) for name in here),
        tuple(thing for name, thing in before.items() if name not in after),
        tuple(thing for name, thing in after.items() if name not in before),
        moved,
    )


def _numbered(things: Iterable[T], key: Callable[[T], Any]) -> dict[tuple[Any, int], T]:
    found: dict[tuple[Any, int], T] = {}
    for thing in things:
        name, number = key(thing), 1
        while (name, number) in found:
            number += 1
        found[name, number] = thing
    return found


def named(thing: Any) -> str:  # noqa: ANN401 - whatever has a name
    """The name of a thing, as a key."""
    name: str = thing.name
    return name


# --- words ----------------------------------------------------------------------------------------------------------
def quoted(names: Iterable[str], last: str = "and") -> str:
    """Names of the file as sentences quote them."""
    return listed((f"'{name}'" for name in names), last)


def people(who: Who | Iterable[str] | None) -> str:
    """Some people in words; ``nobody`` where none are meant."""
    words = [plain(part) for part in (who.parts if isinstance(who, Who) else who or ())]
    return listed(words, "and") if words else "nobody"


def parts_of(who: Who | None) -> tuple[str, ...]:
    """Who is meant, as the file names them."""
    return () if who is None else who.parts


def persons_of(workflow: Workflow, who: Who | None) -> tuple[str, ...]:
    """Whose roles are meant: partners by their roles, where one of them is enough."""
    parts = parts_of(who)
    found = [role for part in parts for role in (workflow.partner_roles if part == EITHER else (part,))]
    return tuple(dict.fromkeys(found))


def less(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """What is in the first and not in the second, in order."""
    without = set(other)
    return tuple(each for each in one if each not in without)


def target(to: str) -> str:
    """Where something leads, in words."""
    return {"stay": "to staying there", "back": "back to the state before"}.get(to, f"to '{to}'")


def yes_no(at: At, group: str, *, now: bool, yes: str, no: str, breaks: str = "") -> Difference:
    """One of two sentences, by what is so now."""
    return at.tell(group, yes if now else no, breaks=breaks)
