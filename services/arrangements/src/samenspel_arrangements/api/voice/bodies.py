"""What a caller sends about the voice of a child."""

from typing import Annotated

from pydantic import Field

from samenspel_arrangements.domain.voice.answers import Face, Statement
from samenspel_arrangements.domain.voice.hearing import (
    Audience,
    Beside,
    Channel,
    Moment,
    WaiverReason,
)
from samenspel_platform.bodies import Body, IsoDate

Numbered = Annotated[int, Field(ge=1, le=7)]
Faced = Annotated[int, Field(ge=1, le=5)]


class MomentBody(Body):
    """At which moment the child is heard."""

    moment: Moment


class AnswerBody(Body):
    """A statement (1-7) and a face (1-5); without a face the child would rather not say."""

    statement: Numbered
    face: Faced | None = None

    def given(self) -> tuple[Statement, Face | None]:
        """Give both."""
        return Statement(self.statement), Face(self.face) if self.face is not None else None


class WordsBody(Body):
    """What the child draws, in words, and what it says besides."""

    drawing: str = ""
    words: str = ""


class HearingBody(Body):
    """How the child said it, who sat beside it, and who else may see it; nobody, if none is named."""

    channel: Channel
    beside: Beside
    audience: list[Audience] = []


class AudienceBody(Body):
    """Who else may see it from now on."""

    audience: list[Audience]


class WaiverBody(Body):
    """Why the child is not heard; only a reason that lies with the child."""

    reason: WaiverReason
    explanation: str


class InfluenceBody(Body):
    """What changed because of what the child said, or why nothing did."""

    changed: bool
    what: str


class FeedbackBody(Body):
    """What the child was told, and when."""

    told_on: IsoDate
    words: str


class VisitBody(Body):
    """When somebody spoke with the child that does not feel safe."""

    on: IsoDate
    note: str = ""
