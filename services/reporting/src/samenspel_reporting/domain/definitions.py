"""What each number means, in words; a changed meaning gets a new version and its first day."""

from collections.abc import Mapping
from datetime import date

from samenspel_reporting.domain.definition import Definition
from samenspel_reporting.domain.result_definitions import RESULT_DEFINITIONS

ALL_OPEN_ITEMS = date(2026, 11, 23)
"""From this day on they count signals, registrations, spells, plans, TLVs and places too."""
TLV_FIGURES = date(2026, 11, 23)
"""From this day on decisions on TLVs are counted."""
MONEY_FIGURES = date(2026, 11, 23)
"""From this day on money is set beside what is asked."""


_ALL = (
    Definition(
        key="open",
        title="Open vragen",
        meaning=(
            "Alle vragen van scholen en ouders die het samenwerkingsverband nu beantwoordt. "
            "Een vraag is open vanaf het moment van indienen. De vraag sluit als een persoon de "
            "casusregie heeft aangenomen, of als de vraag is ingetrokken."
        ),
        target="Geen streefgetal: elke vraag is welkom.",
    ),
    Definition(
        key="open-cases",
        title="Lopende trajecten",
        meaning=(
            "Alle trajecten waarvan een persoon de casusregie heeft aangenomen en die niet zijn "
            "afgesloten. Ook een traject dat is overgedragen maar waarvan de opening hier nog "
            "niet bekend is, telt mee."
        ),
        target="Geen streefgetal.",
    ),
    Definition(
        key="term-used",
        title="Gebruikte dagen van de termijn",
        meaning=(
            "Per open vraag: het aantal werkdagen vanaf de dag na het begin van de reactietermijn "
            "tot en met vandaag, van alle werkdagen in die termijn. Weekenden en wettelijke "
            "feestdagen tellen niet mee. De termijn staat vast op de dag van indienen."
        ),
        target="Niet meer dan alle werkdagen van de termijn.",
    ),
    Definition(
        key="over-term",
        title="Over de termijn",
        meaning=(
            "Open vragen waarvan de laatste dag van de reactietermijn voorbij is. Het percentage "
            "is dit aantal, gedeeld door het aantal open vragen."
        ),
        target="0",
    ),
    Definition(
        key="without-holder",
        title="Zonder casusregie",
        meaning=(
            "Alles wat open staat en waarvoor geen persoon en geen loket verantwoordelijk is: "
            "signalen, aanmeldingen, vragen, trajecten, kinderen zonder onderwijs, "
            "ontwikkelingsplannen, aanvragen voor een TLV en plekken die worden gezocht. "
            "Hieronder valt ook een vraag die is overgedragen zonder dat het traject open is."
        ),
        target="0",
        version=2,
        valid_from=ALL_OPEN_ITEMS,
    ),
    Definition(
        key="without-next-action",
        title="Zonder volgende stap",
        meaning=(
            "Alles wat open staat zonder volgende stap, of met een stap zonder datum: signalen, "
            "aanmeldingen, vragen, trajecten, kinderen zonder onderwijs, "
            "ontwikkelingsplannen, aanvragen voor een TLV en plekken die worden gezocht."
        ),
        target="0",
        version=2,
        valid_from=ALL_OPEN_ITEMS,
    ),
    Definition(
        key="overdue",
        title="Stap te laat",
        meaning=(
            "Alles wat open staat en waarvan de volgende stap gisteren of eerder klaar had moeten "
            "zijn: signalen, aanmeldingen, vragen, trajecten, kinderen zonder onderwijs, "
            "ontwikkelingsplannen, aanvragen voor een TLV en plekken die worden gezocht. Er is geen speling: één dag te laat telt."
        ),
        target="0",
        version=2,
        valid_from=ALL_OPEN_ITEMS,
    ),
    Definition(
        key="handover-unanswered",
        title="Overdracht zonder antwoord",
        meaning=(
            "Open vragen met een aangeboden overdracht die niet is aangenomen of geweigerd, "
            "terwijl de antwoorddatum voorbij is. De afzender blijft intussen verantwoordelijk."
        ),
        target="0",
    ),
    Definition(
        key="granted",
        title="Vragen met toegekende hulp",
        meaning=(
            "Vragen waarvoor in de periode voor het eerst hulp is toegekend. De dag van toekennen "
            "telt, niet de dag waarop de hulp begint."
        ),
        target="Geen streefgetal.",
    ),
    Definition(
        key="days-to-grant-median",
        title="Tijd van vraag tot hulp: helft van de vragen",
        meaning=(
            "Kalenderdagen van de dag van indienen tot de dag waarop voor het eerst hulp is "
            "toegekend. De mediaan is het middelste aantal dagen: de helft van de vragen ging "
            "sneller of even snel. Bij een even aantal vragen is het het gemiddelde van de twee "
            "middelste. n is het aantal vragen. Vragen die nog wachten tellen hier niet mee; "
            "die staan bij de open vragen."
        ),
        target="Eigen norm van het samenwerkingsverband.",
    ),
    Definition(
        key="days-to-grant-p90",
        title="Tijd van vraag tot hulp: negen van de tien vragen",
        meaning=(
            "Zoveel kalenderdagen waren genoeg voor negen van de tien vragen (het 90e percentiel). "
            "Tussen twee vragen in wordt naar verhouding gerekend (continu percentiel)."
        ),
        target="Eigen norm van het samenwerkingsverband.",
    ),
    Definition(
        key="asked",
        title="Vragen in dit schooljaar",
        meaning=(
            "Vragen van scholen en ouders die sinds 1 augustus zijn ingediend. Ook vragen die al "
            "zijn beantwoord of ingetrokken tellen mee. Zo meten wij hoeveel hulp er nodig is."
        ),
        target="Geen streefgetal: elke vraag is welkom.",
        valid_from=MONEY_FIGURES,
    ),
    Definition(
        key="money-used",
        title="Geld gebruikt",
        meaning=(
            "Wat in dit schooljaar voor hulp is toegezegd of betaald. Het percentage is dat bedrag, "
            "gedeeld door wat het steunpunt kreeg. Geld van anderen telt niet mee, zoals jeugdhulp "
            "van de gemeente. Meer toezeggen dan iemand mag, kan niet: dan beslist een ander."
        ),
        target="Geen streefgetal. Boven wat iemand mag toezeggen: 0.",
        valid_from=MONEY_FIGURES,
    ),
    Definition(
        key="money-per-request",
        title="Geld per vraag",
        meaning=(
            "Het gebruikte geld van dit schooljaar, gedeeld door de vragen van dit schooljaar. "
            "Verschilt dit veel tussen steunpunten? Dan volgt het geld misschien niet wat nodig "
            "is. Bij weinig vragen zegt het getal weinig."
        ),
        target="Ongeveer gelijk in elk steunpunt.",
        valid_from=MONEY_FIGURES,
    ),
    Definition(
        key="tlv-decided",
        title="Besluiten over een TLV",
        meaning=(
            "Aanvragen voor een toelaatbaarheidsverklaring (TLV) waarover in de periode is beslist: "
            "toegekend, afgewezen of niet in behandeling genomen. Is er na bezwaar opnieuw "
            "beslist, dan telt het laatste besluit."
        ),
        target="Geen streefgetal.",
        valid_from=TLV_FIGURES,
    ),
    Definition(
        key="tlv-late",
        title="Besluit over een TLV te laat",
        meaning=(
            "Besluiten over een TLV die na de laatste dag van de wettelijke termijn zijn genomen. "
            "De termijn is acht weken vanaf ontvangst. De dagen waarop de school iets moest "
            "aanvullen tellen niet mee."
        ),
        target="0",
        valid_from=TLV_FIGURES,
    ),
    Definition(
        key="tlv-objected",
        title="Bezwaar tegen een TLV-besluit",
        meaning=(
            "Besluiten over een TLV waartegen in de periode bezwaar is gemaakt. De dag waarop het "
            "bezwaar binnenkwam telt."
        ),
        target="Geen streefgetal: bezwaar maken is een recht.",
        valid_from=TLV_FIGURES,
    ),
    Definition(
        key="tlv-objection-upheld",
        title="Bezwaar dat gegrond was",
        meaning=(
            "Bezwaren uit de periode waarbij het bezwaar gegrond is verklaard. Een bezwaar waarop "
            "nog niet is beslist, telt hier niet mee."
        ),
        target="0: dan waren de besluiten meteen goed.",
        valid_from=TLV_FIGURES,
    ),
)

DEFINITIONS: Mapping[str, Definition] = {
    definition.key: definition for definition in (*_ALL, *RESULT_DEFINITIONS)
}
