"""Stories in every order that a reader may see them in: only that within an aggregate is kept."""

from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from hypothesis import strategies as st

from samenspel_contracts.envelope import Envelope
from samenspel_testkit.stories import Story


@st.composite
def ways(draw: st.DrawFn) -> list[str]:
    """Draw what may happen to one request: its ending, after some handovers that were refused."""
    refused = ["refused"] * draw(st.integers(0, 2))
    ending = draw(
        st.sampled_from(["waits", "withdrawn", "offered", "offer-withdrawn", "accepted", "crossed"])
    )
    grants = ["granted"] * draw(st.integers(0, 2)) if ending in ("accepted", "crossed") else []
    return [*refused, ending, *grants]


def go(story: Story, way: list[str]) -> None:
    """Tell what happens to one request."""
    request = story.submitted()
    case = uuid4()
    for step in way:
        story.days_later(1)
        match step:
            case "refused":
                handover, case = story.offered(request)
                story.declined(request, handover, case)
                story.returned(request, handover)
            case "withdrawn":
                story.planned(request, due_on=date(2026, 10, 1))
                story.withdrawn(request)
            case "offered":
                story.offered(request)
            case "offer-withdrawn":
                handover, case = story.offered(request)
                story.withdrawn(request, handover)
                story.offer_withdrawn(request, handover, case)
            case "accepted":
                case = story.accepted(request)
            case "crossed":
                handover, case = story.offered(request)
                story.withdrawn(request, handover)
                story.opened(request, handover, case)
                story.case_planned(request, case, due_on=date(2026, 10, 8))
            case "granted":
                story.granted(request, case)
                story.case_planned(request, case, due_on=date(2027, 5, 1))


def shuffled(data: st.DataObject, events: Sequence[Envelope]) -> list[Envelope]:
    """Draw an order that keeps each aggregate's own."""
    waiting: dict[UUID, deque[Envelope]] = defaultdict(deque)
    for event in events:
        waiting[event.subject].append(event)
    turns = data.draw(st.permutations([event.subject for event in events]))
    return [waiting[subject].popleft() for subject in turns]
