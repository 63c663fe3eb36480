"""Whether a folder's disk tells of changes, or must be asked again and again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_SILENT = frozenset({
    "9p", "drvfs", "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.sshfs", "fuse.rclone",
    "fuse.s3fs", "fuse.gcsfuse", "fuse.grpcfuse", "fuse.osxfs", "fuse.vmhgfs-fuse", "vboxsf",
    "virtiofs", "prl_fs", "fakeowner", "osxfs",
})  # fmt: skip
"""File systems whose files change without this machine's kernel: of other machines, or of a host."""

_MOUNTS = "/proc/self/mounts"


def silent_disk(folder: Path) -> str:
    """The name of the folder's file system where it does not tell of changes; else ""."""
    if sys.platform != "linux":
        return ""
    try:
        mounts = Path(_MOUNTS).read_text("utf-8", errors="surrogateescape")
    except OSError:
        return ""
    kind = file_system(mounts, os.path.realpath(folder))
    return kind if kind in _SILENT else ""


def file_system(mounts: str, place: str) -> str:
    """The kind of file system at a place, of a table of mounts as `proc(5)` has it; "" where none fits."""
    longest, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        at = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = at == "/" or place == at or place.startswith(f"{at}/")
        # Of two mounts at one place the later counts.
        if inside and len(at) >= longest:
            longest, kind = len(at), fields[2]
    return kind
