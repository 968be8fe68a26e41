"""Settings and helpers that every test shares."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT_ROOT = Path(__file__).resolve().parent.parent

# A shared machine is slow at moments, which is no fault of the code: no deadline for one example.
# In CI the examples are the same at every run, so that a red run is the change's doing, and fewer,
# so that the whole run stays under twelve minutes.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=30)
settings.register_profile("quick", deadline=None, max_examples=4)  # of .ci/quick
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run the whole suite in two processes, and a part of it, asked for by name, in this one.

    Not more on a larger machine: each runs a browser, and some tests watch how smoothly it plays.
    """
    is_whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return 2 if is_whole and (os.cpu_count() or 1) > 1 else 0


@pytest.fixture(scope="session")
def project_root() -> Path:
    """Return the folder that holds app.py."""
    return PROJECT_ROOT
