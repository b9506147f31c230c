"""Every line of a staff file is judged, and the whole file is refused only when it cannot be read."""

import csv
import io
import json
import os
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.people import columns, importer, staff_file
from app.people.importer import Known, Verdict

HEADER = "NIP;Nama;Jenis;Jabatan;Unit;NIP_Atasan"
GOOD = "198805122014031001;Ayu Wulandari, S.E.;PNS;Analis;Dinas Contoh;"

NOBODY = Known()


def judged(text, known=NOBODY, **chosen):
    data = text if isinstance(text, bytes) else text.encode()
    table = staff_file.read(data)
    return importer.judge(table, columns.layout_of(table, chosen), known)


def one(line, header=HEADER, known=NOBODY):
    """The verdict of a file with this one line."""
    return judged(f"{header}\n{line}\n", known).lines[0]


def book(*rows):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


# ── what is accepted ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "nip",
    ["198805122014031001", "19880512 201403 1 001", "'198805122014031001", '"=""198805122014031001"""',
     "19880512\u00a0201403\u00a01\u00a0001", "  198805122014031001  ", "19880512.201403.1.001"],
)  # fmt: skip
def test_a_nip_is_read_however_it_was_printed(nip):
    line = one(GOOD.replace("198805122014031001", nip))
    assert (line.verdict, line.nip) == (Verdict.ACCEPT, "198805122014031001")
    assert line.birth_date.isoformat() == "1988-05-12"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  DR. MAYA, S.STP., M.AP. ", "Dr. Maya, S.STP., M.AP."),
        ("HJ. SITI  AISYAH BINTI ABU BAKAR,S.PD", "Hj. Siti Aisyah binti Abu Bakar, S.Pd."),
        ("budi santoso", "Budi Santoso"),
        ("I MADE ADNYANA PUTRA", "I Made Adnyana Putra"),
        ("ABDUL GHOFUR MA'ARIF", "Abdul Ghofur Ma'arif"),
        ("dr. Vina McAllister, Sp.A.", "dr. Vina McAllister, Sp.A."),
    ],
)
def test_a_name_typed_in_capitals_is_printed_like_a_name(typed, printed):
    line = one(f'198805122014031001;"{typed}";PNS;Analis;Dinas Contoh;')
    assert (line.verdict, line.name) == (Verdict.ACCEPT, printed)


def test_columns_are_found_in_any_order_under_any_usual_heading():
    text = (
        "Daftar pegawai per 1 Maret;;;;;\n\n"
        "No;OPD ;nama lengkap;Nama Jabatan; N I P ;Keterangan\n"
        "1;Dinas Contoh;Ayu Wulandari;Analis;198805122014031001;–\n"
    )
    found = judged(text)
    assert [line.verdict for line in found.lines] == [Verdict.ACCEPT]
    assert found.lines[0].number == 4
    assert found.lines[0].unit == "Dinas Contoh"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator_is_recognised(separator):
    row = [f'"{cell}"' for cell in GOOD.split(";")]
    text = "\n".join([HEADER.replace(";", separator), separator.join(row)])
    assert judged(text).lines[0].verdict is Verdict.ACCEPT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_encoding_is_read(encoding):
    text = f"{HEADER}\n{GOOD.replace('Ayu', 'Andréa')}\n"
    assert judged(text.encode(encoding)).lines[0].name.startswith("Andréa")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_blank_lines_are_passed_over_and_still_counted(ending):
    text = ending.join([HEADER, "", GOOD, ";;;;;", GOOD.replace("001;", "002;"), ""])
    assert [line.number for line in judged(text).lines] == [3, 5]


def test_a_spreadsheet_is_read_like_a_text_file():
    found = judged(
        book(
            ["NIP", "Nama", "Jenis", "Jabatan", "Unit", "TMT Jabatan"],
            ["198805122014031001", "Ayu Wulandari", "PNS", "Analis", "Dinas Contoh", "1/2/2024"],
            [198805122014031000, "Budi Santoso", "PNS", "Analis", "Dinas Contoh", None],
            [1.98805122014031e17, "Citra Dewi", "PNS", "Analis", "Dinas Contoh", None],
        )
    )
    assert [line.verdict.value for line in found.lines] == ["accept", "reject", "reject"]
    assert "rusak oleh lembar kerja" in found.lines[1].reason
    assert found.lines[0].post_since.isoformat() == "2024-02-01"


def test_non_asn_need_no_nip():
    line = one("-;Ir. Hj. Marlina Kusumawardani, M.M.;Kepala Daerah;Wali Kota;Kepala Daerah;")
    assert (line.verdict, line.nip) == (Verdict.ACCEPT, None)


def test_somebody_may_overrule_which_column_is_which():
    text = "Satu;Dua;Unit\n198805122014031001;Ayu Wulandari;Dinas Contoh\n"
    assert judged(text, nip=0, name=1).lines[0].verdict is Verdict.ACCEPT


# ── what is accepted with a warning ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (GOOD.replace("19880512", "19881312"), "Tanggal lahir di dalam NIP"),
        (GOOD.replace("19880512", "19880230"), "Tanggal lahir di dalam NIP"),
        (GOOD.replace("201403", "201413"), "Bulan mulai bertugas"),
        (GOOD.replace("201403", "201421"), "berpola PPPK"),
        (GOOD.replace("1001;", "3001;"), "Angka ke-15"),
        (GOOD.replace("1001;", "1000;"), "Nomor urut"),
        (GOOD.replace("2014", "1999"), "Umur saat mulai"),
        (GOOD + "199999999999999999", "NIP atasan tidak ditemukan."),
        (GOOD + "198805122014031001", "sama dengan pegawai itu sendiri"),
        (GOOD + "19880512201403100", "NIP atasan harus 18 angka"),
        (GOOD.replace("PNS", "Relawan"), "“Relawan” tidak dikenal"),
        (GOOD.replace("Analis", ""), "Jabatan kosong"),
    ],
)
def test_what_can_be_put_right_later_is_a_warning(line, words):
    found = one(line)
    assert found.verdict is Verdict.WARN
    assert words in found.reason


def test_pppk_have_a_number_of_agreement_or_a_month():
    for period in ("201421", "201403"):
        line = one(GOOD.replace("201403", period).replace("PNS", "PPPK"))
        assert line.verdict is Verdict.ACCEPT


def test_contacts_that_cannot_be_right_are_left_out():
    header = "NIP;Nama;Unit;Email;No HP"
    line = one("198805122014031001;Ayu;Dinas;ayu di kantor;12", header)
    assert (line.verdict, line.email, line.phone) == (Verdict.WARN, None, None)
    line = one("198805122014031001;Ayu;Dinas;Ayu@Kota.go.id;+62 812-3456-7890", header)
    assert (line.verdict, line.email, line.phone) == (
        Verdict.ACCEPT,
        "ayu@kota.go.id",
        "081234567890",
    )


def test_a_superior_may_be_in_the_register_instead_of_the_file():
    line = one(GOOD + "197001011995031001", known=Known(serving={"197001011995031001"}))
    assert line.verdict is Verdict.ACCEPT


def test_a_superior_on_a_rejected_line_is_no_superior():
    text = "\n".join([
        HEADER, GOOD + "197001011995031001", "197001011995031001;;PNS;Kepala;Dinas Contoh;",
    ])  # fmt: skip
    assert (
        judged(text).lines[0].reason == "Baris atasan di berkas ini ditolak; atasan belum terisi."
    )


def test_a_circle_of_superiors_is_named():
    a, b = "198805122014031001", "198805122014031002"
    text = f"{HEADER}\n{a};Ayu;PNS;X;Dinas;{b}\n{b};Budi;PNS;X;Dinas;{a}\n"
    assert [line.reason for line in judged(text).lines] == [
        "Garis atasan berputar: Ayu → Budi → Ayu."
    ] * 2


# ── what is rejected ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (GOOD.replace("198805122014031001", "1.98805E+17"), "rusak oleh lembar kerja"),
        (GOOD.replace("198805122014031001", "1,98805E+17"), "rusak oleh lembar kerja"),
        (GOOD.replace("198805122014031001", "19880512201403100"), "di berkas ini 17 angka"),
        (GOOD.replace("198805122014031001", "1988051220140310011"), "di berkas ini 19 angka"),
        (GOOD.replace("198805122014031001", "19880512201403100X"), "tanpa huruf"),
        (GOOD.replace("198805122014031001", ""), "NIP kosong"),
        (GOOD.replace("Ayu Wulandari, S.E.", ""), "Nama kosong"),
        (GOOD.replace("Ayu Wulandari, S.E.", " \u00a0-"), "Nama kosong"),
        (GOOD.replace("Ayu Wulandari, S.E.", "#N/A"), "Nama kosong"),
        (GOOD.replace("Ayu Wulandari, S.E.", "=1+1"), "rumus"),
        (GOOD.replace("Ayu Wulandari, S.E.", "+cmd"), "rumus"),
        (GOOD.replace("Ayu Wulandari, S.E.", "-2+3"), "rumus"),
        (GOOD.replace("Ayu Wulandari, S.E.", "@SUM(A1)"), "rumus"),
        (GOOD.replace("Ayu Wulandari, S.E.", "  =1+1"), "rumus"),
        (GOOD.replace("Analis", "=1+1"), "rumus"),
        (GOOD.replace("Dinas Contoh", ""), "Unit kosong"),
        (GOOD + ";;;sisa", "Isian lebih banyak"),
    ],
)
def test_a_line_that_names_nobody_is_rejected_with_the_reason(line, words):
    found = one(line)
    assert found.verdict is Verdict.REJECT
    assert words in found.reason


def test_the_later_line_with_the_same_nip_is_rejected():
    found = judged("\n".join([HEADER, GOOD, GOOD.replace("Analis", "Kepala")]))
    assert [line.verdict.value for line in found.lines] == ["accept", "reject"]
    assert found.lines[1].reason == "NIP sama dengan baris 2."


def test_a_rejected_line_does_not_stand_in_the_way_of_a_good_one():
    found = judged("\n".join([HEADER, GOOD.replace("Ayu Wulandari, S.E.", ""), GOOD]))
    assert [line.verdict.value for line in found.lines] == ["reject", "accept"]


def test_a_quote_that_is_never_closed_swallows_only_its_own_line():
    others = [GOOD.replace("031001", f"0310{n:02}") for n in range(2, 20)]
    text = "\n".join([HEADER, GOOD.replace("Ayu", '"Ayu'), *others])
    found = judged(text)
    assert [line.verdict.value for line in found.lines] == ["reject"] + ["accept"] * 18
    assert "kutip" in found.lines[0].reason


def test_a_cell_may_hold_two_lines():
    found = judged(f'{HEADER}\n198805122014031001;"Ayu\nWulandari";PNS;Analis;Dinas;\n{GOOD[:-30]}')
    assert found.lines[0].name == "Ayu Wulandari"
    assert found.lines[1].number == 3


# ── what cannot be read at all ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"\xef\xbb\xbf \r\n\r\n", "kosong"),
        (b"%PDF-1.7 ...", "bukan CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "bukan CSV"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 60, "bentuk Excel lama"),
        (b"PK\x03\x04 nothing of the kind", "rusak"),
        (b"NIP;Jabatan;Unit\n1;2;3", "Kolom Nama tidak ditemukan"),
        (b"halo dunia", "tidak ditemukan"),
        (b"x" * (staff_file.MAX_BYTES + 1), "10 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, words):
    with pytest.raises(staff_file.Unreadable) as refused:
        judged(data)
    assert words in refused.value.message


def test_a_workbook_packed_in_a_newer_way_is_refused_in_words():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("xl/workbook.xml", "")
    data = bytearray(packed.getvalue())
    needs = data.index(b"PK\x01\x02") + 6  # the version it takes to unpack this member
    data[needs] = 99
    with pytest.raises(staff_file.Unreadable) as refused:
        judged(bytes(data))
    assert "rusak" in refused.value.message


# ── large files ───────────────────────────────────────────────────────────────────────────────

EXPORT = os.environ.get("SADAR_BERKAS_PEGAWAI")  # a staff export with its .answer.json beside it


@pytest.mark.skipif(
    not EXPORT, reason="SADAR_BERKAS_PEGAWAI names no staff export; none of 10,000 rows is shipped"
)
def test_a_large_export_comes_out_exactly_as_its_answer_key():
    found = judged(Path(EXPORT).read_bytes())
    key = json.loads(Path(EXPORT).with_suffix(".answer.json").read_text())
    assert len(found.lines) == key["rows"]
    assert found.count(Verdict.ACCEPT) == key["accepted_as_is"]
    assert found.count(Verdict.WARN) == key["accepted_with_warning"]
    assert found.count(Verdict.REJECT) == key["rejected"]
    by_number = {line.number: line.verdict.value for line in found.lines}
    for kind in key["kinds"].values():
        assert {by_number[number] for number in kind["lines"]} == {kind["verdict"]}


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_judged_or_refused_but_never_break(data):
    for file in (HEADER.encode() + b"\n" + data, data):
        with suppress(staff_file.Unreadable):
            judged(file)


@given(st.lists(st.text(st.characters(exclude_characters=",|\t"), max_size=40), max_size=8))
@settings(max_examples=150, deadline=None)
def test_any_cells_are_judged(cells):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADER.split(";"), cells])
    for line in judged(text.getvalue().encode("utf-8", "replace")).lines:
        assert line.verdict is Verdict.ACCEPT or line.reason
