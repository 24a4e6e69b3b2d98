"""
Plays a Markdown page: what it shows is what happens.

- A ``yaml`` block whose first line is ``# NAME.yaml`` is written under that name; any other is only read.
- ``python`` blocks run one after the other in one namespace.
- ``console`` blocks run their lines that start with ``$ mentorflow`` and compare what follows.
- A ``text`` block is what the blocks above it have printed since the last one.
"""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import attrs
from click.testing import CliRunner

from mentorflow.cli import main
from mentorflow.rules.source import read

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    page.relative_to(ROOT)
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("changelog.d/*.md")]
)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"# ([\w.-]+\.yaml)\n")


@attrs.frozen
class Block:
    """A fenced block: its language, its text, and the line of the page it begins after."""

    language: str
    text: str
    line: int


def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced blocks of a page, in order."""
    text = (ROOT / page).read_text("utf-8")
    return tuple(Block(m[1], m[2], text.count("\n", 0, m.start(2))) for m in _FENCE.finditer(text))


@attrs.define
class Player:
    """One page being played in an empty folder; *printed* is what no ``text`` block has shown yet."""

    page: Path
    folder: Path
    printed: str = ""
    names: dict[str, object] = attrs.Factory(dict)

    def play(self) -> None:
        """Play every block; raises AssertionError where the page does not say what happens."""
        with contextlib.chdir(self.folder):
            for block in blocks(self.page):
                getattr(self, f"_{block.language}", self._shown_only)(block)
        assert self.printed == "", f"{self.page} does not show what it prints"

    def _shown_only(self, block: Block) -> None:
        assert block.language == "sh", f"{self.page}:{block.line}: nobody plays {block.language}"

    def _yaml(self, block: Block) -> None:
        assert read(block.text, str(self.page)).findings == ()
        if named := _NAMED.match(block.text):
            Path(named[1]).write_text(block.text, "utf-8")

    def _python(self, block: Block) -> None:
        out = io.StringIO()
        code = compile("\n" * block.line + block.text, str(self.page), "exec")
        with contextlib.redirect_stdout(out):
            exec(code, self.names)  # noqa: S102 - our own page
        self.printed += out.getvalue()

    def _text(self, block: Block) -> None:
        assert block.text == self.printed, f"{self.page}:{block.line}"
        self.printed = ""

    def _console(self, block: Block) -> None:
        said = ""
        for command in re.findall(r"^\$ mentorflow (.*)$", block.text, re.MULTILINE):
            said += f"$ mentorflow {command}\n{CliRunner().invoke(main, command.split()).output}"
        assert block.text == said, f"{self.page}:{block.line}"
