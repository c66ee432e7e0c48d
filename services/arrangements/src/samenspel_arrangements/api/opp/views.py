"""How a plan looks to callers who may see it."""

from collections.abc import Sequence
from uuid import UUID

from samenspel_arrangements.application.opp.set_gate import OppGate
from samenspel_arrangements.domain.opp.content import Content
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.opp.standing import Adjusting, Drafting, Version
from samenspel_platform.bodies import IsoDate, View


class HolderView(View):
    """Who makes it: a school, or the desk that first finds one."""

    kind: str
    id: UUID


class NextActionView(View):
    """What is next, and the last day for it."""

    kind: str
    due_on: IsoDate


class ContentView(View):
    """What a plan says."""

    promoting: str
    impeding: str
    tried: str
    outflow: str | None
    substantiation: str
    support: str
    deviations: str
    agreements: str

    @classmethod
    def of(cls, content: Content) -> "ContentView":
        """Show it."""
        return cls(
            promoting=content.promoting,
            impeding=content.impeding,
            tried=content.tried,
            outflow=content.outflow.value if content.outflow else None,
            substantiation=content.substantiation,
            support=content.support,
            deviations=content.deviations,
            agreements=content.agreements,
        )


class DraftView(View):
    """What is being written: what is still asked, and to which revision parents answer."""

    content: ContentView
    missing: Sequence[str]
    revision: int
    is_heard: bool
    is_talked_about: bool
    answered: int
    withheld: int


class VersionView(View):
    """A version that counts, or did."""

    number: int
    established_on: IsoDate
    content: ContentView

    @classmethod
    def of(cls, version: Version) -> "VersionView":
        """Show it."""
        return cls(
            number=version.number,
            established_on=version.established_on,
            content=ContentView.of(version.content),
        )


class TermView(View):
    """A term that runs."""

    rule: str
    last_day: IsoDate


class OppView(View):
    """A plan: where it stands, who does what next, what counts and what is being written.

    `begin` and `end` are the two dates for the national register; the school records them itself.
    """

    id: UUID
    case_id: UUID
    status: str
    holder: HolderView | None
    next_action: NextActionView | None
    terms: Sequence[TermView]
    draft: DraftView | None
    versions: Sequence[VersionView]
    begin: IsoDate | None
    end: IsoDate | None

    @classmethod
    def of(cls, opp: Opp) -> "OppView":
        """Show it."""
        held, dates = opp.responsibility, opp.register_dates
        return cls(
            id=opp.id,
            case_id=opp.case_id,
            status=opp.standing.status,
            holder=HolderView(kind=held.holder.kind.value, id=held.holder.id) if held else None,
            next_action=NextActionView(kind=held.next_action.kind, due_on=held.next_action.due_on)
            if held
            else None,
            terms=[TermView(rule=t.rule, last_day=t.last_day) for t in opp.running()],
            draft=_draft(opp) if isinstance(opp.standing, Drafting | Adjusting) else None,
            versions=[VersionView.of(version) for version in opp.versions],
            begin=dates.begin,
            end=dates.end,
        )


class GateView(View):
    """What a unit asks in a plan."""

    unit_id: UUID
    asks_part_b: bool

    @classmethod
    def of(cls, gate: OppGate) -> "GateView":
        """Show it."""
        return cls(unit_id=gate.unit_id, asks_part_b=gate.asks_part_b)


def _draft(opp: Opp) -> DraftView:
    draft = opp.draft
    return DraftView(
        content=ContentView.of(draft.content),
        missing=[each.value for each in opp.missing],
        revision=draft.consent.revision,
        is_heard=draft.is_heard,
        is_talked_about=draft.talk is not None,
        answered=len(draft.consent.answers),
        withheld=len(draft.consent.withheld_by),
    )
