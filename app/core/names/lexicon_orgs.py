"""The words of Indonesian firms' names: legal forms, spellings, short forms, how common.

Put down by hand like the words of persons' names; a word that is missing costs a little precision.
"""

from typing import Final

from app.core.names.lexicon import words_in

LEGAL_FORMS: Final = {
    "pt": "PT", "perseroan terbatas": "PT", "cv": "CV", "ud": "UD", "usaha dagang": "UD",
    "pd": "PD", "perusahaan dagang": "PD", "fa": "Fa", "firma": "Fa", "nv": "NV",
    "koperasi": "Koperasi", "kop": "Koperasi", "yayasan": "Yayasan", "yys": "Yayasan",
    "perum": "Perum", "perumda": "Perumda", "perusda": "Perumda", "perseroda": "Perseroda",
    "bumdes": "BUMDes", "bumdesa": "BUMDes", "po": "PO", "perkumpulan": "Perkumpulan",
    "commanditaire vennootschap": "CV", "persekutuan komanditer": "CV",
    "perusahaan umum daerah": "Perumda", "perusahaan daerah": "Perumda", "perusahaan umum": "Perum",
    "badan usaha milik desa": "BUMDes", "perusahaan otobus": "PO", "perusahaan otobis": "PO",
    "perusahaan oto bus": "PO",
    "perusahaan perseroan": "PT", "perusahaan perseroan daerah": "Perseroda", "perseroan daerah": "Perseroda",
    "perusahaan terbatas": "PT", "jajasan": "Yayasan", "kooperasi": "Koperasi",
    "perkoempoelan": "Perkumpulan", "perseroan komanditer": "CV", "yay": "Yayasan", "perkump": "Perkumpulan",
    "perkum": "Perkumpulan", "foundation": "Yayasan",
    "cooperative": "Koperasi",
    "ltd": "Ltd", "limited": "Ltd", "pte": "Ltd", "inc": "Ltd", "corp": "Ltd", "llc": "Ltd",
    "gmbh": "Ltd", "bhd": "Ltd", "sdn": "Ltd", "co": "Ltd",
}  # fmt: skip

# Say something of the listing or the owner, not of which company it is.
DROPPED_ORG_WORDS: Final = words_in("tbk tb persero perseroan terbuka")

BRANCH_MARKS: Final = words_in(
    """
    cabang cab kc kcp kcu capem kantor kanwil perwakilan depo gerai outlet unit site divisi division
    cp upc upp ulp up3 uid uiw proyek project area rayon witel divre subdivre kanca kcs branch daop
    """
)
# Behind these "unit" is a word of the name.
UNIT_OF: Final = words_in("desa usaha")
# From here on it is an address.
ADDRESS_MARKS: Final = words_in("jl jln alamat")
SMALL_ORG_WORDS: Final = words_in("dan and of the di ke untuk for de")

ORG_VARIANTS: Final = {
    variant: head
    for head, variants in {
        "indonesia": "indonesia ind indo",
        "nusantara": "nusantara nus nusa",
        "internasional": "internasional international intl int internasionale",
        "properti": "properti property properties propertindo",
        "energi": "energi energy energies",
        "teknologi": "teknologi technology technologies tech",
        "teknik": "teknik technic tehnik tek technik engineering enjiniring",
        "industri": "industri industry industries inds",
        "logistik": "logistik logistics logistic logistik",
        "investasi": "investasi investment investments",
        "asuransi": "asuransi insurance assuransi ass",
        "sekuritas": "sekuritas securities",
        "farmasi": "farmasi pharmacy pharmaceutical pharmaceuticals",
        "kimia": "kimia chemical chemicals",
        "tekstil": "tekstil textile textiles",
        "plastik": "plastik plastic plastics",
        "semen": "semen cement",
        "elektronik": "elektronik electronic electronics elektronika",
        "transportasi": "transportasi transport transportation",
        "mineral": "mineral minerals",
        "sistem": "sistem system systems",
        "sentra": "sentra center centre",
        "grup": "grup group",
        "konstruksi": "konstruksi construction constructions konstr kontruksi",
        "finansial": "finansial financial",
        "finance": "finance financing",
        "sumberdaya": "sumberdaya resources resource",
        "bersaudara": "bersaudara bros brothers",
        "komunikasi": "komunikasi communication communications",
        "telekomunikasi": "telekomunikasi telecommunication telecommunications telekom telecom",
        "media": "media medias",
        "makmur": "makmur mkmr",
        "sejahtera": "sejahtera sjhtr",
        "agro": "agro agri",
        "sumatera": "sumatera sumatra soematra",
        "hotel": "hotel hotels",
        "produk": "produk product products",
        "perdagangan": "perdagangan trading trad dagang",
        "pelayaran": "pelayaran shipping",
        "perkebunan": "perkebunan plantation plantations",
        "motor": "motor motors",
        "karya": "karya kry",
        "usaha": "usaha ush",
        "simpan": "simpan simp",
        "group": "group",
        "bank": "bank banks",
        "klinik": "klinik clinic klinic clinik",
        "gigi": "gigi dental",
        "universitas": "universitas university",
        "apotek": "apotek apotik apothecary apotheek",
        "restoran": "restoran resto restaurant restauran",
        "kargo": "kargo cargo",
        "ekspres": "ekspres express expres ekspress",
        "konsultan": "konsultan konslt consultant consultants consulting konsultant",
        "kontraktor": "kontraktor kontr contr contractor contractors",
        "rezeki": "rezeki rejeki rizki rizqi",
        "anugerah": "anugerah anugrah",
        "sentosa": "sentosa sentausa santosa",
        "akademi": "akademi academy",
        "sekolah": "sekolah school",
        "politeknik": "politeknik polytechnic poltek politehnik",
        "studi": "studi studies study",
        "grosir": "grosir wholesale",
        "percetakan": "percetakan printing",
        "katering": "katering catering",
        "laundry": "laundry londri laundri",
        "perikanan": "perikanan fishery fisheries",
        "pertanian": "pertanian agriculture",
        "kesehatan": "kesehatan health",
        "pendidikan": "pendidikan education",
        "lembaga": "lembaga institute",
        "rekan": "rekan partners partner associates",
        "santo": "santo santa sint saint",
        "muara": "muara muaro",
        "maatschappij": "maatschappij mij maskapai",
        "swalayan": "swalayan supermarket",
        "ibu": "ibu bu",
        "bapak": "bapak pak",
        "lanskap": "lanskap landscape landscaping lansekap",
        "furnitur": "furnitur furniture furnicraft",
        "baja": "baja steel",
        "kertas": "kertas paper",
        "gula": "gula sugar",
        "kaca": "kaca glass",
        "peternakan": "peternakan livestock",
        "supplier": "supplier suppliers supp suplier supplayer",
        "laboratorium": "laboratorium laboratory lab",
    }.items()
    for variant in variants.split()
}

# Short forms spelled out before anything is compared, in the order of the words they stand for.
ORG_EXPANSIONS: Final = {
    "bpr": "bank perkreditan rakyat",
    "bprs": "bank pembiayaan rakyat syariah",
    "bpd": "bank pembangunan daerah",
    "pdam": "perumda air minum",
    "pdpasar": "perumda pasar",
    "kud": "koperasi unit desa",
    "ksp": "koperasi simpan pinjam",
    "kspps": "koperasi simpan pinjam pembiayaan syariah",
    "ksu": "koperasi serba usaha",
    "kpri": "koperasi pegawai republik indonesia",
    "kpn": "koperasi pegawai negeri",
    "kopkar": "koperasi karyawan",
    "sei": "sungai",
    "rs": "rumah sakit",
    "rsu": "rumah sakit umum",
    "rsud": "rumah sakit umum daerah",
    "rsia": "rumah sakit ibu anak",
    "rm": "rumah makan",
    "tb": "toko bangunan",
    "pr": "pabrik rokok",
    "pg": "pabrik gula",
    "aj": "asuransi jiwa",
    "ptpn": "pt perkebunan nusantara",
    "stie": "sekolah tinggi ilmu ekonomi",
    "stikes": "sekolah tinggi ilmu kesehatan",
    "stkip": "sekolah tinggi keguruan ilmu pendidikan",
    "hospital": "rumah sakit", "hospitals": "rumah sakit", "yay": "yayasan", "asr": "asuransi", "kons": "konstruksi",
}  # fmt: skip

# Read so only where the name begins; elsewhere "Tb" is a cut-off "Tbk".
OPENING_EXPANSIONS: Final = words_in("tb rm rs pr pg aj")

# Bodies known to everybody by their letters. The office keeps its own list beside this one.
KNOWN_ACRONYMS: Final = {
    "pln": "perusahaan listrik negara",
    "bri": "bank rakyat indonesia",
    "bni": "bank negara indonesia",
    "btn": "bank tabungan negara",
    "bca": "bank central asia",
    "bsi": "bank syariah indonesia",
    "pgn": "perusahaan gas negara",
    "kai": "kereta api indonesia",
    "telkom": "telekomunikasi indonesia",
    "pelni": "pelayaran nasional indonesia",
    "pelindo": "pelabuhan indonesia",
    "antam": "aneka tambang",
    "jamkrindo": "jaminan kredit indonesia",
    "askrindo": "asuransi kredit indonesia",
    "bulog": "badan urusan logistik",
    "adhi": "adhi karya",
    "wika": "wijaya karya",
    "pp": "pembangunan perumahan",
    "ptba": "bukit asam",
    "gia": "garuda indonesia",
    "bjb": "bank pembangunan daerah jawa barat banten",
    "pnm": "permodalan nasional madani",
    "pal": "pal indonesia",
    "inka": "industri kereta api",
    "ui": "universitas indonesia",
    "polban": "politeknik negeri bandung",
    "polines": "politeknik negeri semarang",
    "polinema": "politeknik negeri malang",
    "poliban": "politeknik negeri banjarmasin",
    "its": "institut teknologi sepuluh nopember",
    "itb": "institut teknologi bandung",
    "ipb": "institut pertanian bogor",
    "ugm": "universitas gadjah mada",
    "undip": "universitas diponegoro",
    "unair": "universitas airlangga",
    "unpad": "universitas padjadjaran",
    "unhas": "universitas hasanuddin",
    "ulm": "universitas lambung mangkurat",
    "unlam": "universitas lambung mangkurat",
    "unnes": "universitas negeri semarang",
    "uny": "universitas negeri yogyakarta",
    "unesa": "universitas negeri surabaya",
    "unibraw": "universitas brawijaya",
    "usu": "universitas sumatera utara",
    "unsri": "universitas sriwijaya",
    "unand": "universitas andalas",
    "unila": "universitas lampung",
    "untan": "universitas tanjungpura",
    "unmul": "universitas mulawarman",
    "unsrat": "universitas sam ratulangi",
    "untad": "universitas tadulako",
    "uncen": "universitas cenderawasih",
    "unud": "universitas udayana",
    "unram": "universitas mataram",
    "undana": "universitas nusa cendana",
    "unpatti": "universitas pattimura",
    "unej": "universitas jember",
    "unsoed": "universitas jenderal soedirman",
    "untirta": "universitas sultan ageng tirtayasa",
    "ipdn": "institut pemerintahan dalam negeri",
    "unisma": "universitas islam malang",
    "unissula": "universitas islam sultan agung",
    "uniska": "universitas islam kalimantan",
    "polnep": "politeknik negeri pontianak",
    "polije": "politeknik negeri jember",
    "polnes": "politeknik negeri samarinda",
    "poltesa": "politeknik negeri sambas",
    "polsri": "politeknik negeri sriwijaya",
    "polmed": "politeknik negeri medan",
    "polinela": "politeknik negeri lampung",
    "pnup": "politeknik negeri ujung pandang",
    "polimdo": "politeknik negeri manado",
    "pens": "politeknik elektronika negeri surabaya",
    "ppns": "politeknik perkapalan negeri surabaya",
    "stan": "politeknik keuangan negara stan",
    "unj": "universitas negeri jakarta",
    "upi": "universitas pendidikan indonesia",
    "unp": "universitas negeri padang",
    "unm": "universitas negeri makassar",
    "unimed": "universitas negeri medan",
    "unima": "universitas negeri manado",
    "ung": "universitas negeri gorontalo",
    "uns": "universitas sebelas maret",
    "ub": "universitas brawijaya",
    "unib": "universitas bengkulu",
    "unja": "universitas jambi",
    "unri": "universitas riau",
    "umrah": "universitas maritim raja ali haji",
    "ubb": "universitas bangka belitung",
    "untidar": "universitas tidar",
    "unsika": "universitas singaperbangsa",
    "unsil": "universitas siliwangi",
    "usk": "universitas syiah kuala",
    "unsyiah": "universitas syiah kuala",
    "unimal": "universitas malikussaleh",
    "uho": "universitas halu oleo",
    "unhalu": "universitas halu oleo",
    "upr": "universitas palangka raya",
    "unpar": "universitas katolik parahyangan",
    "ubt": "universitas borneo tarakan",
    "unkhair": "universitas khairun",
    "unipa": "universitas papua",
    "undiksha": "universitas pendidikan ganesha",
    "utm": "universitas trunojoyo madura",
    "ut": "universitas terbuka",
    "uii": "universitas islam indonesia",
    "umm": "universitas muhammadiyah malang",
    "ums": "universitas muhammadiyah surakarta",
    "umy": "universitas muhammadiyah yogyakarta",
    "umsu": "universitas muhammadiyah sumatera utara",
    "untar": "universitas tarumanagara",
    "binus": "universitas bina nusantara",
    "unisba": "universitas islam bandung",
    "unpas": "universitas pasundan",
    "udinus": "universitas dian nuswantoro",
    "uksw": "universitas kristen satya wacana",
    "ukdw": "universitas kristen duta wacana",
    "uph": "universitas pelita harapan",
    "ubaya": "universitas surabaya",
    "inalum": "indonesia asahan aluminium",
    "perumnas": "pembangunan perumahan nasional",
    "jasindo": "asuransi jasa indonesia",
    "asdp": "angkutan sungai danau penyeberangan",
    "pusri": "pupuk sriwijaya",
    "btpn": "bank tabungan pensiunan nasional",
    "panin": "pan indonesia",
    "taspen": "dana tabungan asuransi pegawai negeri",
    "asabri": "asuransi sosial angkatan bersenjata republik indonesia",
    "pindad": "perindustrian angkatan darat",
    "sucofindo": "superintending company indonesia",
    "rni": "rajawali nusantara indonesia",
    "bki": "biro klasifikasi indonesia",
    "tvri": "televisi republik indonesia",
    "rri": "radio republik indonesia",
    "smart": "sinar mas agro sumberdaya teknologi",
    "kpc": "kaltim prima coal",
    "ptdi": "dirgantara indonesia",
    "pjb": "pembangkitan jawa bali",
    "mrt": "mass rapid transit",
    "itm": "indo tambangraya megah",
    "bsd": "bumi serpong damai",
}

# Words that thousands of firms share.
ORG_GENERIC: Final = words_in(
    """
    indonesia nusantara bank jaya abadi makmur sejahtera mandiri utama prima persada sentosa karya
    bumi citra mitra multi mega raya sakti sinar surya cahaya maju bersama usaha putra putri dua
    tiga satu anugerah berkah barokah bina graha griya cipta dharma darma eka dwi tri panca duta
    global internasional energi properti teknologi teknik industri logistik investasi investama
    asuransi sekuritas farmasi kimia tekstil plastik semen elektronik transportasi mineral sistem
    sentra grup konstruksi finansial finance sumberdaya komunikasi telekomunikasi media agro hotel
    produk perdagangan pelayaran perkebunan motor artha arta guna gemilang indah intan jasa kencana
    kreasi kreatif lestari mulia mulya megah nasional negara daerah pembangunan perkasa permata
    pertiwi perdana pratama pusaka rakyat rejeki rezeki samudra samudera sarana sari sejati selaras
    selatan utara timur barat tengah sukses sumber tani tunas tirta tunggal universal wahana wijaya
    syariah simpan pinjam unit desa serba pegawai negeri republik karyawan perkreditan pembiayaan
    rumah sakit umum toko bangunan makan apotek klinik bengkel warung kedai travel tour tours
    jawa sumatera kalimantan sulawesi papua bali maluku nusa tenggara asia pasifik group holding
    sdm trans persero perusahaan capital kapital modal ventura multifinance sawit tambang batubara
    kayu beton baja baru lama agung arta asri buana dirgantara dinamika era fajar harapan harmoni
    inti kharisma kusuma lautan laut mas emas mutiara nirwana pangan pelita pelangi pesona planet
    royal samudera sahabat saudara sehati sempurna setia solusi star tama taman terang terpadu
    tama terpadu timah tirta wira yasa yudha air minum gas minyak listrik pasar daya alam sekolah
    tinggi ilmu pendidikan islam muslim nurul darul al hidayah kesehatan sosial amal
    food foods trading service services supply contractor consultant konsultan kontraktor
    produsen konsumen primer sekunder ibu bapak
    """
)

# Other words that firms like to call themselves by: one is never a slip for another.
USUAL: Final = words_in(
    """
    karsa kerta krida karunia kurnia bumn bhumi bahtera bahari baruna bina binar bintang
    berdikari berlian bestari bhakti bakti buana budaya budi cakra cakrawala cendana cemerlang
    cempaka cendrawasih cita citra dana danau daya delta dewata dewi diamond dian duta dwipa elang
    emas energi fortuna gajah galaksi gading garuda gapura gatra giri gita gunung guna hasta hasil
    hijau hutama ika ilham indo industri inovasi inova insan intan internusa istana jala jati
    jempol juara juang kala kali kapuas karang kasih kawan kawi kelana kembang kirana kita kota
    laksana langit langgeng lancar lembah lentera liman lima lintas lima logam luhur lumbung
    mahakam mahkota mahardika majapahit makna manggala manunggal mapan marga mars melati menara
    mentari merak merapi merdeka merpati merah mina mitra mukti murni nada naga nata nirmala niaga
    niaga nila nur nuansa oasis omega optima padi padma paku palapa palma panca pandawa panorama
    parama pasar pasir patra perintis perkakas perisai persatuan pilar pinang pionir pola potensi
    prakarsa prasada prasarana pratama prima proteksi puncak purnama puri puspa putih rahayu
    raharja rahmat raja rajawali rakit rama ranah rancang rasa ratu rimba rimbun rinjani rukun
    sagara sahaja sama samoa sangkuriang sapta sarana sasana satya sawah sedaya segar segara
    selamat selera semeru semesta senjaya sentra serasi serayu setara sida sigma sinergi singa
    singgalang siliwangi sri subur suci sukma sumbawa sumber supra surga surabaya swadaya swakarsa
    swakarya tara taruna tata tegar teguh tekad teladan telaga teratai tigaraksa tanjung titan
    tirtha tridaya trijaya trimitra tritunggal tuah tulus tumbuh tuntas unggul untung usaha utara
    utami vega vista waja wahyu wangsa warna warga waris widya wibawa wisma wisata wisesa wiratama
    yakin yasa yudistira zaman zamrud optik optika media medika handal aman damai
    sampan sembada suksma swarga tirto tulip turangga wana wijaya wiraguna wirausaha
    arjuna bima kresna nakula sadewa abimanyu srikandi anggrek teratai kenanga kamboja flamboyan
    seroja sakura mawar delima cemara akasia meranti ulin beringin kelapa rotan bambu pinus
    nuri kasuari kenari bangau banteng kerbau kijang rusa harimau macan kuda lebah
    pantai teluk pulau bukit sungai muara senja embun bulan komet orion aurora
    satria ksatria perwira pahlawan panglima sultan pangeran ageng abdi jujur adil guyub
    """
)

# A line of business: behind the name of a firm it names another firm of the same owners.
# The people of a firm or school are not it: their cooperative, union, pension fund.
PEOPLE_OF: Final = words_in(
    "wanita muslimat fatayat nasyiatul ansor pemuda pelajar mahasiswa sarjana aisyiyah"
    " pegawai karyawan karyawati warga pekerja buruh pensiunan pensiun alumni serikat guru dosen"
)
BUSINESS: Final = words_in(
    """
    properti transportasi apotek syariah sekuritas finance finansial multifinance logistik
    konstruksi beton energi farmasi kimia tekstil plastik semen elektronik mineral sistem teknologi
    teknik industri investama investasi asuransi komunikasi telekomunikasi media agro hotel
    perdagangan pelayaran perkebunan motor travel tour tours konsultan kontraktor supplier sawit
    tambang batubara kayu baja listrik gas minyak air pangan food foods kargo ekspres katering
    percetakan grosir ritel retail realty land estate medika klinik rumah sakit gedung pembiayaan
    modal ventura capital kapital leasing multiartha life jiwa trans angkutan otomotif digital data
    solusi services service akses power hidro solar marine offshore drilling mining resources gold
    nikel timah karet kelapa ternak perikanan seafood unggas feed pakan garment garmen fashion
    furniture mebel printing advertising televisi radio pers penerbit pendidikan sekolah akademi
    laundry salon bengkel optik laboratorium manufaktur packaging kemasan karton kertas keramik
    kaca cat pipa kabel mesin alat berat rental outsourcing security sekuriti cleaning waste limbah
    koperasi yayasan karyawan pensiun alumni hospital peduli muda junior
    """
) | words_in("utara selatan timur barat tengah tenggara")
