"""A mutant: a mistake that somebody could make, put into a copy of the project."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEEDED = ("libs", "services", "deploy", "tests", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns(
    "node_modules", "__pycache__", ".*_cache", ".hypothesis", ".venv", "*.egg-info"
)


class DoesNotFit(Exception):
    """The text that a mutant replaces is not there exactly once: it must be written anew."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in one module; `old` occurs there exactly once."""

    module: str
    old: str
    new: str

    @property
    def path(self) -> str:
        """The module's file in the project."""
        package, _, rest = self.module.partition(".")
        return (
            f"libs/{package.removeprefix('samenspel_')}/src/{package}/{rest.replace('.', '/')}.py"
        )

    def apply(self, text: str) -> str:
        """Make the mistake in the module's text."""
        if (count := text.count(self.old)) != 1:
            raise DoesNotFit(f"{self.path} has {count} times: {self.old.strip()}")
        return text.replace(self.old, self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A mistake, why it is one, and the tests that must notice it."""

    name: str
    title: str
    why: str
    edits: Sequence[Edit]
    tests: Sequence[str]

    def seed(self, root: Path, *, write: bool = True) -> None:
        """Make the mistake in a copy of the project; DoesNotFit if the project has changed."""
        texts: dict[Path, str] = {}
        for edit in self.edits:
            file = root / edit.path
            texts[file] = edit.apply(texts.get(file) or file.read_text())
        if write:
            for file, text in texts.items():
                file.write_text(text)


def copy_project(source: Path, to: Path) -> None:
    """Copy what the tests need; from another copy also what Python compiled there."""
    ignore = LEFT_OUT if source == ROOT else None
    to.mkdir()
    for name in NEEDED:
        if (source / name).is_dir():
            shutil.copytree(source / name, to / name, ignore=ignore, symlinks=True)
        else:
            shutil.copy2(source / name, to / name)
