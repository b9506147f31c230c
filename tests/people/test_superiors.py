"""Who is whose superior on a day: acting officers, empty seats, loops."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.people import queries
from app.people.models import Acting, EmploymentKind
from app.people.reporting_line import ReportingLine, Seat, loops
from tests.factories.people import a_post, a_unit, somebody

TODAY = date(2026, 3, 2)


def names(people):
    return [one.name for one in people]


@pytest.fixture
def office():
    """Mayor ← secretary ← head of agency ← head of division ← clerk."""
    unit = a_unit()
    people = {}
    above = None
    for name in ("Wali Kota", "Sekda", "Kadis", "Kabid", "Staf"):
        kind = EmploymentKind.HEAD_OF_REGION if name == "Wali Kota" else EmploymentKind.PNS
        people[name] = somebody(name, kind=kind)
        a_post(people[name], unit, above, post=f"Jabatan {name}")
        above = people[name]
    people["unit"] = unit
    return people


def keep_seat(office, officer, of, kind=Acting.PLH, **days):
    days = {"valid_from": date(2026, 3, 1), "valid_to": date(2026, 3, 5), **days}
    above = queries.post_of(office[of].id, TODAY)
    return a_post(
        office[officer], office["unit"], above.superior if above else None, acting=kind,
        replaces_id=office[of].id, post=f"Jabatan {of}", **days,
    )  # fmt: skip


def end_post(arranging, person, last):
    with arranging():
        queries.post_of(person.id, last).valid_to = last


def test_the_line_goes_up_to_the_head_of_region(office):
    assert names(queries.superiors_above(office["Staf"].id, TODAY)) == [
        "Kabid", "Kadis", "Sekda", "Wali Kota",
    ]  # fmt: skip
    assert queries.superior_of(office["Wali Kota"].id, TODAY) is None
    assert queries.is_superior_of(office["Kabid"].id, office["Staf"].id, TODAY)
    assert not queries.is_superior_of(office["Kadis"].id, office["Staf"].id, TODAY)


def test_before_anybody_had_a_post_nobody_is_above(office):
    assert queries.superior_of(office["Staf"].id, date(2019, 1, 1)) is None


@pytest.mark.parametrize("kind", [Acting.PLT, Acting.PLH])
def test_an_acting_officer_steps_in_on_the_days_of_the_order(office, kind):
    keep_seat(office, "Sekda", of="Kabid", kind=kind)
    for day, expected in [
        (date(2026, 2, 28), "Kabid"), (date(2026, 3, 1), "Sekda"),
        (date(2026, 3, 5), "Sekda"), (date(2026, 3, 6), "Kabid"),
    ]:  # fmt: skip
        assert queries.superior_of(office["Staf"].id, day).name == expected
    assert names(queries.superiors_above(office["Staf"].id, TODAY)) == [
        "Sekda",
        "Kadis",
        "Wali Kota",
    ]


def test_whoever_keeps_his_own_superiors_seat_answers_to_the_next_one_up(office):
    keep_seat(office, "Kabid", of="Kadis")
    assert queries.superior_of(office["Kabid"].id, TODAY).name == "Sekda"
    assert queries.superior_of(office["Staf"].id, TODAY).name == "Kabid"
    assert names(queries.superiors_above(office["Staf"].id, TODAY)) == [
        "Kabid",
        "Sekda",
        "Wali Kota",
    ]


def test_an_empty_seat_is_passed_over_until_somebody_acts_there(office, arranging):
    end_post(arranging, office["Kabid"], date(2026, 2, 1))
    assert queries.superior_of(office["Staf"].id, TODAY).name == "Kadis"
    other = somebody("Kabid Lain")
    a_post(other, office["unit"], office["Kadis"])
    office["Kabid Lain"] = other
    keep_seat(office, "Kabid Lain", of="Kabid", kind=Acting.PLT, valid_to=None)
    assert queries.superior_of(office["Staf"].id, TODAY).name == "Kabid Lain"


def test_subordinates_are_exactly_those_who_have_this_superior(office, arranging):
    keep_seat(office, "Kabid", of="Kadis")
    end_post(arranging, office["Sekda"], date(2026, 2, 1))
    everybody = [one for name, one in office.items() if name != "unit"]
    for day in (date(2026, 1, 1), TODAY, date(2026, 4, 1)):
        above = queries.superiors_of([one.id for one in everybody], day)
        for superior in everybody:
            expected = sorted(
                one.name for one in everybody if one.id in above and above[one.id].id == superior.id
            )
            assert sorted(names(queries.subordinates_of(superior.id, day))) == expected


def test_a_post_replaced_on_its_first_day_never_counted(office):
    a_post(
        office["Staf"], office["unit"], office["Sekda"],
        valid_from=date(2026, 1, 1), valid_to=date(2025, 12, 31),
    )  # fmt: skip
    for day in (date(2025, 12, 31), date(2026, 1, 1), TODAY):
        assert queries.superior_of(office["Staf"].id, day).name == "Kabid"


def test_problems_name_the_circle_the_gone_and_the_lonely(office, arranging):
    a, b, alone = somebody("Ayu"), somebody("Budi"), somebody("Citra")
    a_post(a, office["unit"], b)
    a_post(b, office["unit"], a)
    a_post(alone, office["unit"])
    end_post(arranging, office["Kabid"], date(2026, 2, 1))
    assert {problem.sentence for problem in queries.superior_problems(TODAY)} == {
        "Garis atasan berputar: Ayu → Budi → Ayu.",
        "Atasan Staf, yaitu Kabid, tidak lagi menjabat dan belum ada Plt./Plh.",
        "Citra belum punya atasan langsung.",
    }
    assert names(queries.superiors_above(a.id, TODAY)) == ["Budi"]


def test_looking_up_colleagues_never_goes_by_nip(office):
    somebody("Dewi Sekar, S.T.", nip="199003242015012919")
    assert [hit.name for hit in queries.search_people("sekar dewi")] == ["Dewi Sekar, S.T."]
    assert queries.search_people("1990032420") == []
    assert queries.search_people("%") == []


@given(st.integers(1, 12).flatmap(
    lambda n: st.tuples(
        st.lists(st.none() | st.integers(0, n - 1), min_size=n, max_size=n),
        st.lists(st.booleans(), min_size=n, max_size=n),
        st.dictionaries(st.integers(0, n - 1), st.integers(0, n - 1), max_size=4),
    )
))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_every_line_ends_and_never_passes_through_the_person(organisation):
    superiors, held, acting = organisation
    line = ReportingLine(
        {one: Seat(up, held[one]) for one, up in enumerate(superiors)}, dict(acting)
    )
    for one in range(len(superiors)):
        above = line.above(one)
        assert one not in above
        assert len(above) == len(set(above))
    for loop in loops(dict(enumerate(superiors))):
        assert all(superiors[a] == b for a, b in zip(loop, loop[1:] + loop[:1], strict=True))
