"""What a test needs beside Python and the test libraries; CI says what must be there."""

from __future__ import annotations

import os

import pytest

REQUIRED = "NEWSGEN_TESTS_REQUIRE"
"""A variable that names, with spaces between, what may not be missing."""


def need(name: str, is_there: bool, remedy: str) -> None:
    """Skips the test, or the module's tests, where it is missing; fails where it is required."""
    if is_there:
        return
    reason = f"{name} is missing: {remedy}"
    if name in os.environ.get(REQUIRED, "").split():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)
