"""The fields of a request: who fills them, who demands them, and whether they may stay empty."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What can be asked; the order is that of the form: strengths come before impediments."""

    GROUP = "group"
    STRENGTHS = "strengths"
    IMPEDIMENTS = "impediments"
    TRIED = "tried"
    WORKED = "worked"
    CHILD_WANTS = "child-wants"
    PARENTS_WANT = "parents-want"
    TEACHER_WANTS = "teacher-wants"
    QUESTION = "question"


class Demander(StrEnum):
    """Who wants a field to be there; each field has one, and each mandatory field needs one."""

    LAW = "law"
    ALLIANCE = "alliance"
    UNIT = "unit"


class FilledBy(StrEnum):
    """Who writes it."""

    SCHOOL = "school"
    CHILD = "child"
    PARENTS = "parents"


class Part(StrEnum):
    """What a kind of request does without, so that nobody asks for it."""

    PUPIL = "pupil"
    PARENTS_VIEW = "parents-view"
    NEEDS = "needs"
    OPP = "opp"
    STRANDS = "strands"
    END_GATE = "end-gate"


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field of one kind of request.

    `source` is the article, or the page of the alliance's or unit's plan, that demands it.
    """

    field: Field
    filled_by: FilledBy
    demander: Demander
    is_mandatory: bool
    source: str
