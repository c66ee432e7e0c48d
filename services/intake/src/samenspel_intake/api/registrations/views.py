"""How a registration looks to callers; what people wrote stays on intake's pages."""

from datetime import date
from uuid import UUID

from samenspel_intake.api.views import HolderView, NextActionView
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.registration.standing import AtDesk, Considering
from samenspel_intake.persistence.registrations.queries import RegistrationLine
from samenspel_kernel.term import Term
from samenspel_platform.bodies import IsoDate, View


class RegistrationLineView(View):
    """A registration as lists show it; while it is open it has one holder and a next action."""

    id: UUID
    reference: str
    status: str
    pupil_id: UUID
    school_id: UUID | None
    unit_id: UUID | None
    received_on: IsoDate
    confirmed_on: IsoDate | None
    holder: HolderView | None
    next_action: NextActionView | None

    @classmethod
    def of(cls, line: RegistrationLine) -> "RegistrationLineView":
        """Show one of a list."""
        return cls(**_own(line))


class RunningTermView(View):
    """A term that runs: by which rule, and the last day that is in time."""

    rule: str
    rule_version: int
    starts_on: IsoDate
    last_day: IsoDate


class ExtensionView(View):
    """More time that the school took; recorded after the last day it has no effect."""

    until: IsoDate
    recorded_on: IsoDate
    has_effect: bool


class RegistrationView(RegistrationLineView):
    """A registration with its clock; `carriesDuty` tells whether the duty is this school's."""

    origin: str
    carries_duty: bool
    is_complete: bool
    wished_start: IsoDate | None
    terms: list[RunningTermView]
    extension: ExtensionView | None
    temporary_place_from: IsoDate | None
    why_at_desk: str | None
    refusal_ground: str | None
    breached: list[str]

    @classmethod
    def whole(cls, line: RegistrationLine, registration: Registration) -> "RegistrationView":
        """Show one with all that runs."""
        standing, filing = registration.standing, registration.filing
        at_desk = standing if isinstance(standing, AtDesk) else None
        refusal = at_desk.refusal if at_desk else None
        return cls(
            **_own(line),
            origin=filing.origin.value,
            carries_duty=filing.carries_duty,
            is_complete=not filing.is_incomplete,
            wished_start=filing.wished_start,
            terms=[_term(term) for term in registration.running()],
            extension=_extension(registration),
            temporary_place_from=_placed_from(registration),
            why_at_desk=at_desk.why.value if at_desk else None,
            refusal_ground=refusal.ground.value if refusal else None,
            breached=sorted({rule for rule, _ in registration.breached}),
        )


def _own(line: RegistrationLine) -> dict[str, object]:
    names = RegistrationLineView.model_fields.keys() - {"holder", "next_action"}
    due = line.next_action_due_on
    return {name: getattr(line, name) for name in names} | {
        "holder": HolderView(kind=line.holder_kind, id=line.holder_id)
        if line.holder_kind and line.holder_id
        else None,
        "next_action": NextActionView(kind=line.next_action_kind, due_on=due)
        if line.next_action_kind and due
        else None,
    }


def _term(term: Term) -> RunningTermView:
    return RunningTermView(
        rule=term.rule,
        rule_version=term.rule_version,
        starts_on=term.starts_on,
        last_day=term.last_day,
    )


def _extension(registration: Registration) -> ExtensionView | None:
    standing = registration.standing
    extension = standing.clock.extension if isinstance(standing, Considering) else None
    if extension is None:
        return None
    return ExtensionView(
        until=extension.until,
        recorded_on=extension.recorded_on,
        has_effect=extension.has_effect,
    )


def _placed_from(registration: Registration) -> date | None:
    standing = registration.standing
    return standing.placed_from if isinstance(standing, Considering) else None
