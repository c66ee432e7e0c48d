"""Unit: what a school's own plan says of our fields, and that no word of it gets lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.opp.content import LONGEST_TEXT, OppField, Outflow, Part
from samenspel_arrangements.domain.opp.school_headings import heading_of
from samenspel_arrangements.domain.opp.school_plan import SchoolPlan, plan_of

FORM = """Ontwikkelingsperspectief basisschool De Wissel
Naam: Sam
Deel A. Het kind
Hij zit in groep 5.
Bevorderende factoren
Leert graag met beelden en
werkt dan rustig door.
Belemmerende factoren (school)
Schrikt van geluid.
Pagina 1 van 2
Deel B: Wat er al gedaan is
Een eigen plek in de klas.
Deel C
1. Uitstroombestemming: vmbo-basis
2. Onderbouwing
Toetsen en wat wij zien.
3. Doelen
Hij leest kern 6.
4. Aanpak
Elke dag een kwartier voordoen.
Mening van de leerling
Ik wil rust.
Deel D
Over zes weken kijken we terug.
Handtekeningen
"""


def test_a_form_is_split_over_its_fields_by_its_headings() -> None:
    plan = plan_of([FORM])

    assert plan.content.promoting == "Leert graag met beelden en werkt dan rustig door."
    assert plan.content.impeding == "(school)\nSchrikt van geluid."
    assert plan.content.tried == "Een eigen plek in de klas."
    assert plan.content.outflow is Outflow.VMBO_BASIC
    assert plan.content.substantiation == "Toetsen en wat wij zien."
    assert plan.content.support == "Hij leest kern 6.\n\nAanpak\nElke dag een kwartier voordoen."
    assert plan.content.deviations == ""
    assert plan.content.agreements == "Over zes weken kijken we terug."
    assert plan.parts == tuple(Part)


def test_what_has_no_place_is_left_over_with_its_heading() -> None:
    assert [(each.heading, each.text) for each in plan_of([FORM]).left] == [
        ("", "Ontwikkelingsperspectief basisschool De Wissel\nNaam: Sam"),
        ("Deel A. Het kind", "Hij zit in groep 5."),
        ("Mening van de leerling", "Ik wil rust."),
    ]


@pytest.mark.parametrize(
    ("said", "outflow"),
    [
        ("Vmbo-TL", Outflow.VMBO_THEORETICAL),
        ("vmbo kader", Outflow.VMBO_MIDDLE),
        ("VMBO-GL/TL", Outflow.VMBO_THEORETICAL),
        ("Praktijkonderwijs", Outflow.PRACTICAL),
        ("gymnasium", Outflow.VWO),
        ("VSO, uitstroom arbeid", Outflow.VSO_WORK),
        ("VSO vervolgonderwijs", Outflow.VSO_FURTHER),
        ("dagbesteding", Outflow.VSO_DAYTIME),
        ("havo of vwo", None),
        ("nog niet bekend", None),
    ],
)
def test_the_outflow_is_taken_over_only_when_one_is_named(
    said: str, outflow: Outflow | None
) -> None:
    plan = plan_of([f"Uitstroomperspectief\n{said}"])

    assert plan.content.outflow is outflow
    assert said in (plan.left[0].text if outflow is None else f"{plan.content}{said}")


@pytest.mark.parametrize(
    "line",
    [
        "A. de Vries is zijn leerkracht.",
        "Een afspraak is een afspraak.",
        "Afspraken met de ouders zijn er elke maandag op school gemaakt.",
        "Doelenboek",
        "De ondersteuning is goed.",
        "B",
    ],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    found = heading_of(line)

    assert found is None or not found.rest or line == "B"


def test_more_than_a_field_holds_is_left_over() -> None:
    plan = plan_of(["Handelingsdeel\n" + "woord " * LONGEST_TEXT])

    assert len(plan.content.support) <= LONGEST_TEXT
    assert words_of(plan).count("woord") == LONGEST_TEXT


def words_of(plan: SchoolPlan) -> list[str]:
    content = plan.content
    texts = [str(getattr(content, each.value)) for each in OppField if content.says(each)]
    return " ".join([*texts, *(f"{e.heading} {e.text}" for e in plan.left)]).split()


LINES = st.lists(
    st.one_of(
        st.sampled_from(FORM.splitlines()),
        st.text("abcxyz éë.,:()", min_size=1, max_size=60),
        st.text(max_size=30),
    ),
    max_size=40,
)


@given(LINES)
def test_no_line_of_a_file_gets_lost(lines: list[str]) -> None:
    pages = ["\n".join(lines)]
    shown = " ".join(words_of(plan_of(pages)))

    for line in "\n".join(lines).splitlines():
        clean = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", line)
        if heading_of(clean.strip()) is None and not re.search(r"\d", line):
            assert " ".join(clean.split()) in shown
