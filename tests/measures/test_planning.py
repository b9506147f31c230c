"""Writing a plan: what each measure lacks, levels and intervals."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.errors import Invalid, WrongState
from app.measures import shape
from app.measures.models import PlanState
from app.measures.services import deciding, planning
from app.regulations import queries as regulations
from tests.disclosures.stage import actor
from tests.measures.stage import basis, drafted, known, measure, written

pytestmark = pytest.mark.usefixtures("city")


def test_what_is_missing_is_said_all_at_once() -> None:
    plan = drafted()
    with pytest.raises(Invalid) as refused:
        deciding.ask_reply(actor("e17"), plan)
    assert {"situation", "impact", "considerations", "discussed_on", "actions"} <= set(
        refused.value.fields
    )
    assert refused.value.fields["actions"] == "Pilih sedikitnya satu tindakan."
    assert refused.value.fields["considerations"] == "Isi sedikitnya satu pertimbangan."


def test_level_tinggi_asks_for_a_strong_measure_or_a_reason() -> None:
    plan = written(drafted(), "TND-C")
    with pytest.raises(Invalid, match="Tingkat Tinggi memerlukan"):
        deciding.ask_reply(actor("e17"), plan)
    planning.save_basis(actor("e17"), plan, basis(weak_reason="Ia tidak memutus apa pun."))
    deciding.ask_reply(actor("e17"), plan)
    assert plan.state is PlanState.AWAITING_REPLY


@pytest.mark.parametrize(
    ("code", "changes", "field", "sentence"),
    [
        ("TND-B", {"due_on": None}, "due_on", "Isi batas."),
        ("TND-B", {"evidence": " "}, "evidence", "Isi bukti yang diminta."),
        ("TND-B", {"details": {}}, "scope", "Tulis urusan, pihak, atau jenis urusan"),
        ("TND-C", {"details": {}}, "information", "Tulis informasi atau sistem"),
        ("TND-D", {"details": {"task": "x"}}, "recipient", "Pilih penerima tugas."),
        ("TND-X", {"details": {}}, "reason", "Tulis alasan memakai tindakan lain."),
    ],
)
def test_each_measure_says_what_it_lacks(
    code: str, changes: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        planning.save_action(actor("e17"), drafted(), measure(code, **changes))
    assert sentence in refused.value.fields[field]


def test_a_measure_ends_after_it_begins_and_does_not_begin_in_the_past() -> None:
    plan, today = drafted(), clock.today()
    with pytest.raises(Invalid, match="Batas harus setelah tanggal mulai"):
        planning.save_action(actor("e17"), plan, measure(due_on=today))
    with pytest.raises(Invalid, match="tidak boleh sebelum hari ini"):
        planning.save_action(actor("e17"), plan, measure(starts_on=today - timedelta(days=1)))


def test_access_is_restricted_by_somebody_else_and_never_by_one_concerned() -> None:
    plan = known(others=(actor("e20").somebody,))
    own = measure("TND-C", executor_id=plan.person_id)
    with pytest.raises(Invalid, match="orang lain"):
        planning.save_action(actor("e17"), plan, own)
    concerned = measure("TND-C", executor_id=actor("e20").person_id)
    with pytest.raises(Invalid, match="Tidak lolos pagar benturan"):
        planning.save_action(actor("e17"), plan, concerned)


def test_a_referral_for_sanctions_is_no_preventive_measure() -> None:
    plan = drafted()
    pack = regulations.pack_on(clock.today())
    offered = {one.code for one in shape.codes_to_choose(pack, breached=False)}
    assert offered == {"TND-A", "TND-B", "TND-C", "TND-D", "TND-E", "TND-X"}
    with pytest.raises(Invalid, match="Pilih tindakan"):
        planning.save_action(actor("e17"), plan, replace(measure("TND-B"), code="TND-F"))


def test_the_eight_national_forms_of_control_are_each_reached_from_a_measure() -> None:
    for name in ("banjarmasin-92-2020", "kaltim-31-2015", "nasional"):
        pack = regulations.pack(name)
        reached: dict[str, set[str]] = {}
        for item in pack.codes("tindakan_penanganan"):
            for control in shape.controls_of(pack, item.code):
                reached.setdefault(control.code, set()).add(item.code)
        controls = pack.codes("pengendalian")
        assert len(controls) == 8
        assert set(reached) == {one.code for one in controls}
        for one in controls:
            assert one.extra["padanan"] in reached[one.code]


def test_the_interval_is_never_looser_than_the_level_asks_for() -> None:
    plan = drafted()
    with pytest.raises(Invalid, match="tidak boleh lebih jarang"):
        planning.save_basis(actor("e17"), plan, basis(interval="pemantauan_rencana_sedang"))


def test_a_page_drawn_before_somebody_else_wrote_is_refused() -> None:
    plan = drafted()
    seen = plan.revision
    planning.save_basis(actor("e17"), plan, basis(), seen)
    with pytest.raises(WrongState, match="lebih dulu"):
        planning.save_action(actor("e17"), plan, measure(), seen=seen)
