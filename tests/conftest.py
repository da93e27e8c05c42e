"""How hard Hypothesis looks, and whether golden files are rewritten."""

import os

import pytest
from hypothesis import settings

# Everyday runs find the same things each time; `make laws` looks for new ones.
settings.register_profile(
    "everyday", derandomize=True, deadline=None, max_examples=60, print_blob=True
)
settings.register_profile("laws", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make golden`."""
    parser.addoption(
        "--golden", action="store_true", help="rewrite the golden feeds in tests/feeds"
    )


@pytest.fixture(name="rewrite_golden", scope="session")
def _rewrite_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--golden"))
