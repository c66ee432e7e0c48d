"""Integration: sealed documents in a folder, and in a bucket over HTTP."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import obstore
import pytest
import pytest_asyncio
from moto.server import ThreadedMotoServer
from obstore.store import HTTPStore

from samenspel_arrangements.gateways.documents.files import Files, FilesLost, open_files
from samenspel_arrangements.gateways.documents.sealing import Keyring

ALLIANCE = uuid4()
KEYS = {"region": "eu-west-1", "access_key": "key", "secret_key": "secret"}
SOON = timedelta(minutes=1)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest_asyncio.fixture(params=["folder", "bucket"])
async def files(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Files]:
    if request.param == "folder":
        yield open_files(f"file://{tmp_path}/documents")
        return
    endpoint = request.getfixturevalue("s3")
    bucket = f"documents-{uuid4()}"
    plain = HTTPStore.from_url(f"{endpoint}/{bucket}", client_options={"allow_http": True})
    await obstore.put_async(plain, "", b"")  # a PUT on its address makes a bucket
    yield open_files(f"s3://{bucket}/samenspel", endpoint=endpoint, **KEYS)


def names_in(folder: Path) -> list[str]:
    return sorted((str(each.relative_to(folder)) for each in folder.rglob("*")), key=len)


async def content_of(files: Files, id_: UUID) -> bytes:
    return b"".join([piece async for piece in files.get(ALLIANCE, id_)])


async def test_a_file_comes_back_as_it_was_put(files: Files) -> None:
    for size in (0, 10, 12_000_000):
        id_, content = uuid4(), bytes(index % 256 for index in range(1000)) * (size // 1000)
        pieces = iter([content[: size // 2], content[size // 2 :]])
        await files.put(ALLIANCE, id_, pieces)

        assert await content_of(files, id_) == content


async def test_a_sealed_document_of_25_mb_goes_there_and_back(files: Files) -> None:
    ring, id_ = Keyring("a secret of the tests, long enough"), uuid4()
    key, content = ring.new_key(id_), bytes(25_000_000)
    await files.put(ALLIANCE, id_, ring.seal(key, id_, content))

    back = ring.unseal(key, id_, files.get(ALLIANCE, id_))
    assert sum([len(piece) async for piece in back]) == len(content)


async def test_files_are_listed_by_age_and_removed_once(files: Files) -> None:
    ids = {uuid4(), uuid4()}
    for id_ in ids:
        await files.put(ALLIANCE, id_, iter([b"van Noor"]))
    now = datetime.now(UTC)

    kept = await files.put_before(now + SOON)
    assert {(each.alliance_id, each.id) for each in kept} == {(ALLIANCE, id_) for id_ in ids}
    assert await files.put_before(now - SOON) == []
    for id_ in ids:
        await files.delete(ALLIANCE, id_)
        await files.delete(ALLIANCE, id_)
    assert await files.put_before(now + SOON) == []


async def test_what_is_not_there_is_lost(files: Files) -> None:
    with pytest.raises(FilesLost):
        await content_of(files, uuid4())


def test_only_these_addresses_are_understood() -> None:
    with pytest.raises(ValueError, match="documents are kept"):
        open_files("https://elsewhere")


async def test_a_folder_holds_no_names_and_only_its_own_files(tmp_path: Path) -> None:
    files, id_ = open_files(f"file://{tmp_path}"), uuid4()
    await files.put(ALLIANCE, id_, iter([b"x"]))
    (tmp_path / "lost+found").write_text("of somebody else")

    assert [each.id for each in await files.put_before(datetime.now(UTC) + SOON)] == [id_]
    assert names_in(tmp_path) == ["lost+found", str(ALLIANCE), f"{ALLIANCE}/{id_}"]
