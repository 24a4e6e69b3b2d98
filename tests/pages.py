"""
Plays a Markdown page: what it shows is what happens.

- A ``yaml`` block whose first line is ``# NAME.yaml`` is written under that name; any other is only read.
- ``python`` blocks run one after the other in one namespace.
- A ``diff`` block whose first line is ``--- NAME.yaml`` is made in that file, whose lines stand there once.
- ``console`` blocks run their lines that start with ``$ mentorflow`` and show what each prints.
- A ``text`` block shows what the Python above it has printed since the last one.
- ``sh`` blocks are for readers, and so is any block with a second word behind its language.

``python -m tests.pages [PAGE ...]`` writes what is really printed into all pages or some; review the difference.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import attrs

from mentorflow.rules.source import read

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("changelog.d/*.md")])
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"# ([\w.-]+\.yaml)\n")
_EDITED = re.compile(r"--- ([\w.-]+\.yaml)\n")


@attrs.frozen
class Block:
    """A fenced block: its language, its text, and the line of the page it begins after."""

    language: str
    text: str
    line: int


def name_of(page: Path) -> str:
    """A page as people call it."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    return tuple(Block(m[1], m[2], text.count("\n", 0, m.start(2))) for m in _FENCE.finditer(text))


@attrs.define
class Player:
    """One page being played in an empty folder; *printed* is what no ``text`` block has shown yet."""

    page: Path
    folder: Path
    printed: str = ""
    names: dict[str, object] = attrs.Factory(dict)

    def play(self) -> list[tuple[Block, str]]:
        """Every block with what it should hold; a last one with what is printed and never shown."""
        with contextlib.chdir(self.folder):
            played = [(block, getattr(self, f"_{block.language}")(block)) for block in blocks(self.page)]
        return [*played, (Block("text", "", 0), self.printed)]

    def _sh(self, block: Block) -> str:
        return block.text

    def _yaml(self, block: Block) -> str:
        assert read(block.text, name_of(self.page)).findings == ()
        if named := _NAMED.match(block.text):
            Path(named[1]).write_text(block.text, "utf-8")
        return block.text

    def _diff(self, block: Block) -> str:
        head = _EDITED.match(block.text)
        assert head is not None, f"{name_of(self.page)}:{block.line}: which file?"
        lines = block.text[head.end() :].splitlines(keepends=True)
        was, becomes = ("".join(line[1:] for line in lines if line[0] in f" {sign}") for sign in "-+")
        text = Path(head[1]).read_text("utf-8")
        assert text.count(was) == 1, f"{name_of(self.page)}:{block.line}: these lines do not stand once in {head[1]}"
        Path(head[1]).write_text(text.replace(was, becomes), "utf-8")
        return block.text

    def _python(self, block: Block) -> str:
        out = io.StringIO()
        code = compile("\n" * block.line + block.text, name_of(self.page), "exec")
        with contextlib.redirect_stdout(out):
            exec(code, self.names)  # noqa: S102 - our own page
        self.printed += out.getvalue()
        return block.text

    def _text(self, _: Block) -> str:
        shown, self.printed = self.printed, ""
        return shown

    def _console(self, block: Block) -> str:
        commands = re.findall(r"^\$ mentorflow (.*)$", block.text, re.MULTILINE)
        return "".join(f"$ mentorflow {command}\n{_said(command)}" for command in commands)


def _said(command: str) -> str:
    asked = [sys.executable, "-m", "mentorflow.cli", *shlex.split(command)]
    plain = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(asked, capture_output=True, text=True, env=plain, check=False)  # noqa: S603 - our own page
    return done.stdout + done.stderr


def rewrite(page: Path) -> None:
    """Put what is really printed into a page."""
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        real = iter(Player(page, Path(folder)).play())
    text = _FENCE.sub(lambda fence: f"```{fence[1]}\n{next(real)[1]}```", text)
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    asked = {Path(word).resolve() for word in sys.argv[1:]}
    for each in PAGES:
        if not asked or each in asked:
            rewrite(each)
