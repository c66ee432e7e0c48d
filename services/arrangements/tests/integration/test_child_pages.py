"""Integration: the pages of perspective and voice, with two who edit at a time and a child alone."""

import asyncio
import re
from html.parser import HTMLParser
from typing import Any

import httpx2
import pytest
from playwright.async_api import Browser

from samenspel_kernel.actor import Role

from .children import a_child
from .test_pages import words_of

TYPED = {
    "own_words": "Ik wil meedoen met rekenen.",
    "told_by": "child",
    "now": "Een rustige plek.",
    "education": "Elke dag voorlezen",
    "care_not_needed": "De huisarts is gevraagd.",
    "home": "Thuis een vast moment",
    "no_goal_for_surroundings": "",
}


class _Filled(HTMLParser):
    """Collects the fields of a page's forms with what stands in them, long texts too."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and (
            given.get("type") not in ("radio", "checkbox") or "checked" in given
        ):
            self.fields[given["name"]] = given.get("value", "")
        elif tag in ("select", "textarea"):
            self._inside = given["name"]
            self.fields.setdefault(self._inside, "")
        elif tag == "option" and "selected" in given:
            self.fields[self._inside] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            if tag == "textarea":
                self.fields[self._inside] = self.fields[self._inside].removeprefix("\n")
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside and self.lasttag == "textarea":
            self.fields[self._inside] += data


def fields_of(page: httpx2.Response) -> dict[str, str]:
    """Give what the forms of a page would send."""
    found = _Filled()
    found.feed(page.text)
    return found.fields


def goal(page: httpx2.Response, number: int, whom: str, text: str) -> dict[str, str]:
    """Fill in the nth goal of the form."""
    keys = list(dict.fromkeys(re.findall(r'name="goals\.(\w+)\.', page.text)))
    name = f"goals.{keys[number]}"
    return {f"{name}.whom": whom, f"{name}.text": text, f"{name}.seen_by": "Iedereen ziet het."}


async def written(client: httpx2.AsyncClient, at: str) -> None:
    form = await client.get(f"{at}/edit")
    sent = fields_of(form) | TYPED | goal(form, 0, "teacher", "De leraar geeft tijd.")
    answer = await client.post(at, data=sent)
    assert (answer.status_code, answer.headers.get("location")) == (303, at), answer.text


async def test_a_case_begins_with_the_childs_own_words(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    case = f"/arrangements/cases/{child.case_id}"
    async with client_of(child.holder) as client:
        await written(client, f"{case}/perspective")
        found = await client.get(f"/arrangements/perspectives/{child.perspective_id}")
        page = words_of(await client.get(case))
        own = words_of(await client.get(f"{case}/perspective"))

    assert found.headers["location"] == f"{case}/perspective"
    assert page.index("Ik wil meedoen met rekenen.") < page.index("Casusregie")
    assert "In eigen woorden" in page
    for part in (
        "De leraar geeft tijd.",
        "Elke dag voorlezen",
        "Hier is niets nodig.",
        "Sam de Wit",
    ):
        assert part in own


async def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    at = f"/arrangements/cases/{child.case_id}/perspective"
    async with client_of(child.holder) as client:
        form = await client.get(f"{at}/edit")
        sent = fields_of(form) | TYPED | {"care_not_needed": ""}
        again = await client.post(at, data=sent | goal(form, 1, "child", "Ik durf iets."))

    assert again.status_code == 422
    assert 'id="care-error"' in again.text
    assert 'id="no_goal_for_surroundings-error"' in again.text
    assert "Ik durf iets." in again.text
    assert "Een rustige plek." in again.text


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("theirs", "Ik wil buiten spelen."),
        ("mine", "Ik wil rust."),
        ("both", "Ik wil buiten spelen.\nIk wil rust."),
    ],
)
async def test_two_who_edit_at_a_time_see_both_texts_and_lose_nothing(
    world: Any, client_of: Any, choice: str, kept: str
) -> None:
    child = await a_child(world, client_of)
    at = f"/arrangements/cases/{child.case_id}/perspective"
    async with client_of(child.holder) as one, client_of(child.follower(Role.PARENT)) as other:
        await written(one, at)
        ours, theirs = await one.get(f"{at}/edit"), await other.get(f"{at}/edit")
        first = fields_of(theirs) | {"now": "Ik wil buiten spelen.", "adult": "Bakker"}
        second = fields_of(ours) | {"now": "Ik wil rust.", "team": "Jeugdteam: thuis"}
        second |= goal(ours, 1, "home", "Thuis lezen.")
        saved = await other.post(at, data=first)
        merge = await one.post(at, data=second)
        assert (saved.status_code, merge.status_code) == (303, 409)
        for text in ("Ik wil buiten spelen.", "Ik wil rust.", "Bakker", "Jeugdteam: thuis"):
            assert text in merge.text
        assert "Er is niets kwijt." in words_of(merge)
        chosen = await one.post(at, data=fields_of(merge) | {"choice.now": choice})
        assert chosen.status_code == 303, chosen.text
        now = (await one.get(child.perspective)).json()

    assert now["version"] == 3
    assert now["content"]["now"] == kept
    assert (now["content"]["adult"], now["content"]["team"]) == ("Bakker", ["Jeugdteam: thuis"])
    assert [each["text"] for each in now["content"]["goals"]] == [
        "De leraar geeft tijd.",
        "Thuis lezen.",
    ]


async def test_many_who_save_at_once_make_one_version_and_lose_nothing(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    at = f"/arrangements/cases/{child.case_id}/perspective"
    people = [child.holder, *(child.follower(role) for role in (Role.PARENT, Role.TEACHER))]
    async with client_of(people[0]) as first:
        await written(first, at)

    async def save(who: Any, text: str) -> tuple[httpx2.Response, str]:
        async with client_of(who) as client:
            form = fields_of(await client.get(f"{at}/edit"))

            return await client.post(at, data=form | {"now": text}), text

    answers = await asyncio.gather(*(save(who, f"tekst {n}") for n, who in enumerate(people)))
    async with client_of(child.holder) as client:
        versions = (await client.get(f"{child.perspective}/versions")).json()["items"]
    stored = {each["content"]["now"] for each in versions}
    for answer, text in answers:
        assert text in stored or text in answer.text or answer.status_code in (409, 412)


async def test_a_parent_says_with_what_it_disagrees_on_the_page(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    at = f"/arrangements/cases/{child.case_id}/perspective"
    async with client_of(child.holder) as client:
        await written(client, at)
    async with client_of(child.follower(Role.PARENT)) as parent:
        form = fields_of(await parent.get(at)) | {"view": "disagrees"}
        bare = await parent.post(f"{at}/positions", data=form)
        said = await parent.post(f"{at}/positions", data=form | {"with_what": "Eerst praten."})
        page = words_of(await parent.get(at))

    assert bare.status_code == 422
    assert 'id="with_what-error"' in bare.text
    assert said.status_code == 303
    assert "Deelt het niet : Eerst praten." in page.replace("niet:", "niet :")
    assert "Nog niet iedereen deelt deze versie." in page


async def test_a_child_reads_its_perspective_and_says_yes(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    at = f"/arrangements/cases/{child.case_id}/perspective"
    async with client_of(child.holder) as client:
        await written(client, at)
    async with client_of(child.itself()) as itself:
        form = fields_of(await itself.get(at)) | {"view": "agrees"}
        said = await itself.post(f"{at}/positions", data=form)
        edit = await itself.get(f"{at}/edit")

    assert said.status_code == 303
    assert edit.status_code == 404


async def test_a_child_says_it_alone_and_hears_back(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    at = f"/arrangements/voices/{child.voice_id}"
    async with client_of(child.itself()) as itself:
        start = await itself.get("/arrangements/voice")
        assert f"{at}/say" in start.text
        page = await itself.get(f"{at}/say")
        for number in range(1, 8):
            assert f"{number} van 7" in words_of(page)
            form = fields_of(page) | {"face": "" if number == 3 else "2"}
            gone = await itself.post(f"{at}/answers", data=form)
            page = await itself.get(gone.headers["location"])
        gone = await itself.post(f"{at}/words", data=fields_of(page) | {"drawing": "Een boom."})
        page = await itself.get(gone.headers["location"])
        done = await itself.post(f"{at}/hearings", data=fields_of(page) | {"teacher": "true"})
        own = words_of(await itself.get(done.headers["location"]))
    async with client_of(child.holder) as client:
        shown = words_of(await client.get(at))
        form = fields_of(await client.get(at))
        told = await client.post(
            f"{at}/visits", data=form | {"on": "2026-09-07", "note": "Wij praten morgen weer."}
        )
        form = fields_of(await client.get(at)) | {"changed": "yes", "what": "Een vaste plek."}
        assert (await client.post(f"{at}/influences", data=form)).status_code == 303
        form = fields_of(await client.get(at)) | {"feedback": "Je krijgt een plek."}
        ended = await client.post(f"{at}/feedbacks", data=form | {"told_on": "2026-09-07"})
        after = words_of(await client.get(at))
    async with client_of(child.follower(Role.PARENT)) as parent:
        outside = words_of(await parent.get(at))

    assert "Een boom." in own
    assert "Dit kind voelt zich niet veilig" in shown
    assert "meldcode" in shown
    assert (told.status_code, ended.status_code) == (303, 303)
    assert "klaar" in after
    assert "Dit kind voelt zich niet veilig" not in after
    for secret in ("Een boom.", "veilig", "meldcode"):
        assert secret not in outside


async def test_who_is_no_holder_sees_no_worry_and_no_words(world: Any, client_of: Any) -> None:
    child = await a_child(world, client_of)
    at = f"/arrangements/voices/{child.voice_id}"
    async with client_of(child.itself()) as itself:
        await itself.post(f"{child.voice}/answers", json={"statement": 7, "face": 1})
    for who in (
        *(child.follower(role) for role in (Role.PARENT, Role.TEACHER)),
        world.coordinator(),
        world.somebody(Role.SCHOOL_COORDINATOR, school_id=world.school_id),
    ):
        async with client_of(who) as client:
            page = words_of(await client.get(at))
            listed = words_of(await client.get(f"/arrangements/cases/{child.case_id}/voices"))
        for shown in (page, listed):
            assert "meldcode" not in shown
            assert "Dit kind voelt" not in shown


class _Buttons(HTMLParser):
    """Collects the names of buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "button" and given.get("name") == "face":
            self.values.append(given.get("value") or "")


async def test_a_statement_has_five_faces_and_a_way_to_say_nothing(
    world: Any, client_of: Any
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.itself()) as itself:
        page = await itself.get(f"/arrangements/voices/{child.voice_id}/say")
    buttons = _Buttons()
    buttons.feed(page.text)

    assert buttons.values == ["1", "2", "3", "4", "5", ""]


@pytest.mark.parametrize(("width", "height"), [(360, 640), (768, 1024)])
async def test_a_child_sees_all_faces_without_scrolling(
    world: Any, client_of: Any, browser: Browser, width: int, height: int
) -> None:
    child = await a_child(world, client_of)
    async with client_of(child.itself()) as itself:
        html = (await itself.get(f"/arrangements/voices/{child.voice_id}/say")).text
        styles = re.findall(r'href="([^"]+\.css[^"]*)"', html)
        css = [(await itself.get(path)).text for path in styles]
    page = await browser.new_page(viewport={"width": width, "height": height})
    await page.set_content(html)
    for sheet in css:
        await page.add_style_tag(content=sheet)
    boxes = await page.evaluate(
        """[...document.querySelectorAll('.voice__face')].map((each) => {
            const own = each.getBoundingClientRect()
            const icon = each.querySelector('.icon').getBoundingClientRect()
            return [own.bottom, own.right, icon.width, icon.height]
        })"""
    )
    await page.close()

    assert len(boxes) == 6
    for bottom, right, wide, high in boxes:
        assert bottom <= height
        assert right <= width
        assert min(wide, high) >= 64
