"""Says on the terminal what an import did, and what a person should look at."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from samenspel_intake.application.load_unit_map import Loaded
from samenspel_intake.application.record_locations import Recorded
from samenspel_intake.application.resolve_schools import Resolved
from samenspel_intake.gateways.school_register import Register

MEANINGS = {
    "brin.invalid": "no valid BRIN and location number",
    "school.name-missing": "the name is missing",
    "postcode.invalid": "no valid postcode",
    "municipality.invalid": "no valid municipality number",
    "location.duplicate": "the location stands in the file already",
    "row.wrong-number-of-fields": "the line has another number of fields than the header",
    "house-number.damaged": "a spreadsheet made the house number a date; kept as it is",
    "house-number.doubtful": "the house number looks like a date; kept as it is",
}


def report_import(
    console: Console, register: Register, recorded: Recorded, schools: Resolved
) -> None:
    """Print the problems by line, then the summary."""
    if register.problems:
        console.print(_problems(register))
    visiting = register.damaged("house_number")
    correspondence = register.damaged("correspondence_house_number")
    console.print(
        f"School locations: {recorded.new} new, {recorded.changed} changed, "
        f"{recorded.unchanged} unchanged, {register.refused} refused."
    )
    console.print(
        f"Damaged house numbers: {visiting} of visiting addresses, "
        f"{correspondence} of correspondence addresses."
    )
    console.print(f"Schools of an alliance: {schools.new} new, {schools.changed} changed.")


def report_unit_map(console: Console, loaded: Loaded) -> None:
    """Print what loading a unit map changed."""
    alliance = "changed" if loaded.alliance_changed else "unchanged"
    console.print(f"Alliance {alliance}. Terms changed: {loaded.terms}. Units: {loaded.units}.")
    console.print(f"Schools: {loaded.schools.new} new, {loaded.schools.changed} changed.")


def _problems(register: Register) -> Table:
    table = Table(box=SIMPLE_HEAD)
    for title in ("line", "location", "field", "value", "what is wrong", "probably"):
        table.add_column(title)
    for problem in sorted(register.problems, key=lambda p: p.line):
        table.add_row(
            str(problem.line),
            problem.location,
            problem.field.replace("_", " "),
            problem.value,
            MEANINGS[problem.code],
            problem.hint,
        )
    return table
