"""What a child answers: seven statements with five faces each, and what it draws or says besides.

The statements are the seven of the mission (N15-N21) put in a child's words; they are no validated
scale. Any of them may be skipped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Final

MAX_WORDS: Final = 2000


class Face(IntEnum):
    """How it is, from not nice at all to very nice."""

    AWFUL = 1
    BAD = 2
    SO_SO = 3
    GOOD = 4
    GREAT = 5


class Statement(IntEnum):
    """What is asked, in this order; the numbers are those of the mission."""

    DOING = 1
    BODY = 2
    CHOICES = 3
    MYSELF = 4
    PEOPLE = 5
    WAY = 6
    SAFE = 7


class Skipped(StrEnum):
    """The child would rather not say."""

    RATHER_NOT = "rather-not"


SKIPPED = Skipped.RATHER_NOT
UNSAFE: Final = Face.BAD
"""With this face or a lower one at being safe, somebody comes to the child."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers so far; a statement without one was not come to yet.

    `drawing` says what is drawn, `words` what the child wants to say besides.
    """

    faces: tuple[tuple[Statement, Face | None], ...] = ()
    drawing: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        numbers = [statement for statement, _ in self.faces]
        if numbers != sorted(set(numbers)):
            raise ValueError("a statement is answered once, in order")

    @property
    def given(self) -> Mapping[Statement, Face | None]:
        """Give what was answered; None where it was skipped."""
        return dict(self.faces)

    @property
    def next(self) -> Statement | None:
        """Give the first statement that was not come to yet; None when all were."""
        return next((each for each in Statement if each not in self.given), None)

    @property
    def is_unsafe(self) -> bool:
        """Tell whether the child does not feel safe and heard (statement 7, at most 2)."""
        face = self.given.get(Statement.SAFE)
        return face is not None and face <= UNSAFE

    @property
    def says_something(self) -> bool:
        """Tell whether there is anything in it but skipped statements."""
        said = any(face is not None for face in self.given.values())
        return said or bool(self.drawing.strip() or self.words.strip())

    def with_face(self, statement: Statement, face: Face | None) -> "Answers":
        """Answer one, or answer it anew; None skips it."""
        faces = dict(self.faces) | {statement: face}
        return replace(self, faces=tuple(sorted(faces.items())))

    def with_words(self, *, drawing: str, words: str) -> "Answers":
        """Say what is drawn and what else there is."""
        return replace(self, drawing=drawing, words=words)

    def with_the_rest_skipped(self) -> "Answers":
        """Skip what was not come to: the child had enough."""
        faces = {each: self.given.get(each) for each in Statement}
        return replace(self, faces=tuple(faces.items()))
