"""Unit: provisions are never overbooked, and who waits keeps its turn."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.places.gaps import Offered, Wanted, gaps_of
from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.near import (
    Coordinates,
    Distance,
    Home,
    Km,
    Unknown,
    nearest_first,
)
from samenspel_arrangements.domain.places.postcode import Postcode4
from samenspel_arrangements.domain.places.provision import (
    MOST_SEATS,
    Provision,
    ProvisionKind,
    SeatGiven,
    Seats,
)
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import SchoolId

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = date(2026, 9, 7)
CHILDREN = tuple(PlacementId(uuid4()) for _ in range(8))
UNIT, OTHER_UNIT = uuid4(), uuid4()


def draft(**changes: object) -> Provision:
    given = {
        "id": ProvisionId(uuid4()),
        "alliance_id": uuid4(),
        "unit_id": UNIT,
        "name": "Observatiegroep",
        "kind": ProvisionKind.OBSERVATION,
        "school_id": SchoolId(uuid4()),
        "year": SchoolYear(2026),
        "starts_on": date(2026, 9, 1),
    }
    return Provision(**{**given, **changes})  # type: ignore[arg-type]


def a_provision(capacity: int = 2) -> Provision:
    return Provision.open(draft(), capacity=capacity, at=NOW)


steps = st.lists(
    st.tuples(st.sampled_from(["ask", "leave", "resize"]), st.integers(0, 7)), max_size=60
)


@given(st.integers(1, 3), steps)
def test_it_is_never_overbooked_and_the_line_keeps_its_order(
    capacity: int, todo: list[tuple[str, int]]
) -> None:
    provision = a_provision(capacity)
    line: list[PlacementId] = []  # all who are in it, in the order in which they came
    for what, number in todo:
        child = CHILDREN[number]
        before = provision.seats
        try:
            if what == "ask":
                assert provision.ask(child, at=NOW) == (before.free > 0)
                line.append(child)
            elif what == "leave":
                provision.leave(child, at=NOW)
                line = [c for c in line if c != child]
            else:
                provision.resize(number, at=NOW)
        except (RuleViolation, InvalidInput):
            assert provision.seats == before
        seats = provision.seats
        assert len(seats.taken) <= seats.capacity
        assert not (seats.waiting and seats.free)
        assert set(seats.seated) | set(seats.waiting) == set(line)
        assert list(seats.waiting) == [c for c in line if c in seats.waiting]
        assert len(set(dict(seats.taken))) == len(seats.taken)


def test_who_comes_first_gets_the_seat_and_the_next_waits() -> None:
    provision = a_provision(1)

    assert provision.ask(CHILDREN[0], at=NOW)
    assert not provision.ask(CHILDREN[1], at=NOW)
    assert not provision.ask(CHILDREN[2], at=NOW)
    assert provision.seats.place_in_line(CHILDREN[2]) == 2

    assert provision.leave(CHILDREN[0], at=NOW) == (CHILDREN[1],)
    assert provision.seats.seated == (CHILDREN[1],)
    assert provision.seats.place_in_line(CHILDREN[2]) == 1
    given_ = [e for e in provision.take_events() if isinstance(e, SeatGiven)]
    assert [(e.placement_id, e.waited) for e in given_] == [
        (CHILDREN[0], False),
        (CHILDREN[1], True),
    ]


def test_who_leaves_the_line_moves_nobody_into_a_seat() -> None:
    provision = a_provision(1)
    for child in CHILDREN[:3]:
        provision.ask(child, at=NOW)

    assert provision.leave(CHILDREN[1], at=NOW) == ()
    assert provision.leave(CHILDREN[1], at=NOW) == ()
    assert provision.seats.waiting == (CHILDREN[2],)


def test_more_seats_are_for_who_waits() -> None:
    provision = a_provision(1)
    for child in CHILDREN[:4]:
        provision.ask(child, at=NOW)

    assert provision.resize(3, at=NOW) == CHILDREN[1:3]
    assert provision.seats.waiting == (CHILDREN[3],)


def test_there_are_never_fewer_seats_than_are_taken() -> None:
    provision = a_provision(3)
    for child in CHILDREN[:3]:
        provision.ask(child, at=NOW)
    provision.leave(CHILDREN[0], at=NOW)

    with pytest.raises(InvalidInput):
        provision.resize(1, at=NOW)
    provision.resize(2, at=NOW)

    assert sorted(number for number, _ in provision.seats.taken) == [1, 2]
    assert provision.seats.seated == CHILDREN[1:3]


def test_nobody_asks_twice() -> None:
    provision = a_provision(1)
    provision.ask(CHILDREN[0], at=NOW)
    provision.ask(CHILDREN[1], at=NOW)

    for child in CHILDREN[:2]:
        with pytest.raises(RuleViolation, match="asked-already"):
            provision.ask(child, at=NOW)


@pytest.mark.parametrize(
    ("seats", "why"),
    [
        ((1, ((1, CHILDREN[0]), (2, CHILDREN[1]))), "more places"),
        ((2, ((1, CHILDREN[0]), (1, CHILDREN[1]))), "more places"),
        ((2, ((1, CHILDREN[0]), (2, CHILDREN[0]))), "twice"),
        ((1, (), (CHILDREN[0],)), "while a place is free"),
        ((-1,), "out of bounds"),
    ],
)
def test_seats_that_cannot_be_are_not_written_down(seats: tuple[object, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Seats(*seats)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "capacity", "field"),
    [
        ({"name": " "}, 1, "name"),
        ({"starts_on": date(2027, 8, 1)}, 1, "starts_on"),
        ({"kind": ProvisionKind.SBO, "school_id": None}, 1, "school_id"),
        ({}, 0, "capacity"),
        ({}, MOST_SEATS + 1, "capacity"),
    ],
)
def test_what_a_provision_needs(changes: dict[str, object], capacity: int, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Provision.open(draft(**changes), capacity=capacity, at=NOW)

    assert [error.field for error in refused.value.errors] == [field]


def test_near_is_the_own_unit_first_then_the_known_distances() -> None:
    far, near, unknown = Km(111.2), Km(4.7), Unknown.PLACE
    things: list[tuple[str, UUID, Distance]] = [
        ("far", OTHER_UNIT, far),
        ("unknown", OTHER_UNIT, unknown),
    ]
    things += [("mine, unknown", UNIT, unknown), ("near", OTHER_UNIT, near), ("mine", UNIT, near)]

    found = nearest_first(
        things,
        unit_of=lambda thing: thing[1],
        distance_of=lambda thing: thing[2],
        own_unit=UNIT,
    )

    names = [thing[0] for thing, _ in found]
    assert names == ["mine", "mine, unknown", "near", "far", "unknown"]


ALKMAAR, HEILOO, DEN_BOSCH = Postcode4("1811"), Postcode4("1851"), Postcode4("5211")
AREAS = {
    ALKMAAR: Coordinates(52.632, 4.749),
    HEILOO: Coordinates(52.602, 4.700),
    DEN_BOSCH: Coordinates(51.690, 5.303),
}
areas_of_parents = st.lists(
    st.sampled_from([None, ALKMAAR, HEILOO, DEN_BOSCH, Postcode4("9999")]), max_size=4
)


def test_k11_a_distance_is_a_straight_line_between_the_middles_of_areas() -> None:
    alkmaar = Home((ALKMAAR, ALKMAAR))

    far, within = alkmaar.to(DEN_BOSCH, AREAS), alkmaar.to(ALKMAAR, AREAS)

    assert isinstance(far, Km)
    assert far.value == pytest.approx(111, abs=2)
    assert within == Km(0)
    assert Km(0).whole == 1
    nearest = Home((ALKMAAR, DEN_BOSCH)).to(HEILOO, AREAS)
    assert isinstance(nearest, Km)
    assert (nearest.whole, nearest.nearest_of) == (5, 2)


@given(areas_of_parents, st.sampled_from([None, *AREAS, Postcode4("8888")]))
def test_k11_what_is_not_known_is_never_guessed_and_no_parent_learns_where_another_lives(
    parents: list[Postcode4 | None], there: Postcode4 | None
) -> None:
    home = Home(tuple(parents))
    distance, told = home.to(there, AREAS), home.told_family(there, AREAS)

    known = [area for area in parents if area is not None]
    listed = [area for area in known if area in AREAS]
    assert isinstance(distance, Km) is (bool(listed) and there in AREAS)
    assert (distance is Unknown.HOME) is (not known)
    if len(set(parents)) > 1:
        assert not isinstance(told, Km)
    else:
        assert told == distance


@pytest.mark.parametrize("said", ["0123", "18111", "181", "1811 AB", "abcd", "", "١٢٣٤"])
def test_a_postcode_area_is_four_digits(said: str) -> None:
    with pytest.raises(InvalidInput):
        Postcode4.checked(said)
    with pytest.raises(ValueError, match="digits"):
        Postcode4(said)


def test_of_an_address_only_the_digits_are_kept() -> None:
    assert Postcode4.of_address(" 1811 ab") == ALKMAAR
    for none in (None, "", "B-1000", "1811", "١٢٣٤ AB"):
        assert Postcode4.of_address(none) is None


def test_coordinates_are_in_the_netherlands() -> None:
    with pytest.raises(ValueError, match="Netherlands"):
        Coordinates(0, 0)
    with pytest.raises(InvalidInput) as refused:
        Coordinates.checked(48.8, 2.3)
    assert [error.field for error in refused.value.errors] == ["latitude", "longitude"]


def test_k12_a_gap_is_what_is_wanted_beyond_the_free_seats_that_start_soon() -> None:
    group, observation = ProvisionKind.GROUP, ProvisionKind.OBSERVATION
    wanted = [Wanted(UNIT, group)] * 3 + [Wanted(UNIT, observation)] + [Wanted(OTHER_UNIT, group)]
    offered = [
        Offered(UNIT, group, 1, date(2026, 8, 1)),
        Offered(UNIT, group, 5, date(2027, 1, 1)),
        Offered(OTHER_UNIT, group, 1, date(2026, 10, 1)),
    ]

    gaps = gaps_of(wanted, offered, today=TODAY)

    assert [(g.unit_id, g.kind, g.wanted, g.free, g.offered_at_all) for g in gaps] == [
        (UNIT, group, 3, 1, True),
        (UNIT, observation, 1, 0, False),
    ]
    assert gaps_of([], offered, today=TODAY) == []
