"""Where the command `newsgen` begins: a plain build at once, all else with click."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line."""
    if sys.argv[1:2] == ["build"]:
        from newsgen.commands.plain_build import plain_build

        options = plain_build(sys.argv[1:])
        if options is not None:
            from newsgen.commands.build_run import run_build

            try:
                code = run_build(options)
            except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - handed to the boundary
                from newsgen.cli import exit_code_of

                code = exit_code_of(error)
            sys.exit(code)
    from newsgen.cli import main as main_of_click

    main_of_click()
