"""What the speed layer leaves alone: other people's extensions, and the next document."""

from __future__ import annotations

import gc
import re
import tracemalloc
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import markdown
import pytest
from markdown import inlinepatterns, treeprocessors, util
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from newsgen.reading.libraries import verified
from newsgen.reading.libraries.verified import is_verified

if not is_verified("markdown"):
    pytest.skip(
        f"the speed layer is not active with Python-Markdown {markdown.__version__}",
        allow_module_level=True,
    )

from newsgen.reading.markdown.fastmarkdown import FastExtension
from newsgen.reading.markdown.fastmarkdown.blocks import marks_of
from newsgen.reading.markdown.fastmarkdown.inline import InlinePass
from newsgen.reading.markdown.fastmarkdown.registries import replace
from newsgen.reading.markdown.fastmarkdown.triggers import ALWAYS, trigger_of

NEWS: tuple[Any, ...] = ("extra", "sane_lists", "toc")
ARTICLE = """\
The *council* said "it's [agreed](https://example.org/a)" -- at last.[^1]

## What's **next**?

- One `code` & two
- <b>Three</b> and EU

> A quotation...

[^1]: The note.

*[EU]: European Union
"""


class Registering(Extension):
    """An extension made of one function."""

    def __init__(self, register: Callable[[markdown.Markdown], None]) -> None:
        super().__init__()
        self._register = register

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        self._register(md)


def both(
    source: str, *registrations: Callable[[markdown.Markdown], None], extensions: Any = NEWS
) -> tuple[str, str]:
    """The output without and with the speed layer."""
    added = [Registering(register) for register in registrations]
    stock = markdown.Markdown(extensions=[*extensions, *added])
    fast = markdown.Markdown(extensions=[*extensions, *added, FastExtension()])
    return stock.convert(source), fast.convert(source)


# --- other people's extensions ------------------------------------------------------------------


class Shout(inlinepatterns.InlineProcessor):
    """Matches words without any of the built-in patterns' triggers."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]
        element = Element("strong")
        element.text = m.group().upper()
        return element, m.start(), m.end()


def test_a_pattern_of_a_third_party_is_tried_on_any_text() -> None:
    stock, fast = both(
        "plain council text\n\n- council",
        lambda md: md.inlinePatterns.register(Shout("council"), "shout", 75),
    )
    assert fast == stock
    assert fast.count("<strong>COUNCIL</strong>") == 2


def test_a_pattern_of_the_old_style_is_tried_on_any_text() -> None:
    pattern = inlinepatterns.SimpleTagPattern(r"(\+\+)(.+?)\2", "ins")
    stock, fast = both(
        "an ++old++ *style* ++pattern++", lambda md: md.inlinePatterns.register(pattern, "ins", 75)
    )
    assert fast == stock
    assert "<ins>old</ins>" in fast


def test_a_subclass_of_a_built_in_pattern_is_tried_on_any_text() -> None:
    class Braced(inlinepatterns.LinkInlineProcessor):
        def handleMatch(  # type: ignore[override]
            self, m: re.Match[str], data: str
        ) -> Any:
            return Element("hr"), m.start(), m.end()

    stock, fast = both(
        "a @here b", lambda md: md.inlinePatterns.register(Braced("@here", md), "link", 160)
    )
    assert fast == stock
    assert "<hr" in fast


def test_a_built_in_class_with_another_expression_is_tried_on_any_text() -> None:
    pattern = inlinepatterns.SimpleTagInlineProcessor(r"(\^)(\w+)\^", "sup")
    stock, fast = both("x^2^", lambda md: md.inlinePatterns.register(pattern, "sup", 75))
    assert fast == stock
    assert "<sup>2</sup>" in fast
    assert trigger_of(pattern) == ALWAYS


def test_an_excluded_ancestor_still_excludes_a_pattern() -> None:
    class NotInLinks(Shout):
        ANCESTOR_EXCLUDES = ("a", "em")

    stock, fast = both(
        "council [the council](/x) *council* **council**\n\n# council",
        lambda md: md.inlinePatterns.register(NotInLinks("council"), "shout", 75),
    )
    assert fast == stock
    assert '<a href="/x">the council</a>' in fast


def test_an_exclusion_set_on_a_known_pattern_is_kept() -> None:
    def exclude(md: markdown.Markdown) -> None:
        md.inlinePatterns["link"].ANCESTOR_EXCLUDES = ("em",)  # type: ignore[misc]

    stock, fast = both("*[a](/b)* [a](/b)", exclude)
    assert fast == stock


@pytest.mark.parametrize(("tags", "double"), [("sub", False), ("del", True), ("del,sub", False)])
def test_a_delimiter_added_to_emphasis_works(tags: str, double: bool) -> None:
    def add(md: markdown.Markdown) -> None:
        assert md.delimiters is not None
        md.delimiters.add("~", tags, double=double)

    stock, fast = both("*a ~b~ c* ~~d *e* f~~ _g_ **h ~i~ j** ~~~k~~ l~ ~*m~*", add)
    assert fast == stock
    assert f"<{tags.split(',')[0]}>" in fast


def test_a_pattern_registered_after_the_first_document_is_used() -> None:
    fast = markdown.Markdown(extensions=[*NEWS, FastExtension()])
    assert "COUNCIL" not in fast.convert("council")
    fast.inlinePatterns.register(Shout("council"), "shout", 75)
    assert "COUNCIL" in fast.reset().convert("council")


def test_all_other_kinds_of_processors_of_a_third_party_run() -> None:
    class Before(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return [line.replace("@@", "<b>raw</b>\n\nsecond") for line in lines]

    class Boxes(BlockProcessor):
        def test(self, parent: Element, block: str) -> bool:
            return block.startswith("box ")

        def run(self, parent: Element, blocks: list[str]) -> None:
            box = SubElement(parent, "section")
            self.parser.parseBlocks(box, [blocks.pop(0)[4:]])

    class Rename(Treeprocessor):
        def run(self, root: Element) -> None:
            for element in root.iter("em"):
                element.tag = "i"

    class After(Postprocessor):
        def run(self, text: str) -> str:
            return text.replace("quotation", "QUOTATION")

    def register(md: markdown.Markdown) -> None:
        md.preprocessors.register(Before(md), "before", 28)
        md.parser.blockprocessors.register(Boxes(md.parser), "boxes", 95)
        md.treeprocessors.register(Rename(md), "rename", 15)
        md.postprocessors.register(After(md), "after", 5)

    stock, fast = both(f"@@\n\nbox *a*\n\n{ARTICLE}", register)
    assert fast == stock
    assert all(piece in fast for piece in ("<b>raw</b>", "<section>", "<i>a</i>", "QUOTATION"))


def test_a_block_processor_that_changes_a_block_and_declines_it_is_respected() -> None:
    class Prefixing(BlockProcessor):
        def test(self, parent: Element, block: str) -> bool:
            return block.startswith("as list ")

        def run(self, parent: Element, blocks: list[str]) -> bool:
            blocks[0] = blocks[0].replace("as list ", "- ")
            return False

    stock, fast = both(
        "as list one\n\nas list two",
        lambda md: md.parser.blockprocessors.register(Prefixing(md.parser), "prefix", 95),
    )
    assert fast == stock
    assert "<li>" in fast


def test_whoever_holds_the_parser_in_an_attribute_is_told_of_the_new_one() -> None:
    fast = markdown.Markdown(extensions=[*NEWS, FastExtension()])
    assert type(fast.parser) is not BlockParser
    assert {id(processor.parser) for processor in fast.parser.blockprocessors} == {id(fast.parser)}


def test_a_tree_processor_of_a_third_party_in_the_place_of_a_built_in_one_stays() -> None:
    class Nothing(treeprocessors.InlineProcessor):
        def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
            return tree

    stock, fast = both('*a* "b"', lambda md: md.treeprocessors.register(Nothing(md), "inline", 20))
    assert fast == stock
    assert "*a*" in fast


def test_the_parent_map_is_there_for_patterns_that_ask_for_it() -> None:
    seen: list[bool] = []

    class Asking(Shout):
        def handleMatch(  # type: ignore[override]
            self, m: re.Match[str], data: str
        ) -> Any:
            parents = self.md.treeprocessors["inline"].parent_map  # type: ignore[attr-defined]
            seen.append(any(child.tag == "p" for child in parents))
            return None, None, None

    both("council", lambda md: md.inlinePatterns.register(Asking("council", md), "ask", 75))
    assert seen == [True, True]


# --- places in the registries -------------------------------------------------------------------


def test_items_keep_their_order_in_all_registries() -> None:
    stock = markdown.Markdown(extensions=[*NEWS])
    fast = markdown.Markdown(extensions=[*NEWS, FastExtension()])
    for registry in ("preprocessors", "treeprocessors", "postprocessors", "inlinePatterns"):
        ours, theirs = list(getattr(fast, registry)), list(getattr(stock, registry))
        assert all(
            isinstance(our, (type(their), InlinePass))
            for our, their in zip(ours, theirs, strict=True)
        )


class Item:
    """What is replaced in the registries below."""


class Other:
    """What stands beside it, or in its stead."""


def registry_of(*items: tuple[object, str, float]) -> util.Registry[Any]:
    registry: util.Registry[Any] = util.Registry()
    for item, name, priority in items:
        registry.register(item, name, priority)
    return registry


def test_an_item_is_replaced_where_it_stands() -> None:
    registry = registry_of((Other(), "above", 30), (Item(), "item", 20), (Other(), "below", 10))
    replace(registry, "item", 20, Item, lambda item: [item])
    assert [type(item) for item in registry] == [Other, list, Other]


def test_an_item_at_another_priority_than_the_documented_one_is_left_alone() -> None:
    registry = registry_of((Item(), "item", 5), (Other(), "between", 10))
    replace(registry, "item", 20, Item, lambda item: [item])
    assert [type(item) for item in registry] == [Other, Item]


def test_an_item_that_would_move_behind_its_equals_is_left_alone() -> None:
    registry = registry_of((Item(), "item", 20), (Other(), "equal", 20))
    replace(registry, "item", 20, Item, lambda item: [item])
    assert [type(item) for item in registry] == [Item, Other]


def test_an_item_of_an_unknown_type_is_left_alone() -> None:
    registry = registry_of((Other(), "item", 20))
    replace(registry, "item", 20, Item, lambda item: [item])
    assert [type(item) for item in registry] == [Other]


# --- versions, documents, memory ----------------------------------------------------------------


def test_an_unverified_version_of_python_markdown_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(verified.RELEASES, "markdown", frozenset())
    untouched = markdown.Markdown(extensions=[*NEWS, FastExtension()])
    assert type(untouched.parser) is BlockParser
    assert type(untouched.treeprocessors["inline"]) is treeprocessors.InlineProcessor


def test_definitions_of_one_document_are_unknown_in_the_next() -> None:
    fast = markdown.Markdown(extensions=[*NEWS, FastExtension()])
    fast.convert('[a]: /b "c"\n\n[^1]: note\n\n*[EU]: Union\n\n[a] [^1] EU "x"')
    assert fast.reset().convert("[a] [^1] EU") == "<p>[a] [^1] EU</p>"


def test_a_document_that_cannot_be_converted_leaves_no_trace_in_the_next() -> None:
    fast = markdown.Markdown(extensions=[*NEWS, FastExtension()])
    with pytest.raises(RecursionError):
        fast.convert("- " * 900 + "too deep")
    assert fast.reset().convert("one\n\ntwo") == "<p>one</p>\n<p>two</p>"


@pytest.mark.parametrize("output_format", ["html", "xhtml"])
def test_both_output_formats_have_a_faster_serializer_that_agrees_with_stock(
    output_format: Any,
) -> None:
    stock = markdown.Markdown(extensions=[*NEWS], output_format=output_format)
    fast = markdown.Markdown(extensions=[*NEWS, FastExtension()], output_format=output_format)
    assert fast.serializer is not stock.serializer
    source = f"{ARTICLE}\n\na  \nb ![c](d)\n{{: hidden x='1\"2' y }}"
    assert fast.convert(source) == stock.convert(source)


def test_memory_does_not_grow_with_the_number_of_documents() -> None:
    fast = markdown.Markdown(extensions=[*NEWS, FastExtension()])

    def convert(first: int) -> None:
        for number in range(first, first + 50):
            fast.reset().convert(
                f"{ARTICLE}\n\n# Number {number} of *many*\n\n[n]: /{number}\n\n[n]"
            )

    convert(0)
    gc.collect()
    tracemalloc.start()
    try:
        convert(1000)
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        convert(2000)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 20_000


# --- the parts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "marks"),
    [
        ("Plain prose, over\ntwo lines.", ""),
        ("", "\n"),
        ("\nafter an empty line", "\n"),
        ("    code", " "),
        ("  > quotation", "> "),
        ("12. item", "0"),
        ("\u0663. item with a digit of another script", "0"),
        ("Heading\n---", "-"),
        ("a | b\n- | -", "-|"),
        ("term\n:   definition\n   : another", ":"),
        ("a | b on one line", ""),
        ("a\n1. the first", "1"),
        ("a\n2. the second", ""),
        ("a\n\x02wzxhzdk:0\x03", "\x02"),
    ],
)
def test_the_marks_of_a_block_are_what_its_lines_begin_with(block: str, marks: str) -> None:
    assert marks_of(block) == marks
