"""The images, built from what is in version control and nothing else."""

import re
import subprocess
from pathlib import Path

from tests.containers.docker_cli import ROOT, Container, build, docker, output_of

PYTHON = "python:3.11-slim-bookworm"
SERVICES = ("intake", "arrangements", "notifications", "reporting")
_COMMAND = re.compile(r"^│ (\S+)", re.MULTILINE)


PLANTED = "a-secret-that-lies-beside-the-code"


class Images:
    """Builds images from a copy of what is, or would be, in version control."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tags: list[str] = []
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        for name in listed.split("\0"):
            if (ROOT / name).is_file():
                self._path(name).write_bytes((ROOT / name).read_bytes())
                self._path(name).chmod((ROOT / name).stat().st_mode)
        for name in ("deploy/secrets/intake_app", ".env", "libs/kernel/.git/config"):
            self._path(name).write_text(PLANTED)

    def of(self, name: str) -> str:
        """Give the tag of the image of a service, `demo` or `proxy`; builds it if need be."""
        tag = f"samenspel-{name}:test"
        if tag not in self._tags:
            if name == "proxy":
                build(tag, self._folder / "deploy/proxy")
            else:
                dockerfile = f"--file={self._folder}/deploy/Dockerfile"
                build(tag, self._folder, dockerfile, f"--build-arg=SERVICE={name}")
            self._tags.append(tag)
        return tag

    def forget(self) -> None:
        """Drop the tags; what they named stays if it has another."""
        for tag in self._tags:
            docker("image", "rm", tag)

    def _path(self, name: str) -> Path:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def shell(tag: str, script: str) -> str:
    """Run a script in an image, past all rights; gives what it printed."""
    return output_of(tag, "-c", script, options=("--user=0", "--entrypoint=sh"))


def commands_of(container: Container, *group: str) -> dict[str, str]:
    """Give each command of an image, with what its help says."""
    told = docker("exec", "--env=COLUMNS=200", container.id, "service", *group, "--help")
    found = {" ".join(group): told}
    for name in _COMMAND.findall(told.partition("─ Commands ─")[2]):
        found |= commands_of(container, *group, name)
    return found
