"""Which pack is followed: the last decision for a day, never without a legal basis."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.actor import Actor, Role
from app.core.errors import Invalid, NotAllowed
from app.database.base import db
from app.regulations import queries, services

ADMIN = Actor(None, "Admin Uji", frozenset({Role.ADMIN}))
BASIS = "Keputusan Gubernur 5/2026"


def test_banjarmasin_is_followed_until_somebody_decides():
    assert queries.pack_on(date(2026, 11, 21)).id == "banjarmasin-92-2020"


def test_a_decision_holds_from_its_day_on_and_a_later_one_replaces_it():
    services.activate(ADMIN, "kaltim-31-2015", date(2026, 6, 1), BASIS)
    services.activate(ADMIN, "nasional", date(2026, 9, 1), BASIS)
    services.activate(ADMIN, "banjarmasin-92-2020", date(2026, 9, 1), BASIS)
    assert queries.pack_on(date(2026, 5, 31)).id == "banjarmasin-92-2020"
    assert queries.pack_on(date(2026, 6, 1)).id == "kaltim-31-2015"
    assert queries.pack_on(date(2026, 9, 1)).id == "banjarmasin-92-2020"


def test_a_decision_stands_in_the_trail_with_its_basis():
    services.activate(ADMIN, "kaltim-31-2015", date(2026, 6, 1), BASIS)
    entry = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == "regulations.activated")
    ).one()
    assert entry.reason == BASIS
    assert queries.pack("kaltim-31-2015").sha256 in entry.facts


@pytest.mark.parametrize(
    ("pack_id", "day", "basis", "field"),
    [
        ("tak-ada", date(2026, 6, 1), BASIS, "pack_id"),
        ("nasional", date(2026, 6, 1), "  ", "basis"),
        ("nasional", date(2019, 6, 1), BASIS, "from_day"),
    ],
)
def test_a_decision_without_pack_basis_or_possible_day_is_refused(pack_id, day, basis, field):
    with pytest.raises(Invalid) as told:
        services.activate(ADMIN, pack_id, day, basis)
    assert list(told.value.fields) == [field]


def test_only_the_admin_decides_and_sees_the_decisions():
    employee = Actor(None, "Pegawai Uji", frozenset({Role.EMPLOYEE}))
    with pytest.raises(NotAllowed):
        services.activate(employee, "nasional", date(2026, 6, 1), BASIS)
    services.activate(ADMIN, "nasional", date(2026, 6, 1), BASIS)
    assert queries.activations_visible_to(employee) == []
    [seen] = queries.activations_visible_to(ADMIN)
    assert (seen.pack.id, seen.basis, seen.altered) == ("nasional", BASIS, False)
