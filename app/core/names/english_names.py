"""English names of Indonesian public bodies, universities and courts, read in Indonesian.

"Ministry of Finance of the Republic of Indonesia", "Magetan District Court", "University of Malang":
the head of the name is put first, as Indonesian does, and its subjects are translated. Names of
firms are left as they are.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from app.core.names.lexicon import words_in


def _table(text: str) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    lines = (line.split(":", 1) for line in text.strip().splitlines())
    pairs = [
        (tuple(english.split()), tuple(full.split()))
        for every, full in lines
        for english in every.split(",")
    ]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


# "of" and "and" are left out of the names before they are looked up here.
_HEADS: Final = _table(
    """
    ministry, department: kementerian
    coordinating ministry: kementerian koordinator
    directorate general: direktorat jenderal
    secretariat general: sekretariat jenderal
    inspectorate general: inspektorat jenderal
    state islamic university: uin
    islamic university: universitas islam
    state university: universitas negeri
    university: universitas
    institute technology: institut teknologi
    institute arts: institut seni
    college: sekolah tinggi
    school economics: sekolah tinggi ilmu ekonomi
    state polytechnic: politeknik negeri
    health polytechnic: politeknik kesehatan
    polytechnic: politeknik
    regional development bank: bank pembangunan daerah
    district court: pengadilan negeri
    high court: pengadilan tinggi
    religious court: pengadilan agama
    religious high court: pengadilan tinggi agama
    state administrative court, administrative court: pengadilan tata usaha negara
    commercial court: pengadilan niaga
    tax court: pengadilan pajak
    military court: pengadilan militer
    district prosecutor office, district prosecutors office, district attorney office: kejaksaan negeri
    high prosecutor office, high prosecutors office: kejaksaan tinggi
    attorney general office, attorney generals office: kejaksaan agung
    regional general hospital, regional public hospital: rumah sakit umum daerah
    general hospital: rumah sakit umum
    mental hospital: rumah sakit jiwa
    resort police, district police: polres
    sector police: polsek
    regional police: polda
    tax office: kantor pelayanan pajak
    immigration office: kantor imigrasi
    religious affairs office: kantor urusan agama
    village government, village office: desa
    sub district, subdistrict: kecamatan
    district office: kecamatan
    urban village: kelurahan
    provincial government: pemerintah provinsi
    regency government, district government: pemerintah kabupaten
    city government, municipal government, municipality: pemerintah kota
    local government, regional government: pemerintah daerah
    health office, health agency, health service: dinas kesehatan
    education office, education agency, education service: dinas pendidikan
    education culture office, education culture agency: dinas pendidikan kebudayaan
    social affairs office, social office, social service, social agency: dinas sosial
    transportation office, transportation agency: dinas perhubungan
    public works office, public works agency: dinas pekerjaan umum
    agriculture office, agriculture agency: dinas pertanian
    fisheries office: dinas perikanan
    forestry office: dinas kehutanan
    environment office, environmental office, environment agency, environmental agency: dinas lingkungan hidup
    manpower office, manpower agency: dinas tenaga kerja
    tourism office, tourism agency: dinas pariwisata
    trade office: dinas perdagangan
    industry office: dinas perindustrian
    industry trade office: dinas perindustrian perdagangan
    population civil registration office, population civil registry office: dinas kependudukan pencatatan sipil
    regional development planning agency, development planning agency: badan perencanaan pembangunan daerah
    regional disaster management agency: badan penanggulangan bencana daerah
    regional revenue agency: badan pendapatan daerah
    regional personnel agency, regional civil service agency: badan kepegawaian daerah
    regional house representatives, regional representative council: dewan perwakilan rakyat daerah
    regional secretariat: sekretariat daerah
    public order agency, civil service police unit: satpol
    """
)
# Bodies of which there is one, and words of their own.
_PHRASES: Final = _table(
    """
    republic indonesia: republik indonesia
    national land agency: badan pertanahan nasional
    national disaster management agency, national agency disaster management: badan nasional penanggulangan bencana
    national search rescue agency: badan nasional pencarian pertolongan
    national narcotics agency, national narcotics board: badan narkotika nasional
    national research innovation agency: badan riset inovasi nasional
    national development planning agency: badan perencanaan pembangunan nasional
    national food agency: badan pangan nasional
    national population family planning agency, national population family planning board: badan kependudukan keluarga berencana nasional
    national civil service agency, state civil service agency, civil service agency: badan kepegawaian negara
    national cyber crypto agency: badan siber sandi negara
    national amil zakat agency, national zakat board, national board zakat: badan amil zakat nasional
    national library: perpustakaan nasional
    national archives: arsip nasional
    meteorology climatology geophysics agency, meteorological climatological geophysical agency: badan meteorologi klimatologi geofisika
    geospatial information agency: badan informasi geospasial
    nuclear energy regulatory agency: badan pengawas tenaga nuklir
    indonesian food drug authority, food drug authority, national agency drug food control, food drug supervisory agency: badan pengawas obat makanan
    investment coordinating board: badan koordinasi penanaman modal
    statistics indonesia, central statistics agency, central bureau statistics: badan pusat statistik
    audit board, supreme audit agency, supreme audit board: badan pemeriksa keuangan
    finance development supervisory agency, financial development supervisory agency: badan pengawasan keuangan pembangunan
    financial services authority: otoritas jasa keuangan
    deposit insurance corporation: lembaga penjamin simpanan
    financial transaction reports analysis center: pusat pelaporan analisis transaksi keuangan
    corruption eradication commission: komisi pemberantasan korupsi
    general elections commission, general election commission: komisi pemilihan umum
    general election supervisory agency, election supervisory agency, election supervisory body: badan pengawas pemilihan umum
    judicial commission: komisi yudisial
    business competition supervisory commission, competition commission: komisi pengawas persaingan usaha
    national commission human rights: komisi nasional hak asasi manusia
    broadcasting commission: komisi penyiaran
    public information commission: komisi informasi
    ombudsman: ombudsman
    supreme court: mahkamah agung
    constitutional court: mahkamah konstitusi
    house representatives: dewan perwakilan rakyat
    people consultative assembly, peoples consultative assembly: majelis permusyawaratan rakyat
    state secretariat: sekretariat negara
    cabinet secretariat: sekretariat kabinet
    national police, indonesian national police: kepolisian negara
    national armed forces, indonesian national armed forces: tentara nasional indonesia
    public procurement agency, national public procurement agency: lembaga kebijakan pengadaan barang jasa pemerintah
    chamber commerce industry: kamar dagang industri
    red cross: palang merah
    council ulama, ulema council, ulama council: majelis ulama
    employers association: asosiasi pengusaha
    medical association, doctors association: ikatan dokter
    midwives association: ikatan bidan
    teachers association: persatuan guru
    national sports committee: komite olahraga nasional
    """
)
# What ministries, directorates and offices are about.
_SUBJECTS: Final = _table(
    """
    finance: keuangan
    home affairs, internal affairs: dalam negeri
    foreign affairs: luar negeri
    religious affairs, religion: agama
    law human rights: hukum hak asasi manusia
    law: hukum
    human rights: hak asasi manusia
    education culture: pendidikan kebudayaan
    education culture research technology: pendidikan kebudayaan riset teknologi
    primary secondary education: pendidikan dasar menengah
    higher education: pendidikan tinggi
    education: pendidikan
    health: kesehatan
    social affairs: sosial
    manpower, labor, labour: ketenagakerjaan
    industry: perindustrian
    trade: perdagangan
    foreign trade: perdagangan luar negeri
    domestic trade: perdagangan dalam negeri
    energy mineral resources: energi sumber daya mineral
    mineral coal: mineral batubara
    oil gas: minyak gas bumi
    public works: pekerjaan umum
    public works housing, public works public housing: pekerjaan umum perumahan rakyat
    housing: perumahan
    highways: bina marga
    water resources: sumber daya air
    human settlements: cipta karya
    transportation: perhubungan
    land transportation: perhubungan darat
    sea transportation: perhubungan laut
    civil aviation, air transportation: perhubungan udara
    railways: perkeretaapian
    agriculture: pertanian
    food crops: tanaman pangan
    horticulture: hortikultura
    plantation, estate crops: perkebunan
    livestock animal health: peternakan kesehatan hewan
    forestry: kehutanan
    environment forestry: lingkungan hidup kehutanan
    environment: lingkungan hidup
    marine affairs fisheries, maritime affairs fisheries: kelautan perikanan
    fisheries: perikanan
    capture fisheries: perikanan tangkap
    aquaculture: perikanan budidaya
    defense, defence: pertahanan
    state owned enterprises: badan usaha milik negara
    cooperatives small medium enterprises, cooperatives smes: koperasi usaha kecil menengah
    cooperatives: koperasi
    tourism creative economy: pariwisata ekonomi kreatif
    tourism: pariwisata
    creative economy: ekonomi kreatif
    culture: kebudayaan
    youth sports, youth sport: pemuda olahraga
    communication informatics, communications informatics, communication information technology: komunikasi informatika
    communication digital affairs: komunikasi digital
    research technology: riset teknologi
    women empowerment child protection, womens empowerment child protection: pemberdayaan perempuan perlindungan anak
    villages development disadvantaged regions transmigration, villages: desa pembangunan daerah tertinggal transmigrasi
    agrarian affairs spatial planning: agraria tata ruang
    administrative bureaucratic reform, state apparatus utilization bureaucratic reform: pendayagunaan aparatur negara reformasi birokrasi
    national development planning: perencanaan pembangunan nasional
    state secretariat: sekretariat negara
    economic affairs: perekonomian
    taxes, taxation, tax: pajak
    customs excise: bea cukai
    treasury: perbendaharaan
    budget: anggaran
    state assets: kekayaan negara
    fiscal balance: perimbangan keuangan
    immigration: imigrasi
    corrections: pemasyarakatan
    intellectual property: kekayaan intelektual
    population civil registration: kependudukan pencatatan sipil
    islamic education: pendidikan islam
    hajj umrah: haji umrah
    """
)
_ABOUT: Final = frozenset({"kementerian", "direktorat", "inspektorat", "sekretariat"})
_REGIONS: Final = {"regency": "kabupaten", "city": "kota", "province": "provinsi"}
_ISLANDS: Final = {
    "java": "jawa",
    "sumatra": "sumatera",
    "celebes": "sulawesi",
    "moluccas": "maluku",
}
_DIRECTIONS: Final = {
    "north": "utara", "south": "selatan", "east": "timur", "west": "barat", "central": "tengah",
    "southeast": "tenggara",
}  # fmt: skip
_BEHIND_A_DIRECTION: Final = frozenset(
    {"jawa", "sumatera", "sulawesi", "kalimantan", "papua", "maluku", "jakarta", "aceh", "lampung"}
    | {"lombok", "nusa", "halmahera", "nias", "bandung", "bangka", "belitung", "bekasi"}
)
# Words that Indonesian names have as well, or that stand in English names of firms.
_NOT_ENGLISH_ALONE: Final = words_in(
    """
    health general state education social regional district national high islamic religious village
    bank local mental tax sector ombudsman indonesia technology arts economics industry trade
    agriculture cross tourism environment ulama zakat transportation unit center control forces
    medical corporation resort food public urban sub police military commercial forestry fisheries
    investment financial finance business red people service office rights rescue association
    hospital school department
    """
)
# One of these shows that the name is English at all.
MARKS: Final = (
    frozenset(
        word for table in (_HEADS, _PHRASES) for name in table for word in (name[0], name[-1])
    )
    - _NOT_ENGLISH_ALONE
) | {"development", "islamic"}
# One of either shows it too.
_OFFICES: Final = words_in("office agency service hospital police department")
_SUBJECTS_OF_OFFICES: Final = words_in(
    """
    health education public general resort sector regional social tax prosecutor attorney
    immigration village transportation agriculture mental environment environmental tourism manpower
    trade fisheries forestry industry
    """
)
MAY_BE_ENGLISH: Final = MARKS | _OFFICES
_SMALL: Final = frozenset({"of", "the", "and", "&", "for", "in", "s"})


def in_indonesian(tokens: Sequence[str]) -> Sequence[str]:
    """The words of an English name as the body is called in Indonesian, else the words as they are."""
    if MAY_BE_ENGLISH.isdisjoint(tokens):
        return tokens
    if MARKS.isdisjoint(tokens) and _SUBJECTS_OF_OFFICES.isdisjoint(tokens):
        return tokens
    words = _regions([token for token in tokens if token not in _SMALL])
    head: tuple[str, ...] = ()
    for at in range(len(words)):
        english, head = _at(_HEADS, words, at)
        if head:
            words = words[:at] + words[at + len(english) :]
            break
    words = _translated(_PHRASES, words)
    if head and head[0] in _ABOUT:
        words = _translated(_SUBJECTS, words)
    return [*head, *words]


def _regions(words: list[str]) -> list[str]:
    """ "East Java Province" as Provinsi Jawa Timur."""
    words = [_ISLANDS.get(word, word) for word in words]
    for at in range(len(words) - 1):
        if words[at] in _DIRECTIONS and words[at + 1] in _BEHIND_A_DIRECTION:
            length = 3 if words[at + 1 : at + 3] == ["nusa", "tenggara"] else 2
            words[at : at + length] = [*words[at + 1 : at + length], _DIRECTIONS[words[at]]]
    for at in range(1, len(words)):
        if words[at] in _REGIONS and words[at + 1 : at + 2] != ["government"]:
            start = at - (2 if words[at - 1] in _DIRECTIONS.values() and at > 1 else 1)
            level = _REGIONS[words[at]]
            words[start : at + 1] = [level, *words[start:at]]
    return words


def _translated(
    table: Mapping[tuple[str, ...], tuple[str, ...]], words: Sequence[str]
) -> list[str]:
    done: list[str] = []
    at = 0
    while at < len(words):
        english, said = _at(table, words, at)
        done += said or words[at : at + 1]
        at += len(english) or 1
    return done


def _at(
    table: Mapping[tuple[str, ...], tuple[str, ...]], words: Sequence[str], at: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        english = tuple(words[at : at + length])
        if english in table:
            return english, table[english]
    return (), ()


_LONGEST: Final = max(len(english) for table in (_HEADS, _PHRASES, _SUBJECTS) for english in table)
