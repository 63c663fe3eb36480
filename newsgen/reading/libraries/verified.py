"""Lists the releases of libraries that newsgen's shorter ways were compared with."""

from __future__ import annotations

from newsgen.reading.libraries.versions import LIBRARIES, release_of

RELEASES = {
    "markdown": frozenset({"3.11.3"}),
    "yaml": frozenset({"6.0.2", "6.0.3", "6.0.4"}),
    "nh3": frozenset({"0.3.7", "0.3.8"}),
    "jinja2": frozenset({"3.1.6"}),
    "markupsafe": frozenset({"3.0.2", "3.0.3", "3.0.4"}),
    "babel": frozenset({"2.17.0", "2.18.0", "2.19.0"}),
}
"""By the name that is imported.

With any other release the library itself does the work: slower, never different.
One is added here once the whole suite passes with it.
"""


def is_verified(*imported: str) -> bool:
    """Whether these libraries are of verified releases. What is installed is found out once in a process."""
    return all(release_of(one, LIBRARIES[one]) in RELEASES[one] for one in imported)
