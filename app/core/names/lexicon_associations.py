"""Associations, parties, unions and churches by their letters, and the boards that lead them.

The board of a province (PWM, DPW, Pimpinan Wilayah) is not that of a regency (PDM, DPD, DPC): the
letters of a board are read as "dpp", "dpw", "dpd", "dpc", "dpac" or "dprt" before the name itself.
Read nowhere in the name of a firm.
"""

from typing import Final

from app.core.names.lexicon import table_in, words_in

ASSOCIATIONS: Final = table_in(
    """
    pbnu: dpp nahdlatul ulama
    pwnu: dpw nahdlatul ulama
    pcnu, pcinu: dpc nahdlatul ulama
    mwcnu: dpac nahdlatul ulama
    prnu: dprt nahdlatul ulama
    ipnu: ikatan pelajar nahdlatul ulama
    ippnu: ikatan putripelajar nahdlatul ulama
    isnu: ikatan sarjana nahdlatul ulama
    pergunu: persatuan guru nahdlatul ulama
    lazisnu: lembaga amil zakat infak sedekah nahdlatul ulama
    lkknu: lembaga kemaslahatan keluarga nahdlatul ulama
    ldnu: lembaga dakwah nahdlatul ulama
    lpnu: lembaga perekonomian nahdlatul ulama
    rminu: rabithah maahid islamiyah nahdlatul ulama
    banser: barisan ansor serbaguna
    sarbumusi: serikat buruh muslimin indonesia
    pwm: dpw muhammadiyah
    pwpm: dpw pemuda muhammadiyah
    pdpm: dpd pemuda muhammadiyah
    pcpm: dpc pemuda muhammadiyah
    pwna: dpw nasyiatul aisyiyah
    pdna: dpd nasyiatul aisyiyah
    pcna: dpc nasyiatul aisyiyah
    lazismu: lembaga amil zakat infak sedekah muhammadiyah
    hmi: himpunan mahasiswa islam
    pmii: pergerakan mahasiswa islam indonesia
    gmni: gerakan mahasiswa nasional indonesia
    gmki: gerakan mahasiswa kristen indonesia
    pmkri: perhimpunan mahasiswa katolik republik indonesia
    kammi: kesatuan aksi mahasiswa muslim indonesia
    kmhdi: kesatuan mahasiswa hindu dharma indonesia
    lmnd: liga mahasiswa nasional demokrasi
    bem: badan eksekutif mahasiswa
    osis: organisasi siswa intra sekolah
    menwa: resimen mahasiswa
    ddii: dewan dakwah islamiyah indonesia
    mpu: majelis permusyawaratan ulama
    bwi: badan wakaf indonesia
    bkprmi: badan komunikasi pemuda remaja masjid indonesia
    fkdt: forum komunikasi diniyah takmiliyah
    fkpp: forum komunikasi pondok pesantren
    laz: lembaga amil zakat
    dkm: masjid
    pptq: pondok pesantren tahfidz quran
    ypi: yayasan pendidikan islam
    ypii: yayasan pesantren islam indonesia
    yplp: yayasan pembina lembaga pendidikan
    ylki: yayasan lembaga konsumen indonesia
    ylbhi: yayasan lembaga bantuan hukum indonesia
    pgi: persekutuan gereja indonesia
    pgli, pglii: persekutuan gereja lembaga injili indonesia
    kwi: konferensi waligereja indonesia
    bamag: badan musyawarah antar gereja
    paroki: gereja katolik
    gki: gereja kristen indonesia
    gkpi: gereja kristen protestan indonesia
    gkps: gereja kristen protestan simalungun
    gkpa: gereja kristen protestan angkola
    gkpb: gereja kristen protestan bali
    gkppd: gereja kristen protestan pakpak dairi
    gkpm: gereja kristen protestan mentawai
    gkmi: gereja kristen muria indonesia
    gksbs: gereja kristen sumatera bagian selatan
    gkkb: gereja kristen kalimantan barat
    gmih: gereja masehi injili halmahera
    gmist: gereja masehi injili sangihe talaud
    gmibm: gereja masehi injili bolaang mongondow
    gmahk: gereja masehi advent hari ketujuh
    gpid: gereja protestan indonesia donggala
    gpig: gereja protestan indonesia gorontalo
    gidi: gereja injili indonesia
    gpps: gereja pantekosta pusat surabaya
    gbt: gereja bethel tabernakel
    gbis: gereja bethel injil sepenuh
    grii: gereja reformed injili indonesia
    hki: huria kristen indonesia
    pdgi: persatuan dokter gigi indonesia
    idai: ikatan dokter anak indonesia
    hakli: himpunan ahli kesehatan lingkungan indonesia
    persagi: persatuan ahli gizi indonesia
    iakmi: ikatan ahli kesehatan masyarakat indonesia
    igi: ikatan guru indonesia
    ikapi: ikatan penerbit indonesia
    ijti: ikatan jurnalis televisi indonesia
    smsi: serikat media siber indonesia
    amsi: asosiasi media siber indonesia
    iwo: ikatan wartawan online
    ikadin: ikatan advokat indonesia
    perbarindo: perhimpunan bank perkreditan rakyat indonesia
    apersi: asosiasi pengembang perumahan permukiman seluruh indonesia
    aprindo: asosiasi pengusaha ritel indonesia
    hiswana: himpunan wiraswasta nasional
    hippi: himpunan pengusaha pribumi indonesia
    gpei: gabungan perusahaan ekspor indonesia
    perpamsi: persatuan perusahaan air minum seluruh indonesia
    adkasi: asosiasi dewan perwakilan rakyat daerah kabupaten seluruh indonesia
    apkasi: asosiasi pemerintah kabupaten seluruh indonesia
    apeksi: asosiasi pemerintah kota seluruh indonesia
    ppdi: persatuan perangkat desa indonesia
    abpednas: asosiasi badan permusyawaratan desa nasional
    apkli: asosiasi pedagang kaki lima indonesia
    aspeknas: asosiasi pelaksana konstruksi nasional
    perkindo: persatuan konsultan indonesia
    intakindo: ikatan tenaga ahli konsultan indonesia
    spsi: serikat pekerja seluruh indonesia
    kspsi: konfederasi serikat pekerja seluruh indonesia
    kspi: konfederasi serikat pekerja indonesia
    fspmi: federasi serikat pekerja metal indonesia
    ksbsi: konfederasi serikat buruh seluruh indonesia
    sbsi: serikat buruh sejahtera indonesia
    ktna: kontak tani nelayan andalan
    knti: kesatuan nelayan tradisional indonesia
    aptri: asosiasi petani tebu rakyat indonesia
    apkasindo: asosiasi petani kelapa sawit indonesia
    walhi: wahana lingkungan hidup indonesia
    kpai: komisi perlindungan anak indonesia
    pertuni: persatuan tuna netra indonesia
    ipsm: ikatan pekerja sosial masyarakat
    tksk: tenaga kesejahteraan sosial kecamatan
    fkdm: forum kewaspadaan dini masyarakat
    fkpt: forum koordinasi pencegahan terorisme
    lvri: legiun veteran republik indonesia
    fkppi: forum komunikasi putra putri purnawirawan indonesia
    dwp: dharma wanita persatuan
    gow: gabungan organisasi wanita
    bkow: badan kerjasama organisasi wanita
    kowani: kongres wanita indonesia
    kormi: komite olahraga masyarakat indonesia
    npci: national paralympic committee indonesia
    perpani: persatuan panahan indonesia
    prsi: persatuan renang seluruh indonesia
    pelti: persatuan tenis lapangan indonesia
    ptmsi: persatuan tenis meja seluruh indonesia
    forki: federasi olahraga karate do indonesia
    issi: ikatan sepeda sport indonesia
    perbasi: persatuan bola basket seluruh indonesia
    podsi: persatuan olahraga dayung seluruh indonesia
    psht: persaudaraan setia hati terate
    psnu: pencak silat nahdlatul ulama
    kwarnas: dpp kwartir pramuka
    kwarda: dpd kwartir pramuka
    kwarcab: dpc kwartir pramuka
    kwarran: dpac kwartir pramuka
    bamusdes, bpdes: badan permusyawaratan desa
    bpkal: badan permusyawaratan kalurahan
    bpnag, bamus: badan permusyawaratan nagari
    kades: kepala desa
    kadus: kepala dusun
    linmas: perlindungan masyarakat
    satlinmas: satuan perlindungan masyarakat
    kopdes: koperasi desa
    kopkel: koperasi kelurahan
    kdmp: koperasi desa merah putih
    kkmp: koperasi kelurahan merah putih
    bumkal: bumdes kalurahan
    posbindu: pos pembinaan terpadu
    pamsimas, spams: sistem penyediaan air minum sanitasi masyarakat
    kpspams: kelompok pengelola sistem penyediaan air minum sanitasi masyarakat
    tbm: taman bacaan masyarakat
    surau: mushalla
    dayah, mahad: pondok pesantren
    kapanewon, kemantren: kecamatan
    sps: paud
    dprkplh, dpkplh: dinas perumahan rakyat kawasan permukiman lingkungan hidup
    perpusdes: perpustakaan desa
    """
)
# Everyday words, names or other letters unless they open the name and something follows.
OPENING_ASSOCIATIONS: Final = table_in(
    """
    pda: dpd aisyiyah
    pwa: dpw aisyiyah
    pca: dpc aisyiyah
    pra: dprt aisyiyah
    pdm: dpd muhammadiyah
    pcm: dpc muhammadiyah
    prm: dprt muhammadiyah
    mwc: dpac
    imm: ikatan mahasiswa muhammadiyah
    ipm: ikatan pelajar muhammadiyah
    aji: aliansi jurnalis independen
    spn: serikat pekerja nasional
    spi: serikat petani indonesia
    imi: ikatan motor indonesia
    pasi: persatuan atletik seluruh indonesia
    persis: persatuan islam
    pan: partai amanat nasional
    psi: partai solidaritas indonesia
    pbb: partai bulan bintang
    mt: majelis taklim
    tpk: tim pelaksana kegiatan
    distrik: kecamatan
    """
)
# The letters of a board of any party or association, and the level it leads.
BOARDS: Final = {
    "dpp": "pusat", "dpn": "pusat", "dpw": "wilayah", "dpd": "daerah", "dpc": "cabang",
    "dpac": "anak_cabang", "pac": "anak_cabang", "dpra": "ranting", "dprt": "ranting",
    "pengprov": "wilayah", "pengda": "daerah", "pengkab": "cabang", "pengkot": "cabang",
    "pengcab": "cabang",
}  # fmt: skip
# These are boards only before the name of an association: "PD Muhammadiyah", "BPC HIPMI".
SHORT_BOARDS: Final = {
    "pp": "dpp", "pb": "dpp", "pw": "dpw", "pd": "dpd", "pc": "dpc", "pr": "dprt",
    "bpp": "dpp", "bpd": "dpd", "bpc": "dpc", "mwc": "dpac",
}  # fmt: skip
# What leads an association, before the word for its level: "Dewan Pimpinan Cabang".
LEADING: Final = words_in("pimpinan pengurus kwartir koordinator")
LED_BY: Final = words_in("dewan badan majelis")
LEVELS_OF_BOARDS: Final = {
    "pusat": "pusat", "besar": "pusat", "nasional": "pusat", "wilayah": "wilayah",
    "provinsi": "wilayah", "daerah": "daerah", "cabang": "cabang", "ranting": "ranting",
    "komisariat": "komisariat", "kecamatan": "anak_cabang", "anak": "anak_cabang",
}  # fmt: skip
# Behind the name of an association: "HMI Cabang Magetan".
LEVELS_BEHIND: Final = words_in("cabang ranting komisariat")
LEVELS_BEFORE_A_REGION: Final = words_in("wilayah daerah")
# By one of these it is told that the letters before it are a board's.
OF_ASSOCIATIONS: Final = (
    words_in(
        """
        nu nahdlatul muhammadiyah aisyiyah nasyiatul fatayat muslimat ansor gp persatuan ikatan
        himpunan pergerakan perhimpunan asosiasi partai golkar gerindra nasdem hanura perindo
        pgri idi ibi ppni hipmi gapensi gapeksindo gapeknas inkindo knpi pwi korpri kadin apindo
        rei iwapi hkti hnsi mui dmi ldii icmi iphi peradi ippat phri asita akli aspekindo askonas
        alfi organda aptrindo apdesi pepabri pwri himpaudi igtki pkb pks ppp pdi pdip pkbi percasi
        perbakin ipsi pssi pbsi pbvsi orari bkmt pramuka parkindo perti persis imm ipm
        """
    )
    | ASSOCIATIONS.keys()
) - {"paroki", "dkm", "ypi", "ypii", "pptq", "kades", "kopdes", "kdmp"}
# Words that the names of these bodies share.
SHARED_BY_ASSOCIATIONS: Final = words_in(
    """
    nahdlatul ulama muhammadiyah mahasiswa pelajar pemuda gerakan pergerakan pimpinan pengurus
    seluruh huria kristen batak protestan masehi injili pantekosta bethel jemaat ressort resort klasis
    kwartir pramuka serikat pekerja buruh guru dokter pengusaha
    komunikasi amil zakat infak sedekah partai kesatuan komite olahraga kerukunan permusyawaratan
    """
)
