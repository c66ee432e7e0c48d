from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from samenspel_kernel.errors import NotFound
from samenspel_notifications.application.begin_attempt import begin_attempt
from samenspel_notifications.application.fall_silent import fall_silent
from samenspel_notifications.application.ports import Letter, NotificationsUnitOfWork
from samenspel_notifications.application.record_contact import record_contact
from samenspel_notifications.application.record_outcome import record_outcome
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import Mailing, Template
from samenspel_notifications.domain.message import Message, Outcome, Result, State
from samenspel_testkit.clocks import FixedClock


class MemoryContacts:
    def __init__(self) -> None:
        self.kept: dict[UUID, Contact] = {}

    async def find(self, id_: UUID) -> Contact | None:
        return self.kept.get(id_)

    async def get(self, id_: UUID) -> Contact:
        if id_ not in self.kept:
            raise NotFound
        return self.kept[id_]

    async def of(self, mailing: Mailing) -> Sequence[Contact]:
        return [
            c
            for c in self.kept.values()
            if c.pupil_id == mailing.pupil_id
            or (c.school_id is not None and c.school_id == mailing.school_id)
        ]

    async def put(self, contact: Contact) -> None:
        self.kept[contact.id] = contact

    async def child_of(self, pupil_id: UUID) -> UUID:
        return pupil_id


class MemoryMailings:
    def __init__(self, messages: "MemoryMessages") -> None:
        self.kept: dict[UUID, Mailing] = {}
        self.messages = messages
        self.silenced: set[UUID] = set()

    async def get(self, id_: UUID) -> Mailing:
        found = self.kept[id_]
        return replace(found, silenced=bool({found.pupil_id, found.link_id} & self.silenced))

    async def concerning(self, contact: Contact, *, since: datetime) -> Sequence[Mailing]:
        return [
            await self.get(m.id)
            for m in self.kept.values()
            if m.created_at >= since
            and (m.pupil_id == contact.pupil_id or m.school_id == contact.school_id)
        ]

    async def silence(self, *subject_ids: UUID) -> None:
        self.silenced.update(subject_ids)

    async def silenced_messages(self) -> Sequence[UUID]:
        rests = (State.SENT, State.SENDING, State.STOPPED)
        return [
            m.id
            for m in self.messages.kept.values()
            if m.state not in rests and (await self.get(m.mailing_id)).silenced
        ]

    async def add(self, mailing: Mailing) -> bool:
        if mailing.id in self.kept:
            return False
        self.kept[mailing.id] = mailing
        return True


class MemoryMessages:
    def __init__(self) -> None:
        self.kept: dict[UUID, Message] = {}

    async def find(self, id_: UUID) -> Message | None:
        return self.kept.get(id_)

    async def to_contact(self, contact_id: UUID) -> Sequence[Message]:
        mine = [m for m in self.kept.values() if m.contact_id == contact_id]
        return [m for m in mine if m.state is not State.SENT]

    def save(self, message: Message) -> None:
        self.kept[message.id] = message


class MemoryQueue:
    def __init__(self) -> None:
        self.due: dict[UUID, datetime] = {}
        self.leases: dict[UUID, UUID] = {}

    async def put(self, message: Message, *, due_at: datetime) -> None:
        self.due[message.id] = due_at
        self.leases.pop(message.id, None)

    async def remove(self, message_id: UUID) -> None:
        self.due.pop(message_id, None)
        self.leases.pop(message_id, None)

    async def is_held(self, message_id: UUID, lease: UUID) -> bool:
        return self.leases.get(message_id) == lease

    def claim(self, message_id: UUID) -> UUID:
        self.leases[message_id] = uuid4()
        return self.leases[message_id]


class MemoryUnitOfWork:
    def __init__(self) -> None:
        self.contacts = MemoryContacts()
        self.messages = MemoryMessages()
        self.mailings = MemoryMailings(self.messages)
        self.queue = MemoryQueue()

    async def match_alone(self) -> None:
        """There is nobody else."""


class Scene:
    """One pupil with a mother, a father and a school, and what happens to the mails."""

    def __init__(self, at: datetime) -> None:
        self.uow, self.clock = MemoryUnitOfWork(), FixedClock(at)
        self.alliance, self.pupil, self.school = uuid4(), uuid4(), uuid4()
        self.mother = Contact(
            id=uuid4(),
            alliance_id=self.alliance,
            kind="parent",
            name="Noor",
            email="noor@voorbeeld.example",
            language="nl",
            has_authority=True,
            pupil_id=self.pupil,
        )
        self.father = replace(self.mother, id=uuid4(), email=None)
        self.teacher = replace(
            self.mother, id=uuid4(), kind="school", pupil_id=None, school_id=self.school
        )
        self.command = StartMailing(
            template=Template.REQUEST_RECEIVED,
            cause_id=uuid4(),
            link_id=uuid4(),
            alliance_id=self.alliance,
            unit_id=uuid4(),
            pupil_id=self.pupil,
            school_id=self.school,
            answer_by=date(2026, 10, 19),
            happened_at=at,
        )

    @property
    def ports(self) -> NotificationsUnitOfWork:
        return self.uow

    async def know(self, *contacts: Contact, at: datetime | None = None) -> None:
        for contact in contacts:
            await record_contact(contact, at=at or self.clock.now(), uow=self.ports)

    async def start(self) -> None:
        await start_mailing(self.command, uow=self.ports)

    def message_to(self, contact: Contact) -> Message:
        found = [m for m in self.uow.messages.kept.values() if m.contact_id == contact.id]
        assert len(found) == 1
        return found[0]

    async def child_dies(self) -> None:
        await fall_silent(self.pupil, at=self.clock.now(), uow=self.ports)

    async def take(self, contact: Contact) -> tuple[Letter | None, UUID]:
        id_ = self.message_to(contact).id
        lease = self.uow.queue.claim(id_)
        return await begin_attempt(id_, lease=lease, uow=self.ports, clock=self.clock), lease

    async def answer(self, letter: Letter, lease: UUID, outcome: Outcome) -> bool:
        return await record_outcome(letter, outcome, lease=lease, uow=self.ports, clock=self.clock)


@pytest.fixture
def scene() -> Scene:
    return Scene(datetime(2026, 9, 7, 9, 30, tzinfo=UTC))


async def test_each_parent_and_the_school_get_a_message_of_their_own(scene: Scene) -> None:
    await scene.know(scene.mother, scene.father, scene.teacher)
    await scene.start()

    assert scene.message_to(scene.mother).state is State.QUEUED
    assert scene.message_to(scene.father).state is State.WAITING_FOR_ADDRESS
    assert scene.message_to(scene.teacher).state is State.QUEUED


async def test_a_mailing_that_starts_twice_writes_once(scene: Scene) -> None:
    await scene.know(scene.mother)
    await scene.start()
    await scene.start()
    assert len(scene.uow.messages.kept) == 1


async def test_a_contact_that_is_known_later_still_gets_the_mailing(scene: Scene) -> None:
    await scene.start()
    assert not scene.uow.messages.kept

    await scene.know(scene.mother)
    await scene.know(scene.mother)

    assert scene.message_to(scene.mother).state is State.QUEUED


async def test_a_contact_that_is_known_too_late_gets_nothing(scene: Scene) -> None:
    await scene.start()
    await scene.know(scene.mother, at=scene.clock.now() + timedelta(days=31))
    assert not scene.uow.messages.kept


async def test_an_address_releases_what_waited_for_it(scene: Scene) -> None:
    await scene.know(scene.father)
    await scene.start()
    assert not scene.uow.queue.due

    await scene.know(replace(scene.father, email="vader@voorbeeld.example"))

    assert scene.message_to(scene.father).id in scene.uow.queue.due


async def test_a_contact_that_moves_does_not_disturb_a_mail_under_way(scene: Scene) -> None:
    await scene.know(scene.mother)
    await scene.start()
    letter, lease = await scene.take(scene.mother)
    await scene.know(replace(scene.mother, email="nieuw@voorbeeld.example"))

    assert letter is not None
    assert await scene.answer(letter, lease, Outcome(Result.ACCEPTED, 250))
    assert scene.message_to(scene.mother).state is State.SENT
    assert not scene.uow.queue.due


async def test_the_new_address_is_tried_at_once_when_the_old_one_is_refused(scene: Scene) -> None:
    await scene.know(scene.mother)
    await scene.start()
    letter, lease = await scene.take(scene.mother)
    await scene.know(replace(scene.mother, email="nieuw@voorbeeld.example"))

    assert letter is not None
    await scene.answer(letter, lease, Outcome(Result.PERMANENT, 550))
    again, _ = await scene.take(scene.mother)

    assert again is not None
    assert again.to == "nieuw@voorbeeld.example"


async def test_a_sender_whose_lease_ended_changes_nothing(scene: Scene) -> None:
    await scene.know(scene.mother)
    await scene.start()
    letter, lease = await scene.take(scene.mother)
    again, newer = await scene.take(scene.mother)
    assert letter is not None
    assert again is not None

    assert not await scene.answer(letter, lease, Outcome(Result.PERMANENT, 550))
    assert await scene.answer(again, newer, Outcome(Result.ACCEPTED, 250))

    results = [a.outcome and a.outcome.result for a in scene.message_to(scene.mother).attempts]
    assert results == [Result.INTERRUPTED, Result.ACCEPTED]


async def test_who_lost_authority_after_queueing_gets_no_letter(scene: Scene) -> None:
    await scene.know(scene.mother)
    await scene.start()
    scene.uow.contacts.kept[scene.mother.id] = replace(scene.mother, has_authority=False)

    letter, _ = await scene.take(scene.mother)

    assert letter is None
    assert scene.message_to(scene.mother).state is State.STOPPED
    assert not scene.uow.queue.due


async def test_a_failure_that_may_pass_is_due_again_later(scene: Scene) -> None:
    await scene.know(scene.mother)
    await scene.start()
    letter, lease = await scene.take(scene.mother)
    assert letter is not None

    await scene.answer(letter, lease, Outcome(Result.TEMPORARY))

    due_at = scene.uow.queue.due[scene.message_to(scene.mother).id]
    assert due_at == scene.clock.now() + timedelta(minutes=1)


async def test_what_waits_is_withdrawn_when_the_child_dies(scene: Scene) -> None:
    on_paper = replace(scene.mother, id=uuid4(), email=None, prefers_post=True, street="Laan 1")
    on_paper = replace(on_paper, postcode="1811 AB", place="Alkmaar")
    readers = (scene.mother, scene.father, on_paper, scene.teacher)
    await scene.know(*readers)
    await scene.start()
    assert scene.message_to(on_paper).state is State.TO_PRINT

    await scene.child_dies()
    await scene.child_dies()

    assert {scene.message_to(each).state for each in readers} == {State.STOPPED}
    assert not scene.uow.queue.due


async def test_nothing_is_released_or_written_after_the_child_died(scene: Scene) -> None:
    await scene.know(scene.father)
    await scene.start()
    await scene.child_dies()

    await scene.know(replace(scene.father, email="vader@voorbeeld.example"))
    await scene.know(scene.mother)
    scene.command = replace(scene.command, cause_id=uuid4())
    await scene.start()

    assert scene.message_to(scene.father).state is State.STOPPED
    assert list(scene.uow.messages.kept) == [scene.message_to(scene.father).id]


async def test_a_mail_under_way_is_not_tried_again_after_the_child_died(scene: Scene) -> None:
    await scene.know(scene.mother)
    await scene.start()
    letter, lease = await scene.take(scene.mother)
    assert letter is not None
    await scene.child_dies()

    assert await scene.answer(letter, lease, Outcome(Result.TEMPORARY))

    assert scene.message_to(scene.mother).state is State.STOPPED
    assert not scene.uow.queue.due
