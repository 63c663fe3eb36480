"""`newsgen completion`."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print what makes a shell complete newsgen's words.")
@click.argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish")
@click.pass_context
def completion_command(context: click.Context, shell: str) -> int:
    """Print the script that makes your shell complete commands and options.

    \b
    bash:  newsgen completion bash > ~/.local/share/bash-completion/completions/newsgen
    zsh:   newsgen completion zsh > ~/.zfunc/_newsgen     (a folder of your $fpath)
    fish:  newsgen completion fish > ~/.config/fish/completions/newsgen.fish

    It counts in the next shell that you open.
    """
    from click.shell_completion import get_completion_class

    shell_class = get_completion_class(shell)
    if shell_class is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    complete = shell_class(context.find_root().command, {}, "newsgen", "_NEWSGEN_COMPLETE")
    # The source of the class alone: `source` asks bash for its version, which may not be there.
    click.echo(complete.source_template % complete.source_vars())
    return 0
