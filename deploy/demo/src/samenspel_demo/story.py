"""The children of the demo and what was asked for them, as `story.yaml` tells it."""

from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from samenspel_demo.people import email_of_parent

LENGTH_OF_LOCATION_CODE = 6


class Ending(StrEnum):
    """How far a request has come."""

    WAITS = "waits"
    OFFERED = "offered"
    RETURNED = "returned"
    OPENED = "opened"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


class Chapter(BaseModel):
    """One child and its request.

    `school` is a location code, or a municipality's code for a child without a school. The request
    was submitted `days_ago`; `steps` are the days after it on which it was offered, answered and
    granted, as far as its ending goes. A parent who is not reachable has no e-mail address yet; a
    second parent always has.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    given: str
    family: str = ""
    age: float | None = None
    school: str
    kind: str
    question: str
    tried: str
    days_ago: int
    ending: Ending = Ending.WAITS
    steps: tuple[int, ...] = ()
    parent: str
    parent_reachable: bool = True
    second_parent: str = ""
    language: str = "nl"

    @property
    def location_code(self) -> str | None:
        """The child's school, if it has one."""
        return self.school if len(self.school) == LENGTH_OF_LOCATION_CODE else None

    @property
    def parents(self) -> tuple[tuple[str, str | None], ...]:
        """The parents by name, each with its address if it is known."""
        first = (self.parent, email_of_parent(self.parent) if self.parent_reachable else None)
        second = self.second_parent
        return (first, (second, email_of_parent(second))) if second else (first,)


def read_story() -> tuple[Chapter, ...]:
    """Read all chapters."""
    raw = (Path(__file__).parent / "story.yaml").read_text(encoding="utf-8")
    return tuple(Chapter.model_validate(chapter) for chapter in yaml.safe_load(raw))
