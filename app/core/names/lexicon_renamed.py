"""Firms and bodies that everybody also knows by a former name or a brand.

Public knowledge that no reading of the letters gives. The office keeps a list of its own beside it.
"""

from typing import Final

# The names of one body on one line, without legal form.
_RENAMED: Final = """
bank jago = bank artos indonesia
bank smbc indonesia = bank btpn = bank tabungan pensiunan nasional
bank permata = bank bali
bank cimb niaga = bank niaga
bank maybank indonesia = bank internasional indonesia = bank bii
bank ocbc nisp = bank nisp = bank ocbc indonesia
bank kb bukopin = bank bukopin = bank kb indonesia
bank raya indonesia = bank rakyat indonesia agroniaga = bank agroniaga = bri agro
bank neo commerce = bank yudha bhakti
bank aladin syariah = bank net indonesia syariah = bank maybank syariah indonesia
allo bank indonesia = bank harda internasional
seabank indonesia = bank seabank indonesia = bank kesejahteraan ekonomi
superbank indonesia = super bank indonesia = bank fama internasional
bank qnb indonesia = bank qnb kesawan = bank kesawan
bank mnc internasional = bank icb bumiputera = bank bumiputera indonesia
bank jtrust indonesia = bank j trust indonesia = bank mutiara = bank century
bank shinhan indonesia = bank metro express
bank china construction bank indonesia = bank windu kentjana internasional
bank oke indonesia = bank dinar indonesia
bank ibk indonesia = bank agris
bank nationalnobu = bank nobu = bank alfindo sejahtera
bank woori saudara indonesia 1906 = bank woori saudara = bank himpunan saudara 1906
bank amar indonesia = anglomas internasional bank
bank victoria syariah = bank swaguna
bank nagari = bank pembangunan daerah sumatera barat
bank aceh syariah = bank aceh
bank riau kepulauan riau syariah = bank riau kepulauan riau = brk syariah
bank kalimantan timur kalimantan utara = bankaltimtara = bank kalimantan timur
bank sulawesi utara gorontalo = bank sulawesi utara = bsg
bank nusa tenggara barat syariah = bank nusa tenggara barat
bank maluku maluku utara = bank maluku
bank sulawesi selatan barat = bank sulawesi selatan sulawesi barat
bank sumatera selatan bangka belitung = bank sumatera selatan
bank banten = bank pundi indonesia
bank jawa barat banten = bank jawa barat
bank sinarmas = bank shinta indonesia
bank mega syariah = bank syariah mega indonesia = bank tugu
bank bca syariah = bank uib
bank panin dubai syariah = bank panin syariah = bank harfa
bank kb bukopin syariah = bank syariah bukopin = bank persyarikatan indonesia
solusi bangun indonesia = holcim indonesia = semen cibinong
semen indonesia = semen gresik
sumber alfaria trijaya = alfamart
indomarco prismatama = indomaret
midi utama indonesia = alfamidi
matahari putra prima = hypermart
trans retail indonesia = carrefour indonesia = transmart
hanjaya mandala sampoerna = sampoerna
xl axiata = excelcomindo pratama = xlsmart telecom sejahtera
indosat ooredoo hutchison = indosat ooredoo = indosat
smartfren telecom = mobile 8 telecom
perusahaan gas negara = pertamina gas negara
goto gojek tokopedia = aplikasi karya anak bangsa = gojek
trinusa travelindo = traveloka
lion mentari airlines = lion air
wings abadi airlines = wings air
tiki jalur nugraha ekakurir = jne = jne ekspres
citra van titipan kilat = tiki
global jet ekspres = j&t ekspres = jnt ekspres
solusi transportasi indonesia = grab indonesia
adira dinamika multi finance = adira finance
federal international finance = fifgroup = fif group
bahana pembinaan usaha indonesia = indonesia financial group
aviasi pariwisata indonesia = injourney
asuransi kesehatan indonesia = askes
badan penyelenggara jaminan sosial ketenagakerjaan = jaminan sosial tenaga kerja = jamsostek
rumah sakit umum pusat sanglah = rumah sakit umum pusat prof dr igng ngoerah = rumah sakit umum pusat prof ngoerah
rumah sakit umum pusat nasional dr cipto mangunkusumo = rscm = rumah sakit cipto mangunkusumo
rumah sakit pusat angkatan darat gatot soebroto = rspad gatot soebroto
institut keguruan ilmu pendidikan malang = universitas negeri malang
institut keguruan ilmu pendidikan bandung = universitas pendidikan indonesia
institut keguruan ilmu pendidikan jakarta = universitas negeri jakarta
institut keguruan ilmu pendidikan yogyakarta = universitas negeri yogyakarta
institut keguruan ilmu pendidikan semarang = universitas negeri semarang
institut keguruan ilmu pendidikan surabaya = universitas negeri surabaya
institut keguruan ilmu pendidikan medan = universitas negeri medan
institut keguruan ilmu pendidikan padang = universitas negeri padang
institut keguruan ilmu pendidikan makassar = universitas negeri makassar
institut keguruan ilmu pendidikan manado = universitas negeri manado
"""


def _others() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _RENAMED.strip().splitlines():
        names = [name.strip() for name in line.split(" = ")]
        for name in names:
            found[name] = tuple(other for other in names if other != name)
    return found


# By each name in lower case, what else the body is called.
RENAMED: Final = _others()
