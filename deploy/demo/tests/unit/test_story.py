"""Unit: the demo's story can be told."""

from datetime import UTC, datetime

from samenspel_demo.asking import FOLDER
from samenspel_demo.people import PERSONAS, SECOND_ROLES
from samenspel_demo.story import Ending, read_story
from samenspel_demo.story_clock import StoryClock
from samenspel_intake.gateways.school_register import read_register
from samenspel_intake.gateways.unit_map_file import read_unit_map
from samenspel_kernel.actor import Role

CHAPTERS = read_story()
STEPS = {Ending.WAITS: 0, Ending.WITHDRAWN: 0, Ending.OFFERED: 1, Ending.RETURNED: 2}
STEPS |= {Ending.OPENED: 2, Ending.GRANTED: 3}


def test_every_state_occurs_and_has_its_steps() -> None:
    assert {chapter.ending for chapter in CHAPTERS} == set(Ending)
    assert len(CHAPTERS) >= 24
    for chapter in CHAPTERS:
        assert len(chapter.steps) == STEPS[chapter.ending], chapter.given
        assert list(chapter.steps) == sorted(chapter.steps)
        assert all(step < chapter.days_ago for step in chapter.steps), chapter.given


def test_schools_and_people_of_the_story_exist() -> None:
    schools = {
        location.code for location in read_register((FOLDER / "schools.csv").read_bytes()).locations
    }
    units = {unit.slug for unit in read_unit_map((FOLDER / "alliance.yaml").read_bytes()).units}
    children = {chapter.given for chapter in CHAPTERS}
    assert len(children) == len(CHAPTERS)
    assert {c.school for c in CHAPTERS if len(c.school) == 6} <= schools
    for persona in (*PERSONAS, *SECOND_ROLES):
        assert {persona.school} <= schools | {""}, persona.name
        assert {persona.unit} <= units | {""}, persona.name
        assert set(persona.children) <= children, persona.name


def test_there_is_somebody_in_every_role_and_somebody_in_two() -> None:
    assert {persona.role for persona in PERSONAS} == set(Role)
    assert {persona.name for persona in SECOND_ROLES} <= {persona.name for persona in PERSONAS}


def test_nothing_in_the_story_happens_in_a_weekend_or_in_the_future() -> None:
    now = datetime(2026, 11, 22, 7, tzinfo=UTC)  # a Sunday
    clock = StoryClock(now)
    for days_ago in range(60):
        clock.go_to(days_ago)
        assert clock.today.weekday() < 5
        assert clock.now() <= now
