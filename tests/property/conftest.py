"""How much the generated tests generate: little at every run, much in CI.

`NEWSGEN_HYPOTHESIS_PROFILE=ci` takes the long profile.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "newsgen", max_examples=200, deadline=None, print_blob=True, suppress_health_check=_SLOW
)
settings.register_profile("ci", settings.get_profile("newsgen"), max_examples=320)
settings.load_profile(os.environ.get("NEWSGEN_HYPOTHESIS_PROFILE", "newsgen"))
