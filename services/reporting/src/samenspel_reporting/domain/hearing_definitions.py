"""What the results of hearing, ending and nearness mean, in words (K11, K13, K15, K18, K20, K21, K28)."""

from samenspel_reporting.domain.definition import RESULTS, Definition

HEARING_DEFINITIONS = (
    Definition(
        key="aftercare",
        title="Na 90 dagen gekeken",
        meaning=(
            "Trajecten die zijn afgesloten omdat het doel is gehaald of omdat een ander het "
            "overnam. De laatste dag om te kijken viel in de periode. Het percentage is waar "
            "iemand op tijd keek hoe het gaat. Een traject dat eerder weer openging telt niet "
            "mee."
        ),
        target="95% of meer",
        valid_from=RESULTS,
    ),
    Definition(
        key="reopened",
        title="Weer geopend",
        meaning=(
            "Trajecten die in de periode zijn afgesloten. Het percentage is wat binnen 180 dagen "
            "weer openging. Wat kort geleden sloot kan nog opengaan. Bij een kind dat is "
            "overleden telt het traject niet mee."
        ),
        target="Geen streefgetal: weer openen is niet loslaten.",
        valid_from=RESULTS,
    ),
    Definition(
        key="shared-perspective",
        title="Iedereen deelt het perspectief",
        meaning=(
            "Lopende trajecten van meer dan zes weken met een perspectief. Het percentage is waar "
            "kind, ouders met gezag en leerkracht de nieuwste versie delen. Trajecten die geen "
            "perspectief vragen tellen niet mee. Het telt bij het steunpunt waar het traject nu is."
        ),
        target="100%",
        valid_from=RESULTS,
    ),
    Definition(
        key="child-heard",
        title="Het kind is gehoord",
        meaning=(
            "Momenten waarop een kind iets te zeggen heeft over zijn plan, met de laatste dag in "
            "de periode. Het telt als het kind is gehoord, er staat wat dat veranderde, en het "
            "kind dat weer hoorde. Ook een reden die bij het kind ligt telt."
        ),
        target="100%",
        valid_from=RESULTS,
    ),
    Definition(
        key="papers-in-time",
        title="Stukken op tijd bij ouders",
        meaning=(
            "Overleggen in de periode waarvoor stukken waren. Het percentage is waar ouders alle "
            "stukken op tijd konden lezen: vijf dagen of meer vooraf."
        ),
        target="100%",
        valid_from=RESULTS,
    ),
    Definition(
        key="parents-there",
        title="Ouders bij het overleg",
        meaning=(
            "Overleggen in de periode waarvoor ouders waren uitgenodigd. Het percentage is waar "
            "een ouder erbij was, of vooraf liet weten niet te komen."
        ),
        target="100%",
        valid_from=RESULTS,
    ),
    Definition(
        key="parent-said",
        title="Mening van ouders staat erbij",
        meaning=(
            "Perspectieven waarvan de nieuwste versie in de periode is geschreven, meer dan twee "
            "weken geleden. Het percentage is waar een ouder zei wat die ervan vindt."
        ),
        target="100%",
        valid_from=RESULTS,
    ),
    Definition(
        key="parents-score",
        title="Cijfer van ouders",
        meaning=(
            "Antwoorden van ouders in de periode, halverwege de hulp of aan het eind. Zij geven 1 "
            "tot en met 5: helpt het mijn kind, luistert men, is het duidelijk. Het getal is de "
            "mediaan van het gemiddelde per antwoord. Wat een ouder zei staat niet in de lijst."
        ),
        target="Omhoog.",
        valid_from=RESULTS,
    ),
    Definition(
        key="teachers-score",
        title="Helpt het in de klas?",
        meaning=(
            "Antwoorden van leerkrachten in de periode, enkele weken na de start van hulp. Zij "
            "geven 1 tot en met 5. Het getal is de mediaan. Wat een leerkracht zei staat niet in "
            "de lijst."
        ),
        target="Omhoog.",
        valid_from=RESULTS,
    ),
    Definition(
        key="answered",
        title="Meedenken was genoeg",
        meaning=(
            "Trajecten die in de periode zijn afgesloten. Het percentage is waar meedenken of een "
            "antwoord genoeg was. Er was dan geen hulp met een einddatum nodig."
        ),
        target="Geen streefgetal.",
        valid_from=RESULTS,
    ),
    Definition(
        key="near-school",
        title="Hulp op de eigen school",
        meaning=(
            "Trajecten met hulp in de periode, elk één keer, met de nieuwste hulp. Het percentage "
            "krijgt die in de eigen groep of op de eigen school."
        ),
        target="Omhoog.",
        valid_from=RESULTS,
    ),
    Definition(
        key="near-unit",
        title="Hulp bij een andere school dichtbij",
        meaning=(
            "Trajecten met hulp in de periode, elk één keer, met de nieuwste hulp. Het percentage "
            "krijgt die op een andere plek in het eigen steunpunt."
        ),
        target="Geen streefgetal.",
        valid_from=RESULTS,
    ),
    Definition(
        key="near-alliance",
        title="Hulp bij een ander steunpunt",
        meaning=(
            "Trajecten met hulp in de periode, elk één keer, met de nieuwste hulp. Het percentage "
            "krijgt die elders in het samenwerkingsverband."
        ),
        target="Omlaag.",
        valid_from=RESULTS,
    ),
    Definition(
        key="near-outside",
        title="Hulp buiten het samenwerkingsverband",
        meaning=(
            "Trajecten met hulp in de periode, elk één keer, met de nieuwste hulp. Het percentage "
            "krijgt die buiten het samenwerkingsverband."
        ),
        target="Omlaag.",
        valid_from=RESULTS,
    ),
    Definition(
        key="near-unknown",
        title="Plek van de hulp niet bekend",
        meaning=(
            "Trajecten met hulp in de periode, elk één keer, met de nieuwste hulp. Van dit "
            "percentage is nog niet ingevuld waar de hulp is."
        ),
        target="0%",
        valid_from=RESULTS,
    ),
    Definition(
        key="back-to-regular",
        title="Terug naar een gewone school",
        meaning=(
            "Kinderen die in de periode in het speciaal (basis)onderwijs zaten op een plek die "
            "wij zochten. Het percentage ging in de periode terug naar een gewone school. Daar "
            "krijgen zij eerst nog hulp."
        ),
        target="Omhoog.",
        valid_from=RESULTS,
    ),
)
