"""What may stand where in the source, as far as no tool has a rule for it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for pattern in ("libs/*/src", "services/*/src", "deploy/*/src")
    for folder in ROOT.glob(pattern)
    for path in folder.rglob("*.py")
)
TESTKIT = "libs/testkit/src/samenspel_testkit"
WALL_CLOCK = {
    "libs/kernel/src/samenspel_kernel/clock.py",
}
ENVIRONMENT = {
    "libs/messaging/src/samenspel_messaging/failpoints.py",  # only set by a test that kills us
}


def calls() -> Iterator[tuple[str, str]]:
    """Give (file, dotted name) of every call in the source of the product."""
    for path in SOURCES:
        where = path.relative_to(ROOT).as_posix()
        if not where.startswith(TESTKIT):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    yield where, ast.unparse(node.func)


def imported(path: Path) -> Iterator[str]:
    """Give the top-level package of every import of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def packages_of(lib: str) -> set[str]:
    files = [path for path in SOURCES if path.is_relative_to(ROOT / "libs" / lib)]
    return {package for path in files for package in imported(path)} - sys.stdlib_module_names


def test_the_kernel_needs_the_standard_library_only() -> None:
    assert packages_of("kernel") == {"samenspel_kernel"}


def test_the_contracts_need_nothing_but_pydantic() -> None:
    assert packages_of("contracts") == {"samenspel_contracts", "pydantic"}


def test_only_the_clock_reads_the_time() -> None:
    reads = ("datetime.now", "datetime.utcnow", "date.today", "time.time")
    found = {where for where, name in calls() if name.endswith(reads)}

    assert found - WALL_CLOCK == set()


def test_nothing_commits_but_the_end_of_a_transaction() -> None:
    assert [where for where, name in calls() if name.endswith((".commit", ".rollback"))] == []


def test_nothing_prints() -> None:
    assert [where for where, name in calls() if name in ("print", "pprint", "breakpoint")] == []


def test_only_settings_read_the_environment() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    }

    assert {where for where in found if not where.startswith(TESTKIT)} <= ENVIRONMENT


def test_no_module_is_longer_than_300_lines() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in SOURCES
        if (lines := len(path.read_text().splitlines())) > 300
    }

    assert long == {}


def test_every_service_and_the_repository_say_what_they_are(root: Path) -> None:
    homes = [root, *sorted(root.glob("services/*/"))]

    assert [str(home) for home in homes if not (home / "README.md").is_file()] == []
