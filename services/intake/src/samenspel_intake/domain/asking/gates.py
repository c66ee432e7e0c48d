"""The gate of each kind of request: what is asked, who demands it, and what is not asked.

One table for the form, for what is refused, and for the page that shows it to everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from samenspel_intake.domain.asking.fields import (
    AskedField,
    Demander,
    Field,
    FilledBy,
    Part,
)
from samenspel_intake.domain.term_rules import (
    CONSULTATION_RESPONSE,
    GROUP_RESPONSE,
    REQUEST_RESPONSE,
    TEACHER_RESPONSE,
)

OWN = "Own standard: a question from what a child can do, as short as possible"
HEARD = "Wpo, art. 40a: the pupil is heard"


class RequestKind(StrEnum):
    """For whom help is asked."""

    CHILD = "child"
    GROUP = "group"
    TEACHER = "teacher"
    CONSULTATION = "consultation"


@dataclass(frozen=True, slots=True)
class Gate:
    """What one kind of request has to pass; `response_rule` is the term to answer it."""

    kind: RequestKind
    response_rule: str
    fields: tuple[AskedField, ...]
    not_asked: frozenset[Part]

    @property
    def is_about_a_child(self) -> bool:
        """Whether a pupil belongs to it; else nothing of any child may be in it."""
        return Part.PUPIL not in self.not_asked

    @property
    def mandatory(self) -> frozenset[Field]:
        """What may not stay empty when it is sent."""
        return frozenset(asked.field for asked in self.fields if asked.is_mandatory)

    def asks(self, field: Field) -> bool:
        """Tell whether a field is on the form."""
        return any(asked.field is field for asked in self.fields)

    def with_demands(self, demands: Iterable[AskedField]) -> "Gate":
        """Add what a unit asks as well; it can't drop or relax what law and alliance ask."""
        fields = {asked.field: asked for asked in self.fields}
        for asked in demands:
            known = fields.get(asked.field)
            if known is None or (asked.is_mandatory and not known.is_mandatory):
                fields[asked.field] = replace(asked, demander=Demander.UNIT)
        return replace(self, fields=tuple(fields[f] for f in Field if f in fields))


def _asked(
    field: Field,
    *,
    by: FilledBy = FilledBy.SCHOOL,
    demander: Demander = Demander.ALLIANCE,
    mandatory: bool = False,
    source: str = OWN,
) -> AskedField:
    return AskedField(field, by, demander, mandatory, source)


_QUESTION = _asked(Field.QUESTION, mandatory=True)
_TRIED = (_asked(Field.TRIED), _asked(Field.WORKED))
_TEACHER = _asked(Field.TEACHER_WANTS)
_LIGHT = frozenset({Part.OPP, Part.STRANDS, Part.END_GATE})

GATES = {
    RequestKind.CHILD: Gate(
        RequestKind.CHILD,
        REQUEST_RESPONSE,
        (
            _asked(Field.STRENGTHS, mandatory=True),
            _asked(Field.IMPEDIMENTS, mandatory=True),
            _asked(Field.TRIED, mandatory=True),
            _asked(Field.WORKED),
            _asked(
                Field.CHILD_WANTS,
                by=FilledBy.CHILD,
                demander=Demander.LAW,
                mandatory=True,
                source=HEARD,
            ),
            _asked(Field.PARENTS_WANT, by=FilledBy.PARENTS),
            _TEACHER,
            _QUESTION,
        ),
        frozenset(),
    ),
    RequestKind.GROUP: Gate(
        RequestKind.GROUP,
        GROUP_RESPONSE,
        (
            _asked(Field.GROUP, mandatory=True),
            _asked(Field.STRENGTHS),
            *_TRIED,
            _TEACHER,
            _QUESTION,
        ),
        frozenset({Part.PUPIL, Part.PARENTS_VIEW, Part.NEEDS, Part.OPP}),
    ),
    RequestKind.TEACHER: Gate(
        RequestKind.TEACHER,
        TEACHER_RESPONSE,
        (*_TRIED, _TEACHER, _QUESTION),
        _LIGHT | {Part.PUPIL, Part.PARENTS_VIEW, Part.NEEDS},
    ),
    RequestKind.CONSULTATION: Gate(
        RequestKind.CONSULTATION,
        CONSULTATION_RESPONSE,
        (
            _asked(Field.STRENGTHS),
            *_TRIED,
            _asked(Field.CHILD_WANTS, by=FilledBy.CHILD),
            _asked(Field.PARENTS_WANT, by=FilledBy.PARENTS),
            _QUESTION,
        ),
        _LIGHT | {Part.NEEDS},
    ),
}
"""The alliance-wide gates; a unit adds to them by `Gate.with_demands`."""
