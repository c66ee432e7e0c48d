"""Integration: no refusal is forgotten between those met in the browser and those shown elsewhere."""

import ast
from pathlib import Path

from .refusals_of_the_way import (
    OF_THE_WAY,
    ON_THE_OTHER_WAY,
    THINGS_BESIDE,
    THINGS_OF_THE_WAY,
    not_met,
)
from .what_was_refused import SENTENCES

ROOT = Path(__file__).parents[4]
SERVICE = ROOT / "services/arrangements/src/samenspel_arrangements"
SHARED = [ROOT / f"libs/{name}/src" for name in ("kernel", "platform", "web")]
OF_SYSTEMS = {"cursor.invalid"}
"""Codes that no page shows."""


def _said_in(folder: Path) -> set[str]:
    trees = (ast.parse(file.read_text()) for file in folder.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _endings_in(folder: Path) -> set[str]:
    """Give how codes end that are made of a thing's own name, as a folder's code refuses so."""
    return {
        str(part.value)
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "RuleViolation"
        for made in node.args[:1]
        if isinstance(made, ast.JoinedStr)
        for part in made.values[-1:]
        if isinstance(part, ast.Constant)
    }


def _refused_in(folder: Path) -> set[str]:
    """Give the codes that the code of a folder refuses with, as they stand there."""
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = {"RuleViolation": 0, "FieldError": 1}.get(node.func.id)
                if at is not None and len(node.args) > at:
                    code = node.args[at]
                    if isinstance(code, ast.Constant) and isinstance(code.value, str):
                        found.add(code.value)
    return found


def _source_of(file: Path, name: str) -> str:
    """Give a test with its decorators and what its file says of the whole; all where none is named."""
    source = file.read_text()
    if not name:
        return source
    parts = ast.parse(source).body
    of_all = [part for part in parts if isinstance(part, (ast.Assign, ast.AnnAssign))]
    (test,) = (part for part in parts if getattr(part, "name", "") == name)
    decorated = getattr(test, "decorator_list", [])
    first = min(each.lineno for each in (test, *decorated))
    lines = source.splitlines()[first - 1 : test.end_lineno]
    return "\n".join((*(ast.get_source_segment(source, part) or "" for part in of_all), *lines))


def test_each_code_has_a_sentence_and_each_sentence_a_code() -> None:
    assert _refused_in(SERVICE) - OF_SYSTEMS <= SENTENCES.keys()
    said = set().union(*map(_said_in, (SERVICE, *SHARED)))
    endings = tuple(set().union(*map(_endings_in, (SERVICE, *SHARED))))
    assert {code for code in OF_THE_WAY - said if not code.endswith(endings)} == set()


def test_each_code_is_of_the_way_or_beside_it() -> None:
    things = {code.partition(".")[0] for code in SENTENCES if "." in code}

    assert things == THINGS_OF_THE_WAY | THINGS_BESIDE.keys()


def test_what_is_not_met_is_shown_by_a_test_that_names_it() -> None:
    rows = not_met()

    assert rows.keys() <= OF_THE_WAY
    for code, (why, shown_by) in rows.items():
        assert why, code
        if why == ON_THE_OTHER_WAY:
            continue  # that walk itself compares what it met
        path, _, name = shown_by.partition("::")
        source = _source_of(ROOT / path, name)
        named = (code, code.replace(".", r"\."), SENTENCES[code].partition(". ")[0].rstrip("."))
        assert any(each in source for each in named), f"{code} in {shown_by}"
