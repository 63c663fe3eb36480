"""Compiles templates to code that does less work than Jinja's, to the same text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from keyword import iskeyword
from types import BuiltinMethodType
from typing import Any

from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment, Template, TemplateModule
from jinja2.nodes import Call, Expr, Getattr, Name
from jinja2.runtime import Context
from jinja2.utils import missing

from newsgen.rendering.safe import shown

_OWN_METHODS = (list, dict, str)
"""Types whose methods take no context, and never say that an iterator is at its end."""


class Variables(dict[str, Any]):
    """What a template was given and what it has set; asked for another name, Jinja's `missing`."""

    def __missing__(self, name: str) -> object:
        return missing


class PageContext(Context):
    """The variables of a page. The environment's own functions are given it as it is.

    Jinja makes a copy of the context for each call of such a function within a
    block that sets a variable, ten times a page; ours ask for none of those. And
    it looks up a name among what was set, then among what was given. Here both
    are one mapping of the context's own, and a look-up is one call of C.
    """

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> None:
        # All templates have the same globals, so no context has to remember which it had.
        super().__init__(environment, parent, name, blocks)
        self.vars = self.parent = Variables(parent)

    def resolve_or_missing(self, key: str) -> Any:
        """The variable of this name."""
        return self.vars[key]

    def get_all(self) -> dict[str, Any]:
        """The variables that a part or an imported template is given; it makes a copy of its own."""
        return self.vars

    def call(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """The function's result, from within a template."""
        environment = self.environment
        assert isinstance(environment, PageEnvironment)
        if function in environment.of_page:
            return function(self, *args, **kwargs)
        if type(function) is BuiltinMethodType and type(function.__self__) in _OWN_METHODS:
            return function(*args, **kwargs)
        return super().call(function, *args, **kwargs)


class PageTemplate(Template):
    """A template, whose macros are let go with the page that they were imported for."""

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's name
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> TemplateModule:
        """The template as it is imported; one that was given no variables is kept for all pages."""
        context = self.new_context(vars, shared, locals)
        environment = self.environment
        assert isinstance(environment, PageEnvironment)
        if vars is not None:
            environment.imported.append(context)
        return TemplateModule(self, context)


class PageCode(CodeGenerator):
    """The code of a template; a value that is only shown becomes text, without a `Markup` around it."""

    def write_commons(self) -> None:
        """What each block begins with."""
        super().write_commons()
        self.writeline("resolve = context.vars.__getitem__")
        self.writeline("shown = environment.shown")
        self.writeline("of_page = environment.of_page")

    def enter_frame(self, frame: Frame) -> None:
        """The begin of a scope. A template and a block gather what they show, and yield it at once.

        Each piece would pass through the generators of all the blocks and templates around it.
        """
        if _is_outermost(frame):
            self.buffer(frame)
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """The end of a scope."""
        super().leave_frame(frame, with_python_scope)
        if _is_outermost(frame):
            self.writeline(f"yield concat({frame.buffer})")

    def _output_child_pre(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """An attribute: Python's own, unless the environment is careful (see `is_careful`)."""
        environment, name = self.environment, node.attr
        assert isinstance(environment, PageEnvironment)
        # Python reads a name as the normal form of its letters.
        if environment.is_careful or iskeyword(name) or not name.isascii():
            super().visit_Getattr(node, frame)
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{name}")

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A call; what is called is not told the variables of the loop and block around it."""
        more = {"caller": "caller"} if forward_caller else None
        self.write("(")
        # The arguments stand here twice, and those of a call among them would four times.
        if isinstance(node.node, Name) and node.find(Call) is None:
            called = frame.symbols.ref(node.node.name)
            self.write(f"{called}(context")
            self.signature(node, frame, more)
            self.write(f") if {called} in of_page else ")
        self.write("context.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, more)
        self.write("))")


def _is_outermost(frame: Frame) -> bool:
    return frame.rootlevel or frame.block_frame


class PageEnvironment(Environment):
    """An environment whose templates are compiled in this way."""

    code_generator_class = PageCode
    context_class = PageContext
    template_class = PageTemplate

    is_careful = True
    """Whether `a.b` means what it means in Jinja: the item where there is no attribute, or undefined.

    Elsewhere it is Python's attribute, which takes a third of the time, and all
    that a page's own views need. Where there is none, it raises `AttributeError`.
    """

    of_page: frozenset[Callable[..., Any]] = frozenset()
    """The functions that are called with the page's context."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.imported: list[Context] = []
        self.shown = shown

    def end_page(self) -> None:
        """Lets go of the macros that were imported for a page.

        A macro knows its variables, and they know the macro: a page's values would wait for a
        search for such cycles, which took a tenth of the time of rendering.
        """
        for context in self.imported:
            context.vars.clear()
        self.imported.clear()

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A part of a value, as filters ask for it: of a view by its name, of which no item has one."""
        if type(argument) is str and isinstance(obj, tuple):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, as one mapping: they are copied for each page."""
        return {**self.globals, **(d or {})}
