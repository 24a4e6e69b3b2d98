"""
Mending a file: every correction that cannot change what is meant is made, and no other.

A correction is tried on the text, and the text is read again before anything is kept.
What would bring a finding that was not there, or change the meaning of a file that could be read, is left as it is.
Pure but for *look*, which is handed in and reads a text; no file is opened or written here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from mentorflow.tools.fix_text import Change, Correction, Text, apart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mentorflow.diagnostics import Diagnostic

# One file is read again so often at most; what is not mended by then is left to the next run.
MOST_LOOKS = 200
# A correction may bring to light what it hid, which may be mended in turn, so many times.
MOST_STEPS = 8


@attrs.frozen
class Seen:
    """What reading a text found; *meaning* is equal for texts that mean the same, None where it cannot be read."""

    findings: tuple[Diagnostic, ...]
    meaning: str | None = None


@attrs.frozen
class LeftOut:
    """A correction that was not made: what it would have been, and the finding that it would have brought, if one."""

    change: Change
    brings: Diagnostic | None


@attrs.frozen
class Mended:
    """A file after mending: its content, what was changed, line by line, and what was left out."""

    content: bytes
    changes: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@attrs.frozen
class _State:
    """A text, what is seen in it, and the changes that led to it."""

    text: Text
    seen: Seen
    changes: tuple[Change, ...] = ()


def mend(content: bytes, look: Callable[[bytes], Seen]) -> Mended:
    """
    Make every safe correction of a file, those that meet one after the other, until none is left.

    *look* reads a content and says what it finds; it is asked at most ``MOST_LOOKS`` times, and some more to end.
    What is not saved as UTF-8 stays as it is. The number of lines stays, and so does every letter outside a change.
    """
    try:
        text = Text(content.decode("utf-8"))
    except UnicodeDecodeError:
        return Mended(content)
    mending = _Mending(look)
    state = mending.whole(_State(text, look(content)))
    changes = sorted(state.changes, key=lambda change: change.line)
    return Mended(state.text.content.encode("utf-8"), tuple(changes), tuple(mending.left_out.values()))


@attrs.define
class _Mending:
    """One run over one file: how often it was read, what is left as it is, and whether something was made since."""

    look: Callable[[bytes], Seen]
    looks: int = 0
    moved: bool = False
    left_out: dict[tuple[str, str, int], LeftOut] = attrs.field(factory=dict)
    # The texts there were: two findings that undo each other lead nowhere.
    had: set[str] = attrs.field(factory=set)

    def whole(self, state: _State) -> _State:
        """Mend until nothing is left to mend: all at once and, where that is not possible, one by one."""
        several = True
        self.had.add(state.text.content)
        while self.looks < MOST_LOOKS and (left := self._left(state)):
            tried = apart(left) if several else left[:1]
            after = self._tried(state, tried)
            if after is not None:
                state, self.moved = after, bool(self.left_out)
            elif len(tried) == 1:
                self.left_out[tried[0].name] = self._refused(state, tried[0])
            else:
                several = False
        if self.moved and self.looks < MOST_LOOKS:
            # What was left out before others were made may be possible now.
            self.moved = False
            self.left_out.clear()
            return self.whole(state)
        return state

    def _left(self, state: _State) -> list[Correction]:
        return [each for each in state.text.corrections(state.seen.findings) if each.name not in self.left_out]

    def _tried(self, before: _State, corrections: Sequence[Correction]) -> _State | None:
        """The state after some corrections, and after those of what they bring to light; None where it is worse."""
        state = before
        for _ in range(MOST_STEPS):
            state = self._made(state, corrections)
            if state.text.content in self.had:
                break
            if not _worse(before.seen, state.seen):
                self.had.add(state.text.content)
                return state
            corrections = apart(state.text.corrections(_fresh(before.seen, state.seen)))
            if not corrections:
                break
        return None

    def _made(self, state: _State, corrections: Sequence[Correction]) -> _State:
        self.looks += 1
        text = state.text.edited(corrections)
        changes = [change for each in corrections for change in state.text.changes(each)]
        return _State(text, self.look(text.content.encode("utf-8")), (*state.changes, *changes))

    def _refused(self, state: _State, correction: Correction) -> LeftOut:
        fresh = _fresh(state.seen, self._made(state, [correction]).seen)
        return LeftOut(state.text.changes(correction)[0], fresh[0] if fresh else None)


def _worse(before: Seen, after: Seen) -> bool:
    """Whether something is found that was not, or what could be read means something else."""
    return bool(_fresh(before, after)) or (before.meaning is not None and before.meaning != after.meaning)


def _fresh(before: Seen, after: Seen) -> list[Diagnostic]:
    """The findings that were not there before, or not as often; they are known by what they say, as places shift."""
    known = Counter((finding.code, finding.message) for finding in before.findings)
    fresh = []
    for finding in after.findings:
        said = finding.code, finding.message
        if known[said]:
            known[said] -= 1
        else:
            fresh.append(finding)
    return fresh
