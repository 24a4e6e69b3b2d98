"""
What all tests share: how hard the property tests look.

The small profile is the same on every run, so that a change is never refused by chance; ``make deep`` searches anew.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("small", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "deep",
    max_examples=2_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("MENTORFLOW_PROFILE", "small"))
