"""A pytest plugin: refuses to test any other code than that of the copy that it runs in."""

import sys
from pathlib import Path

import pytest

ELSEWHERE = 7
"""The exit code that tells so."""


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look where our modules were imported from."""
    root = session.config.rootpath
    files = {
        name: str(module.__file__)
        for name, module in sys.modules.items()
        if name.startswith("samenspel_") and getattr(module, "__file__", None)
    }
    strangers = [name for name, file in files.items() if not Path(file).is_relative_to(root)]
    if strangers or not files:
        pytest.exit(f"not of {root}: {', '.join(strangers) or 'nothing'}", returncode=ELSEWHERE)
