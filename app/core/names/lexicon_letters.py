"""Letters and clippings by which village bodies, churches, schools, offices and associations are known.

Read nowhere in the name of a firm. What has two meanings (IAI, STIS) is left out.
"""

from typing import Final

from app.core.names.lexicon import table_in

BY_LETTERS: Final = table_in(
    """
    koptan: koperasi tani
    kopwan: koperasi wanita
    kopma: koperasi mahasiswa
    kopsyah: koperasi syariah
    kopeg: koperasi pegawai
    kopegtel: koperasi pegawai telekomunikasi
    kospin: koperasi simpan pinjam
    kopti: koperasi produsen tempe tahu indonesia
    primkopal: primer koperasi angkatan laut
    primkopau: primer koperasi angkatan udara
    puskopad: pusat koperasi angkatan darat
    puskopdit: pusat koperasi kredit
    dekopin: dewan koperasi indonesia
    dekopinda: dewan koperasi indonesia daerah
    gkbi: gabungan koperasi batik indonesia
    cu: credit union
    bkk: badan kredit kecamatan
    lpd: lembaga perkreditan desa
    lkm: lembaga keuangan mikro
    lkma: lembaga keuangan mikro agribisnis
    upk: unit pengelola kegiatan
    upja: usaha pelayanan jasa alsintan
    bumnag: bumdes nagari
    bumg, bumgam: bumdes gampong
    bumkam: bumdes kampung
    kth: kelompok tani hutan
    kelti: kelompok tani
    gapokkan: gabungan kelompok pembudidaya ikan
    poklahsar: kelompok pengolah pemasar
    pokja: kelompok kerja
    pokmaswas: kelompok masyarakat pengawas
    kugar: kelompok usaha garam rakyat
    lmdh: lembaga masyarakat desa hutan
    lphd: lembaga pengelola hutan desa
    kph: kesatuan pengelolaan hutan
    hippam: himpunan penduduk pemakai air minum
    hippa: himpunan petani pemakai air
    lpmd: lembaga pemberdayaan masyarakat desa
    lpmk: lembaga pemberdayaan masyarakat kelurahan
    lkmd: lembaga ketahanan masyarakat desa
    polindes: pondok bersalin desa
    poskesdes: pos kesehatan desa
    lks: lembaga kesejahteraan sosial
    lksa: lembaga kesejahteraan sosial anak
    tpq: taman pendidikan quran
    madin: madrasah diniyah
    mdt, mdta: madrasah diniyah takmiliyah
    aba: aisyiyah bustanul athfal
    hkbp: huria kristen batak protestan
    gpm: gereja protestan maluku
    gmim: gereja masehi injili minahasa
    gmit: gereja masehi injili timor
    gpib: gereja protestan indonesia barat
    gbi: gereja bethel indonesia
    gke: gereja kalimantan evangelis
    gkj: gereja kristen jawa
    gkjw: gereja kristen jawi wetan
    gbkp: gereja batak karo protestan
    gpdi: gereja pantekosta indonesia
    gsja: gereja sidang jemaat allah
    gkst: gereja kristen sulawesi tengah
    gkii: gereja kemah injil indonesia
    bnkp: banua niha keriso protestan
    nu: nahdlatul ulama
    pcnu: pengurus cabang nahdlatul ulama
    pwnu: pengurus wilayah nahdlatul ulama
    mwcnu: majelis wakil cabang nahdlatul ulama
    pdm: pimpinan daerah muhammadiyah
    pcm: pimpinan cabang muhammadiyah
    phdi: parisada hindu dharma indonesia
    walubi: perwakilan umat buddha indonesia
    dmi: dewan masjid indonesia
    lptq: lembaga pengembangan tilawatil quran
    ldii: lembaga dakwah islam indonesia
    icmi: ikatan cendekiawan muslim indonesia
    iphi: ikatan persaudaraan haji indonesia
    kbih, kbihu: kelompok bimbingan ibadah haji
    upz: unit pengumpul zakat
    himpaudi: himpunan pendidik tenaga kependidikan anak usia dini
    igtki: ikatan guru taman kanak kanak indonesia
    pkbi: perkumpulan keluarga berencana indonesia
    peradi: perhimpunan advokat indonesia
    ippat: ikatan pejabat pembuat akta tanah
    ipsi: ikatan pencak silat indonesia
    pssi: persatuan sepak bola seluruh indonesia
    askab: asosiasi kabupaten
    askot: asosiasi kota
    pbsi: persatuan bulu tangkis seluruh indonesia
    pbvsi: persatuan bola voli seluruh indonesia
    percasi: persatuan catur seluruh indonesia
    perbakin: persatuan menembak berburu indonesia
    kwarcab: kwartir cabang
    kwarda: kwartir daerah
    orari: organisasi amatir radio indonesia
    tagana: taruna siaga bencana
    phri: perhimpunan hotel restoran indonesia
    asita: asosiasi perusahaan perjalanan wisata indonesia
    akli: asosiasi kontraktor listrik mekanikal indonesia
    gapeknas: gabungan pengusaha konstruksi nasional
    gapeksindo: gabungan perusahaan konstruksi nasional indonesia
    aspekindo: asosiasi pengusaha konstruksi indonesia
    askonas: asosiasi kontraktor nasional
    alfi: asosiasi logistik forwarder indonesia
    ojk: otoritas jasa keuangan
    lps: lembaga penjamin simpanan
    ppatk: pusat pelaporan analisis transaksi keuangan
    lpsk: lembaga perlindungan saksi korban
    lkpp: lembaga kebijakan pengadaan barang jasa pemerintah
    ukpbj: unit kerja pengadaan barang jasa
    lpse: layanan pengadaan secara elektronik
    pbj: pengadaan barang jasa
    bkpm: badan koordinasi penanaman modal
    bssn: badan siber sandi negara
    bp2mi: badan pelindungan pekerja migran indonesia
    bp3mi: balai pelayanan pelindungan pekerja migran indonesia
    bapeten: badan pengawas tenaga nuklir
    bptd: balai pengelola transportasi darat
    ksop: kantor kesyahbandaran otoritas pelabuhan
    upbu: unit penyelenggara bandar udara
    bandara: bandar udara
    bpkh: balai pemantapan kawasan hutan
    bpdas: balai pengelolaan daerah aliran sungai
    bpdashl: balai pengelolaan daerah aliran sungai hutan lindung
    bbksda: balai besar konservasi sumber daya alam
    bpvp: balai pelatihan vokasi produktivitas
    bbpvp: balai besar pelatihan vokasi produktivitas
    bpmp: balai penjaminan mutu pendidikan
    lpmp: lembaga penjaminan mutu pendidikan
    bgp: balai guru penggerak
    bpcb: balai pelestarian cagar budaya
    bpspl: balai pengelolaan sumber daya pesisir laut
    psdkp: pengawasan sumber daya kelautan perikanan
    bpsip: balai penerapan standar instrumen pertanian
    labkesda: laboratorium kesehatan daerah
    labkes: laboratorium kesehatan
    perpusda: perpustakaan daerah
    utd: unit transfusi darah
    rph: rumah potong hewan
    tpi: tempat pelelangan ikan
    lppl: lembaga penyiaran publik lokal
    lpp: lembaga penyiaran publik
    ditjen, dirjen: direktorat jenderal
    djp: direktorat jenderal pajak
    djbc: direktorat jenderal bea cukai
    djpb: direktorat jenderal perbendaharaan
    djkn: direktorat jenderal kekayaan negara
    kanreg: kantor regional
    kodam: komando daerah militer
    lanud: pangkalan udara
    lanal: pangkalan angkatan laut
    lantamal: pangkalan utama angkatan laut
    yonif: batalyon infanteri
    satlantas: satuan lalu lintas
    itda, irda, itkab, itko, itkot: inspektorat
    subbag: subbagian
    kesra: kesejahteraan rakyat
    adpem: administrasi pembangunan
    prokopim: protokol komunikasi pimpinan
    tapem: tata pemerintahan
    rsad: rumah sakit angkatan darat
    rsal: rumah sakit angkatan laut
    rsau: rumah sakit angkatan udara
    rst: rumah sakit tentara
    rsk: rumah sakit khusus
    sdlb: sd luar biasa
    smplb: smp luar biasa
    smalb: sma luar biasa
    ikip: institut keguruan ilmu pendidikan
    isi: institut seni indonesia
    isbi: institut seni budaya indonesia
    ikj: institut kesenian jakarta
    iakn: institut agama kristen negeri
    stakn: sekolah tinggi agama kristen negeri
    stiper: sekolah tinggi ilmu pertanian
    stikom: sekolah tinggi ilmu komputer
    stba: sekolah tinggi bahasa asing
    stpn: sekolah tinggi pertanahan nasional
    stit: sekolah tinggi ilmu tarbiyah
    stid: sekolah tinggi ilmu dakwah
    akfar: akademi farmasi
    akpar: akademi pariwisata
    amik: akademi manajemen informatika komputer
    unmuh: universitas muhammadiyah
    untag: universitas 17 agustus 1945
    upn: universitas pembangunan nasional
    unu: universitas nahdlatul ulama
    """
)
