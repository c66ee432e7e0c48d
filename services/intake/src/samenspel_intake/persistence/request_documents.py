"""What was asked and what was found needed, as the documents of a request's row."""

from typing import Any

from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.asked import Asked
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.needs import Needs
from samenspel_intake.domain.asking.parents_voice import NotShown, ParentsVoice, Shown
from samenspel_intake.domain.suspension import Suspended
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_kernel.running_terms import Suspension
from samenspel_platform.documents import Documents

VOICES: Documents[ParentsVoice] = Documents(ParentsVoice, Shown | NotShown)
NEEDS: Documents[Needs] = Documents(Needs)
SUSPENSIONS: Documents[Suspended] = Documents(Suspended)
PAUSES: Documents[tuple[Suspension, ...]] = Documents(tuple[Suspension, ...])


def dump_answers(answers: Answers) -> dict[str, str]:
    """Write what was typed, by field."""
    return {field.value: text for field, text in answers.texts}


def load_answers(document: dict[str, str]) -> Answers:
    """Read what was typed."""
    return Answers.of({Field(name): text for name, text in document.items()})


def dump_voice(parents: ParentsVoice | None) -> Any:
    """Write how the parents had their say, if they had."""
    return VOICES.dump(parents) if parents is not None else None


def load_voice(document: Any) -> ParentsVoice | None:
    """Read how the parents had their say."""
    return VOICES.load(document) if document is not None else None


def fill_asked(row: SupportRequestRow, kind: RequestKind, asked: Asked | None) -> None:
    """Write what was asked; only its kind of a request that came with a question alone."""
    row.asked_for = kind.value
    row.answers = dump_answers(asked.answers) if asked else None
    row.parents = dump_voice(asked.parents) if asked else None


def asked_of(row: SupportRequestRow) -> Asked | None:
    """Read what was asked."""
    if row.answers is None:
        return None
    return Asked(RequestKind(row.asked_for), load_answers(row.answers), load_voice(row.parents))


def needs_of(row: SupportRequestRow) -> Needs | None:
    """Read what was found needed."""
    return NEEDS.load(row.needs) if row.needs is not None else None


def suspension_of(row: SupportRequestRow) -> Suspended | None:
    """Read why the term stands still, if it does."""
    return SUSPENSIONS.load(row.suspension) if row.suspension is not None else None


def pauses_of(row: SupportRequestRow) -> tuple[Suspension, ...]:
    """Read when the term stood still."""
    return PAUSES.load(row.pauses)
