import gzip
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from samenspel_web.assets import REQUIRED, Assets, mount_static, shared_assets


@pytest.fixture
def client() -> httpx2.AsyncClient:
    app = FastAPI()
    mount_static(app)
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app), base_url="https://samenspel.example"
    )


def built(folder: Path) -> Path:
    for name in REQUIRED:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    return folder


async def test_a_file_is_served_for_a_year_and_zipped(client: httpx2.AsyncClient) -> None:
    answer = await client.get(shared_assets().url("tokens.css"))

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert "--accent" in answer.text


async def test_who_cannot_unzip_gets_it_plain(client: httpx2.AsyncClient) -> None:
    url = shared_assets().url("app.js")

    answer = await client.get(url, headers={"accept-encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert "use strict" in answer.text


@pytest.mark.parametrize("name", ["tokens.css", "../texts/nl.toml", "..%2Ftexts%2Fnl.toml", ""])
async def test_nothing_is_served_under_another_name(client: httpx2.AsyncClient, name: str) -> None:
    assert (await client.get(f"/static/{name}")).status_code == 404


def test_a_style_sheet_names_its_files_by_their_content(tmp_path: Path) -> None:
    (built(tmp_path) / "a.css").write_text('b { background: url("c.svg") }', "utf-8")
    (tmp_path / "c.svg").write_text("<svg/>", "utf-8")
    before = Assets(tmp_path)
    (tmp_path / "c.svg").write_text("<svg></svg>", "utf-8")
    after = Assets(tmp_path)

    style = after.find(after.url("a.css").removeprefix("/static/"))

    assert style is not None
    assert after.url("c.svg").removeprefix("/static/").encode() in style.content
    assert before.url("a.css") != after.url("a.css")


def test_without_the_vendored_files_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make assets"):
        Assets(tmp_path)


def test_all_that_a_first_visit_fetches_stays_within_150_kb() -> None:
    assets = shared_assets()
    names = [
        "vendor/utrecht.css",
        "tokens.css",
        "app.css",
        "components.css",
        "vendor/htmx.js",
        "app.js",
        "mark.svg",
        "vendor/icons.svg",
        "vendor/atkinson-latin-400.woff2",
        "vendor/atkinson-latin-700.woff2",
        "vendor/atkinson-latin-ext-400.woff2",
        "vendor/atkinson-latin-ext-700.woff2",
    ]
    files = [assets.find(assets.url(name).removeprefix("/static/")) for name in names]

    sent = sum(len(file.zipped or file.content) for file in files if file)

    assert sent <= 120_000, "leaves 30 kB for the page itself"


def test_zipped_and_plain_are_the_same() -> None:
    assets = shared_assets()
    file = assets.find(assets.url("vendor/htmx.js").removeprefix("/static/"))

    assert file is not None
    assert file.zipped is not None
    assert gzip.decompress(file.zipped) == file.content


def test_every_vendored_part_comes_with_its_licence() -> None:
    assets = shared_assets()
    file = assets.find(assets.url("vendor/LICENSES.txt").removeprefix("/static/"))

    assert file is not None
    notices = file.content.decode()
    for part in ("htmx.org", "@utrecht/button-css", "atkinson-hyperlegible-next", "lucide-static"):
        assert part in notices
