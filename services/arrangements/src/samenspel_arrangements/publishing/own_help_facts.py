"""What schools arranged by themselves, as events; no words, no child."""

from samenspel_arrangements.domain.own_help.own_help import OwnHelpRegistered, OwnHelpTakenBack
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.own_help import OwnHelpRegisteredV1, OwnHelpTakenBackV1
from samenspel_contracts.registry import EventData


@to_contract.register
def _(event: OwnHelpRegistered) -> EventData:
    own_help = event.own_help
    return OwnHelpRegisteredV1(
        own_help_id=own_help.id,
        school_id=own_help.school_id,
        school_year=own_help.year.first_year,
        kind=own_help.answers.kind.value,
        started_on=own_help.answers.started_on,
        children=own_help.answers.children,
        amount_cents=own_help.answers.amount,
    )


@to_contract.register
def _(event: OwnHelpTakenBack) -> EventData:
    return OwnHelpTakenBackV1(own_help_id=event.own_help.id)
