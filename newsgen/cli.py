"""Arguments in, exit code out."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from newsgen import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "init": "Begin a site in a new folder.",
    "new": "Begin an article, a person or a standing page.",
    "import": "Bring in the archive of another system, or texts.",
    "serve": "Show the site as you write it.",
    "check": "Read the site as an editor would; publish nothing.",
    "status": "What is held, due, corrected, wrong: the desk at a glance.",
    "explain": "What a page is made of, what a file reaches, what is stale.",
    "build": "Make dist/ what it should be at this moment.",
    "hosting": "Print what a server must be told: headers and redirects.",
    "deploy": "Publish what was built, by a plugin's deploy target.",
    "docs": "Open the documentation, which is installed with newsgen.",
    "schema": "Print JSON Schemas, with which an editor marks mistakes.",
    "plugins": "List the plugins that are loaded, and what each adds.",
    "completion": "Print what makes your shell complete newsgen's words.",
}
"""The verbs in the order of a working day, each with its line in the help.

Its command is `VERB_command` in the module of `newsgen.commands` that `module_of` names.
"""

_EXAMPLE = (
    ("init", "newsgen init my-paper", "a folder with a site in it"),
    ("new", 'newsgen new "The bridge opens"', "an article to write in"),
    ("serve", "newsgen serve --open", "see it in the browser as you write"),
    ("check", "newsgen check", "what an editor would mark"),
    ("build", "newsgen build", "the site, in dist/"),
    ("docs", "newsgen docs articles", "everything that an article can have"),
)
"""A day in commands, each with its verb and what it is for."""

EXIT_OUR_FAULT = 3
EXIT_INTERRUPTED = 130


def module_of(verb: str) -> str:
    """The module of a verb. `import` is a word of Python's, so its module has a mark behind it."""
    return f"newsgen.commands.{'import_' if verb == 'import' else verb}"


class _Verbs(click.Group):
    """Loads the module of a verb when it is asked for, and no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(module_of(cmd_name))
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        # Words that begin with a dash are options, of which click knows what is wrong.
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from newsgen.commands.mistyped import unknown_verb

            raise click.UsageError(unknown_verb(args[0], COMMANDS), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Example"):
            formatter.write_dl(
                [(line, about) for verb, line, about in _EXAMPLE if verb in COMMANDS]
            )
        formatter.write_paragraph()
        formatter.write_text(
            "`newsgen COMMAND --help` lists the options of a command. `newsgen docs` opens the"
            " documentation, which is installed with it."
        )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        verbs = [
            CompletionItem(verb, help=line)
            for verb, line in COMMANDS.items()
            if verb.startswith(incomplete)
        ]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsgen")
@click.pass_context
def cli(context: click.Context) -> None:
    """The static site generator for newsrooms.

    It turns a folder of Markdown articles into a complete news site: plain files that any
    host can serve. Sources, corrections and embargoes are data, and every mistake is named.
    """
    # Commands take it over from this context. See no-color.org.
    if os.environ.get("NO_COLOR"):
        context.color = False


def main() -> None:
    """Runs the command line."""
    try:
        code = cli.main(standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one boundary
        code = exit_code_of(error)
    sys.exit(code if isinstance(code, int) else 0)


def exit_code_of(error: BaseException) -> int:
    """Says what ended a command. This is the one boundary where an error of our own is caught."""
    if isinstance(error, click.exceptions.Abort | KeyboardInterrupt):
        return EXIT_INTERRUPTED
    if isinstance(error, click.ClickException):
        if isinstance(error, click.NoSuchOption):
            from newsgen.commands.mistyped import with_nearest

            error = with_nearest(error)
        error.show()
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        # The reader of our output went away; there is nobody left to tell.
        sys.stderr.close()
        return 1
    import traceback

    from newsgen.commands.printable import shown

    for line in "".join(traceback.format_exception(error)).splitlines():
        click.echo(shown(line), err=True)
    click.echo(
        f"\nThis is a fault of newsgen {__version__}, not yours. Nothing half-written is left;"
        "\nplease report it with the lines above.",
        err=True,
    )
    return EXIT_OUR_FAULT
