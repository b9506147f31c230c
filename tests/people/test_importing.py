"""A staff file in the register: all or nothing, twice changes nothing, moves are dated."""

import json
import time
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid, NotAllowed
from app.database.base import db
from app.people import queries, register, services
from app.people.models import Appointment, EmploymentKind, ImportBatch, Person, Unit
from tests.statements import questions

MARCH = date(2026, 3, 2)
APRIL = date(2026, 4, 1)
HEADER = "NIP;Nama;Jenis;Jabatan;Unit;NIP_Atasan"
BOSS, CLERK = "197001011995031001", "198805122014032002"
FILE = f"""{HEADER}
{BOSS};Budi Hartono, S.H.;PNS;Kepala Dinas;Dinas Contoh;
{CLERK};Ayu Wulandari;PNS;Analis;dinas contoh;{BOSS}
"""


def bring(text, day=MARCH, **options):
    return services.import_staff(SYSTEM, text.encode(), from_day=day, **options).report


def counts(report):
    return {name: report[name] for name in ("new", "changed", "moved", "left", "unchanged")}


def everything():
    return [
        db.session.execute(sa.select(model.__table__).order_by(model.__table__.c.id)).all()
        for model in (Person, Unit, Appointment)
    ]


def clerk():
    return queries.person_by_nip(CLERK)


def test_importing_twice_changes_nothing(app):
    assert counts(bring(FILE)) == {"new": 2, "changed": 0, "moved": 0, "left": 0, "unchanged": 0}
    before = everything()
    assert counts(bring(FILE)) == {"new": 0, "changed": 0, "moved": 0, "left": 0, "unchanged": 2}
    assert everything() == before


def test_two_spellings_are_one_unit_in_the_better_one(app):
    bring(FILE + "198805122014031003;Citra;PNS;Analis;Dinas  Contoh;\n")
    assert [line.unit.name for line in queries.units_tree()] == ["Dinas Contoh"]
    assert queries.units_tree()[0].people == 3


def test_a_changed_post_closes_the_old_one_and_begins_a_new_one(app):
    bring(FILE)
    report = bring(FILE.replace("Analis", "Kepala Seksi"), APRIL)
    assert counts(report) == {"new": 0, "changed": 0, "moved": 1, "left": 0, "unchanged": 1}
    assert queries.post_of(clerk().id, APRIL - timedelta(days=1)).post == "Analis"
    assert queries.post_of(clerk().id, APRIL).post == "Kepala Seksi"
    assert counts(bring(FILE.replace("Analis", "Kepala Seksi"), APRIL))["moved"] == 0


def test_a_changed_superior_is_a_move_and_the_old_one_stays_known(app):
    other = "197501012000031004"
    bring(FILE)
    more = FILE.replace(f"dinas contoh;{BOSS}", f"dinas contoh;{other}")
    bring(more + f"{other};Dian;PNS;Sekretaris;Dinas Contoh;{BOSS}\n", APRIL)
    assert queries.superior_of(clerk().id, MARCH).nip == BOSS
    assert queries.superior_of(clerk().id, APRIL).nip == other


def test_the_day_a_post_began_is_taken_from_the_file_only_when_it_is_news(app):
    with_tmt = FILE.replace(HEADER, HEADER + ";TMT Jabatan")
    bring(with_tmt.replace(f";{BOSS}\n", f";{BOSS};1/7/2019\n"))
    assert queries.post_of(clerk().id, date(2019, 7, 1)).post == "Analis"
    moved = with_tmt.replace(f"dinas contoh;{BOSS}\n", "dinas contoh;;1/7/2019\n")
    bring(moved, APRIL)
    assert queries.superior_of(clerk().id, MARCH).nip == BOSS
    assert queries.superior_of(clerk().id, APRIL) is None


def test_what_the_file_is_silent_about_stays(app):
    bring(FILE.replace(HEADER, HEADER + ";Posisi").replace(f";{BOSS}\n", f";{BOSS};POS-5 POS-1\n"))
    bring(f"NIP;Nama;Unit\n{CLERK};Ayu Wulandari;Dinas Contoh\n", APRIL)
    post = queries.post_of(clerk().id, APRIL)
    assert (post.post, post.risk_positions, post.valid_from) == ("Analis", "POS-1 POS-5", MARCH)
    assert queries.superior_of(clerk().id, APRIL).nip == BOSS


def test_a_superior_named_in_vain_does_not_take_the_known_one_away(app):
    bring(FILE)
    report = bring(FILE.replace(f"dinas contoh;{BOSS}", "dinas contoh;199999999999999999"), APRIL)
    assert (report["accepted_with_warning"], report["moved"]) == (1, 0)
    assert queries.superior_of(clerk().id, APRIL).nip == BOSS


def test_contacts_are_filled_and_never_overwritten(app):
    header = HEADER + ";Email"
    bring(FILE.replace(HEADER, header).replace(f";{BOSS}\n", f";{BOSS};ayu@kota.example\n"))
    assert clerk().email == "ayu@kota.example"
    bring(FILE.replace(HEADER, header).replace(f";{BOSS}\n", f";{BOSS};lain@kota.example\n"))
    assert clerk().email == "ayu@kota.example"


def test_a_cpns_becomes_pns_and_gets_a_title(app):
    bring(FILE.replace("Ayu Wulandari;PNS", "Ayu Wulandari;CPNS"))
    assert counts(bring(FILE.replace("Ayu Wulandari", "Ayu Wulandari, S.E.")))["changed"] == 1
    assert (clerk().kind, clerk().name) == (EmploymentKind.PNS, "Ayu Wulandari, S.E.")
    assert clerk().revision == 2


def test_only_a_complete_file_tells_who_left(app):
    bring(FILE)
    shorter = FILE.replace(FILE.splitlines()[2] + "\n", "")
    assert bring(shorter, APRIL)["left"] == 0
    assert bring(shorter, APRIL, complete=True)["left"] == 1
    assert clerk().left_on == APRIL
    assert queries.post_of(clerk().id, APRIL - timedelta(days=1)) is not None
    assert queries.post_of(clerk().id, APRIL) is None
    report = bring(FILE, APRIL)
    assert (report["accepted_with_warning"], report["moved"]) == (1, 0)


def test_a_rejected_line_is_no_reason_to_think_somebody_left(app):
    bring(FILE)
    assert bring(FILE.replace(CLERK, "1.98805E+17"), APRIL, complete=True)["left"] == 0


def test_a_complete_file_that_removes_too_many_is_refused(app):
    lines = [f"1988051220140310{n:02};Orang {n};PNS;Analis;Dinas Contoh;" for n in range(1, 31)]
    bring("\n".join([HEADER, *lines]))
    before = everything()
    with pytest.raises(Invalid, match="terlalu banyak"):
        bring("\n".join([HEADER, *lines[:10]]), APRIL, complete=True)
    db.session.rollback()
    assert everything() == before


def test_nothing_is_half_imported_when_something_breaks(app, monkeypatch):
    def break_down(*_args):
        raise RuntimeError("the power went out")

    before = everything()
    monkeypatch.setattr(register, "_settle_posts", break_down)
    with pytest.raises(RuntimeError):
        bring(FILE)
    assert everything() == before
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ImportBatch)) == 0


def test_only_an_administrator_may_import(app):
    officer = Actor(1, "BKPSDM", frozenset({Role.EMPLOYEE, Role.HR_OFFICER}))
    with pytest.raises(NotAllowed):
        services.import_staff(officer, FILE.encode())


def test_somebody_without_nip_is_found_again_by_code_or_name(app):
    mayor = "NIP;Nama;Jenis;Jabatan;Unit;Kode;Kode Atasan\n;Ir. Marlina;Kepala Daerah;Wali Kota;Kota;{};\n"
    assert bring(mayor.format("E-01"))["new"] == 1
    assert counts(bring(mayor.format("")))["unchanged"] == 1
    assert counts(bring(mayor.format("e01")))["unchanged"] == 1
    assert queries.person_by_code("E-01").name == "Ir. Marlina"
    bring(mayor.format("E-01") + f"{CLERK};Ayu;PNS;Analis;Kota;E-02;E-01\n")
    assert queries.superior_of(clerk().id, MARCH).code == "e01"


def test_units_hang_below_the_unit_the_file_names(app):
    bring(
        f"NIP;Nama;Unit;Kode Unit;Unit Induk\n{BOSS};Budi;Dinas Contoh;DC;\n"
        f"{CLERK};Ayu;Bidang Satu;DC-1;Dinas Contoh\n"
    )
    assert [(line.unit.name, line.depth, line.people_below) for line in queries.units_tree()] == [
        ("Dinas Contoh", 0, 1), ("Bidang Satu", 1, 0),
    ]  # fmt: skip


def test_ten_thousand_lines_take_few_statements_and_little_time(app):
    lines = [
        f"19{80 + n // 900}0512200503{n % 2 + 1}{n % 900 + 1:03};Orang {n};PNS;Analis;"
        f"Dinas {n % 40};{BOSS}"
        for n in range(10_000)
    ]
    text = "\n".join([HEADER, FILE.splitlines()[1], *lines])
    began = time.perf_counter()
    with questions() as statements:
        report = bring(text)
    assert report["new"] == 10_001
    assert len(statements) < 40
    assert time.perf_counter() - began < 20


# ── the command line ──────────────────────────────────────────────────────────────────────────


def run(app, *arguments):
    db.session.commit()
    return app.test_cli_runner().invoke(args=["people", *map(str, arguments)])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "pegawai.csv"
    path.write_text(FILE + ";Tanpa NIP;PNS;X;Dinas;\n")
    return path


def test_a_dry_run_reports_and_changes_nothing(app, file):
    before = everything()
    done = run(app, "import", file, "--dry-run", "--json")
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert {k: report[k] for k in ("rows", "accepted_as_is", "accepted_with_warning", "rejected")} == {
        "rows": 3, "accepted_as_is": 2, "accepted_with_warning": 0, "rejected": 1,
    }  # fmt: skip
    assert report["lines"]["4"] == {"verdict": "reject", "reason": "NIP kosong."}
    assert everything() == before


def test_the_report_can_be_read_by_people(app, file):
    done = run(app, "import", file)
    assert "Baris 4: DITOLAK: NIP kosong." in done.output
    assert "2 pegawai baru" in done.output
    assert "Budi Hartono, S.H. belum punya atasan langsung." in run(app, "problems").output


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"Nama;Umur\nAyu;3\n"])
def test_a_file_that_cannot_be_read_ends_with_one(app, tmp_path, content):
    path = tmp_path / "berkas.csv"
    path.write_bytes(content)
    done = run(app, "import", path, "--json")
    assert done.exit_code == 1
    assert run(app, "import", tmp_path / "tidak-ada.csv").exit_code == 1


def test_a_column_can_be_named_by_hand(app, tmp_path):
    path = tmp_path / "aneh.csv"
    path.write_text(f"Nomor pokok;Orang;Tempat\n{CLERK};Ayu;Dinas\n")
    assert run(app, "import", path).exit_code == 1
    done = run(
        app,
        "import",
        path,
        "--map",
        "nip=nomor pokok",
        "--map",
        "name=Orang",
        "--map",
        "unit=Tempat",
    )
    assert done.exit_code == 0
    assert clerk().name == "Ayu"
