"""Short forms and kinds of public bodies, schools and associations, as they are written here.

People clip a body's name by syllables (Disdikbud) or letters (DPMPTSP); each is spelt out before
anything is compared, so that any writing meets any other. The kind of a body ("dinas", "smp") is
part of its identity: an SMP is never an SMA.
"""

from typing import Final

from app.core.names.lexicon import table_in, words_in
from app.core.names.lexicon_associations import (
    ASSOCIATIONS,
    LEVELS_OF_BOARDS,
    OPENING_ASSOCIATIONS,
    SHARED_BY_ASSOCIATIONS,
)
from app.core.names.lexicon_letters import BY_LETTERS

# --- Offices: a kind and its subjects, clipped by syllables -----------------------------------------

# "dis" + these, in any number and order: Disdikbud, Disperindag, Disbudparpora, Dinkominfo …
OFFICE_PARTS: Final = table_in(
    """
    dik, pendik: pendidikan
    bud: kebudayaan
    par: pariwisata
    parekraf: pariwisata ekonomi kreatif
    pora: pemuda olahraga
    por, ora: olahraga
    kes: kesehatan
    hub: perhubungan
    kominfo: komunikasi informatika
    info: informatika
    kom: komunikasi
    tik, tika: informatika
    stat, tis, sta: statistik
    horti: hortikultura
    kum: koperasi usaha mikro
    p3a, pppa: pemberdayaan perempuan perlindungan anak
    p2kb, ppkb: pengendalian penduduk keluarga berencana
    sandi, san: persandian
    sos: sosial
    naker: tenaga kerja
    trans: transmigrasi
    perin, in, indus: perindustrian
    perdag, dag: perdagangan
    indag: perindustrian perdagangan
    kop: koperasi
    ukm: usaha kecil menengah
    um, umkm: usaha mikro kecil menengah
    tan, pertan: pertanian
    tph: tanaman pangan hortikultura
    pang, pangan: pangan
    tapang, ketapang, ketapa: ketahanan pangan
    bun: perkebunan
    nak: peternakan
    keswan: kesehatan hewan
    kan, ikan: perikanan
    lut, la: kelautan
    hut: kehutanan
    lh: lingkungan hidup
    perkim, kim, rkim: perumahan kawasan permukiman
    pera, perum, rum: perumahan rakyat
    pertanah, tanah, perta: pertanahan
    pu: pekerjaan umum
    pupr: pekerjaan umum penataan ruang
    dukcapil, duk: kependudukan pencatatan sipil
    arpus, arsippus: perpustakaan kearsipan
    pus, perpus, pustaka: perpustakaan
    arsip, sip, ip, persip: kearsipan
    pm, pmd, permasdes, permades: pemberdayaan masyarakat desa
    dalduk: pengendalian penduduk
    kb: keluarga berencana
    esdm: energi sumber daya mineral
    tamben: pertambangan energi
    ling: lingkungan hidup
    damkar: pemadam kebakaran
    penda: pendapatan daerah
    ag: agama
    dagri: dalam negeri
    keu: keuangan
    ristek: riset teknologi
    kumham: hukum hak asasi manusia
    lu: luar negeri
    han: pertahanan
    desa, des: desa
    lhk: lingkungan hidup kehutanan
    """
)
OFFICE_CLIPS: Final = {
    "dis": "dinas", "din": "dinas", "kemen": "kementerian", "kemenko": "kementerian koordinator",
}  # fmt: skip

# --- Short forms spelt out wherever they stand in the name of a body ---------------------------------

BODY_EXPANSIONS: Final = (
    table_in(
        """
    kab, kabup: kabupaten
    kodya, kotamadya, kotamadia, kodia: kota
    prov, prop, propinsi: provinsi
    kec, kecam: kecamatan
    kelur: kelurahan
    ds: desa
    dsn: dusun
    psr: pasar
    ktr, kntr: kantor
    set, sekr, sekret, sekretaris: sekretariat
    setda, sekda: sekretariat daerah
    setwan, setdprd: sekretariat dewan perwakilan rakyat daerah
    bag, bagn: bagian
    bid: bidang
    pem, pemer: pemerintah
    pemkab: pemerintah kabupaten
    pemkot, pemko: pemerintah kota
    pemprov, pemprop: pemerintah provinsi
    pemda: pemerintah daerah
    pemdes: pemerintah desa
    wil: wilayah
    pend: pendidikan
    kementrian, departemen, dep, ministry: kementerian
    dinkes, dikes: dinas kesehatan
    dispenda: dinas pendapatan daerah
    dpu: dinas pekerjaan umum
    dpupr, dputr, puprp: dinas pekerjaan umum penataan ruang
    pupr: pekerjaan umum penataan ruang
    pu: pekerjaan umum
    dpuprkp: dinas pekerjaan umum penataan ruang kawasan permukiman
    dpuprpkp: dinas pekerjaan umum penataan ruang perumahan kawasan permukiman
    dpmptsp, bpmptsp: dinas penanaman modal pelayanan terpadu satu pintu
    ptsp: pelayanan terpadu satu pintu
    dpmd, dispmd: dinas pemberdayaan masyarakat desa
    dinpermades: dinas pemberdayaan masyarakat desa
    dukcapil, capil: kependudukan pencatatan sipil
    dkpp: dinas ketahanan pangan pertanian
    dkp: dinas kelautan perikanan
    dlh, blh: dinas lingkungan hidup
    dlhk: dinas lingkungan hidup kehutanan
    dpkp: dinas perumahan kawasan permukiman
    dprkp: dinas perumahan rakyat kawasan permukiman
    dp3a, dpppa: dinas pemberdayaan perempuan perlindungan anak
    dp3akb: dinas pemberdayaan perempuan perlindungan anak keluarga berencana
    dp2kb, dppkb: dinas pengendalian penduduk keluarga berencana
    dp2kbp3a, dppkbpppa: dinas pengendalian penduduk keluarga berencana pemberdayaan perempuan perlindungan anak
    p3a, pppa: pemberdayaan perempuan perlindungan anak
    p2kb, ppkb: pengendalian penduduk keluarga berencana
    ukm: usaha kecil menengah
    umkm: usaha mikro kecil menengah
    esdm: energi sumber daya mineral
    damkar: pemadam kebakaran
    satpol, satpolpp: satuan polisi pamong praja
    bappeda, bapeda: badan perencanaan pembangunan daerah
    bappedalitbang, baperlitbang, bappelitbangda, bappelitbang, bapelitbangda, bapelitbang, bappedalitbangda, baperida: badan perencanaan pembangunan daerah penelitian pengembangan
    bappeko, bappekot: badan perencanaan pembangunan kota
    bappenas: badan perencanaan pembangunan nasional
    balitbang, balitbangda: badan penelitian pengembangan daerah
    bapenda, bappenda: badan pendapatan daerah
    bpprd: badan pengelola pajak retribusi daerah
    bpkad, bkad, bpkda, bpkd: badan pengelolaan keuangan aset daerah
    bpkpad: badan pengelolaan keuangan pendapatan aset daerah
    bkd: badan kepegawaian daerah
    bkdd: badan kepegawaian diklat daerah
    bkpp: badan kepegawaian pendidikan pelatihan
    bkppd: badan kepegawaian pendidikan pelatihan daerah
    bkpsdm, bkpsdmd: badan kepegawaian pengembangan sumber daya manusia
    bpsdm, bpsdmd: badan pengembangan sumber daya manusia
    bpbd: badan penanggulangan bencana daerah
    bnpb: badan nasional penanggulangan bencana
    kesbangpol, bakesbangpol, bankesbangpol, kesbang: badan kesatuan bangsa politik
    bnn, bnnk, bnnp: badan narkotika nasional
    bps: badan pusat statistik
    bpkp: badan pengawasan keuangan pembangunan
    bpk: badan pemeriksa keuangan
    bkkbn: badan kependudukan keluarga berencana nasional
    bpom: badan pengawas obat makanan
    bbpom: balai besar pengawas obat makanan
    bpjs: badan penyelenggara jaminan sosial
    bpn: badan pertanahan nasional
    bkn: badan kepegawaian negara
    bmkg: badan meteorologi klimatologi geofisika
    basarnas: badan nasional pencarian pertolongan
    bpip: badan pembinaan ideologi pancasila
    brin: badan riset inovasi nasional
    baznas: badan amil zakat nasional
    bawaslu, panwaslu: badan pengawas pemilihan umum
    pemilu: pemilihan umum
    kpu, kpud: komisi pemilihan umum
    kpk: komisi pemberantasan korupsi
    kpi, kpid: komisi penyiaran indonesia
    dprd: dewan perwakilan rakyat daerah
    pn: pengadilan negeri
    kejari: kejaksaan negeri
    kejati: kejaksaan tinggi
    kejagung: kejaksaan agung
    polresta, polrestabes: polres
    kua: kantor urusan agama
    kpp: kantor pelayanan pajak
    kppn: kantor pelayanan perbendaharaan negara
    kpknl: kantor pelayanan kekayaan negara lelang
    kppbc: kantor pengawasan pelayanan bea cukai
    kantah: kantor pertanahan
    kls, klas: kelas
    lapas: lembaga pemasyarakatan
    rutan: rumah tahanan negara
    bapas: balai pemasyarakatan
    bws: balai wilayah sungai
    bbws: balai besar wilayah sungai
    bbpjn: balai besar pelaksanaan jalan nasional
    bpjn: balai pelaksanaan jalan nasional
    blk: balai latihan kerja
    bptp: balai pengkajian teknologi pertanian
    bksda: balai konservasi sumber daya alam
    lldikti: lembaga layanan pendidikan tinggi
    puskes, pkm: puskesmas
    pustu: puskesmas pembantu
    disdik, diknas: dinas pendidikan
    upt: uptd
    bumd: badan usaha milik daerah
    pam: air minum
    rsup: rumah sakit umum pusat
    rsi: rumah sakit islam
    rsj: rumah sakit jiwa
    rsjd: rumah sakit jiwa daerah
    rsgm: rumah sakit gigi mulut
    rsb: rumah sakit bersalin
    rskia: rumah sakit khusus ibu anak
    univ: universitas
    iain, stain: uin
    stai: sekolah tinggi agama islam
    stih: sekolah tinggi ilmu hukum
    stik: sekolah tinggi ilmu kesehatan
    stisip, stisipol: sekolah tinggi ilmu sosial politik
    stia: sekolah tinggi ilmu administrasi
    stmik: sekolah tinggi manajemen informatika komputer
    stt: sekolah tinggi teknologi
    stimik: sekolah tinggi manajemen informatika komputer
    poltek: politeknik
    poltekes, poltekkes: politeknik kesehatan
    akper: akademi keperawatan
    akbid: akademi kebidanan
    inst: institut
    lppm: lembaga penelitian pengabdian masyarakat
    lp2m: lembaga penelitian pengabdian masyarakat
    lsm: lembaga swadaya masyarakat
    lbh: lembaga bantuan hukum
    lpk: lembaga pelatihan kerja
    lkp: lembaga kursus pelatihan
    pkbm: pusat kegiatan belajar masyarakat
    ormas: organisasi masyarakat
    ponpes, pontren: pondok pesantren
    majlis: majelis
    mesjid, mesjit: masjid
    mushola, musala, musholla, langgar: mushalla
    poktan, keltan: kelompok tani
    gapoktan: gabungan kelompok tani
    kwt: kelompok wanita tani
    pokdakan: kelompok pembudidaya ikan
    pokmas: kelompok masyarakat
    kub: kelompok usaha bersama
    kube: kelompok usaha bersama
    pokdarwis: kelompok sadar wisata
    pkk: pemberdayaan kesejahteraan keluarga
    pmi: palang merah indonesia
    koni: komite olahraga nasional indonesia
    knpi: komite nasional pemuda indonesia
    idi: ikatan dokter indonesia
    ibi: ikatan bidan indonesia
    pgri: persatuan guru republik indonesia
    pwri: persatuan wredatama republik indonesia
    ppni: persatuan perawat nasional indonesia
    pwi: persatuan wartawan indonesia
    hkti: himpunan kerukunan tani indonesia
    hipmi: himpunan pengusaha muda indonesia
    hnsi: himpunan nelayan seluruh indonesia
    apindo: asosiasi pengusaha indonesia
    kadin: kamar dagang industri
    mui: majelis ulama indonesia
    fkub: forum kerukunan umat beragama
    korpri: korps pegawai republik indonesia
    kap: kantor akuntan publik
    kjpp: kantor jasa penilai publik
    bumdesa: bumdes
    kopdit: koperasi kredit
    ri: republik indonesia
    ham: hak asasi manusia
    gapki: gabungan pengusaha kelapa sawit indonesia
    pdi, pdip: partai demokrasi indonesia perjuangan
    pkb: partai kebangkitan bangsa
    pks: partai keadilan sejahtera
    ppp: partai persatuan pembangunan
    pharmacy: apotek
    bookstore: toko buku
    store, shop: toko
    kanwil: kantor wilayah
    hospitals: rumah sakit
    lpm: lembaga pemberdayaan masyarakat
    gapensi: gabungan pelaksana konstruksi nasional indonesia
    inkindo: ikatan nasional konsultan indonesia
    iwapi: ikatan wanita pengusaha indonesia
    apdesi: asosiasi pemerintah desa seluruh indonesia
    pepabri: persatuan purnawirawan warakawuri tni polri
    organda: organisasi angkutan darat
    aptrindo: asosiasi pengusaha truk indonesia
    rei: real estat indonesia
    bkmt: badan kontak majelis taklim
    bpp: balai penyuluhan pertanian
    perumdam: perumda air minum
    tp: tim penggerak
    uptb: uptd
    ormawa: organisasi mahasiswa
    bumdesma: bumdes bersama
    kjks: koperasi jasa keuangan syariah
    koppas: koperasi pasar
    kopontren: koperasi pondok pesantren
    puskud: pusat koperasi unit desa
    primkopol, primkoppol: primer koperasi polri
    primkopad, primkop: primer koperasi angkatan darat
    gor: gedung olahraga
    sdm: sumber daya manusia
    kankemenag: kantor kementerian agama
    dkj: jakarta
    """
    )
    | BY_LETTERS
    | ASSOCIATIONS
)
# Read so only where the name begins and no PT or CV says that it is a firm's own.
OPENING: Final = table_in(
    """
    pp: pondok pesantren
    pn: pengadilan negeri
    pa: pengadilan agama
    klp: kelompok
    min: mi negeri
    man: ma negeri
    mis: mi swasta
    mas: ma swasta
    p3a: perkumpulan petani pemakai air
    gp3a: gabungan perkumpulan petani pemakai air
    kb: paud
    wm: warung makan
    stm, smea: smk
    tka: tk
    """
)
OPENING.update(OPENING_ASSOCIATIONS)
# These are everyday words or names unless a number or a region follows.
BEFORE_NUMBERS: Final = words_in("min man mis mas tka")
# "Kel." is a group before these, else a kelurahan.
GROUPS_OF: Final = words_in(
    """
    tani wanita nelayan ternak usaha masyarakat peternak pembudidaya sadar swadaya kerja belajar
    petani pengrajin perajin
    """
)

# --- Schools: the letters say step and owner ---------------------------------------------------------

SCHOOLS: Final = table_in(
    """
    sdn: sd negeri
    smpn, sltpn: smp negeri
    sltp: smp
    slta, smu: sma
    sman, smun: sma negeri
    smkn: smk negeri
    mtsn: mts negeri
    mtss: mts swasta
    tkn: tk negeri
    paudn: paud negeri
    slbn: slb negeri
    sdit: sd islam terpadu
    smpit: smp islam terpadu
    smait: sma islam terpadu
    smkit: smk islam terpadu
    tkit: tk islam terpadu
    sdi: sd islam
    smpi: smp islam
    sdk: sd katolik
    smpk: smp katolik
    smak: sma katolik
    tkk: tk katolik
    sds: sd swasta
    smps: smp swasta
    smas: sma swasta
    smks: smk swasta
    """
)
SCHOOL_KINDS: Final = frozenset(
    {"tk", "paud", "ra", "sd", "smp", "sma", "smk", "slb", "mi", "mts", "ma"}
)

# The village under its names in the regions; its government is the village.
VILLAGES: Final = ("desa", "nagari", "gampong", "kampung", "pekon", "kalurahan")

# Spelt-out heads brought back to the short form everybody uses.
PHRASES: Final = {
    tuple(full.split()): tuple(short.split())
    for full, short in {
        "sekolah dasar": "sd", "sekolah menengah pertama": "smp",
        "sekolah lanjutan tingkat pertama": "smp", "sekolah menengah atas": "sma",
        "sekolah menengah umum": "sma", "sekolah menengah kejuruan": "smk",
        "sekolah menengah tingkat atas": "sma", "sekolah luar biasa": "slb",
        "madrasah ibtidaiyah": "mi", "madrasah tsanawiyah": "mts", "madrasah sanawiyah": "mts",
        "madrasah aliyah": "ma", "taman kanak kanak": "tk", "taman kanak": "tk",
        "pendidikan anak usia dini": "paud", "kelompok bermain": "paud",
        "raudhatul athfal": "ra", "raudlatul athfal": "ra", "pusat kesehatan masyarakat": "puskesmas", "pos pelayanan terpadu": "posyandu",
        "kepolisian resor kota": "polres", "kepolisian resor": "polres",
        "kepolisian resort": "polres", "kepolisian sektor": "polsek", "kepolisian daerah": "polda",
        "komando distrik militer": "kodim", "komando rayon militer": "koramil",
        "komando resor militer": "korem",
        "perhutani kesatuan pengelolaan hutan": "kesatuan pengelolaan hutan perhutani",
        "perhutani kesatuan pemangkuan hutan": "kesatuan pengelolaan hutan perhutani",
        "pesantren persatuan islam": "pesantren persis", "satuan paud sejenis": "paud",
        "kantor pos": "pos indonesia kc",
        "gp ansor": "gerakan pemuda ansor", "lp maarif": "lembaga pendidikan maarif",
        "gerakan pramuka": "pramuka", "pelajar putri": "putripelajar",
        "kementerian pekerjaan umum penataan ruang": "kementerian pekerjaan umum perumahan rakyat",
        "kesatuan pemangkuan hutan": "kesatuan pengelolaan hutan",
        "daerah operasi": "daop", "divisi regional": "divre", "sub divre": "subdivre",
        "unit pelaksana pelayanan pelanggan": "up3", "unit layanan pelanggan": "ulp",
        "unit induk distribusi": "uid", "unit induk wilayah": "uiw", "refinery unit": "ru",
        "kilang pertamina": "pertamina ru",
        "partai golongan karya": "partai golkar", "partai gerakan indonesia raya": "partai gerindra",
        "partai hati nurani rakyat": "partai hanura", "partai nasional demokrat": "partai nasdem",
        "partai persatuan indonesia": "partai perindo", "golongan karya": "golkar",
        "gereja gereja": "gereja", "gereja katolik paroki": "gereja katolik",
        "dewan kemakmuran masjid": "masjid", "badan kemakmuran masjid": "masjid",
        "takmir masjid": "masjid", "tamir masjid": "masjid", "pengurus masjid": "masjid",
        "dewan keluarga masjid": "masjid", "pimpinan pondok pesantren": "pondok pesantren",
        "tahfidzul quran": "tahfidz quran", "tahfizul quran": "tahfidz quran",
        "tahfizh quran": "tahfidz quran", "tahfiz quran": "tahfidz quran",
        "kantor badan permusyawaratan desa": "badan permusyawaratan desa",
        "badan perwakilan desa": "badan permusyawaratan desa",
        "badan permusyawaratan kalurahan": "badan permusyawaratan desa",
        "guest house": "penginapan", "home stay": "penginapan",
        "unit pelaksana teknis daerah": "uptd", "unit pelaksana teknis": "uptd",
        "satuan polisi pamong praja": "satpol", "polisi pamong praja": "satpol",
        "satuan polisi pp": "satpol", "satuan polisi pamong praja pp": "satpol",
        "perusahaan daerah air minum": "perumda air minum",
        "badan usaha milik desa": "bumdes", "bum desa": "bumdes",
        "badan usaha milik nagari": "bumdes nagari", "bum nagari": "bumdes nagari",
        "badan usaha milik gampong": "bumdes gampong", "badan usaha milik kampung": "bumdes kampung",
        "koperasi simpan pinjam koperasi kredit": "koperasi kredit",
        "badan pengelola keuangan": "badan pengelolaan keuangan",
        "high school": "sma",
        "junior high school": "smp", "senior high school": "sma", "elementary school": "sd",
        "vocational high school": "smk", "islamic boarding school": "pondok pesantren",
        "law firm": "kantor hukum", "law office": "kantor hukum",
        "legal aid institute": "lembaga bantuan hukum", "rural bank": "bank perkreditan rakyat",
        "bank perekonomian rakyat": "bank perkreditan rakyat",
        "bank perekonomian rakyat syariah": "bank pembiayaan rakyat syariah",
        "perusahaan umum daerah": "perumda", "toko mas": "toko emas", "toko besi": "toko bangunan", "head office": "kantor pusat",
        "badan pertanahan nasional": "kantor pertanahan", "kantor bersama samsat": "samsat",
        "perumda air minum daerah": "perumda air minum",
        "universitas islam negeri": "uin", "institut agama islam negeri": "uin",
        "sekolah tinggi agama islam negeri": "uin", "state islamic university": "uin",
        "islamic state university": "uin",
        "satu atap": "satap", "balai besar pom": "balai besar pengawas obat makanan",
        "balai pom": "balai pengawas obat makanan", "stasiun pengisian bahan bakar umum": "spbu",
        "stasiun pengisian bahan bakar": "spbu", "pom bensin": "spbu",
        "gabungan petani pemakai air": "gabungan perkumpulan petani pemakai air",
        "baitul maal wat tamwil": "bmt", "baitul mal wat tamwil": "bmt",
        "baitul maal wa tamwil": "bmt", "baitul mal wa tamwil": "bmt",
        "baitul maal wattamwil": "bmt", "baitul mal wattamwil": "bmt",
        "kantor camat": "kecamatan", "kantor lurah": "kelurahan", "kantor desa": "desa",
        "kantor kepala desa": "desa", "kantor wali nagari": "nagari",
        "daerah istimewa yogyakarta": "provinsi yogyakarta",
        "daerah khusus ibukota jakarta": "jakarta", "daerah khusus ibu kota jakarta": "jakarta",
        "daerah khusus jakarta": "jakarta", "ujung pandang": "makassar",
    }.items()
} | {
    (letters, "universitas"): ("fakultas", *subject.split(), "universitas")
    for letters, subject in {
        "fh": "hukum", "fk": "kedokteran", "ft": "teknik", "fe": "ekonomi",
        "feb": "ekonomi bisnis", "fkip": "keguruan ilmu pendidikan", "fp": "pertanian",
        "fmipa": "matematika ilmu pengetahuan alam", "fisip": "ilmu sosial politik",
        "fib": "ilmu budaya", "fkg": "kedokteran gigi", "fkm": "kesehatan masyarakat",
        "fkep": "keperawatan", "fkh": "kedokteran hewan", "fpik": "perikanan ilmu kelautan",
    }.items()
} | {
    ("muaro", town): ("muara", town)
    for town in ("bungo", "enim", "bulian", "teweh", "labuh", "tebo", "sabak", "sijunjung")
} | {
    ("kantor", rule, village): (village,)
    for rule in ("pemerintah", "pemerintahan")
    for village in VILLAGES
} | {
    (rule, village): (village,) for rule in ("pemerintah", "pemerintahan") for village in VILLAGES
} | {
    (english, island): (island, direction)
    for english, direction in (
        ("north", "utara"), ("south", "selatan"), ("east", "timur"), ("west", "barat"),
        ("central", "tengah"),
    )
    for island in ("kalimantan", "sumatera", "sulawesi", "jawa", "papua", "jakarta", "lampung")
}  # fmt: skip

# --- Kinds: what sort of body it is, from the word it begins with -----------------------------------

# Two of different kinds are two bodies, whatever else agrees.
KINDS: Final = table_in(
    """
    dinas, badan, inspektorat, komisi, dewan, satpol, samsat, kanwil: perangkat
    sekretariat: sekretariat
    bagian: bagian
    kecamatan: kecamatan
    kelurahan: kelurahan
    desa, nagari, gampong, pekon: desa
    spbu: spbu
    kementerian: kementerian
    pemerintah: pemerintah
    polres: polres
    polsek: polsek
    polda: polda
    kodim: kodim
    koramil: koramil
    korem: korem
    pengadilan: pengadilan
    kejaksaan: kejaksaan
    balai: balai
    puskesmas: puskesmas
    posyandu: posyandu
    tk: tk
    paud: paud
    ra: ra
    sd: sd
    smp: smp
    sma: sma
    smk: smk
    slb: slb
    mi: mi
    mts: mts
    ma: ma
    universitas, uin: universitas
    institut: institut
    politeknik: politeknik
    akademi: akademi
    pondok: pesantren
    komite: komite
    ikatan, persatuan, himpunan, paguyuban, asosiasi, serikat, forum, perhimpunan: perhimpunan
    kamar, majelis, korps: perhimpunan
    nahdlatul, muhammadiyah, aisyiyah, nasyiatul, fatayat, muslimat, pemuda, gerakan: perhimpunan
    pergerakan, konfederasi, federasi, persekutuan, organisasi, kesatuan, kwartir: perhimpunan
    persaudaraan, aliansi, legiun, barisan, kongres, liga: perhimpunan
    partai, golkar: partai
    uptd: uptd
    gabungan: gapoktan
    kelompok: kelompok
    dana: dana
    klinik: klinik
    apotek: apotek
    hotel: hotel
    masjid: masjid
    mushalla: mushalla
    gereja: gereja
    notaris: notaris
    bengkel: bengkel
    perumda: perumda
    """
)
# Kinds of two words.
LONG_KINDS: Final = {
    "rumah sakit": "rumah_sakit",
    "sekolah tinggi": "sekolah_tinggi",
    "rumah makan": "rumah_makan",
    "rumah tahanan": "rutan",
    "lembaga pemasyarakatan": "lapas",
    "pusat koperasi": "koperasi",
    "primer koperasi": "koperasi",
    "dharma wanita": "perhimpunan",
    "dewan masjid": "perhimpunan",
    "dewan dakwah": "perhimpunan",
    "dewan kesenian": "perhimpunan",
    "lembaga dakwah": "perhimpunan",
    "kontak tani": "perhimpunan",
    "karang taruna": "karang_taruna",
    "badan permusyawaratan": "permusyawaratan_desa",
    "lembaga pemberdayaan": "pemberdayaan_masyarakat",
    "perlindungan masyarakat": "perlindungan_masyarakat",
    "kesatuan pengelolaan": "kesatuan_hutan",
    "bagian kesatuan": "kesatuan_hutan",
    "cabang dinas": "perangkat",
    "mahkamah agung": "mahkamah",
    "mahkamah konstitusi": "mahkamah",
    "pemberdayaan kesejahteraan": "perhimpunan",
    "palang merah": "perhimpunan",
    "panti asuhan": "panti",
    "kantor pelayanan": "perangkat",
    "kantor pengawasan": "perangkat",
    "kantor urusan": "perangkat",
    "kantor pertanahan": "perangkat",
    "kantor imigrasi": "perangkat",
    "kantor kesyahbandaran": "perangkat",
    "kantor wilayah": "perangkat",
    "kantor kementerian": "kementerian",
}  # fmt: skip
FORM_KINDS: Final = {
    "Koperasi": "koperasi", "Yayasan": "yayasan", "BUMDes": "bumdes", "Perumda": "perumda",
    "Perkumpulan": "perhimpunan", "Perseroda": "perumda",
}  # fmt: skip
# Government of one region: its region and level are part of its name.
GOVERNMENT: Final = words_in(
    """
    perangkat sekretariat bagian kecamatan kelurahan desa kementerian pemerintah polres polsek polda
    kodim koramil korem pengadilan kejaksaan balai uptd permusyawaratan_desa kesatuan_hutan
    pemberdayaan_masyarakat perlindungan_masyarakat karang_taruna
    """
)
# A unit of an office that says no more of what it is.
UNIT: Final = "uptd"
# At which level the board of an association stands: perhimpunan.cabang.
BOARDED: Final = frozenset({"perhimpunan", "partai"})
_OF_BOARDS: Final = frozenset(
    f"{kind}.{level}" for kind in BOARDED for level in LEVELS_OF_BOARDS.values()
)
# Of these, too, there is one of the name in each place, told by its number.
PLACED: Final = (
    GOVERNMENT
    | words_in(
        """
    puskesmas posyandu tk paud ra sd smp sma smk slb mi mts ma universitas institut politeknik
    akademi pesantren komite rumah_sakit sekolah_tinggi perhimpunan gapoktan kelompok lapas rutan
    koperasi yayasan bumdes perumda panti masjid mushalla gereja partai
    """
    )
    | _OF_BOARDS
)
# An English name puts its kind last: "Senyum Ceria Dental Clinic".
LAST_KINDS: Final = {
    "klinik": "klinik", "hotel": "hotel", "universitas": "universitas", "apotek": "apotek",
    "sakit": "rumah_sakit", "akademi": "akademi", "politeknik": "politeknik",
}  # fmt: skip
# Thousands of bodies share these words.
SHARED: Final = (
    words_in(
        """
    dinas badan kantor balai besar kementerian sekretariat bagian inspektorat pemerintah kota
    kabupaten provinsi kecamatan kelurahan desa dusun komisi dewan rakyat perwakilan pusat wilayah
    tinggi negeri swasta lembaga sekolah universitas institut politeknik akademi rumah sakit pondok
    pesantren kelompok gabungan ikatan persatuan himpunan asosiasi serikat perhimpunan paguyuban
    masjid mushalla gereja puskesmas posyandu pengadilan kejaksaan polres polsek polda kodim
    tk paud ra sd smp sma smk slb mi mts ma satpol pelayanan masyarakat hukum notaris rekan
    koperasi yayasan harian toko depot pasar uin spbu satap inpres katolik bmt nagari gampong pekon
    dr drg prof drs ir kh hj perhutani perlindungan karang taruna penginapan
    """
    )
    | SHARED_BY_ASSOCIATIONS
)
# Their absence says little: "Disnaker Medan", "Kompas" for the daily of that name.
OFTEN_LEFT_OUT: Final = words_in(
    """
    kota kabupaten provinsi negeri swasta kantor harian koran toko pusat daerah umum dusun republik partai gerakan perhutani
    dr drg prof drs ir kh hj
    """
)
# Nor do they contradict what stands in their place.
NEVER_AGAINST: Final = words_in(
    "kota kabupaten provinsi kantor harian koran partai republik dr drg prof drs ir kh hj"
)
# With a dot behind them these are short for another word than without: TK Melati is a school.
DOTTED: Final = {
    "tk.": "toko", "apt.": "apotek", "st.": "santo", "sta.": "santa", "sto.": "santo", "gp.": "gampong", "tj.": "tanjung",
    "tg.": "tanjung", "tjg.": "tanjung", "kp.": "kampung", "gn.": "gunung", "sei.": "sungai",
    "fak.": "fakultas", "eng.": "teknik", "gen.": "general", "cons.": "konsultan",
    "cont.": "kontraktor", "const.": "konstruksi", "constr.": "konstruksi", "serv.": "service",
    "dev.": "development", "lab.": "laboratorium",
}  # fmt: skip
# Read so only where the name begins.
DOTTED_OPENING: Final = words_in("tk. apt. gp.")
# But a school where one of these follows.
KINDERGARTENS: Final = words_in(
    "pertiwi aisyiyah aba negeri pembina bhayangkari islam kristen katolik swasta terpadu kartika"
    " dharma kemala muslimat"
)
# What a cooperative of savers puts before the letters it is known by.
BEFORE_BMT: Final = words_in(
    """
    koperasi kop kspps ksps kjks ksu ksp kssu bmt syariah jasa keuangan simpan pinjam pembiayaan dan
    serba usaha
    """
)
# What lodges, feeds, sells or cures: beside a narrower word of its own kind the first says nothing.
_HOUSES_OF_A_KIND: Final = (
    words_in(
        "penginapan losmen hotel wisma homestay hostel motel pondok villa vila resort cottage"
        " bungalow griya mess kos asrama guesthouse"
    ),
    words_in(
        "rumah restoran warung depot kedai kafe cafe lesehan kantin warteg catering katering bakso"
        " sate soto ayam nasi mie"
    ),
    words_in("toko kios lapak warung swalayan minimarket grosir gerai butik ud"),
)
HOUSES: Final = {word: kind for kind in _HOUSES_OF_A_KIND for word in kind} | {
    word: frozenset() for word in ("klinik", "bengkel", "apotek", "toko")
}
HOUSES["toko"] = _HOUSES_OF_A_KIND[2]
HOUSES["apotek"] = frozenset({"klinik"})
# What such a house usually is; the name stands behind.
LINES: Final = {
    "klinik": words_in("pratama utama umum kesehatan"),
    "bengkel": words_in("motor mobil sepeda resmi umum"),
    "toko": words_in("kelontong serba sembako"),
    "warung": words_in("makan kopi nasi kelontong"),
}
# How a clinic treats, not which it is.
CARE: Final = words_in("rawat inap non perawatan dtp")
# Titles behind the name of a notary, a lawyer or an accountant.
PROFESSIONS: Final = words_in("notaris ppat advokat hukum akuntan pengacara dokter bidan")
TITLES_BEHIND: Final = words_in("sh mkn spn mh mhum llm se ak ca cpa mm amdkeb ppat")
# What a firm runs under a name of its own.
RUN_BY_FIRMS: Final = words_in(
    "spbu spbe spbn hotel apotek apotik klinik bengkel restoran swalayan"
)
# Shops whose market is only where they stand.
SHOPS: Final = words_in("toko kios depot warung lapak los ud")
# "Kelas IIA", "Tipe C": how large a prison or a hospital is, not which.
CLASSES: Final = words_in("kelas tipe type tingkat klas tk")
NUMBER_WORDS: Final = {
    "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7",
    "delapan": "8", "sembilan": "9", "sepuluh": "10", "sebelas": "11", "duabelas": "12",
}  # fmt: skip
ROMAN: Final = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10", "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip
NUMBERS_AS_WORDS: Final = {figure: word for word, figure in NUMBER_WORDS.items()}
# What mosques, churches, schools and pesantren are called; one is never a slip for another.
BLESSINGS: Final = words_in(
    """
    falah fatah fattah falaq ulum huda iman ikhlas hidayah jannah hijrah hikmah amin aman amal
    furqan firdaus furqon mubarak mubarok munawarah muhajirin muttaqin mujahidin nur nurul rahmah
    rahman rahim salam salamah istiqamah istiqomah taqwa taufiq tauhid ihsan islah ishlah irsyad
    insan ilmi ilmu khair khairat karim kautsar maarif manar mukarramah qalam quran rasyid sunnah
    syifa tanwir yaqin zahra azhar aqsa arafah bait hasanah
    elim elia betlehem betania bethel imanuel immanuel sion zion golgota getsemani kalvari maranatha
    efata sinai hermon nazaret galilea yerusalem petra filadelfia smirna antiokhia siloam
    """
)
