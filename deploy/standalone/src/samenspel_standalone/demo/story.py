"""The children of the demo and what was asked for them; invented, in every state a request can have.

Days are counted back from the day on which the demo is loaded, so that it always looks alive.
"""

from dataclasses import dataclass
from enum import StrEnum


class Ending(StrEnum):
    """How far a request has come."""

    WAITS = "waits"
    OFFERED = "offered"
    RETURNED = "returned"
    OPENED = "opened"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One child and its request.

    `school` is a location code, or a municipality's code for a child without a school. `parents`
    are names with an e-mail address, or with none where the address is still missing. The request
    was submitted `days_ago`; `steps` are the days after it on which it was offered, answered and
    granted, as far as its ending goes.
    """

    given: str
    family: str
    age: float | None
    school: str
    kind: str
    question: str
    tried: str
    days_ago: int
    ending: Ending = Ending.WAITS
    steps: tuple[int, ...] = ()
    parents: tuple[tuple[str, str | None], ...] = ()
    language: str = "nl"


def _parent(name: str) -> tuple[tuple[str, str | None], ...]:
    return ((name, f"{name.lower().replace(' ', '.')}@ouders.example"),)


RECEPTION = (
    "Vast overdrachtsmoment bij de deur en een plaatje van de dag op tafel. Dat hielp een beetje."
)
READING = "Extra leestijd met een tutor, drie keer per week. Het lezen gaat iets vooruit."
CALM = "Een rustige werkplek en korte opdrachten. Met een maatje lukt het het best."
NONE = "Nog niet veel; we willen vroeg meedenken."

CHAPTERS: tuple[Chapter, ...] = (
    # Noord
    Chapter(
        "Sam",
        "de Graaf",
        7.4,
        "99AA00",
        "arrangement",
        "Sam raakt vaak overprikkeld in de klas. Hoe kunnen wij hem helpen om mee te doen?",
        CALM,
        3,
        parents=_parent("Eva de Graaf"),
    ),
    Chapter(
        "Noor",
        "Bakker",
        5.2,
        "99AA00",
        "arrangement",
        "Noor praat op school nog bijna niet. Thuis wel. Wat heeft zij van ons nodig?",
        RECEPTION,
        30,
        Ending.GRANTED,
        (4, 7, 21),
        parents=_parent("Youssef Bakker"),
    ),
    Chapter(
        "Milan",
        "Visser",
        9.1,
        "99BA00",
        "arrangement",
        "Milan rekent ver boven zijn groep en verveelt zich. Welke uitdaging past bij hem?",
        "Een plusboek en een eigen project. Hij wil graag met anderen samenwerken.",
        24,
        Ending.OFFERED,
        (20,),
        parents=_parent("Anna Visser"),
    ),
    Chapter(
        "Lieke",
        "Smit",
        8.0,
        "99BA00",
        "consultation",
        "Lieke durft niet meer te gymmen. Wat kunnen wij morgen al anders doen?",
        NONE,
        1,
        parents=_parent("Joost Smit"),
    ),
    Chapter(
        "Daan",
        "Mulder",
        6.6,
        "99CA00",
        "arrangement",
        "Daan loopt vaak weg uit de klas. Hoe houden wij het veilig en fijn voor hem?",
        "Een time-outplek en een vaste juf. Dat werkt in de ochtend.",
        20,
        Ending.OFFERED,
        (9,),
        parents=_parent("Carla Mulder"),
    ),
    Chapter(
        "Yara",
        "El Amrani",
        10.3,
        "99CA00",
        "arrangement",
        "Yara is vaak ziek thuis. Hoe blijft zij bij de les en bij haar vriendinnen?",
        "Werk via de laptop en bellen met de klas. Dat vindt ze fijn.",
        70,
        Ending.GRANTED,
        (6, 9, 33),
        parents=_parent("Samira El Amrani"),
        language="ar",
    ),
    Chapter(
        "Finn",
        "Jansen",
        4.3,
        "99DA00",
        "arrangement",
        "Finn begint net op school en heeft veel nabijheid nodig. Wat is een goede start?",
        RECEPTION,
        12,
        Ending.OPENED,
        (3, 6),
        parents=_parent("Lotte Jansen"),
    ),
    Chapter(
        "Tess",
        "van Dam",
        11.5,
        "99DA00",
        "arrangement",
        "Tess gaat bijna naar de brugklas. Welke hulp gaat er met haar mee?",
        READING,
        140,
        Ending.GRANTED,
        (10, 14, 60),
        parents=_parent("Karin van Dam"),
    ),
    Chapter(
        "Boaz",
        "Levi",
        7.9,
        "99DA00",
        "consultation",
        "Boaz slaat soms als hij schrikt. Hoe begrijpen wij dat beter?",
        CALM,
        9,
        Ending.RETURNED,
        (2, 5),
        parents=_parent("Ruth Levi"),
    ),
    Chapter(
        "Isa",
        "de Wit",
        8.8,
        "99AA00",
        "arrangement",
        "Isa leest moeilijk en heeft geen zin meer in school. Wat helpt haar verder?",
        READING,
        26,
        parents=_parent("Peter de Wit"),
    ),
    Chapter(
        "Ravi",
        "Kumar",
        3.4,
        "9902",
        "arrangement",
        "Ravi wordt bijna vier en gaat nog nergens heen. Welke school past bij hem?",
        "Spelinloop op het kinderdagverblijf.",
        6,
        parents=_parent("Priya Kumar"),
        language="en",
    ),
    Chapter(
        "Jip",
        "Hoekstra",
        6.1,
        "99BA00",
        "arrangement",
        "Jip is verhuisd en mist zijn oude school. Hij huilt elke ochtend.",
        RECEPTION,
        45,
        Ending.WITHDRAWN,
        (),
        parents=_parent("Marije Hoekstra"),
    ),
    # Midden
    Chapter(
        "Amir",
        "Yilmaz",
        9.7,
        "99EA00",
        "arrangement",
        "Amir spreekt pas een jaar Nederlands. Hoe laten wij zien wat hij al kan?",
        "Uitleg met plaatjes en een taalmaatje. Rekenen gaat heel goed.",
        15,
        Ending.OPENED,
        (4, 8),
        parents=_parent("Elif Yilmaz"),
        language="tr",
    ),
    Chapter(
        "Sofie",
        "Peters",
        7.2,
        "99EA00",
        "arrangement",
        "Sofie heeft diabetes en is bang om iets fout te doen. Wie denkt er met ons mee?",
        "Een kaart met afspraken en een vaste volwassene.",
        90,
        Ending.GRANTED,
        (5, 8, 19),
        parents=_parent("Maarten Peters"),
    ),
    Chapter(
        "Luuk",
        "Brouwer",
        10.9,
        "99FA00",
        "arrangement",
        "Luuk komt niet meer in de klas. Hij zit nu al drie weken op de gang te werken.",
        CALM,
        19,
        parents=_parent("Sandra Brouwer"),
    ),
    Chapter(
        "Mila",
        "Kok",
        5.8,
        "99FA00",
        "consultation",
        "Mila speelt altijd alleen. Hoe helpen wij haar aan een vriendje?",
        NONE,
        4,
        parents=_parent("Tom Kok"),
    ),
    Chapter(
        "Thijs",
        "Vermeer",
        8.5,
        "99FA01",
        "arrangement",
        "Thijs heeft een rolstoel gekregen. Wat is nodig om overal bij te kunnen?",
        "De klas zit nu beneden. Gym is nog lastig.",
        33,
        Ending.GRANTED,
        (2, 3, 12),
        parents=_parent("Ellen Vermeer"),
    ),
    Chapter(
        "Zoë",
        "Willems",
        6.9,
        "99FA01",
        "arrangement",
        "Zoë is snel boos als iets anders loopt. Hoe bereiden wij haar beter voor?",
        RECEPTION,
        13,
        Ending.OFFERED,
        (8,),
        parents=_parent("Bas Willems"),
    ),
    Chapter(
        "Kees",
        "Dijkstra",
        11.1,
        "99GA00",
        "arrangement",
        "Kees schrijft heel moeizaam. Mag hij met een laptop werken, en hoe leert hij dat?",
        "Een schuin schrijfbord en een andere pen.",
        55,
        Ending.OPENED,
        (12, 16),
        parents=_parent("Froukje Dijkstra"),
    ),
    Chapter(
        "Hanna",
        "Nowak",
        7.7,
        "99GA00",
        "arrangement",
        "Hanna hoort slecht. Wij willen haar in de kring er beter bij hebben.",
        "Zij zit vooraan en wij herhalen wat kinderen zeggen.",
        110,
        Ending.GRANTED,
        (9, 13, 47),
        parents=_parent("Ewa Nowak"),
        language="pl",
    ),
    Chapter(
        "Bram",
        "Meijer",
        None,
        "99EA00",
        "arrangement",
        "Bram is net bij ons. Hij is onrustig en wij weten nog weinig van hem.",
        NONE,
        2,
        parents=(("Iris Meijer", None),),
    ),
    Chapter(
        "Sara",
        "Haddad",
        4.9,
        "99GA00",
        "arrangement",
        "Sara wil niet eten op school. Zij gaat daardoor om twaalf uur naar huis.",
        RECEPTION,
        28,
        Ending.RETURNED,
        (5, 11),
        parents=_parent("Omar Haddad"),
        language="ar",
    ),
    Chapter(
        "Olaf",
        "de Jong",
        9.4,
        "99EA00",
        "arrangement",
        "Olaf pest en wordt gepest. Hoe krijgen wij de groep weer veilig?",
        "Gesprekken in de kring. Het gaat een week goed en dan weer mis.",
        80,
        Ending.OPENED,
        (15, 20),
        parents=_parent("Inge de Jong"),
    ),
    # Zuid
    Chapter(
        "Fenna",
        "Schouten",
        8.2,
        "99HA00",
        "arrangement",
        "Fenna heeft thuis veel meegemaakt. Hoe geven wij haar rust in de klas?",
        CALM,
        8,
        parents=_parent("Wim Schouten"),
    ),
    Chapter(
        "Adam",
        "Bouzid",
        6.4,
        "99HA00",
        "arrangement",
        "Adam leert veel sneller dan wij dachten. Past onze aanpak nog wel?",
        "Hij kreeg werk op een lager niveau. Dat blijkt te makkelijk.",
        40,
        Ending.GRANTED,
        (6, 10, 24),
        parents=_parent("Nadia Bouzid"),
    ),
    Chapter(
        "Roos",
        "van Leeuwen",
        10.1,
        "99JA00",
        "arrangement",
        "Roos heeft faalangst en levert lege blaadjes in. Wat werkt voor haar?",
        "Minder toetsen en een gesprek vooraf.",
        16,
        Ending.OPENED,
        (5, 9),
        parents=_parent("Martijn van Leeuwen"),
    ),
    Chapter(
        "Pim",
        "Verhoeven",
        5.5,
        "99JA00",
        "consultation",
        "Pim is nog niet zindelijk. Hoe pakken wij dat samen met thuis aan?",
        NONE,
        5,
        parents=_parent("Linda Verhoeven"),
    ),
    Chapter(
        "Elin",
        "Prins",
        7.0,
        "99KA00",
        "arrangement",
        "Elin praat veel maar begrijpt opdrachten niet. Wie kijkt er met ons mee?",
        "Opdrachten in stapjes en met een tekening.",
        22,
        Ending.OFFERED,
        (14,),
        parents=_parent("Frank Prins"),
    ),
    Chapter(
        "Noah",
        "Vos",
        12.2,
        "99LA00",
        "arrangement",
        "Noah wil terug naar een gewone school. Welke stap is nu goed voor hem?",
        "Hij draait een ochtend mee op De Linde. Dat gaat goed.",
        62,
        Ending.GRANTED,
        (8, 12, 40),
        parents=_parent("Petra Vos"),
    ),
    Chapter(
        "Liv",
        "Groen",
        9.9,
        "99LA00",
        "arrangement",
        "Liv komt alleen nog in de ochtend. Hoe bouwen wij dat samen weer op?",
        "Korte dagen en een vaste plek.",
        11,
        parents=_parent("Astrid Groen"),
    ),
    Chapter(
        "Max",
        "Koster",
        6.7,
        "99KA00",
        "arrangement",
        "Max botst elke dag in de pauze. Wat heeft hij nodig om te spelen?",
        "Een pauzemaatje. Soms lukt het, soms niet.",
        35,
        Ending.WITHDRAWN,
        (),
        parents=_parent("Dirk Koster"),
    ),
    Chapter(
        "Julia",
        "Maas",
        8.6,
        "99HA00",
        "arrangement",
        "Julia heeft epilepsie. Wij willen weten wat wij moeten doen bij een aanval.",
        "Een protocol van de ouders.",
        75,
        Ending.GRANTED,
        (3, 5, 15),
        parents=_parent("Henk Maas"),
    ),
    # Nobody knows a unit yet: the alliance's own desk answers for it
    Chapter(
        "Ilias",
        "",
        5.0,
        "9999",
        "arrangement",
        "Ilias woont sinds kort in een opvang in onze buurt. Hij heeft nog geen school.",
        NONE,
        4,
        parents=(("Moeder van Ilias", None),),
        language="ar",
    ),
)
