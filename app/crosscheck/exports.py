"""Results of a list, hints of detection, and the list of other names, as CSV and XLSX."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.core import clock
from app.crosscheck import wording
from app.crosscheck.models import Finding, OtherName
from app.crosscheck.queries import HitLine
from app.regulations import queries as regulations
from app.web.spreadsheets import ListFile


def _hits(lines: Iterable[HitLine]) -> Iterator[Sequence[str]]:
    return map(_row, lines)


def _row(line: HitLine) -> Sequence[str]:
    words = line.hit.words
    numbers = ", ".join(f"{kind.upper()} {digits}" for kind, digits in words["numbers"].items())
    return (
        str(line.hit.line),
        words["listed"],
        numbers,
        words["name"],
        wording.hit_likeness(line.hit),
        wording.number(line.hit.score),
        line.owner,
        line.post,
        words["role"],
        str(line.hit.namesakes),
        "ya" if line.is_new else "",
        line.judged.label if line.judged else "",
        line.judged_on.isoformat() if line.judged_on else "",
    )


def _other_names(entries: Iterable[OtherName]) -> Iterator[Sequence[str]]:
    """Dates as YYYY-MM-DD."""
    for entry in entries:
        yield (
            entry.words["name"],
            entry.words["other"],
            entry.words["source"],
            entry.by.name,
            clock.local(entry.at).date().isoformat(),
            clock.local(entry.struck.at).date().isoformat() if entry.struck else "",
            entry.struck.words["reason"] if entry.struck else "",
        )


def _findings(found: Iterable[Finding]) -> Iterator[Sequence[str]]:
    """Dates as YYYY-MM-DD; the sentence as the queue shows it."""
    pack = regulations.pack_on(clock.today())
    for one in found:
        yield (
            one.rule.value,
            wording.finding(one, pack),
            clock.local(one.found_at).date().isoformat(),
            one.state.label,
            "ya" if one.holds else "tidak",
            clock.local(one.decided_at).date().isoformat() if one.decided_at else "",
            (one.words or {}).get("reason", ""),
        )


FINDINGS: Final = ListFile(
    "Deteksi",
    (
        "petunjuk", "apa_yang_belum_cocok", "sejak", "status", "masih_berlaku", "diputus_pada",
        "alasan",
    ),
    _findings,
)  # fmt: skip
HITS: Final = ListFile(
    "Hasil",
    (
        "baris", "nama_dalam_daftar", "nomor_dalam_daftar", "nama_di_register", "kecocokan",
        "nilai", "pemilik_deklarasi", "jabatan", "hubungan", "catatan_dengan_nama_ini", "baru",
        "penilaian", "dinilai_pada",
    ),
    _hits,
)  # fmt: skip
OTHER_NAMES: Final = ListFile(
    "Nama lain",
    (
        "nama", "nama_lain", "sumber", "dicatat_oleh", "dicatat_pada", "dicoret_pada",
        "alasan_coret",
    ),
    _other_names,
)  # fmt: skip
