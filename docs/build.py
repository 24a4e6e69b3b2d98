"""
The pages that are generated from the code, and the links of all pages.

``python -m docs.build`` writes the generated pages; with ``--check`` it only says what is outdated or leads nowhere.
"""

from __future__ import annotations

import re
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from docs import findings_page as findings_of
from docs import notation_page, python_page, sources_page
from docs.sources.register import FILE as REGISTER
from mentorflow.loading import load, shipped
from mentorflow.tools.draw import as_dot, draw
from mentorflow.tools.draw.picture import svg
from mentorflow.tools.explain.families import FAMILIES
from mentorflow.tools.policy import as_markdown, policy

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
NOTICE = "<!-- Written by docs/build.py from {source}; edit that instead. -->\n"
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def findings_page(family: str) -> str:
    """The page that explains the findings of a family."""
    return NOTICE.format(source="src/mentorflow/rules/catalogue.py and explanations/") + findings_of.page(family)


def policy_page(name: str) -> str:
    """The policy of a shipped workflow, as ``mentorflow policy`` prints it."""
    return NOTICE.format(source=f"workflows/{name}.yaml") + as_markdown(policy(load(name).workflow))


def picture(name: str) -> str:
    """The life cycle of a shipped workflow, as ``mentorflow draw`` draws it; the same bytes on every machine."""
    return svg(as_dot(draw(load(name).workflow)))


def pictures_page() -> str:
    """The page that shows all of them."""
    shown = (f"## {name}\n\n![{load(name).workflow.title}](../pictures/{name}.svg)\n" for name in shipped())
    said = (
        "# Pictures\n\n"
        "The shipped workflows, each drawn by `mentorflow draw NAME`; they print well on A3.\n"
        "[How to draw a workflow](../how-to/draw-a-workflow.md) says how to read them, and how to draw your own.\n\n"
    )
    return NOTICE.format(source="workflows/") + said + "\n".join(shown)


GENERATED: dict[str, Callable[[], str]] = {
    "docs/reference/findings.md": lambda: (
        NOTICE.format(source="src/mentorflow/rules/catalogue.py") + findings_of.index()
    ),
    **{f"docs/reference/findings/{findings_of.name_of(each)}": partial(findings_page, each) for each in FAMILIES},
    "docs/reference/python.md": lambda: NOTICE.format(source="src/mentorflow/__init__.py") + python_page.page(),
    "docs/reference/notation.md": lambda: (
        NOTICE.format(source="src/mentorflow/rules/notation.py") + notation_page.page()
    ),
    "docs/sources.md": lambda: NOTICE.format(source=f"workflows/ and {REGISTER}") + sources_page.page(),
    **{f"docs/pictures/{name}.svg": partial(picture, name) for name in shipped()},
    "docs/reference/pictures.md": pictures_page,
    **{f"docs/policies/{name}.md": partial(policy_page, name) for name in shipped()},
}


def broken_links(page: Path) -> list[str]:
    """The links of a page that find no file or no heading; links to other sites are not looked at."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    ours = [link for link in _LINK.findall(text) if "://" not in link]
    return [link for link in ours if not leads_somewhere(page, link)]


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether a link of a page finds its file, and there its heading or its line."""
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    return not heading or heading in (_headings(target) if target.suffix == ".md" else _lines(target))


@cache
def _lines(file: Path) -> set[str]:
    """The anchors of a file that is no page: its lines."""
    return {f"L{number}" for number, _ in enumerate(file.read_text("utf-8").splitlines(), 1)}


def _headings(page: Path) -> set[str]:
    """The anchors of a page, as the usual renderers make them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def _pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("changelog.d/*.md")])


def _outdated() -> list[str]:
    return [name for name, make in GENERATED.items() if not _is(ROOT / name, make())]


def _is(page: Path, text: str) -> bool:
    return page.exists() and page.read_text("utf-8") == text


def check() -> list[str]:
    """What is wrong with the pages, one sentence each."""
    broken = [f"{page.relative_to(ROOT)}: {link} leads nowhere" for page in _pages() for link in broken_links(page)]
    return [f"{name} is out of date: make docs REWRITE=1" for name in _outdated()] + broken


def main(*, only_check: bool) -> int:
    """Write the generated pages unless only asked; answer 1 when something is wrong."""
    for name, make in GENERATED.items():
        if not only_check:
            (ROOT / name).write_text(make(), "utf-8")
    problems = check()
    print("\n".join(problems) or f"{len(_pages())} pages, {len(GENERATED)} of them generated: all is well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(only_check="--check" in sys.argv[1:]))
