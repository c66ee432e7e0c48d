"""A profile: what somebody can, in which languages and for how long, as it says itself (N12)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID, uuid5

from samenspel_arrangements.domain.tlv.advice import Employment, Expert
from samenspel_arrangements.domain.tlv.professions import Profession, ProfessionRule, Slot
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId

ProfileId = NewType("ProfileId", UUID)
_NAMESPACE = UUID("6a0c2a54-0f0e-5d2b-9d2e-0d6a5a1f6c11")
MOST_HOURS = 40


class Expertise(StrEnum):
    """What somebody knows well."""

    BEHAVIOUR = "behaviour"
    AUTISM = "autism"
    LEARNING = "learning"
    LANGUAGE = "language"
    GIFTED = "gifted"
    BODY = "body"
    TRAUMA = "trauma"
    YOUNG_CHILD = "young-child"
    SCHOOL_ABSENCE = "school-absence"


class Language(StrEnum):
    """In which language somebody helps, by its code (ISO 639)."""

    DUTCH = "nl"
    DUTCH_SIGN = "dse"
    ENGLISH = "en"
    ARABIC = "ar"
    GERMAN = "de"
    FRENCH = "fr"
    POLISH = "pl"
    TURKISH = "tr"
    UKRAINIAN = "uk"


INDEPENDENT = frozenset(
    {Employment.SELF_EMPLOYED, Employment.ALLIANCE, Employment.OTHER_ORGANISATION}
)
"""Whose one can be in the register; whether one is independent of a school is asked again (T6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """What somebody says of itself; `hours` are those in a week, `away_until` the last day away."""

    professions: frozenset[Profession] = frozenset()
    expertise: frozenset[Expertise] = frozenset()
    languages: frozenset[Language] = frozenset({Language.DUTCH})
    employment: Employment = Employment.ALLIANCE
    hours: int = 0
    away_until: date | None = None

    def errors(self) -> list[FieldError]:
        """Give all that is wrong at once."""
        wrong = []
        if not (self.professions or self.expertise):
            wrong.append(FieldError("expertise", "profile.nothing"))
        if not self.languages:
            wrong.append(FieldError("languages", "profile.no-language"))
        if self.employment not in INDEPENDENT:
            wrong.append(FieldError("employment", "input.choice"))
        if not 0 <= self.hours <= MOST_HOURS:
            wrong.append(FieldError("hours", "profile.hours"))
        return wrong

    def is_there(self, on: date) -> bool:
        """Tell whether somebody has time on a day."""
        return self.hours > 0 and (self.away_until is None or self.away_until < on)


def profile_id_of(alliance_id: AllianceId, person_id: PersonId) -> ProfileId:
    """Give the one profile of a person in an alliance."""
    return ProfileId(uuid5(_NAMESPACE, f"{alliance_id} {person_id}"))


@dataclass(eq=False, kw_only=True)
class Profile(Aggregate[ProfileId]):
    """Guards that only the person itself says what it can; the name is personal, for screens."""

    person_id: PersonId
    name: str = field(repr=False)
    ability: Ability
    changed_at: datetime

    @classmethod
    def of(cls, profile: "Profile") -> "Profile":
        """Begin one; InvalidInput for all that is wrong at once."""
        if wrong := profile.ability.errors():
            raise InvalidInput(*wrong)
        return profile

    def change(self, ability: Ability, *, by: PersonId, name: str, at: datetime) -> None:
        """Say it anew; RuleViolation `profile.not-yours` by anybody else."""
        if by != self.person_id:
            raise RuleViolation("profile.not-yours")
        if wrong := ability.errors():
            raise InvalidInput(*wrong)
        self.ability, self.name, self.changed_at = ability, name, at

    def as_expert(self, slot: Slot, rule: ProfessionRule, *, asked_on: date) -> Expert:
        """Give who is asked for an advice, as what the rule allows; away is not asked (T5).

        RuleViolation `profile.away`, `tlv.first-profession` or `tlv.second-profession`.
        """
        if not self.ability.is_there(asked_on):
            raise RuleViolation("profile.away")
        allowed = rule.first if slot is Slot.FIRST else rule.second
        fitting = sorted(self.ability.professions & allowed)
        if not fitting:
            raise RuleViolation(f"tlv.{slot}-profession")
        return Expert(
            slot=slot,
            person_id=self.person_id,
            name=self.name,
            profession=fitting[0],
            employment=self.ability.employment,
            asked_on=asked_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What somebody has at hand now: cases that it holds, advices asked, help that it gives."""

    cases: int = 0
    advices: int = 0
    help: int = 0

    @property
    def total(self) -> int:
        """All of it together."""
        return self.cases + self.advices + self.help


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who can help, with its load."""

    person_id: PersonId
    name: str = field(repr=False)
    ability: Ability
    load: Load = field(default_factory=Load)

    def order(self, on: date) -> tuple[bool, int, str]:
        """Sort by it: who is there goes first, then who has the least at hand."""
        return (not self.ability.is_there(on), self.load.total, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom somebody looks for; None is anybody."""

    profession: Profession | None = None
    expertise: Expertise | None = None
    language: Language | None = None
