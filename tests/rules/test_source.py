"""Reading: what a file says and where, what is refused, and that nothing a file holds can hurt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorflow.rules import grower, scan, source
from mentorflow.rules.source import Node, Source, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mentorflow.diagnostics import Span

FILES = sorted(Path(__file__).parents[2].glob("workflows/*.yaml")) + sorted(
    Path(__file__).parents[1].glob("fixtures/**/*.yaml")
)
NINES = "9" * 5_000
SIGNS = [*"ab:\n -?,[]{}#&*!|>'\"%@`\t\\<=0\r\u00a0\u200b\u201c\u201d.~\ufeff\u00e9"]
PIECES = [
    ": ",
    "- ",
    "\n  ",
    "\n    ",
    "? ",
    "---\n",
    "...\n",
    "a: b\n",
    '"x"',
    "'y'",
    "\\u0041",
    "<<: ",
    "#1 ",
    "|\n",
]


def text_of(node: Node | None) -> object:
    """What a tree says, as plain Python."""
    if node is None or node.kind == "text":
        return node and node.text
    if node.kind == "list":
        return [text_of(item) for item in node.items]
    return {key.text: text_of(value) for key, value in node.pairs}


def nodes_of(node: Node | None) -> Iterator[Node]:
    """Every part of a tree."""
    stack = [node]
    while stack:
        part = stack.pop()
        if part is not None:
            yield part
            stack += [*part.items, *(side for pair in part.pairs for side in pair)]


def spans_of(read_source: Source) -> Iterator[Span]:
    """Every place that reading names."""
    yield from (node.span for node in nodes_of(read_source.root))
    for finding in read_source.findings:
        yield finding.span
        yield from (other.span for other in finding.related)
        if finding.suggestion and finding.suggestion.span:
            yield finding.suggestion.span


def lies_inside(span: Span, lines: list[str]) -> bool:
    """Whether a place exists in a text of these lines."""
    return (
        (span.line, span.column) <= (span.end_line, span.end_column)
        and 1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
    )


def slugs(content: bytes | str, *, pure: bool = False) -> list[str]:
    """The findings of a file, by name."""
    return [finding.slug for finding in read(content, "f.yaml", pure=pure).findings]


def in_pieces() -> st.SearchStrategy[str]:
    """Texts made of what means something in YAML."""
    return st.lists(st.sampled_from([*SIGNS, *PIECES]), max_size=25).map("".join)


# --- what a file says -----------------------------------------------------------------------------------------------
def test_read_keeps_every_value_as_written() -> None:
    """Nothing is taken for a number, a date, or yes and no."""
    words = ["yes", "08:30", "012", "1.10", "2026-02-30", "null", "~", "0x1F", "1e3", "off"]
    assert {"a": words} == text_of(read("a: [" + ", ".join(words) + "]", "f").root)


def test_read_keeps_how_a_text_was_quoted() -> None:
    """The style tells how a text was written, which tells a yes from a 'yes'."""
    root = read("- a\n- 'b'\n- \"c\"\n- |\n  d\n- >\n  e\n", "f")
    assert ("not-keys",) == tuple(finding.slug for finding in root.findings)
    source = read("a: [b, 'c', \"d\"]\ne: |\n  f\ng: >\n  h\n", "f")
    styles = [(node.text, node.style) for node in nodes_of(source.root) if node.kind == "text"]
    assert {("b", "plain"), ("c", "single"), ("d", "double"), ("f\n", "literal"), ("h\n", "folded")} <= set(styles)


def test_read_tells_where_every_value_stands() -> None:
    """Places count characters from one, ends are exclusive, and a block ends with its last entry."""
    root = read("\u00e9: b\nlist:   # why\n  - 'c d'\n  - [e,\n     f]   \n\n# after\n", "f").root
    assert root is not None
    (one, two), (three, four) = root.pairs
    places = [(n.span.line, n.span.column, n.span.end_line, n.span.end_column) for n in (root, one, two, three, four)]
    assert [(1, 1, 5, 8), (1, 1, 1, 2), (1, 4, 1, 5), (2, 1, 2, 5), (3, 3, 5, 8)] == places
    assert [(3, 5, 3, 10), (4, 5, 5, 8)] == [
        (item.span.line, item.span.column, item.span.end_line, item.span.end_column) for item in four.items
    ]


def test_read_tells_lists_in_brackets_from_lists_on_lines() -> None:
    """What is written in brackets or braces is marked as such."""
    root = read("a: [b]\nc:\n  - d\ne: {f: g}\n", "f").root
    assert root is not None
    assert [True, False, True] == [value.flow for _, value in root.pairs]
    assert not root.flow


@pytest.mark.parametrize("text", ["a:\n", "a:", "a:   # why\n", "a:\nb: c\n", "{a: , b: c}", "{a: }"])
def test_key_with_nothing_behind_it_has_an_empty_value_behind_the_colon(text: str) -> None:
    """Nothing is an empty text, right behind the colon."""
    root = read(text, "f").root
    assert root is not None
    value = root.pairs[0][1]
    assert value.is_empty
    assert text.index(":") + 2 == value.span.column == value.span.end_column


def test_empty_quotes_are_not_nothing() -> None:
    """Somebody who writes two quotes has said something."""
    root = read('a: ""\n', "f").root
    assert root is not None
    assert not root.pairs[0][1].is_empty


def test_first_of_two_equal_keys_counts() -> None:
    """A repeated key is named with the first place; its value is left out."""
    source = read("a: 1\nb: 2\na: 3\n", "f")
    assert {"a": "1", "b": "2"} == text_of(source.root)
    assert [1] == [other.span.line for other in source.findings[0].related]


def test_keys_that_look_the_same_are_the_same() -> None:
    """Two spellings of one accented letter make one name."""
    assert ["repeated-key"] == slugs("\u00e9: 1\ne\u0301: 2\n")


def test_line_ends_and_byte_order_mark_do_not_count() -> None:
    """A file means the same however its editor ends lines."""
    plain = read("a: b\nc: d\n", "f")
    assert plain == read(b"\xef\xbb\xbfa: b\r\nc: d\r\n", "f")
    assert plain == read("a: b\rc: d", "f")


def test_text_of_several_lines_ends_with_its_last_line() -> None:
    """What follows a long text, comments and blank lines, does not belong to it."""
    root = read("a: |\n  b\n  c\n\n# d\ne: f\n", "f").root
    assert root is not None
    assert (1, 4, 3, 4) == (
        root.pairs[0][1].span.line,
        root.pairs[0][1].span.column,
        root.pairs[0][1].span.end_line,
        root.pairs[0][1].span.end_column,
    )


# --- going on behind a mistake --------------------------------------------------------------------------------------
def test_places_behind_a_correction_are_those_of_the_real_file() -> None:
    """What was mended to read on moves no place."""
    root = read("a:\u200b b\tc\nd:{e: f, g: h}\n", "f").root
    assert root is not None
    assert {"a": "b c", "d": {"e": "f", "g": "h"}} == text_of(root)
    inner = root.pairs[1][1]
    assert [3, 4, 7, 10, 13] == [
        node.span.column for node in (inner, inner.pairs[0][0], *inner.pairs[0][1:], *inner.pairs[1])
    ]
    assert (5, 8) == (root.pairs[0][1].span.column, root.pairs[0][1].span.end_column)


def test_all_independent_mistakes_are_found_in_one_run() -> None:
    """A mistake that can be mended hides none below it."""
    text = "a: Who: you\nb:{c: d}\ne: [f?]\ng: h\ng: i\nj: \u201ck\u201d\nl: @m\nn: [o\n"
    assert [
        "colon-in-text",
        "space-after-colon",
        "question-mark-in-braces",
        "repeated-key",
        "curly-quotes",
        "special-start",
        "unclosed-bracket",
    ] == slugs(text)


def test_reading_again_has_an_end() -> None:
    """After so many mended places the rest waits for the next run."""
    text = "".join(f"a{number}: B: c\n" for number in range(source.MOST_ROUNDS + 5))
    assert source.MOST_ROUNDS == len(slugs(text))
    assert read(text, "f").root is None


def test_reading_again_is_not_done_for_large_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has to be read again costs time, so large files are mended less often."""
    text = "".join(f"k{number}: v\n" for number in range(100)) + "a: B: c\nd: E: f\n"
    assert ["colon-in-text", "colon-in-text"] == slugs(text)
    monkeypatch.setattr(source, "MOST_EVENTS", 300)
    assert ["colon-in-text"] == slugs(text)


def test_second_mistake_on_a_mended_line_waits() -> None:
    """It may come from the mending, so it is not reported, but nothing more is read either."""
    found = read("check:up: x\n", "f")
    assert ["space-after-colon"] == [finding.slug for finding in found.findings]
    assert found.root is None


# --- what is no rule file -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "slug", "words"),
    [
        (b"PK\x03\x04rest", "not-text", "Word"),
        (b"\xd0\xcf\x11\xe0", "not-text", "Word"),
        (b"%PDF-1.7", "not-text", "PDF"),
        (b"<!DOCTYPE html><p>a: b", "not-text", "web page"),
        ("<html>", "not-text", "web page"),
        ("a: b".encode("utf-16"), "not-utf-8", "UTF-16"),
        ("a: b".encode("utf-16-be"), "not-utf-8", "UTF-16"),
        ("a: b\nc: caf\u00e9\n".encode("cp1252"), "not-utf-8", "'\u00e9'"),
    ],
)
def test_other_kinds_of_file_are_named(content: bytes | str, slug: str, words: str) -> None:
    """Whoever hands in another kind of file is told which."""
    (finding,) = read(content, "f").findings
    assert slug == finding.slug
    assert words in finding.message
    assert read(content, "f").root is None


def test_letter_in_another_encoding_is_pointed_at() -> None:
    """The caret stands under the letter, counted in characters."""
    (finding,) = read(b"\xef\xbb\xbfa: \xc3\xa9\r\nb: \xc3\xa9 caf\xe9\n", "f").findings
    assert (2, 9, 2, 10) == (
        finding.span.line,
        finding.span.column,
        finding.span.end_line,
        finding.span.end_column,
    )


def test_unfinished_merge_is_one_finding() -> None:
    """The lines of a merge are named once, with the others as related places."""
    (finding,) = read("<<<<<<< ours\na: b\n=======\na: c\n>>>>>>> theirs\n", "f").findings
    assert "merge-conflict" == finding.slug
    assert [3, 5] == [other.span.line for other in finding.related]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "   "])
def test_file_that_says_nothing_is_empty(text: str) -> None:
    """A file without a word is said to be empty."""
    assert ["empty-file"] == slugs(text)


# --- hidden characters and tabs -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "letter", [*"\x00\x07\x7f\x85\u00ad\u200b\u200e\u2028\u202e\u2066\ufeff\ufffe\ud800\U000e0041"]
)
def test_character_that_cannot_be_seen_is_named(letter: str) -> None:
    """Wherever it stands, it is found and named by its number."""
    (finding,) = read(f"a: b{letter}c\n", "f").findings
    assert "hidden-character" == finding.slug
    assert f"U+{ord(letter):04X}" in finding.message
    assert (1, 5) == (finding.span.line, finding.span.column)


@pytest.mark.parametrize("letter", [*"\u00a0\u202f\u2003\u200d\ufe0f"])
def test_typesetters_characters_may_stand_in_quotes_and_comments(letter: str) -> None:
    """Who quotes a text knows what it holds; a name never does."""
    assert [] == slugs(f'a: "b{letter}c"  # d{letter}\ne: |\n  f{letter}g\n')
    assert ["hidden-character"] == slugs(f"a: b{letter}c\n")
    assert ["hidden-character"] == slugs(f'"a{letter}b": c\n')


def test_many_hidden_characters_are_counted() -> None:
    """The last of so many findings tells how many more there are; all are mended."""
    found = read("".join(f"a{number}: b\u200b\n" for number in range(scan.MOST_ALIKE + 5)), "f")
    assert scan.MOST_ALIKE == len(found.findings)
    assert "There are 5 more places of this kind." == found.findings[-1].consequence
    assert found.root is not None


def test_indentation_with_tabs_is_one_finding() -> None:
    """However many lines are indented with tabs, it is one habit."""
    found = read("a:\n\tb:\n\t\tc: d\n\n\t# e\n", "f")
    assert ["tab"] == [finding.slug for finding in found.findings]
    assert {"a": {"b": {"c": "d"}}} == text_of(found.root)


# --- nothing can hurt -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("[" * 30_000, "too-deep"),
        ("{" * 30_000, "too-deep"),
        ("- " * 30_000, "too-deep"),
        ("".join(" " * level + "a:\n" for level in range(400)), "too-deep"),
        ("a: " + "b" * (grower.MOST_TEXT + 1), "text-too-long"),
        ("a: b\n...\n%YAML 1." + NINES, "directive"),
        ('a: "\\UFFFFFFFF"', "escape"),
        ("x" * (scan.MOST_BYTES + 1), "too-large"),
    ],
    ids=lambda value: value[:12],
)
@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
def test_hostile_file_is_answered_within_the_caps(text: str, slug: str, pure: bool) -> None:  # noqa: FBT001
    """Depth, number and length are capped in both parsers, before anything recurses or grows."""
    assert slug in slugs(text, pure=pure)


@pytest.mark.parametrize(
    "text", ["- a\n" * 400, "a: [" + "b, " * 400 + "b]", "".join(f"k{n}: v\n" for n in range(400))]
)
@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
def test_number_of_entries_is_capped(monkeypatch: pytest.MonkeyPatch, text: str, pure: bool) -> None:  # noqa: FBT001
    """Too many entries are too many in both parsers, at the same place."""
    monkeypatch.setattr(grower, "MOST_EVENTS", 300)
    (finding,) = read(text, "f", pure=pure).findings
    assert "too-many" == finding.slug
    assert finding == read(text, "f", pure=not pure).findings[0]


def test_number_of_mistakes_is_capped() -> None:
    """A file with nothing but mistakes is told so after some hundreds."""
    found = slugs("a: b\n" * (grower.MOST_FLAWS + 50))
    assert "too-many" in found
    assert grower.MOST_FLAWS + 2 >= len(found)


def test_merge_keys_and_aliases_cost_nothing() -> None:
    """A few lines that would unfold to a billion are refused where they stand."""
    text = "a: &a [x]\n" + "".join(f"b{level}: &b{level} {{<<: *a}}\n" for level in range(22))
    assert {"anchor", "alias", "merge-key"} == set(slugs(text))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_both_parsers_read_shipped_files_alike(file: Path) -> None:
    """What is shipped, and every fixture, means the same with libyaml and without."""
    content = file.read_bytes()
    assert read(content, file.name) == read(content, file.name, pure=True)


@given(in_pieces())
def test_both_parsers_read_any_text_alike(text: str) -> None:
    """Whatever the text, tree and findings are the same with libyaml and without."""
    assert read(text, "f") == read(text, "f", pure=True)


@given(st.sampled_from(FILES), st.data())
def test_both_parsers_read_damaged_files_alike(file: Path, data: st.DataObject) -> None:
    """Real files with a few characters put in or taken out are read alike too."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    start = data.draw(st.integers(0, max(0, len(lines) - 20)))
    text = "".join(lines[start : start + 20])
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(in_pieces()) + text[at + data.draw(st.integers(0, 5)) :]
    assert read(text, "f") == read(text, "f", pure=True)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\x01\u00a0", "1:1"),
        ("\t\u3000", "1:1"),
        ("\n\u00a0\x01", "2:2"),
        ("!a: {", "1:6"),
        ("[[*", "1:3"),
    ],
)
@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
def test_last_finding_lies_on_the_last_line(text: str, place: str, pure: bool) -> None:  # noqa: FBT001
    """Letters without ink are a text with a place of its own, and nothing is placed behind the last line."""
    found = read(text, "f", pure=pure)
    assert f"f:{place}" == str(found.findings[-1].span)
    assert all(lies_inside(span, text.split("\n")) for span in spans_of(found))


@given(st.one_of(st.binary(max_size=200), in_pieces(), st.text(max_size=100)))
def test_reading_answers_anything_with_places_inside_the_file(content: bytes | str) -> None:
    """Nothing is raised, silence means a tree, and every place exists, though no line feed may end the file."""
    found = read(content, "f")
    lines = found.text.removesuffix("\n").split("\n")
    assert found.root is not None or found.findings
    assert all(lies_inside(span, lines) for span in spans_of(found))


def test_reading_works_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing, the pure parser answers."""
    with_it = read("a: {b: c}\n", "f")
    monkeypatch.setattr(source.yaml, "__with_libyaml__", False)
    assert with_it == read("a: {b: c}\n", "f")
