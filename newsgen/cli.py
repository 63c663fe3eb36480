"""Arguments in, exit code out."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from newsgen import __version__

COMMANDS = ("init", "new", "check", "build", "plugins")
"""The verbs; the module of each in `newsgen.commands` holds its command as `VERB_command`."""

EXIT_OUR_FAULT = 3
EXIT_INTERRUPTED = 130


class _Verbs(click.Group):
    """Loads the module of a verb when it is asked for, and no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"newsgen.commands.{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsgen")
def cli() -> None:
    """The static site generator for newsrooms."""


def main() -> None:
    """Runs the command line. This is the one boundary where an error of our own is caught."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(EXIT_INTERRUPTED)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(1)
    except Exception:  # noqa: BLE001 - the one boundary
        import traceback

        from newsgen.commands.printable import shown

        for line in traceback.format_exc().splitlines():
            click.echo(shown(line), err=True)
        click.echo(
            f"\nThis is a fault of newsgen {__version__}, not yours. Nothing half-written is left;"
            "\nplease report it with the lines above.",
            err=True,
        )
        sys.exit(EXIT_OUR_FAULT)
    sys.exit(code if isinstance(code, int) else 0)
