"""Integration: the whole way of one child, clicked through by twelve people, phones included.

On it they meet the refusals that its forms give, and go on: all but those that
`refusals_not_met.csv` names with a reason.

The clock moves by starting the system again with a later one.
"""

from samenspel_testkit.installation import Installation

from . import whole_way as way
from . import whole_way_of_money as money
from . import whole_way_of_plan as plans
from . import whole_way_to_another as others
from . import whole_way_to_close as closing
from . import whole_way_to_tlv as tlvs
from .at_a_browser import Person
from .refusals_of_the_way import OF_THE_WAY, not_met

CHILD = "Sam de Graaf"
UNIT = "Steunpunt Noord"
DAYS_TO_AFTERCARE = 91


async def test_from_an_offered_case_to_aftercare(
    people: tuple[Person, ...], running: Installation
) -> None:
    unit, school, parent, child = people
    today = way.in_days(0)

    await unit.sign_in("Fatima Aydin")
    case = await way.offer(unit, CHILD)
    await school.sign_in("Fatima Aydin")
    await way.accept(unit, case, slower=school)
    await way.write_perspective(unit, case)
    await school.sign_in("Marieke Vink")
    await way.write_at_a_time(unit, school, f"{case}/perspective")
    await parent.sign_in("Jeroen de Graaf")
    await way.answer_an_old_one(parent, unit, f"{case}/perspective")
    await child.sign_in(CHILD)
    await way.agree(child, f"{case}/perspective")
    await way.say_with_faces(child)
    await way.disagree(parent, f"{case}/perspective")
    await parent.sign_in("Eva de Graaf")
    await way.agree(parent, f"{case}/perspective")
    await school.sign_in("Ilse Jonker")
    await way.agree(school, f"{case}/perspective")
    await school.see(way.NOT_SHARED, "Nog niet iedereen deelt deze versie.")
    await school.sign_in("Marieke Vink")

    await plans.write_plan(school, case, today)
    await plans.answer_too_late(parent, school, case)
    await plans.answer_plan(parent, case, yes=False)
    await plans.bring_to_committee(parent, case)
    await plans.establish(school, case, but="Een ouder zei nee.")
    await plans.answer_plan(parent, case, yes=True)
    await plans.establish(school, case, but="Nog niet elke ouder met gezag zei ja.")
    await parent.sign_in("Jeroen de Graaf")
    await plans.answer_plan(parent, case, yes=True)
    await plans.establish(school, case)
    await plans.follow_up(school, case)

    await way.tell_the_child(unit, case)
    await way.grant_help(unit, case)
    of_help = await money.see_it_wait(unit, case)
    director = child
    await director.sign_in("Anneke Sluis")
    await money.refuse(director, CHILD)
    await money.ask_again(unit, of_help)
    await money.give(director, CHILD, UNIT)
    await money.set_mandate(director)
    await money.pay(unit, of_help)
    document = await way.add_document(school, case)
    await way.withhold_document(unit, document)

    await others.hand_over(unit, case, "Steunpunt Midden")
    await others.wait_to_close(unit, case, today)
    await school.sign_in("Rob Tuinstra")
    await others.leave(school, case)
    await others.hand_over(unit, case, "samenwerkingsverband")
    await school.sign_in("Bert Admiraal")
    await others.take_over(school, case)
    await others.hand_over(school, case, UNIT)
    await others.take_over(unit, case)
    await others.pick_up(unit, case)

    await school.sign_in("Marieke Vink")
    tlv = await tlvs.apply_tlv(school, case, today)
    await unit.sign_in("Willem Dekker")
    await tlvs.ask_what_lacks(unit, tlv)
    await tlvs.supply(school, tlv, today)
    await tlvs.ask_for_advice(unit, tlv)
    await tlvs.let_it_wait(unit, tlv)
    await school.sign_in("Karin Postma")
    await tlvs.advise(school, tlv, "psychologist", tlvs.FIRST_ADVICE)
    await school.sign_in("Bas Kuiper")
    second = tlvs.SECOND_ADVICE
    await tlvs.advise(school, tlv, "child-psychologist", second, copied=tlvs.FIRST_ADVICE)
    await tlvs.decide_tlv(unit, tlv)
    await unit.sign_in("Fatima Aydin")

    await parent.sign_in("Eva de Graaf")
    await parent.open(case)
    await parent.see(way.OWN_WORDS, way.HELP)
    await parent.look()
    await parent.follow_main("Deze TLV openen")
    await parent.see("Geldig")
    await parent.look()
    await parent.see_arrive(f"{case}/letters", "toegekend")
    await parent.look()
    await way.read_document(parent, case)

    await closing.seek_first(unit, case, today)
    await closing.seek_no_place(unit, case)
    await closing.close(unit, case, today)
    running.later(days=DAYS_TO_AFTERCARE)
    await unit.sign_in("Fatima Aydin")
    await closing.look_again(unit, case)
    await parent.sign_in("Eva de Graaf")
    await closing.read_how_it_ended(parent, case)
    assert [each.said for each in people] == [[], [], [], []]
    assert [each.refusals.lost for each in people] == [[], [], [], []]
    assert [each.refusals.away for each in people] == [[], [], [], []]
    met = {code for each in people for code in each.refusals.met}
    assert met & OF_THE_WAY == OF_THE_WAY - not_met().keys()
