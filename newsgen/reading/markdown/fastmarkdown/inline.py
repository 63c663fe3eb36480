"""Runs the inline pass: tries a pattern only on text that holds the pattern's literal trigger.

Python-Markdown numbers what it stashes, and the numbers stand in the text that later stages see.
So the order in which text nodes are visited and patterns tried is Python-Markdown's, exactly;
only tries that cannot succeed are left out.
"""

from __future__ import annotations

from collections import deque
from typing import Any
from xml.etree.ElementTree import Element

from markdown import inlinepatterns as builtin
from markdown import treeprocessors, util

from newsgen.reading.markdown.fastmarkdown.candidates import Matches
from newsgen.reading.markdown.fastmarkdown.steps import Steps
from newsgen.reading.markdown.work import MUCH, Work

PREFIX = util.INLINE_PLACEHOLDER_PREFIX

_EFFORT = 30
"""What it takes to try the patterns on a character of a text, in nanoseconds."""

_COPIED = 4
"""Characters of a text that are copied in a nanosecond: all of them, for each match in it."""


def _with_children(node: Element) -> list[Element]:
    return [node, *node]


class InlinePass(treeprocessors.InlineProcessor):
    """In the place of an `InlineProcessor`, working through the same registry of patterns."""

    def __init__(self, replaced: treeprocessors.InlineProcessor, work: Work) -> None:
        super().__init__(replaced.md)
        self._work = work
        self.inlinePatterns = replaced.inlinePatterns
        self.stashed_nodes = {}
        self._steps = Steps(replaced.inlinePatterns, work)
        self._tree: Element | None = None

    @property
    def parent_map(self) -> dict[Element, Element]:  # type: ignore[override]
        """Made when asked for, as Python-Markdown itself has no use for it during the pass."""
        return {} if self._tree is None else {c: p for p in self._tree.iter() for c in p}

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the inline patterns to all text of the tree, in place."""
        self._steps.follow_registry()
        self.stashed_nodes = {}
        self._tree = tree
        parents = [] if ancestors is None else ancestors[:]
        parents.append(tree.tag.lower())
        waiting = deque([(tree, parents)])
        while waiting:
            element, self.ancestors = waiting.popleft()
            if self._steps.need_ancestors and element is not tree:
                self.ancestors.append(element.tag.lower())
            self._run_children(element, waiting)
        self._tree = None
        return tree

    def _run_children(self, element: Element, waiting: deque[tuple[Element, list[str]]]) -> None:
        inserted: list[tuple[Element, list[tuple[Element, list[str]]]]] = []
        concern = self._steps.concern
        tracks = self._steps.need_ancestors
        # Elements made from a child's tail are inserted behind it and visited by this very loop.
        for place, child in enumerate(element):
            text = child.text
            if (
                text
                and (concern(text) or PREFIX in text)
                and not isinstance(text, util.AtomicString)
            ):
                if tracks:
                    self.ancestors.append(child.tag.lower())
                child.text = None
                made = self._fill(self._substitute(text, 0), child, is_text=True)
                waiting.extend(made)
                inserted.append((child, made))
                if tracks:
                    self.ancestors.pop()
            tail = child.tail
            if tail and (concern(tail) or PREFIX in tail):
                self._run_tail(element, child, tail, place + 1)
            if len(child):
                waiting.append((child, self.ancestors[:]))
        for child, made in inserted:
            for position, (node, _) in enumerate(made):
                child.insert(position, node)

    def _run_tail(self, element: Element, child: Element, tail: str, position: int) -> None:
        if len(element) > MUCH:
            self._work.add(len(element))
        tail = self._substitute(tail, 0)
        holder = Element("d")
        child.tail = None
        made = self._fill(tail, holder, is_text=False)
        if holder.tail:
            child.tail = holder.tail
        for node, _ in reversed(made):
            element.insert(position, node)

    def _substitute(self, data: str, first: int) -> str:
        """The text with a placeholder for every match, beginning with pattern number `first`."""
        if isinstance(data, util.AtomicString):
            return data
        self._work.add(len(data) * _EFFORT)
        for index, step in self._steps.numbered[first:]:
            trigger, others, pattern, matches, needs_references = step
            if trigger not in data and not (others and any(t in data for t in others)):
                continue
            if not (needs_references and self._has_no_references()):
                data = self._apply(pattern, data, index, matches)
        return data

    def _has_no_references(self) -> bool:
        # Another extension's mapping may know references that it does not list.
        references = self.md.references
        return not references and type(references) is dict

    def _apply(self, pattern: Any, data: str, index: int, matches: Matches | None) -> str:
        """The text with a placeholder for every match of one pattern."""
        if not isinstance(pattern, builtin.InlineProcessor):
            return self._apply_old_style(pattern, data, index)
        start = 0
        while True:
            if pattern.ANCESTOR_EXCLUDES and self._is_excluded(pattern):
                return data
            find_all = matches or pattern.getCompiledRegExp().finditer
            if len(data) > MUCH:
                self._work.add(len(data) // _COPIED)
            for match in find_all(data, start):
                if len(data) > MUCH:
                    self._work.add(match.end() - match.start())
                node, begin, end = pattern.handleMatch(match, data)
                if begin is not None and end is not None:
                    break
            else:
                return data
            if node is None:
                start = end
                continue
            placeholder = self._stash(node, index)
            data = f"{data[:begin]}{placeholder}{data[end:]}"
            start = begin + len(placeholder)

    def _apply_old_style(self, pattern: Any, data: str, index: int) -> str:
        """As `_apply`, for a pattern whose regular expression matches the whole text."""
        start = 0
        while True:
            if pattern.ANCESTOR_EXCLUDES and self._is_excluded(pattern):
                return data
            self._work.add(len(data))
            match = pattern.getCompiledRegExp().match(data[start:])
            if match is None:
                return data
            node = pattern.handleMatch(match)
            if node is None:
                start = match.end(0)
                continue
            placeholder = self._stash(node, index)
            before = data[:start] + match.group(1)
            data = f"{before}{placeholder}{match.groups()[-1]}"
            start = len(before) + len(placeholder)

    def _is_excluded(self, pattern: Any) -> bool:
        return any(tag.lower() in self.ancestors for tag in pattern.ANCESTOR_EXCLUDES)

    def _stash(self, node: Element | str, index: int) -> str:
        """Keep the node, its own text processed by the patterns that follow, for `_fill`."""
        if not isinstance(node, str) and not isinstance(node.text, util.AtomicString):
            for child in _with_children(node):
                if child.text and self._steps.concern(child.text):
                    self.ancestors.append(child.tag.lower())
                    child.text = self._substitute(child.text, index + 1)
                    self.ancestors.pop()
                if child.tail and self._steps.concern(child.tail):
                    child.tail = self._substitute(child.tail, index)
        number = f"{len(self.stashed_nodes):04d}"
        self.stashed_nodes[number] = node
        return util.INLINE_PLACEHOLDER % number

    def _fill(
        self, data: str | None, parent: Element, *, is_text: bool
    ) -> list[tuple[Element, list[str]]]:
        """Give the text to the parent, strings put back; return the elements it held."""
        made: list[tuple[Element, list[str]]] = []
        if not data:
            return made
        position = 0
        text = ""
        while (index := data.find(PREFIX, position)) != -1:
            text += data[position:index]
            match = util.INLINE_PLACEHOLDER_RE.search(data, index)
            node = self.stashed_nodes.get(match.group(1)) if match else None
            if match is None or node is None:
                text += PREFIX
                position = index + len(PREFIX)
                continue
            position = match.end()
            if isinstance(node, str):
                text += node
            else:
                _link(text, parent, made, is_text=is_text)
                text = ""
                self._fill_within(node)
                made.append((node, self.ancestors[:]))
        rest = data[position:]
        _link(text, parent, made, is_text=is_text)
        if isinstance(data, util.AtomicString):
            rest = util.AtomicString(rest)
        _link(rest, parent, made, is_text=is_text)
        return made

    def _fill_within(self, node: Element) -> None:
        for child in _with_children(node):
            tail, text = child.tail, child.text
            if tail and PREFIX in tail and tail.strip():
                child.tail = None
                self._insert(node, child, self._fill(tail, child, is_text=False), is_text=False)
            if text and PREFIX in text and text.strip():
                child.text = None
                self._insert(child, child, self._fill(text, child, is_text=True), is_text=True)

    @staticmethod
    def _insert(
        node: Element,
        child: Element,
        made: list[tuple[Element, list[str]]],
        *,
        is_text: bool,
    ) -> None:
        position = 0 if is_text or node is child else list(node).index(child) + 1
        for new, _ in reversed(made):
            node.insert(position, new)


def _link(
    text: str,
    parent: Element,
    made: list[tuple[Element, list[str]]],
    *,
    is_text: bool,
) -> None:
    """Append text behind what was made so far, or to the parent's own text or tail."""
    if not text:
        return
    if made:
        last = made[-1][0]
        last.tail = last.tail + text if last.tail else text
    elif is_text:
        parent.text = parent.text + text if parent.text else text
    else:
        parent.tail = parent.tail + text if parent.tail else text
