"""What each result means, in words (K16, K17 of the alliance's figures)."""

from samenspel_reporting.domain.definition import RESULTS, Definition
from samenspel_reporting.domain.hearing_definitions import HEARING_DEFINITIONS

RESULT_DEFINITIONS = (
    Definition(
        key="help-past-end",
        title="Hulp die voorbij het einde is",
        meaning=(
            "Hulp die nu loopt en waarvan de afgesproken laatste dag voorbij is. Niemand heeft "
            "dan besloten om te stoppen of door te gaan. n is het aantal keren dat hulp nu loopt. "
            "Het telt bij het steunpunt waar het traject nu is."
        ),
        target="0",
        valid_from=RESULTS,
    ),
    Definition(
        key="help-extended-unseen",
        title="Verlengd zonder evaluatie",
        meaning=(
            "Verlengingen in de periode waarvoor niemand vooraf samen keek of de hulp werkt. n is "
            "het aantal verlengingen."
        ),
        target="0",
        valid_from=RESULTS,
    ),
    Definition(
        key="help-length",
        title="Hoe lang hulp duurde",
        meaning=(
            "Hulp die in de periode stopte: de dagen dat zij duurde, gedeeld door de dagen die "
            "bij de start waren afgesproken. Het getal is de mediaan, het middelste van alle "
            "keren. 100% is precies zo lang als gepland. Hulp die nooit begon en hulp aan een "
            "kind dat is overleden tellen niet mee."
        ),
        target="Geen streefgetal: zo lang als nodig is.",
        valid_from=RESULTS,
    ),
    Definition(
        key="help-ended-early",
        title="Eerder klaar, doel gehaald",
        meaning=(
            "Hulp die in de periode stopte vóór de afgesproken laatste dag, omdat het doel is "
            "gehaald. Het percentage is van alle hulp die in de periode stopte. Hulp die nooit begon "
            "en hulp aan een kind dat is overleden tellen niet mee."
        ),
        target="Geen streefgetal.",
        valid_from=RESULTS,
    ),
    Definition(
        key="goals-met",
        title="Doelen gehaald",
        meaning=(
            "Hulp die in de periode stopte of aan haar laatste dag kwam. Het percentage is de hulp "
            "die volgens de laatste evaluatie werkt, of die stopte omdat het doel is gehaald. "
            "Hulp die stopte voordat zij begon telt niet mee."
        ),
        target="Omhoog.",
        valid_from=RESULTS,
    ),
    Definition(
        key="goals-partly",
        title="Doelen deels gehaald",
        meaning=(
            "Hulp die in de periode stopte of aan haar laatste dag kwam. Het percentage is de hulp "
            "die volgens de laatste evaluatie een beetje werkt. Hulp die stopte voordat zij begon "
            "telt niet mee."
        ),
        target="Geen streefgetal.",
        valid_from=RESULTS,
    ),
    Definition(
        key="goals-not",
        title="Doelen niet gehaald",
        meaning=(
            "Hulp die in de periode stopte of aan haar laatste dag kwam. Het percentage is de hulp "
            "die volgens de laatste evaluatie niet werkt. Hulp die stopte voordat zij begon "
            "telt niet mee."
        ),
        target="Geen streefgetal: ook dit leert ons wat werkt.",
        valid_from=RESULTS,
    ),
    Definition(
        key="goals-unknown",
        title="Niet bekend of doelen zijn gehaald",
        meaning=(
            "Hulp die in de periode stopte of aan haar laatste dag kwam, zonder één evaluatie. Hulp "
            "die stopte voordat zij begon telt niet mee. Hulp aan een kind dat is overleden telt "
            "nergens mee."
        ),
        target="0%",
        valid_from=RESULTS,
    ),
    Definition(
        key="evaluated-in-time",
        title="Op tijd geëvalueerd",
        meaning=(
            "Evaluaties die in de periode klaar moesten zijn, uiterlijk op de afgesproken dag. "
            "Het percentage is wat op die dag echt was gedaan. Hulp die toen al was gestopt telt "
            "niet mee. Een evaluatie die met een reden is overgeslagen telt als niet gedaan."
        ),
        target="100%",
        valid_from=RESULTS,
    ),
    *HEARING_DEFINITIONS,
)
