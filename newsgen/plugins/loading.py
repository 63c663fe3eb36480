"""Finds and loads plugins, and names what is wrong with one; nothing else runs a plugin's module."""

from __future__ import annotations

import importlib
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import newsgen
from newsgen.desk.rule import Rule
from newsgen.model.codes import is_plugin_code
from newsgen.model.digest import digest_text
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.plugin import PluginUse, is_path
from newsgen.model.site import ExtraField, ExtraType, Level
from newsgen.planning.page_kinds import OutputFormat, PageKind
from newsgen.plugins.deploy_targets import DeployTarget
from newsgen.plugins.identity import code_digest, plugin_files
from newsgen.plugins.importers import OWN_IMPORTERS, Importer
from newsgen.plugins.plugin_settings import PluginSettingsError, read_settings
from newsgen.plugins.protocols import Plugin
from newsgen.reading.content.extra_fields import EXTRA_NAME
from newsgen.reading.markdown.plugged_markdown import MarkdownExtension
from newsgen.runtime.failures import ChangedFileError

_CONDITION = re.compile(r"(>=|<=|==|!=|>|<) ?([0-9]++(?:\.[0-9]++)*+)")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ENDING = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+)?")
_ENDINGS_OF_PAGES = ("html", "htm", "xhtml")
_AS_NAMES = "its name is small letters and digits, with hyphens between them"
_FRAMES = 3
"""So many of the last frames of a traceback are told."""


class Fault(NamedTuple):
    """What is wrong with a plugin; `key` is the setting that it is about, "" for none."""

    plugin: str
    code: str
    message: str
    hint: str
    key: str = ""


def loaded(use: PluginUse) -> Plugin | Fault:
    """The plugin, or what is wrong with it.

    Raises `ChangedFileError` where its files are not those that the build has seen: a worker on
    another machine may have others.
    """
    if code_digest(use.name, use.site) != use.code:
        raise ChangedFileError(use.name)
    try:
        module = _module(use)
    except Exception as error:  # noqa: BLE001 - code of others, which can raise whatever it likes
        return _not_loaded(use, error)
    make = getattr(module, "plugin", None)
    if not callable(make):
        return Fault(
            use.name, "NG403", f"The plugin `{use.name}` has no function `plugin`.",
            "Write `def plugin(settings): return Plugin(name=..., version=...)`.",
        )  # fmt: skip
    try:
        made = make(read_settings(use.settings))
    except PluginSettingsError as error:
        return Fault(use.name, "NG405", f"{use.name}: {error.message}", error.hint, error.key)
    except Exception as error:  # noqa: BLE001 - code of others, as above
        return _failed(use, error)
    try:
        return _checked(use, made)
    except Exception as error:  # noqa: BLE001 - a field may hold whatever it likes
        return _wrong(use, f"has a field that is not of its type: {said(error)}")


def _module(use: PluginUse) -> ModuleType:
    importlib.invalidate_caches()
    if not is_path(use.name):
        return importlib.import_module(use.name)
    files = plugin_files(use.name, use.site)
    if not files:
        raise ModuleNotFoundError(f"there is no {use.name}", name=use.name)
    # A name for each state of the files: a process that lives long sees a changed one anew.
    name = f"newsgen_plugin_{digest_text(repr((use.site, use.name, use.code)))}"
    if name in sys.modules:
        return sys.modules[name]
    spec = _spec(name, Path(use.site, use.name))
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        with _nothing_written():
            assert spec.loader is not None
            spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


class _FreshLoader(SourceFileLoader):
    """Compiles the source that is there: a cached one is told by seconds and size alone."""

    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def _spec(name: str, place: Path) -> ModuleSpec:
    is_folder = not place.name.endswith(".py")
    file = str(place / "__init__.py" if is_folder else place)
    spec = spec_from_file_location(
        name,
        file,
        loader=_FreshLoader(name, file),
        submodule_search_locations=[str(place)] if is_folder else None,
    )
    assert spec is not None
    return spec


@contextmanager
def _nothing_written() -> Iterator[None]:
    """Has Python write no compiled modules into the site's folder."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def _not_loaded(use: PluginUse, error: Exception) -> Fault:
    is_itself = isinstance(error, ModuleNotFoundError) and (
        error.name == use.name or use.name.startswith(f"{error.name}.")
    )
    if not is_itself:
        return _failed(use, error)
    if is_path(use.name):
        what, hint = "There is no file", "Look at its path, which begins in the site's folder."
        if not use.name.endswith(".py"):
            what, hint = "There is no plugin in the folder", "A folder needs an __init__.py."
        return Fault(use.name, "NG400", f"{what} `{use.name}`.", hint)
    return Fault(
        use.name, "NG400", f"There is no module `{use.name}`.",
        "Install its package beside newsgen, and look at the name.",
    )  # fmt: skip


def _failed(use: PluginUse, error: Exception) -> Fault:
    return Fault(
        use.name, "NG402", f"The plugin `{use.name}` fails at loading: {said(error)}.",
        f"{where(error)} Ask who wrote it, or take it out.".lstrip(),
    )  # fmt: skip


def said(error: BaseException) -> str:
    """An exception in a sentence: its type, and what it says."""
    return f"{type(error).__name__}, {error}".rstrip(".") if str(error) else type(error).__name__


def where(error: BaseException) -> str:
    """The last frames of an exception's traceback in a sentence, the innermost first; "" for none."""
    own = str(Path(newsgen.__file__).parent)
    frames = [
        one
        for one in traceback.extract_tb(error.__traceback__)
        if not one.filename.startswith((own, "<frozen importlib"))
    ]
    told = [
        f"{Path(one.filename).name}, line {one.lineno}, in {one.name}"
        for one in reversed(frames[-_FRAMES:])
    ]
    return f"It was in {'; called from '.join(told)}." if told else ""


def _checked(use: PluginUse, made: object) -> Plugin | Fault:
    if not isinstance(made, Plugin):
        return _wrong(use, f"gives a {type(made).__name__} and no Plugin")
    if not (isinstance(made.name, str) and made.name and isinstance(made.version, str)):
        return _wrong(use, "has a name or a version that is no text")
    if not isinstance(made.needs, str) or not _is_condition(made.needs):
        return _wrong(use, f'needs {made.needs!r}, which is no condition such as ">=0.1,<0.3"')
    if not is_met(made.needs, newsgen.__version__):
        return Fault(
            use.name, "NG401",
            f"The plugin `{use.name}` needs newsgen {made.needs}, and this is {newsgen.__version__}.",
            "Install another release of the one or of the other.",
        )  # fmt: skip
    for what in _wrong_types(made):
        return _wrong(use, what)
    return made


def _wrong(use: PluginUse, what: str) -> Fault:
    hint = "docs/plugins.md says what a plugin is made of."
    return Fault(use.name, "NG403", f"The plugin `{use.name}` {what}.", hint)


def _wrong_types(made: Plugin) -> Iterator[str]:
    """What of a plugin is not of its type."""
    kinds: dict[str, type] = {
        "markdown": MarkdownExtension,
        "rules": Rule,
        "page_kinds": PageKind,
        "formats": OutputFormat,
        "extra": ExtraField,
        "deploy_targets": DeployTarget,
        "importers": Importer,
    }
    for door, kind in kinds.items():
        values = getattr(made, door)
        if not isinstance(values, tuple) or not all(isinstance(one, kind) for one in values):
            yield f"has `{door}` that is no tuple of {kind.__name__}, as (one,) or (one, two)"
    for extension in made.markdown:
        # What is none raises, which is told as any wrong type is.
        {element: frozenset(names) for element, names in extension.elements.items()}
        if not all(isinstance(one, str) for one in (*extension.elements, *extension.classes)):
            yield "allows elements or classes that are no text"
    for door in ("filters", "functions", "tests"):
        if not _are_functions(getattr(made, door)):
            yield f"has `{door}` that is no mapping of names to functions"
    for name, factory in made.executors.items():
        if not _is_name(name) or not callable(factory):
            yield f"has an executor {name!r} that is no function under a name in small letters"
    yield from _wrong_outputs(made)
    yield from _wrong_keys(made)
    yield from _wrong_verbs(made)
    rules: tuple[object, ...] = made.rules if isinstance(made.rules, tuple) else ()
    for rule in rules:
        if not isinstance(rule, Rule):
            continue
        if not is_plugin_code(rule.code):
            yield f"has a rule `{rule.code}`: a plugin's codes are as POD101, and not as NG101"
        elif rule.level not in get_args(Level):
            known = ", ".join(get_args(Level))
            yield f"has a rule `{rule.code}` of the level {rule.level!r}: it is one of {known}"
        elif not all(isinstance(one, str) for one in (rule.reason, rule.fix)):
            yield f"has a rule `{rule.code}` with a reason or a fix that is no text"
        elif (rule.find is None) == (rule.compare is None):
            yield f"has a rule `{rule.code}` without one of `find` and `compare`"


def _wrong_outputs(made: Plugin) -> Iterator[str]:
    for kind in made.page_kinds if isinstance(made.page_kinds, tuple) else ():
        if isinstance(kind, PageKind):
            if not _is_name(kind.name):
                yield f"has a page kind {kind.name!r}: {_AS_NAMES}"
            elif not _is_function(kind.pages):
                yield f"has a page kind `{kind.name}` without a function `pages`"
            elif bool(kind.template) == callable(kind.render):
                yield f"has a page kind `{kind.name}` without one of `template` and `render`"
    for form in made.formats if isinstance(made.formats, tuple) else ():
        if isinstance(form, OutputFormat):
            if not _is_name(form.name):
                yield f"has a format {form.name!r}: {_AS_NAMES}"
            elif not _is_function(form.render):
                yield f"has a format `{form.name}` without a function `render`"
            elif not _ENDING.fullmatch(form.ending) or form.ending in _ENDINGS_OF_PAGES:
                yield f"has a format `{form.name}` with the ending {form.ending!r}"


def _wrong_keys(made: Plugin) -> Iterator[str]:
    for one in made.extra if isinstance(made.extra, tuple) else ():
        if isinstance(one, ExtraField):
            if not isinstance(one.name, str) or not re.fullmatch(EXTRA_NAME, one.name):
                yield f"declares {one.name!r} of `extra`, a name that no template can write"
            elif one.type not in get_args(ExtraType):
                known = ", ".join(get_args(ExtraType))
                yield f"declares `{one.name}` of `extra` as {one.type!r}: it is one of {known}"
            elif (one.type == "choice") != bool(one.choices):
                yield f"declares `{one.name}` of `extra` with `choices` or as a choice, not both"


def _wrong_verbs(made: Plugin) -> Iterator[str]:
    """What is wrong with what a verb calls by its name."""
    for target in made.deploy_targets if isinstance(made.deploy_targets, tuple) else ():
        if isinstance(target, DeployTarget):
            if not _is_name(target.name):
                yield f"has a deploy target {target.name!r}: {_AS_NAMES}"
            elif not _is_function(target.deploy):
                yield f"has a deploy target `{target.name}` without a function `deploy`"
    for importer in made.importers if isinstance(made.importers, tuple) else ():
        if isinstance(importer, Importer):
            if not _is_name(importer.name):
                yield f"has an importer {importer.name!r}: {_AS_NAMES}"
            elif importer.name in OWN_IMPORTERS:
                yield f"has an importer `{importer.name}`, which newsgen has itself"
            elif not _is_function(importer.read):
                yield f"has an importer `{importer.name}` without a function `read`"


def _is_function(given: object) -> bool:
    return callable(given)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def _are_functions(values: object) -> bool:
    return isinstance(values, Mapping) and all(
        isinstance(name, str) and name.isidentifier() and callable(function)
        for name, function in values.items()
    )


def _is_condition(needs: str) -> bool:
    return not needs.strip() or all(_CONDITION.fullmatch(one.strip()) for one in needs.split(","))


def is_met(needs: str, version: str) -> bool:
    """Whether the version meets each condition of `needs`. A release counts as its numbers alone."""
    here = _numbers(re.match(r"[0-9.]*", version)[0])  # type: ignore[index]
    for match in _CONDITION.finditer(needs):
        wanted = _numbers(match[2])
        length = max(len(here), len(wanted))
        left, right = _padded(here, length), _padded(wanted, length)
        if not _COMPARED[match[1]](left, right):
            return False
    return True


_COMPARED: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(".") if one)


def _padded(numbers: Iterable[int], length: int) -> tuple[int, ...]:
    found = tuple(numbers)
    return found + (0,) * (length - len(found))
