"""Publishes into a folder of releases, and switches a link to the newest in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from newsgen.plugins import DeployTarget, Plugin, Published, Settings


def plugin(settings: Settings) -> Plugin:
    settings.only("to", "keep")
    to = settings.text("to", "")
    if not to:
        settings.wrong("to", "It is the folder to publish into.", "Write `to: ../www`.")
    keep = settings.get("keep", 3)
    if not isinstance(keep, int) or keep < 1:
        settings.wrong("keep", "It is a whole number from 1 on.", "Write 3.")

    def deploy(published: Published) -> Iterator[str]:
        place = published.folder.parent / to
        releases = place / "releases"
        releases.mkdir(parents=True, exist_ok=True)
        numbers = sorted(int(one.name) for one in releases.iterdir() if one.name.isdigit())
        number = numbers[-1] + 1 if numbers else 1
        # Under another name until it is whole; what an interrupted call has left is taken away.
        coming = releases / "coming"
        shutil.rmtree(coming, ignore_errors=True)
        for path in published.files:
            (coming / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(published.folder / path, coming / path)
        coming.rename(releases / str(number))
        switch(place / "current", f"releases/{number}")
        yield f"Release {number} of {len(published.files)} files is at {place / 'current'}."
        for old in numbers[: -(keep - 1) or None]:
            shutil.rmtree(releases / str(old))
            yield f"Release {old} is deleted."

    return Plugin(
        name="deploy-folder",
        version="1.0",
        needs=">=0.1",
        deploy_targets=(DeployTarget(name="folder", deploy=deploy),),
    )


def switch(link: Path, target: str) -> None:
    """Leads the link to the target. A rename takes the place of the old link at once."""
    new = link.with_name("current.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target, target_is_directory=True)
    os.replace(new, link)
