"""What a way of forms is made of, and what its pages ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from tests.gates.forms_on_pages import FormField, read

from samenspel_intake.domain.asking.fields import Demander


class Who(StrEnum):
    """Who fills a form in."""

    SCHOOL = "school"
    PARENTS = "parents"
    UNIT = "unit"


class StandsFor(StrEnum):
    """What of the paper form a press of this form's button does."""

    SIGNATURE = "signature"
    HANDOVER = "handover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One form of the way.

    `same` names fields that ask what an earlier form asked, with that answer; `others` are fields
    that somebody else demands than the rest of the form; `needed` are fields that may stay empty on
    the page, without which the way does not go on.
    """

    name: str
    because: str
    part: str
    who: Who
    service: str
    template: str
    action: str
    known: Mapping[str, Any]
    demander: Demander
    source: str
    same: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, tuple[Demander, str]] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    stands_for: frozenset[StandsFor] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """A field on the way, with its demander; what is proposed or taken over is not typed."""

    step: Step
    field: FormField
    demander: Demander
    source: str
    is_known: bool
    is_taken_over: bool

    @property
    def is_typed(self) -> bool:
        """Whether a person has to answer it, when it is answered."""
        return not (self.field.is_proposed or self.is_taken_over)


def asked_on(way: Iterable[Step]) -> list[Asked]:
    """Read all that the forms of a way ask, from their pages."""
    found: list[Asked] = []
    for step in way:
        page = read(step.service, step.template, **step.known)
        before = {each.field.name for each in found}
        for each in page.form(step.action).fields:
            demander, source = step.others.get(each.name, (step.demander, step.source))
            known = step.same.get(each.name, "")
            found.append(
                Asked(
                    step,
                    replace(each, is_mandatory=each.is_mandatory or each.name in step.needed),
                    demander,
                    source,
                    is_known=known in before,
                    is_taken_over=bool(known) and page.taken_over.get(each.name) == known,
                )
            )
    return found
