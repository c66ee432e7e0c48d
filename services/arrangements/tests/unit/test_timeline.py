"""Unit: the timeline tells the same story, in whatever order it was heard."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.application.timeline_ports import TimelineUnitOfWork
from samenspel_arrangements.consumers.timeline import HANDLERS
from samenspel_arrangements.domain.timeline import Entry, EntryKind, in_order
from samenspel_arrangements.persistence.timeline import ShownTimeline
from samenspel_arrangements.web.pages import pages
from samenspel_arrangements.web.timeline_words import GROUP_OF, TimelineWords
from samenspel_contracts.envelope import Envelope
from samenspel_testkit.interleaving import go, shuffled, ways
from samenspel_testkit.stories import Story


@dataclass
class MemoryTimeline:
    """The timeline as a dictionary, also its own unit of work."""

    entries: dict[UUID, Entry] = field(default_factory=dict)

    @property
    def timeline(self) -> "MemoryTimeline":
        return self

    async def add(self, entry: Entry) -> None:
        self.entries.setdefault(entry.event_id, entry)


async def heard(events: Iterable[Envelope]) -> list[Entry]:
    memory = MemoryTimeline()
    uow: TimelineUnitOfWork = memory
    for envelope in events:
        event: Any = envelope.open()
        handler = HANDLERS.get(type(event))
        if handler is not None:
            await handler(event, envelope, uow)
    return in_order(memory.entries.values())


async def test_a_journey_is_told_from_question_to_help() -> None:
    story = Story()
    request = story.submitted()
    handover, case = story.offered(request)
    story.declined(request, handover, case)
    story.returned(request, handover)
    case = story.accepted(request)
    story.granted(request, case)
    story.case_planned(request, case, due_on=date(2027, 5, 1))

    entries = await heard(story.events)

    assert [entry.kind for entry in entries] == [
        EntryKind.REQUEST_SUBMITTED,
        EntryKind.RECEIPT_CONFIRMED,
        EntryKind.HANDOVER_OFFERED,
        EntryKind.CASE_DECLINED,
        EntryKind.HANDOVER_RETURNED,
        EntryKind.HANDOVER_OFFERED,
        EntryKind.CASE_OPENED,
        EntryKind.HELP_GRANTED,
        EntryKind.CASE_PLANNED,
    ]
    assert {entry.support_request_id for entry in entries} == {request}


async def test_of_one_moment_the_cause_comes_first() -> None:
    story = Story()
    request = story.submitted()
    case = story.accepted(request)
    story.granted(request, case)
    story.case_planned(request, case, due_on=date(2027, 5, 1))
    moment = story.events[0].time
    at_once = [event.model_copy(update={"time": moment}) for event in story.events]

    kinds = [entry.kind for entry in await heard(reversed(at_once))]

    assert kinds == sorted(kinds, key=list(EntryKind).index)
    assert kinds[-2:] == [EntryKind.HELP_GRANTED, EntryKind.CASE_PLANNED]


@given(told=st.lists(ways(), min_size=1, max_size=4), data=st.data())
async def test_the_order_between_aggregates_makes_no_difference(
    told: list[list[str]], data: st.DataObject
) -> None:
    story = Story()
    for way in told:
        go(story, way)

    once = await heard(story.events)

    assert await heard(shuffled(data, story.events)) == once
    assert await heard([*story.events, *story.events]) == once


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", list(EntryKind))
def test_everything_that_happens_has_words(kind: EntryKind, language: str) -> None:
    for part in ("title", "text"):
        assert pages.texts.text(
            f"timeline.{kind}.{part}", language=language, word="x", due="y", end="z"
        )
    assert f"{GROUP_OF.get(kind, 'action')}.other" in pages.texts


async def test_a_code_that_is_not_known_here_gets_a_general_word() -> None:
    story = Story()
    request = story.submitted()
    case = story.accepted(request)
    story.case_planned(request, case, due_on=date(2027, 5, 1))
    entries = tuple(await heard(story.events))

    told = TimelineWords(pages.texts).tell(ShownTimeline(entries, is_cut=False))

    assert told[0].href == f"/intake/support-requests/{request}"
    first_talk = next(each for each in told if "casusregie" in each.text)
    assert first_talk.text.endswith("Een andere stap, uiterlijk 5 oktober 2026.")
    assert told[-1].text == "Samen bekijken of de hulp werkt, uiterlijk 1 mei 2027."
