"""The children of the demo and what was asked for them, as `story.yaml` tells it."""

from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

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
    granted, as far as its ending goes. A parent who is not reachable has no e-mail address yet.
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
    language: str = "nl"

    @property
    def location_code(self) -> str | None:
        """The child's school, if it has one."""
        return self.school if len(self.school) == LENGTH_OF_LOCATION_CODE else None

    @property
    def parent_email(self) -> str | None:
        """The parent's address, if it is known."""
        return (
            f"{self.parent.lower().replace(' ', '.')}@ouders.example"
            if self.parent_reachable
            else None
        )


def read_story() -> tuple[Chapter, ...]:
    """Read all chapters."""
    raw = (Path(__file__).parent / "story.yaml").read_text(encoding="utf-8")
    return tuple(Chapter.model_validate(chapter) for chapter in yaml.safe_load(raw))
