"""Provinces, kabupaten, kota and well-known towns of Indonesia, read out of the words of a name.

The closed list of the 38 provinces with their kabupaten (regencies) and kota (cities), as the
Ministry of Home Affairs numbers them (Kepmendagri 050-145/2022; Law 2/2024 made Jakarta's name
shorter, the clipped "DKI" stays known), and by hand the seats and towns that names give as a place.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

# province: kabupaten | kota | seats of kabupaten and other towns known by name
_REGIONS: Final = """
aceh: aceh barat, aceh barat daya, aceh besar, aceh jaya, aceh selatan, aceh singkil, aceh tamiang, aceh tengah, aceh tenggara, aceh timur, aceh utara, bener meriah, bireuen, gayo lues, nagan raya, pidie, pidie jaya, simeulue | banda aceh, langsa, lhokseumawe, sabang, subulussalam | meulaboh, sigli, takengon, tapaktuan, kutacane, lhoksukon, blangpidie, calang, jantho, idi rayeuk
sumatera utara: asahan, batu bara, dairi, deli serdang, humbang hasundutan, karo, labuhanbatu, labuhanbatu selatan, labuhanbatu utara, langkat, mandailing natal, nias, nias barat, nias selatan, nias utara, padang lawas, padang lawas utara, pakpak bharat, samosir, serdang bedagai, simalungun, tapanuli selatan, tapanuli tengah, tapanuli utara, toba, toba samosir | binjai, gunungsitoli, medan, padangsidimpuan, pematangsiantar, sibolga, tanjungbalai, tebing tinggi | kisaran, rantauprapat, kabanjahe, sidikalang, tarutung, balige, stabat, lubuk pakam, panyabungan, doloksanggul, pandan, brastagi
sumatera barat: agam, dharmasraya, kepulauan mentawai, lima puluh kota, padang pariaman, pasaman, pasaman barat, pesisir selatan, sijunjung, solok selatan, tanah datar | bukittinggi, padang, padang panjang, pariaman, payakumbuh, sawahlunto, solok | painan, batusangkar, lubuk basung, simpang ampek, muaro sijunjung
riau: bengkalis, indragiri hilir, indragiri hulu, kampar, kepulauan meranti, kuantan singingi, pelalawan, rokan hilir, rokan hulu, siak | dumai, pekanbaru | tembilahan, rengat, bangkinang, selatpanjang, bagansiapiapi, teluk kuantan, pangkalan kerinci
kepulauan riau: bintan, karimun, kepulauan anambas, lingga, natuna | batam, tanjungpinang | tanjung balai karimun, ranai, daik, tarempa
jambi: batanghari, bungo, kerinci, merangin, muaro jambi, sarolangun, tanjung jabung barat, tanjung jabung timur, tebo | sungai penuh | muara bungo, muara bulian, bangko, kuala tungkal, sengeti
sumatera selatan: banyuasin, empat lawang, lahat, muara enim, musi banyuasin, musi rawas, musi rawas utara, ogan ilir, ogan komering ilir, ogan komering ulu, ogan komering ulu selatan, ogan komering ulu timur, penukal abab lematang ilir | lubuklinggau, pagar alam, palembang, prabumulih | baturaja, kayuagung, sekayu, indralaya, muaradua, pangkalan balai
bangka belitung: bangka, bangka barat, bangka selatan, bangka tengah, belitung, belitung timur | pangkalpinang | sungailiat, muntok, toboali, koba, tanjungpandan, manggar
bengkulu: bengkulu selatan, bengkulu tengah, bengkulu utara, kaur, kepahiang, lebong, mukomuko, rejang lebong, seluma | | curup, manna, arga makmur
lampung: lampung barat, lampung selatan, lampung tengah, lampung timur, lampung utara, mesuji, pesawaran, pesisir barat, pringsewu, tanggamus, tulang bawang, tulang bawang barat, way kanan | bandar lampung, metro | kalianda, kotabumi, liwa, kotaagung, menggala, gunung sugih
banten: lebak, pandeglang | cilegon, serang, tangerang, tangerang selatan | rangkasbitung, tigaraksa, labuan
jakarta: kepulauan seribu | jakarta barat, jakarta pusat, jakarta selatan, jakarta timur, jakarta utara | kebayoran baru, tanah abang
jawa barat: bandung, bandung barat, bekasi, bogor, ciamis, cianjur, garut, indramayu, karawang, kuningan, majalengka, pangandaran, purwakarta, subang, sumedang | banjar, cimahi, cirebon, depok, sukabumi, tasikmalaya | cibinong, cikarang, soreang, singaparna, pelabuhan ratu, lembang, jatinangor, cileungsi
jawa tengah: banjarnegara, banyumas, batang, blora, boyolali, brebes, cilacap, demak, grobogan, jepara, karanganyar, kebumen, kendal, klaten, kudus, pati, pemalang, purbalingga, purworejo, rembang, sragen, sukoharjo, temanggung, wonogiri, wonosobo | magelang, pekalongan, salatiga, semarang, surakarta, tegal | purwokerto, ungaran, mungkid, slawi, kajen, purwodadi, cepu, kartasura, muntilan, ambarawa
yogyakarta: bantul, gunungkidul, kulon progo, sleman | | wonosari, wates
jawa timur: bangkalan, banyuwangi, bojonegoro, bondowoso, gresik, jember, jombang, lamongan, lumajang, magetan, nganjuk, ngawi, pacitan, pamekasan, ponorogo, sampang, sidoarjo, situbondo, sumenep, trenggalek, tuban, tulungagung | batu, blitar, kediri, madiun, malang, mojokerto, pasuruan, probolinggo, surabaya | kepanjen, kraksaan, bangil, caruban, madura
bali: badung, bangli, buleleng, gianyar, jembrana, karangasem, klungkung, tabanan | denpasar | singaraja, ubud, kuta, amlapura, semarapura, mangupura
nusa tenggara barat: dompu, lombok barat, lombok tengah, lombok timur, lombok utara, sumbawa, sumbawa barat | bima, mataram | praya, selong, gerung, taliwang, lombok
nusa tenggara timur: alor, belu, ende, flores timur, kupang, lembata, malaka, manggarai, manggarai barat, manggarai timur, nagekeo, ngada, rote ndao, sabu raijua, sikka, sumba barat, sumba barat daya, sumba tengah, sumba timur, timor tengah selatan, timor tengah utara | | maumere, ruteng, labuan bajo, larantuka, waingapu, waikabubak, atambua, kefamenanu, soe, bajawa, kalabahi, flores, sumba
kalimantan barat: bengkayang, kapuas hulu, kayong utara, ketapang, kubu raya, landak, melawi, mempawah, sambas, sanggau, sekadau, sintang | pontianak, singkawang | putussibau, ngabang, nanga pinoh, sukadana, sungai raya
kalimantan tengah: barito selatan, barito timur, barito utara, gunung mas, kapuas, katingan, kotawaringin barat, kotawaringin timur, lamandau, murung raya, pulang pisau, seruyan, sukamara | palangka raya | sampit, pangkalan bun, kuala kapuas, muara teweh, buntok, tamiang layang, kasongan, kuala kurun, nanga bulik, puruk cahu, kuala pembuang
kalimantan selatan: balangan, banjar, barito kuala, hulu sungai selatan, hulu sungai tengah, hulu sungai utara, kotabaru, tabalong, tanah bumbu, tanah laut, tapin | banjarbaru, banjarmasin | martapura, marabahan, kandangan, barabai, amuntai, rantau, pelaihari, batulicin, paringin, tanjung tabalong, kayu tangi, landasan ulin, gambut, kertak hanyar
kalimantan timur: berau, kutai barat, kutai kartanegara, kutai timur, mahakam ulu, paser, penajam paser utara | balikpapan, bontang, samarinda | tenggarong, sangatta, tanjung redeb, sendawar, tanah grogot, penajam
kalimantan utara: bulungan, malinau, nunukan, tana tidung | tarakan | tanjung selor
sulawesi utara: bolaang mongondow, bolaang mongondow selatan, bolaang mongondow timur, bolaang mongondow utara, kepulauan sangihe, kepulauan sitaro, kepulauan talaud, minahasa, minahasa selatan, minahasa tenggara, minahasa utara | bitung, kotamobagu, manado, tomohon | tondano, airmadidi, amurang, tahuna, melonguane
gorontalo: boalemo, bone bolango, gorontalo utara, pohuwato | | limboto, marisa, tilamuta, suwawa
sulawesi tengah: banggai, banggai kepulauan, banggai laut, buol, donggala, morowali, morowali utara, parigi moutong, poso, sigi, tojo una una, tolitoli | palu | luwuk, parigi, ampana, bungku
sulawesi barat: majene, mamasa, mamuju, mamuju tengah, pasangkayu, polewali mandar | | polewali
sulawesi selatan: bantaeng, barru, bone, bulukumba, enrekang, gowa, jeneponto, kepulauan selayar, luwu, luwu timur, luwu utara, maros, pangkajene kepulauan, pinrang, sidenreng rappang, sinjai, soppeng, takalar, tana toraja, toraja utara, wajo | makassar, palopo, parepare | watampone, sungguminasa, sengkang, watansoppeng, rantepao, makale, malili, masamba, benteng selayar
sulawesi tenggara: bombana, buton, buton selatan, buton tengah, buton utara, kolaka, kolaka timur, kolaka utara, konawe, konawe kepulauan, konawe selatan, konawe utara, muna, muna barat, wakatobi | baubau, kendari | raha, unaaha, andoolo, rumbia
maluku: buru, buru selatan, kepulauan aru, kepulauan tanimbar, maluku barat daya, maluku tengah, maluku tenggara, seram bagian barat, seram bagian timur | ambon, tual | masohi, namlea, saumlaki, dobo
maluku utara: halmahera barat, halmahera selatan, halmahera tengah, halmahera timur, halmahera utara, kepulauan sula, pulau morotai, pulau taliabu | ternate, tidore kepulauan | tobelo, sofifi, labuha, sanana, tidore
papua: biak numfor, jayapura, keerom, kepulauan yapen, mamberamo raya, sarmi, supiori, waropen | | sentani, biak, serui
papua barat: fakfak, kaimana, manokwari, manokwari selatan, pegunungan arfak, teluk bintuni, teluk wondama | | bintuni
papua barat daya: maybrat, raja ampat, sorong, sorong selatan, tambrauw | | waisai
papua selatan: asmat, boven digoel, mappi, merauke | | agats, tanah merah
papua tengah: deiyai, dogiyai, intan jaya, mimika, nabire, paniai, puncak, puncak jaya | | timika
papua pegunungan: jayawijaya, lanny jaya, mamberamo tengah, nduga, pegunungan bintang, tolikara, yahukimo, yalimo | | wamena
"""

# What people write for them.
_CLIPPED: Final = """
sumut sumatera utara, sumbar sumatera barat, sumsel sumatera selatan, kepri kepulauan riau,
babel bangka belitung, jabar jawa barat, jateng jawa tengah, jatim jawa timur,
diy provinsi yogyakarta, jogja yogyakarta, jogjakarta yogyakarta, yogya yogyakarta, jogyakarta yogyakarta,
djakarta jakarta, batavia jakarta, ntb nusa tenggara barat, ntt nusa tenggara timur,
kalbar kalimantan barat, kalteng kalimantan tengah, kalsel kalimantan selatan,
kaltim kalimantan timur, kaltara kalimantan utara, kaltimtara kalimantan timur utara,
sulut sulawesi utara, sulteng sulawesi tengah, sulbar sulawesi barat, sulsel sulawesi selatan,
sultra sulawesi tenggara, sulselbar sulawesi selatan barat, sulutgo sulawesi utara gorontalo,
sumselbabel sumatera selatan bangka belitung, malut maluku utara, pabar papua barat, nad aceh,
jkt jakarta, jakpus jakarta pusat, jaksel jakarta selatan, jakbar jakarta barat,
jaktim jakarta timur, jakut jakarta utara, dki jakarta, sby surabaya, bdg bandung, smg semarang,
mlg malang, mdn medan, plg palembang, mks makassar, ujungpandang makassar, dps denpasar,
bjm banjarmasin, bjb banjarbaru, bpp balikpapan, bppn balikpapan, smd samarinda, smr samarinda,
ptk pontianak, pnk pontianak, pku pekanbaru, btm batam, bks bekasi, bgr bogor, tng tangerang,
tgr tangerang, tangsel tangerang selatan, dpk depok, crb cirebon, tsm tasikmalaya, krw karawang,
skt surakarta, solo surakarta, kdr kediri, sda sidoarjo, gsk gresik, jbr jember, bwi banyuwangi,
mdo manado, kdi kendari, djj jayapura, mtr mataram, kpg kupang, trk tarakan, lpg lampung,
balam bandar lampung, pky palangka raya, pdg padang,
hss hulu sungai selatan, hst hulu sungai tengah, hsu hulu sungai utara, tanbu tanah bumbu,
tala tanah laut, batola barito kuala, barsel barito selatan, bartim barito timur,
barut barito utara, kotim kotawaringin timur, kobar kotawaringin barat, gumas gunung mas,
pulpis pulang pisau, kukar kutai kartanegara, kutim kutai timur, kubar kutai barat,
mahulu mahakam ulu, ppu penajam paser utara, lobar lombok barat, loteng lombok tengah,
lotim lombok timur, klu lombok utara, ksb sumbawa barat, matim manggarai timur,
tts timor tengah selatan, ttu timor tengah utara, sbd sumba barat daya, rohul rokan hulu,
rohil rokan hilir, inhu indragiri hulu, inhil indragiri hilir, kuansing kuantan singingi,
tanjabbar tanjung jabung barat, tanjabtim tanjung jabung timur, muba musi banyuasin,
muratara musi rawas utara, oku ogan komering ulu, oki ogan komering ilir,
okus ogan komering ulu selatan, okut ogan komering ulu timur, lamteng lampung tengah,
lamsel lampung selatan, lamtim lampung timur, lampura lampung utara, lambar lampung barat,
tubaba tulang bawang barat, tapsel tapanuli selatan, tapteng tapanuli tengah,
taput tapanuli utara, madina mandailing natal, labusel labuhanbatu selatan,
labura labuhanbatu utara, paluta padang lawas utara, sergai serdang bedagai,
humbahas humbang hasundutan, pessel pesisir selatan, bolmong bolaang mongondow,
bolmut bolaang mongondow utara, minsel minahasa selatan, minut minahasa utara,
parimo parigi moutong, polman polewali mandar, sidrap sidenreng rappang,
pangkep pangkajene kepulauan, lutim luwu timur, lutra luwu utara, konsel konawe selatan,
konut konawe utara, kolut kolaka utara, halut halmahera utara, halsel halmahera selatan,
halbar halmahera barat, haltim halmahera timur, halteng halmahera tengah,
mbd maluku barat daya, malra maluku tenggara, malteng maluku tengah,
sbb seram bagian barat, sbt seram bagian timur, kbb bandung barat, abdya aceh barat daya,
solsel solok selatan, sumatra sumatera
"""

# Also everyday words: a place only in the name of a public body, or after "kabupaten" and the like.
_EVERYDAY: Final = frozenset(
    {
        "agam", "alor", "banjar", "batang", "batu", "batu bara", "bone", "buru", "bungo", "gunung mas",
        "intan jaya", "kampar", "karo", "kuta", "landak", "manna", "metro", "muna", "pandan",
        "parigi", "puncak", "raha", "sigi", "soe", "toba", "tual", "karimun", "kuningan", "bangko",
        "asmat", "bintan", "belu", "lingga", "pati", "samosir", "sungai raya", "siak", "negara",
    }
)  # fmt: skip

LEVELS: Final = frozenset({"kabupaten", "kota", "provinsi"})
DIRECTIONS: Final = frozenset(
    {"utara", "selatan", "timur", "barat", "tengah", "tenggara", "pusat", "hulu", "hilir", "ulu"}
)


# Provinces whose capital is called the same: a province only where the name says so.
_OF_ONE_NAME: Final = frozenset({"jambi", "bengkulu", "gorontalo", "yogyakarta", "jakarta"})


class Place(NamedTuple):
    """A region a name gives; `level` is the word before it ("kota", "kabupaten") or ""."""

    name: str
    level: str
    province: bool


def _read() -> tuple[frozenset[str], dict[str, bool]]:
    provinces: set[str] = set()
    known: dict[str, bool] = {}
    for line in _REGIONS.strip().splitlines():
        province, rest = line.split(": ")
        provinces.add(province)
        for name in rest.replace("|", ",").split(","):
            if name.strip():
                known[name.strip()] = False
    known.update(dict.fromkeys(provinces, True))
    return frozenset(provinces), known


PROVINCES, _KNOWN = _read()
CLIPPED: Final[dict[str, str]] = dict(
    one.strip().split(" ", 1) for one in _CLIPPED.replace("\n", " ").split(",")
)
# "palangkaraya" is written apart, "banjar baru" together.
_APART: Final = {name.replace(" ", ""): name for name in _KNOWN if " " in name}
_BY_FIRST: Final[dict[str, list[tuple[str, ...]]]] = {}
for _name in sorted(_KNOWN, key=lambda name: -len(name.split())):
    _BY_FIRST.setdefault(_name.split()[0], []).append(tuple(_name.split()))


# What one of these names in other writing may be known by: the whole, or its second half.
_SHORTEST_HALF: Final = 3
HALVES: Final = frozenset(_APART) | {
    name[at:]
    for name in _KNOWN
    if " " not in name
    for at in range(_SHORTEST_HALF, len(name) - _SHORTEST_HALF + 1)
}


def written_as_usual(tokens: list[str]) -> list[str]:
    """ "Palangkaraya" and "Banjar Baru" as the list above writes them."""
    if HALVES.isdisjoint(tokens):
        return tokens
    done: list[str] = []
    for token in tokens:
        if token in _APART:
            done += _APART[token].split()
        elif done and (done[-1] + token) in _BY_FIRST and (token not in DIRECTIONS):
            done[-1] += token
        else:
            done.append(token)
    return done


def opens(word: str) -> bool:
    """Whether the name of a region begins with this word."""
    return word in _BY_FIRST or word in CLIPPED


def places_in(tokens: Sequence[str], public: bool) -> list[tuple[int, int, Place]]:
    """Where regions stand in the words of a name: first word, how many, and which region.

    A direction behind a region is part of it: Banjarmasin Utara is not Banjarmasin Timur.
    """
    if OPEN_A_PLACE.isdisjoint(tokens):
        return []
    district = _district_in(tokens) if DISTRICT in tokens else None
    found: list[tuple[int, int, Place]] = []
    at, last = 0, len(tokens)
    while at < last:
        if district is not None and at == district[0]:
            found.append(district)
            at += district[1]
            continue
        length = _length_at(tokens, at) if tokens[at] in _BY_FIRST else 0
        level = tokens[at - 1] if length and at and tokens[at - 1] in LEVELS else ""
        name = " ".join(tokens[at : at + length])
        if not length or not (level or (public and at) or name not in _EVERYDAY):
            at += 1
            continue
        if at + length < last and tokens[at + length] in DIRECTIONS and name not in PROVINCES:
            length += 1
            name = f"{name} {tokens[at + length - 1]}"
        found.append((at, length, place_of(name, level)))
        at += length
    return found


# Behind the name of a village: where it lies.
DISTRICT: Final = "kecamatan"
# Without one of these a name says no place.
OPEN_A_PLACE: Final = frozenset({DISTRICT, *_BY_FIRST})
# By number, inside a village: two mosques of one name in RW 03 and RW 07.
NEIGHBOURHOODS: Final = frozenset({"rt", "rw"})
VILLAGES: Final = frozenset({"desa", "nagari", "gampong", "kampung", "pekon", "kelurahan", "dusun"})


def _district_in(tokens: Sequence[str]) -> tuple[int, int, Place] | None:
    """The district behind a village: many villages of a regency are called Sukamaju."""
    at = tokens.index(DISTRICT)
    if VILLAGES.isdisjoint(tokens[: max(at - 1, 0)]) or at + 1 == len(tokens):
        return None
    end = next((e for e in range(at + 2, len(tokens)) if tokens[e] in LEVELS), len(tokens))
    return at, end - at, Place(" ".join(tokens[at + 1 : end]), DISTRICT, False)


def place_of(name: str, level: str) -> Place:
    province = name in PROVINCES and (level == "provinsi" or name not in _OF_ONE_NAME)
    return Place(name, level, province)


def _length_at(tokens: Sequence[str], at: int) -> int:
    for words in _BY_FIRST[tokens[at]]:
        if tuple(tokens[at : at + len(words)]) == words:
            return len(words)
    return 0
