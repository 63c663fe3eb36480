"""Arguments in, exit code out."""

from __future__ import annotations

import sys
import traceback

import click

from newsgen import __version__
from newsgen.commands.build import build_command
from newsgen.commands.check import check_command

EXIT_OUR_FAULT = 3
EXIT_INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsgen")
def cli() -> None:
    """The static site generator for newsrooms."""


cli.add_command(build_command)
cli.add_command(check_command)


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
        traceback.print_exc()
        click.echo(
            f"\nThis is a fault of newsgen {__version__}, not yours. Nothing half-written is left;"
            "\nplease report it with the lines above.",
            err=True,
        )
        sys.exit(EXIT_OUR_FAULT)
    sys.exit(code if isinstance(code, int) else 0)
