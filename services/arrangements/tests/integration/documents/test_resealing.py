"""Integration: an installation gets another key of documents, and the old one is of no use any more."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from samenspel_arrangements.gateways.documents.sealing import Keyring
from samenspel_arrangements.jobs.reseal import Resealed, reseal
from samenspel_arrangements.persistence.documents.tables import DocumentVersionRow
from samenspel_messaging.scope import Scope

OLD, NEW, LOST = (f"a secret of the tests, long enough: {n}" for n in range(3))


@pytest.fixture
async def made(world: Any, process: Any) -> list[UUID]:
    """Seven versions with keys by the old secret, and one without."""
    old, ids = Keyring(OLD), [uuid4() for _ in range(7)]
    async with world.worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
        for id_ in [*ids, uuid4()]:
            row = DocumentVersionRow(
                id=id_, alliance_id=world.alliance_id, document_id=uuid4(), number=1,
                file_name="a.pdf", media_type="application/pdf", size=1, unread=[],
                key=old.new_key(id_) if id_ in ids else None, state="fit", places=[],
                added_by=uuid4(), added_at=process.job_context.clock.now(),
            )  # fmt: skip
            uow.session.add(row)
    return ids


async def keys(world: Any) -> Sequence[tuple[UUID, bytes]]:
    query = select(DocumentVersionRow.id, DocumentVersionRow.key)
    async with world.worker(Scope.begin(world.alliance_id)) as uow:
        found = (await uow.session.execute(query)).all()
    return [(id_, key) for id_, key in found if key is not None]


async def test_every_key_is_sealed_anew_and_opens_the_same(
    world: Any, process: Any, made: list[UUID]
) -> None:
    old, new = Keyring(OLD), Keyring(NEW)
    before = {id_: list(old.seal(key, id_, b"Noor"))[1] for id_, key in await keys(world)}

    first = await reseal(process.job_context, Keyring(NEW, OLD), at_once=3)
    again = await reseal(process.job_context, Keyring(NEW, OLD), at_once=3)

    after = {id_: list(new.seal(key, id_, b"Noor"))[1] for id_, key in await keys(world)}
    assert (first, again) == (Resealed(len(made), 0), Resealed(0, 0))
    assert after == before


async def test_who_is_killed_half_way_goes_on_where_it_was(
    world: Any, process: Any, made: list[UUID]
) -> None:
    class Dying(Keyring):
        left = 4

        def renewed(self, sealed: bytes, document: UUID) -> bytes:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return super().renewed(sealed, document)

    with pytest.raises(KeyboardInterrupt):
        await reseal(process.job_context, Dying(NEW, OLD), at_once=2)

    ring = Keyring(NEW, OLD)
    sealed_anew = [ring.is_newest(key) for _, key in await keys(world)]
    assert (len(sealed_anew), sum(sealed_anew)) == (len(made), 4)
    for id_, key in await keys(world):
        assert list(ring.seal(key, id_, b"Noor")), "each can be read meanwhile"
    assert await reseal(process.job_context, ring) == Resealed(3, 0)


async def test_what_no_key_opens_is_counted_and_left_alone(
    world: Any, process: Any, made: list[UUID]
) -> None:
    before = await keys(world)

    done = await reseal(process.job_context, Keyring(NEW, LOST))

    assert done == Resealed(0, len(made))
    assert sorted(await keys(world)) == sorted(before)
