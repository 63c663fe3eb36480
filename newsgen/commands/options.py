"""The options that several verbs have, each declared once."""

from __future__ import annotations

from pathlib import Path

import click

site_option = click.option(
    "--site",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The site's folder.",
    show_default=True,
)

output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="The output folder.  [default: dist]"
)

jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 256), help="Worker processes.  [default: the processors]"
)

format_option = click.option(
    "--format",
    "form",
    default="text",
    type=click.Choice(["text", "json"]),
    help="How to report.",
    show_default=True,
)

annotated_format_option = click.option(
    "--format",
    "form",
    default="text",
    type=click.Choice(["text", "json", "github"]),
    help="How to report.",
    show_default=True,
)
"""With the annotations that GitHub shows in a pull request."""

limit_option = click.option(
    "--limit",
    default=50,
    type=click.IntRange(0),
    metavar="N",
    help="Show no more problems one by one, and the number of each kind; 0 shows all.",
    show_default=True,
)

lock_timeout_option = click.option(
    "--lock-timeout",
    default=600.0,
    type=click.FloatRange(0),
    metavar="SECONDS",
    help="How long to wait for another build.",
    show_default=True,
)

quiet_option = click.option(
    "-q", "--quiet", is_flag=True, help="Leave out the summary; problems are named all the same."
)

state_option = click.option(
    "--state", type=click.Path(file_okay=False, path_type=Path), hidden=True
)
"""For tests: the state in another folder than the site's."""
