"""What can happen to what is known of a child."""

from dataclasses import dataclass
from datetime import date

from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.ids import PupilId, SchoolId


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilRecorded(DomainEvent):
    """The pupil is known, or what is known of it changed."""

    pupil_id: PupilId
    given_name: str
    family_name: str
    birth_date: date | None
    school_id: SchoolId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionPlanned(DomainEvent):
    """Somebody must ask for what is missing, until a day; or another one must, or another day."""

    pupil_id: PupilId
    school_id: SchoolId | None
    holder: Holder
    next_action: NextAction


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilCompleted(DomainEvent):
    """Nothing is missing any more."""

    pupil_id: PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilMerged(DomainEvent):
    """This turned out to be the same child as another entry; that one is used from now on."""

    pupil_id: PupilId
    into_id: PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilMergeUndone(DomainEvent):
    """They are two children after all."""

    pupil_id: PupilId
