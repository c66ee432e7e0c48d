from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request

from samenspel_platform.calendar import DutchWorkingDays
from samenspel_web.design import EXAMPLE_RULE
from samenspel_web.forms import NO_ERRORS, NOTHING_TYPED, FormErrors
from samenspel_web.templating import make_environment
from samenspel_web.texts import Texts
from samenspel_web.view import page_view

ENVIRONMENT = make_environment(Texts.with_shared())
TODAY = date(2026, 11, 28)
EXPLAINED = EXAMPLE_RULE.explain(date(2026, 11, 2), DutchWorkingDays())
Render = Callable[..., str]


@pytest.fixture
def render(new_request: Callable[..., Request]) -> Render:
    """Renders a piece of template as a page would."""

    def make(source: str, **context: Any) -> str:
        typed = context.pop("typed", NOTHING_TYPED)
        errors = context.pop("errors", NO_ERRORS)
        page = page_view(new_request(), "/intake", typed=typed, errors=errors)
        known = {"page": page, "today": TODAY, "explained": EXPLAINED}
        return ENVIRONMENT.from_string(source).render(**known, **context)

    return make


class Elements(HTMLParser):
    """All elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in tags]


CALLS = {
    "action_form": "ui.action_form(page, '/x', 'Intrekken', hidden={'version': 3})",
    "badge": "ui.badge('Te laat', 'danger')",
    "breadcrumb": "ui.breadcrumb([('Start', '/intake')], 'Vragen')",
    "button": "ui.button('Versturen')",
    "checkbox": "ui.checkbox(page, 'told', 'De ouders weten het', hint='Besproken')",
    "checkboxes": "ui.checkboxes(page, 'needs', 'Waarover?', [('a', 'Taal'), ('b', 'Gedrag')])",
    "cycle": "ui.cycle([('Kijken', 'Hoe gaat het?'), ('Doen', 'Werkt het?')], 1)",
    "date_field": "ui.date_field(page, 'day', 'Datum', min='2026-01-01', max='2026-12-31')",
    "due_badge": "ui.due_badge(today, today)",
    "empty": "ui.empty('Nog niets', 'Begin hier.', 'Nieuw', '/new')",
    "file_field": "ui.file_field(page, 'file', 'Bestand', hint='Een CSV-bestand', accept='.csv')",
    "error_summary": "ui.error_summary(page)",
    "faces": "ui.faces([1, 2, 3, 4, 5, none, 1])",
    "field_error": "ui.field_error(page, 'name')",
    "figure": "ui.figure(3, 'Open', href='/open', definition='Alles.', unit='dagen', tone='danger')",
    "hidden": "ui.hidden('a', 'b')",
    "how_computed": "ui.how_computed(explained, today)",
    "icon": "ui.icon('check')",
    "link": "ui.link('School', '/school')",
    "link_button": "ui.link_button('Nieuw', '/new')",
    "mail_preview": "ui.mail_preview('Onderwerp', 'a@b.example', none, 'Tekst', status='Bezorgd')",
    "next_action": "ui.next_action('Bellen', today, today, holder='Noord', href='/x', "
    "href_label='Ga')",
    "notice": "ui.notice('Opgeslagen.', tone='success', title='Klaar')",
    "pagination": "ui.pagination(next_href='?after=1', previous_href='?before=1')",
    "persona_card": "ui.persona_card(page, 'Joost', 'School', 'Stelt vragen.', '/personas')",
    "perspective": "ui.perspective('Ik wil mee op kamp.', 'Noor')",
    "radios": "ui.radios(page, 'soon', 'Hoe snel?', [('a', 'Nu', 'Vandaag'), ('b', 'Later')])",
    "responsible": "ui.responsible([('Zorgplicht', 'School'), ('Casusregie', 'Noord')])",
    "save_draft": "ui.save_draft('/intake/drafts/new-request')",
    "row_header": "ui.row_header('Leerling', 'Sam')",
    "cell": "ui.cell('Dagen', 3, numeric=true)",
    "select": "ui.select(page, 'school', 'School', [(1, 'A'), (2, 'B')], value=2)",
    "slot": "ui.slot('/notifications/case/1', 'Berichten')",
    "summary": "ui.summary([('Leerling', 'Sam')])",
    "summary_item": "ui.summary_item('Leerling', 'Sam')",
    "term_bar": "ui.term_bar(44, 42, today, today)",
    "text_field": "ui.text_field(page, 'name', 'Naam', hint='Voluit', max_length=80)",
    "textarea": "ui.textarea(page, 'question', 'Vraag', max_length=2000)",
    "timeline": "ui.timeline([(today, 'Ontvangen', 'Per mail')])",
}
BLOCKS = {
    "actions": "ui.actions()",
    "card": "ui.card('Titel', href='/x')",
    "details": "ui.details('Waarom?')",
    "fieldset": "ui.fieldset('Ouder', hint='Krijgt bericht.')",
    "form": "ui.form(page, '/x', label='Vraag')",
    "summary_list": "ui.summary_list()",
}


def test_every_component_has_an_example_here() -> None:
    ui: Any = ENVIRONMENT.globals["ui"]

    assert ui.names() == CALLS.keys() | BLOCKS.keys() | {"table"}


@pytest.mark.parametrize("name", sorted(CALLS.keys() - {"error_summary", "field_error"}))
def test_a_component_renders(render: Render, name: str) -> None:
    assert render(f"{{{{ {CALLS[name]} }}}}").strip().startswith("<")


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_holds_its_content(render: Render, name: str) -> None:
    assert "<b>inhoud</b>" in render(f"{{% call {BLOCKS[name]} %}}<b>inhoud</b>{{% endcall %}}")


@pytest.mark.parametrize("name", ["text_field", "textarea", "date_field", "radios", "checkbox"])
def test_a_fold_is_open_when_there_is_a_mistake_in_it(render: Render, name: str) -> None:
    source = f"{{% call ui.details('Meer') %}}{{{{ {CALLS[name]} }}}}{{% endcall %}}"
    field = CALLS[name].split("'")[1]

    for errors, is_open in (
        (NO_ERRORS, False),
        (FormErrors({"another": "Vul dit in."}), False),
        (FormErrors({field: "Vul dit in."}), True),
    ):
        (fold,) = Elements(render(source, errors=errors)).all("details")
        assert ("open" in fold) is is_open


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("text_field", "Noor"),
        ("textarea", "Meer uitleg"),
        ("date_field", "2026-09-07"),
        ("radios", "b"),
        ("checkboxes", "a"),
        ("checkbox", "true"),
        ("select", "1"),
    ],
)
def test_a_fold_is_open_when_something_was_typed_in_it(
    render: Render, name: str, typed: str
) -> None:
    source = f"{{% call ui.details('Meer') %}}{{{{ {CALLS[name]} }}}}{{% endcall %}}"
    field, errors = CALLS[name].split("'")[1], FormErrors({"another": "Vul dit in."})

    for form, is_open in (
        ({}, False),
        ({"another": "x"}, False),
        ({field: typed, "another": "x"}, True),
    ):
        sent = ImmutableMultiDict(form)
        (fold,) = Elements(render(source, errors=errors, typed=sent)).all("details")
        assert ("open" in fold) is is_open


def test_what_a_field_starts_with_opens_no_fold(render: Render) -> None:
    source = (
        "{% call ui.details('Meer') %}"
        "{{ ui.textarea(page, 'question', 'Vraag', value='Twee\nregels') }}"
        "{{ ui.radios(page, 'soon', 'Hoe snel?', [('a', 'Nu'), ('b', 'Later')], value='a') }}"
        "{% endcall %}"
    )
    sent = ImmutableMultiDict({"question": "Twee\r\nregels", "soon": "a"})
    (fold,) = Elements(render(source, typed=sent)).all("details")

    assert "open" not in fold


def test_without_errors_there_is_no_summary(render: Render) -> None:
    assert render("{{ ui.error_summary(page) }}{{ ui.field_error(page, 'name') }}").strip() == ""


@pytest.mark.parametrize(
    "name",
    [
        "text_field",
        "textarea",
        "date_field",
        "file_field",
        "select",
        "radios",
        "checkbox",
        "checkboxes",
    ],
)
def test_every_control_has_a_label_and_ids_are_unique(render: Render, name: str) -> None:
    elements = Elements(render(f"{{{{ {CALLS[name]} }}}}"))
    controls = elements.all("input", "select", "textarea")
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]

    labelled = {label["for"] for label in elements.all("label")}

    assert controls
    assert {control["id"] for control in controls} == labelled
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["text_field", "textarea", "date_field", "select"])
def test_a_wrong_field_points_at_its_sentence(render: Render, name: str) -> None:
    field = {"text_field": "name", "textarea": "question", "date_field": "day"}.get(name, "school")
    html = render(f"{{{{ {CALLS[name]} }}}}", errors=FormErrors({field: "Vul dit in."}))
    control = Elements(html).all("input", "select", "textarea")[0]

    assert control["aria-invalid"] == "true"
    assert f"{field}-error" in (control["aria-describedby"] or "")
    assert f'id="{field}-error"' in html
    assert "Vul dit in." in html


def test_the_summary_links_fields_of_the_page_and_only_those(render: Render) -> None:
    errors = FormErrors({"name": "Vul dit in.", "elsewhere": "Klopt niet."}, ("Te laat.",))

    html = render(
        "{% set body = ui.text_field(page, 'name', 'Naam') %}{{ ui.error_summary(page) }}",
        errors=errors,
    )

    assert '<a href="#name">Naam: Vul dit in.</a>' in html
    assert "#elsewhere" not in html
    assert "Klopt niet." in html
    assert "Te laat." in html


def test_a_form_beside_the_one_that_was_refused_starts_as_ever(render: Render) -> None:
    source = (
        "{{ ui.text_field(page, 'from', 'Vanaf', value='1 mei') }}"
        "{{ ui.text_field(page, 'until', 'Tot', value='1 juni') }}"
        "{{ ui.checkbox(page, 'told', 'Verteld', checked=true) }}"
    )

    html = Elements(render(source, typed=ImmutableMultiDict({"from": ""})))

    start, until, told = html.all("input")
    assert (start["value"], until["value"]) == ("", "1 juni")
    assert "checked" not in told, "it may have been unticked"


def test_what_was_typed_is_kept(render: Render) -> None:
    typed = ImmutableMultiDict(
        [("name", "Sam"), ("question", "\nHulp"), ("school", "1"), ("needs", "a"), ("needs", "b")]
    )
    source = " ".join(
        f"{{{{ {CALLS[name]} }}}}"
        for name in ("text_field", "textarea", "select", "checkboxes", "checkbox")
    )

    html = render(source, typed=typed)

    assert 'value="Sam"' in html
    assert "\nHulp</textarea>" in html
    assert '<option value="1" selected>' in html
    assert html.count(" checked") == 2


def test_what_people_write_is_never_markup(render: Render) -> None:
    evil = '"><script>alert(1)</script>'
    source = (
        "{{ ui.text_field(page, 'name', 'Naam', value=evil) }}{{ ui.textarea(page, 'q', 'V', "
        "value=evil) }}{{ ui.badge(evil) }}{{ ui.summary([('a', evil)]) }}{{ ui.perspective(evil) }}"
    )

    assert "<script>" not in render(source, evil=evil)


def test_a_form_carries_the_session_token_and_its_own_key(render: Render) -> None:
    html = render("{% call ui.form(page, '/x') %}{% endcall %}{{ page.idempotency_key }}")

    hidden = {field["name"]: field["value"] for field in Elements(html).all("input")}

    assert hidden["csrf"] == "token-of-the-session"
    assert html.strip().endswith(hidden["idempotency_key"] or "-")


def test_a_table_labels_its_cells_for_the_phone(render: Render) -> None:
    html = render(
        "{% call(item) ui.table('Vragen', ['Leerling', 'Dagen>'], rows) %}"
        "{{ ui.row_header('Leerling', item[0]) }}{{ ui.cell('Dagen', item[1], numeric=true) }}"
        "{% endcall %}",
        rows=[("Sam", 3), ("Noor", 4)],
    )

    assert html.count('role="row"') == 3
    assert 'data-label="Dagen"' in html
    assert ">Dagen</th>" in html


def test_a_passed_term_is_shown_as_late_however_long_it_was(render: Render) -> None:
    late = render("{{ ui.term_bar(44, 42, last, today) }}", last=date(2026, 11, 26))
    on_time = render("{{ ui.term_bar(3, 42, last, today) }}", last=date(2026, 12, 30))

    assert "term--late" in late
    assert 'width="100%"' in late
    assert "2 dagen te laat" in late
    assert "term--late" not in on_time


def test_a_figure_that_cannot_be_given_is_no_link(render: Render) -> None:
    html = render("{{ ui.figure(none, 'Doorlooptijd', href='/x', unit='dagen') }}")

    assert "<a" not in html
    assert "dagen" not in html


def test_nothing_needs_inline_style_or_script(render: Render) -> None:
    html = render(" ".join(f"{{{{ {call} }}}}" for call in CALLS.values()))

    for tag, attributes in Elements(html).found:
        assert tag not in ("style", "script")
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_a_last_day_that_was_recorded_wins_from_the_calendar_of_now(render: Render) -> None:
    same = render("{{ ui.how_computed(explained, last) }}", last=EXPLAINED.last_day)
    other = render("{{ ui.how_computed(explained, last) }}", last=date(2026, 11, 20))
    assert "Vastgelegd is" not in same
    assert "Vastgelegd is 20 november 2026, en die dag telt." in other
    assert render("{{ ui.how_computed(none) }}") == ""
