"""The words of Indonesian persons' names: titles, degrees, families of spelling, how common.

Everything here is general knowledge of the language, put down by hand. A word that is missing only
costs a little precision, so the lists stay short enough to be read.
"""

from typing import Final


def words_in(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


def table_in(text: str) -> dict[str, str]:
    """What the short forms of each line stand for: "dinkes, dikes: dinas kesehatan"."""
    lines = (line.split(":", 1) for line in text.strip().splitlines())
    return {
        short: full.strip() for shorts, full in lines for short in shorts.replace(",", " ").split()
    }


# --- Persons: what stands before and after a name ------------------------------------------------

# Stripped before the first word of the name. Written without dots: "k. h." is looked up as "kh".
FRONT_TITLES: Final = words_in(
    """
    prof profesor dr drg drh dra drs ir insinyur doktor dokter ns ners apt apoteker
    h hj hi haj haji hadji hajjah hajah hjh kh kyai kiai kiyai ky nyai ust ustd ustad ustadz ustazah ustadzah
    ustd tgh tgkh tuanku buya habib syekh syech sheikh syaikh pdt pendeta pastor pst romo rp ev
    bpk bp bapak ibu sdr sdri saudara saudari tn tuan ny nyonya nn nona alm almh almarhum almarhumah
    mayjen brigjen letjen jend jenderal jendral laksda laksma laksamana marsda marsma kolonel kol
    letkol mayor kapten lettu letda kompol akbp akp iptu ipda aiptu aipda bripka brigadir briptu
    bripda serka sertu serda serma pelda peltu kopral praka pratu prada irjen kombes purn pol tni capt
    rd rr raden roro rm ra rmt rmp rngt krt kra krat krmt krht kph kpt gph bph gph gusmus
    gkr bray gray kanjeng nyi nji nyimas pak pa bu mgr pnt pdm jro jero ajengan abah plt pj plh guru yth kapt
    komjen irjenpol kombespol marsekal marsdya laksdya bharada bharatu bharaka abrip koptu kopda
    kades lurah camat bupati walikota mangku pemangku
    """
)

# What stands between an officer's rank and his name.
RANKS: Final = words_in(
    """
    mayjen brigjen letjen jend jenderal laksda laksma laksdya marsda marsma marsdya kolonel kol letkol
    mayor kapten kapt lettu letda serka sertu serda serma pelda peltu kopral kopka koptu kopda praka
    """
)
CORPS: Final = words_in(
    "inf kav arm arh czi cpl cba cku caj ckm chb cpm cpn chk ctp laut mar pnb nav tek lek kal adm sus pom"
    " psk tni"
)

# Single letters and short forms before a name that may be a title or the initial of a given name.
MAYBE_TITLES: Final = words_in("r t k l")

# Words that belong to the name but are so often left out or shortened that their absence says
# little: nobility of the regions, birth order in Bali, the family of Muhammad.
LIGHT_WORDS: Final = words_in(
    """
    muhammad ahmad abdul siti andi daeng karaeng puang baso besse tubagus ratu teuku cut teungku
    sutan sultan datuk marah sidi bagindo lalu baiq gusti antung pangeran sayid said syarifah
    syarif gus mas wan la wa ode i ni ida bagus anak agung dewa desak cokorda ngurah wayan putu gede
    made kadek nengah nyoman komang ketut luh gamal fransiskus xaverius al el
    """
)

# Words of light weight that also open a name so regularly that dropping them is a habit.
DROPPABLE_FIRST: Final = words_in(
    """
    muhammad ahmad siti andi daeng tubagus teuku cut sutan datuk lalu baiq gusti sayid said
    syarifah gus mas wan la wa ode i ni ida anak maria yohanes fransiskus xaverius sri nur antung
    teungku karaeng puang petta habib mad mat neng ratu tengku
    agnes agustina agustinus albertus aloysius ambrosius anastasia antonia antonius benediktus
    bernadeta bernadus bonifasius cecilia christina elisabeth emanuel fransiska gabriel gregorius
    hendrikus ignatius katarina klara kristina laurensius leonardus lidya lukas lusia margareta
    markus marselinus martha martinus mateus matius mikael monika natalia nikolaus patrisius paulus
    petrus pius regina robertus rosalia sesilia simon stefanus teresia theresia thomas veronika
    vincensius yakobus yohana yosef yosefina yulius yustinus yustina yulianus yosua yudas
    yoakim yeremias yeremia yesaya adrianus agatha alfonsus alfons alexius andreas
    anselmus apolonia athanasius bartolomeus basilius bernardus
    bernadette blasius brigita damianus dionisius dominikus donatus edmundus eduardus
    eligius ernestus eusebius fabianus felisitas feliks ferdinandus filipus flavianus florentina
    floribertus fredirikus frederikus gerardus germanus gervasius hieronimus hilarius
    hironimus hubertus ivonia kanisius karolus klemens kornelius kristoforus lidwina lodovikus
    ludovikus magdalena marianus marsianus matias maximus maksimilianus metodius modesta
    nikodemus norbertus oktavianus paskalis paulina paulinus perpetua philipus plasidus polikarpus
    raimundus reinhardus rikardus rufina rufinus sebastianus servasius severinus silvester
    silverius siprianus skolastika stanislaus sirilus tarsisius tekla teodorus thadeus
    theodorus timotius titus urbanus valentinus venansius veronica viktorinus virgilius
    vitalis wilhelmus wilibrordus yohanes zakarias zakharias
    """
)

DEGREES: Final = words_in(
    """
    se sh st sp sip sos ssos ssi skom spd spdi sag sth sthi shi sei sfil sfili sfilhi shum ss ssn
    spsi skm skep sked skg skh sgz sfarm sst sstp sstpi stp spi spt shut sak sab sap sikom sars stk
    str strkeb strkep strkes strt ssit ssy sm sor spdsd spdk spdh smn sbus skpm ssy sik skel smb
    spdaud aud sds stekn skeb sman sthk ssipem ns ners apt amd amdkeb amdkep amk amkeb amkg amkl
    amdkom amdtek amdak amdrad amdgz amdpd amdip amdkl amdan amdpar amdf amdft amapd amapust ama ma mm mh mhum mpd mpdi mpdk mpdh msi mt mkom mkes mkn
    mmkes mmsi mag map mab mba mak makt maks msc meng mph mip mikom mpol mipol msos mpsi mpsit mfil
    mfilh mfilhi mphil mei me mesy mth mthi mtheol mdiv mbiomed mkep mkeb mfarm mgizi mgz msn mpar
    mtr mtrap mtri mtp msa mli mlitt mds mla ms mhi mhkes mars mmr mmt mmg mmgr mmpd mmin mtkom
    mcio mis mit mta mke mled mptp msm mss msm mpa mpsdm mpt mp mec mecdev mak msak mpma
    mma magr mpi mkm mkkk mpp mprof spdb spdkor spdor sagh ssosi skomi sipem sptr smhk sstpel psikolog
    llm phd drph dba dea ba bba bsc beng bcom bed bac bhk bph lc spog spogk spa spak spb
    spbs span spjp spjpk spkj spkk spm spp sppd sppdk sprad sprm sps spn sptht sptthtkl spthtkl spu
    spot spf sppk sppa spkg spbm spkga spfk spgk sport spkfr finasim kic kger kgeh kkv fiha fics
    cfp cpa ca ak akt bkp cfe qia crmp cgae ccae cpma cfra ceng ipm ipu ipp aseaneng
    dkk cs pia ct cht cmt crm cra chrm clsa ppa sthm mhan cn cla ctl cpcle cmed cpl chrmp cprm cria k
    purn ret hc cand dip dipl
    """
)

# Degrees that are also somebody's initials: stripped only with dots or behind a comma.
WEAK_DEGREES: Final = words_in(
    "ns ak ba ca sm ss me mp ct cn k ev sos aud ret hc dip purn mis mit cra crm mag map mak sak sap"
)

# Degrees that with a dot behind them are a clan cut short: Rudi Smb. is a Sembiring.
CLANS_OR_DEGREES: Final = words_in("smb str stp")

MALE_TITLES: Final = words_in(
    "h haji hadji drs tn tuan sdr saudara bpk bp bapak pak kh kyai kiai kiyai romo"
)
FEMALE_TITLES: Final = words_in(
    "hj hajjah hajah hjh dra ny nyonya nn nona ibu sdri saudari rr roro nyai ustadzah ustazah nyi nji"
)

ALIAS_MARKS: Final = words_in("alias als aka dipanggil panggilan disebut dikenal dahulu semula")
# Before a name of rank or respect that stands beside the own one: Makkawaru Daeng Nyampo.
BYNAME_MARKS: Final = words_in("daeng karaeng petta opu gelar galar datuk sutan bagindo")
# Second words of a Javanese or Sundanese rank: Raden Ajeng, Raden Mas.
AFTER_RADEN: Final = words_in(
    "ajeng adjeng aj ayu aju ay ngt ng tmg roro rara mas ngabehi ngabei nganten nanten bagus panji pandji tumenggung"
    " temenggung aria arya ario haryo harya rangga demang"
)
# Before a word of Arabic, also as said before its first letter: As-Saggaf, Ar-Rasyid.
ARTICLES: Final = words_in("al el as asy ash ad adh az at ath ar an")
# Whose wife, husband or widow somebody is, behind the own name: "Titin, istri Darmo".
KIN_MARKS: Final = words_in("istri isteri suami janda duda")
FATHER_MARKS: Final = words_in("bin binti bt bte binte ibn ibnu")
SONS: Final = words_in("bin ibn ibnu")
DAUGHTERS: Final = words_in("binti bt bte binte")
# "br. Ginting": a daughter of that clan; the clan itself is the word.
CLAN_MARKS: Final = words_in("br boru beru")

# --- Persons: families of spelling ---------------------------------------------------------------

_FAMILIES: Final = {
    "muhammad": """
        muhammad muhamad muhammmad mohammad mohamad mohammed mohamed muhammed mochammad mochamad
        mokhammad mokhamad mukhamad mukhammad muchammad muchamad muchamat mochamat muhamat mohamat
        muhammat mohammat mahammad moehammad moehamad moh muh moch much mokh mukh mhd mhmd mohd
        muhd mmd muhamd mohmd moehamat muhmmad mochd moeh md mohamat muhamed muhammed mohamud
        """,
    "ahmad": """
        ahmad achmad akhmad ahmed ahmat achmat akhmat acmad ach akh ah ahm amad achmed
        """,
    "abdul": """
        abdul abd adb abdoel abdel abdl abdool abdull abdu abdur abdus abdun abdut abduz abdusy abdush
        """,
    "siti": "siti sitti sity sitty siiti st",
    "nur": "nur noer noor nor nuur",
    "abu": "abu aboe",
    "yusuf": "yusuf yusup jusuf jusup joesoef joesoep yousuf yosep yosef yoseph josef joseph yusuff",
    "yohanes": "yohanes johanes johannes yohannes yohanis johanis johannis yoh",
    "ibrahim": "ibrahim ebrahim ibrohim",
    "hidayat": "hidayat hidajat hidayad",
    "usman": "usman utsman oesman osman utman",
    "umar": "umar omar oemar",
    "husain": "husain husein hussein husen husin hoesein hoesin hossein",
    "sayid": "sayid sayyid sayed said saiyid syed",
    "teuku": "teuku tengku",
    "wahid": "wahid wahit",
    "petrus": "petrus peter pieter",
    "syafii": "syafii syafei syafie syafiie sjafii sjafei sjafie safii safei shafii shafei",
    "stefanus": "stefanus stephanus stevanus",
    "fransiskus": "fransiskus franciscus fransiscus francis",
    "xaverius": "xaverius saverius",
    "daeng": "daeng dg",
    "karaeng": "karaeng krg",
    "tubagus": "tubagus tb",
    "sutan": "sutan stn",
    "datuk": "datuk datuak dt datoek",
    "teungku": "teungku tgk",
    "gusti": "gusti gst",
    "wayan": "wayan wyn wajan",
    "nyoman": "nyoman nym njoman",
    "ketut": "ketut ktut",
    "kadek": "kadek kdk",
    "komang": "komang kmg",
    "ngurah": "ngurah ngr",
    "gede": "gede gde gd",
    "made": "made mde",
    "putu": "putu ptu",
    "cokorda": "cokorda cok tjokorda tjok",
    "bagus": "bagus bgs",
    "agung": "agung agng",
    "baiq": "baiq bq baik",
    "lalu": "lalu ll",
    "karo": "karo karokaro",
    "setia": "setia setya",
    # Families of Hadhramaut, whose article and doubled letters are written in every way.
    "assegaf": "assegaf assegaff assaggaf assaqqaf assaqaf assagaf assegap assyegaf alsegaf alsagoff",
    "alaydrus": "alaydrus alidrus alaidrus alaydrusy alaidroes aleydrus aidrus aydrus",
    "alatas": "alatas alattas alathas alatthas alattos alathos attas athas",
    "alhabsyi": "alhabsyi alhabsi alhabshi alhabsyie habsyi habsji",
    "bafaqih": "bafaqih bafagih bafakih bafaqieh bafagieh",
    # Families of the Chinese whose spellings are further apart than their sounds.
    "lie": "lie li lee",
    "kwee": "kwee kwe kwie kwik",
}

FAMILY_OF: Final[dict[str, str]] = {
    spelling: head for head, spellings in _FAMILIES.items() for spelling in spellings.split()
}

# Two words that are often written as one.
WRITTEN_TOGETHER: Final = {
    "peranginangin": ("perangin", "angin"),
    "abdr": ("abdul", "r"),
    **{f"lumban{head}": ("lumban", head) for head in ("tobing", "gaol", "raja", "batu", "siantar")},
}

# Two words in one short form, only where a name begins.
OPENING_PAIRS: Final = {
    "ib": ("ida", "bagus"),
    "aa": ("anak", "agung"),
    "aag": ("anak", "agung"),
    "fx": ("fransiskus", "xaverius"),
    "hm": ("h", "muhammad"),
    "ha": ("h", "a"),
    "hr": ("h", "r"),
    "hs": ("h", "s"),
    "hb": ("h", "b"),
    "hn": ("h", "n"),
    "khm": ("kh", "muhammad"),
    "kha": ("kh", "a"),
    "khr": ("kh", "r"),
    "hjr": ("hj", "r"),
    "hjs": ("hj", "s"),
}

# Letters of Balinese names that are written as one: IGN Oka, AAN Rai, NLP Sari.
OPENING_LETTERS: Final = words_in(
    "ign iga igp igm igk igb igd ibp ibm ibk ibn ibg ibo iam iap iak aan aap aam aak aai idg idm idp idk"
    " idn nlp nlk nlm nln nlg nkd nks nwy nmd"
)

# Short forms of the birth order that mean something else outside Bali: read so only after I or Ni.
AFTER_BALINESE_OPENING: Final = {
    "md": "made", "m": "made", "w": "wayan", "pt": "putu", "kt": "ketut", "k": "ketut", "n": "nyoman",
    "dw": "dewa", "gst": "gusti", "wy": "wayan", "ny": "nyoman",
}  # fmt: skip

# --- Persons: how common a word is ---------------------------------------------------------------

EVERYWHERE: Final = words_in("muhammad i ni la wa al el")

VERY_COMMON: Final = words_in(
    """
    ahmad abdul siti nur sri dewi agus made wayan putu nyoman ketut gede kadek komang gusti andi
    anak agung ida bagus ngurah luh eka dwi tri maria yohanes putra putri
    """
)

COMMON: Final = words_in(
    """
    abdullah abdurrahman adam ade adi adhi aditya afandi agung agustina agustinus aini aisyah akbar
    alamsyah ali alam alfian alwi amalia aman amelia amin aminah amir amiruddin ana anang andri
    andriani andrianto anggraini anggraeni ani anis anisa anita anton antonius anwar apriani
    aprilia ardi ardiansyah ari arianto arief arif arifin aris arman armansyah arya aryanto asep
    asih asmara asri astuti atmaja aulia ayu aziz azhar azis azizah azwar bachtiar bahri bakar
    bambang basri basuki bayu benny benyamin bima budi budiman budiono budianto burhan burhanuddin
    cahya cahyadi cahyani cahyono candra chandra citra dadang dahlan damanik daniel darma darmawan
    darmadi daud dede dedi dedy deni denny desi diah dian diana didik dina dini djoko doni dono
    edi edy efendi effendi eko elisabeth elly elvi emi endah endang eni erna erni ernawati erwin
    evi fadli fahmi fahri faisal fajar farid farida faridah fatimah fauzan fauzi fauziah febri
    ferdinan feri ferry firdaus firman firmansyah fitri fitria fitriani fitriyah galih ganda gani
    gilang gita gunawan habibi hadi hafid hakim halim halimah hamid hamka hamzah handayani handoko
    hanafi hani hari haris harianto hariyanto harjo harsono hartati hartini hartono haryanto
    haryono hasan hasanah hasanuddin hasbi hasibuan hasyim hendra hendri hendro henny heni heri
    herlina herman hermanto hermawan hernawati heru herry hesti hidayah hidayat hidayati hilman
    husain husni ibnu ibrahim ida idris ihsan ikhsan ikhwan ilham ilyas imam iman imelda ina indah
    indra indrawati indriani intan ipung ira irawan irawati irfan irma irmawati irwan irwansyah
    isa iskandar ismail isnaini iswanto iwan jamal jamaluddin jamilah januar jaya jefri johan johanes
    joko joni jumadi junaidi juni kamal kamaruddin karim kartika kartini kasim khadijah khairil
    khairul khairuddin khalid kholid komariah kosasih kristian kristina kuncoro kurnia kurniadi
    kurniati kurniawan kurniawati kusnadi kusuma kusumah laila lala lestari lia lilik lilis lina
    lukman lusi lutfi mahendra mahfud mahmud malik mansur mardiana mariam mariana marlina marta
    martini mas maulana maya mega mei melati mira misbah mirza muchlis muhidin mukhlis mukhtar
    mulia mulya mulyadi mulyana mulyani mulyono munir murni mursalin mursyid mus musa mustafa
    mustika mustofa muzakir nadia nanang nani nasir nasrullah nia nina ningsih novi novia novita
    nugraha nugroho nuraini nurdin nurhasan nurhasanah nurhayati nurjanah nurlaila nurlela nurul
    nurwahid oktavia oktaviani pamungkas panji permana permata petrus pramono prasetya prasetyo
    pratama pratiwi priyanto priyono puji purba purnama purnomo purwanto puspa puspita puspitasari
    rachman rahayu rahma rahmad rahman rahmat rahmawati rahmi rahmadi raharjo rama ramadan ramadhani
    ramdan ramli rani ratih ratna ratnasari rendra reni reza riadi rian riana ridha ridho ridwan
    rika rina rini rio risky ristanto rita riyadi riyanti riyanto rizal rizki rizky robi rohani
    rohman roni rosita rosmawati rosdiana rudi rudy rukmana rusdi rusli rusman rustam sabri sadikin
    safitri said saiful saifuddin salam saleh salim salma samsul samsudin sandi santi santosa
    santoso saputra saputri sari sartika satria satriawan septian setia setiadi setiawan setiawati
    setyawan setyowati shinta sidik sigit silvia simon sinta sitorus slamet soleh sofyan sofia sonny
    sri suardi subagyo subekti sucipto sudarman sudarmo sudarsono sudirman suganda sugeng sugianto
    sugiarto sugiono suharti suharto suhartono suherman sujono sukarno sukma sukri sulaiman
    sulastri sulistyo sulistiyowati sumarni sumarno sumiati sunardi sunarto sunaryo supardi suparman
    suparno supriadi supriatna supriyadi supriyanto supriyono surya suryadi suryana suryani suryanto
    suryono susanti susanto susi susilawati susilo sutanto sutarno sutisna sutrisno suwandi suwarno
    suyanto suyatno suyono syafii syafrudin syahputra syahrir syahrul syaiful syam syamsuddin
    syamsul syarif syarifuddin syukur taufan taufik teguh tina titin toni toto tuti udin ujang
    ulfah umar umi usman utami utomo vera veronika vina wahab wahid wahyu wahyudi wahyuni wahyudin
    wati wibisono wibowo widiastuti widodo widya wijaya wijayanti winarti winarno wira wirawan
    wiwik wulan wulandari yadi yahya yana yani yanti yanto yanuar yasin yati yayan yohana yoga yogi
    yudha yudi yuli yulia yuliana yuliani yulianti yulianto yuni yuniarti yunus yusran yusri yusuf
    zaenal zahra zaini zainal zainuddin zainul zakaria zaki zubaidah zulfikar zulkarnain zulkifli
    darwis erwan erwina lena masduki mukti pardi
    """
)

# Clan and family names of the Bataks and others: shared by thousands, siblings among them.
CLANS: Final = words_in(
    """
    siregar nasution lubis harahap hutabarat simanjuntak sinaga situmorang tarigan ginting sembiring
    karo perangin manurung panjaitan pasaribu pohan batubara damanik purba saragih silalahi sihombing
    simbolon tobing lumbantobing hutagalung hutapea nababan napitupulu pane pardede ritonga sitorus
    sitompul tampubolon tambunan samosir rangkuti rambe dalimunthe daulay matondang hasibuan marpaung
    nainggolan naibaho pakpahan pangaribuan rajagukguk sagala sianturi siahaan siagian sibarani
    sidabutar silaban silitonga simamora simatupang simarmata sipayung sirait sitanggang sitohang
    sitepu tanjung turnip hutasoit aritonang barus bangun bukit girsang haloho lumban gaol gultom
    butarbutar manalu marbun munthe parapat parinduri banjarnahor pinem brutu berutu chaniago
    caniago koto piliang guci sikumbang jambak malayu panggabean wenas lumentut mandagi waworuntu
    situmeang simanullang sihite hutajulu hutauruk hutahaean hutagaol lumbanraja sinambela sibuea
    siringoringo siburian sidabalok sigalingging simanungkalit nadeak rumahorbo rumapea tamba
    hutasuhut pulungan harianja sinuraya sinulingga surbakti sebayang kaban ketaren depari meliala
    milala pelawi brahmana sinukaban simangunsong sormin siallagan manihuruk sijabat sidauruk malau
    limbong naipospos ambarita gurning manik pandiangan sitio togatorop sihaloho nahampun habeahan
    doloksaribu simorangkir hutabalian napitu sitinjak lingga bancin boangmanalu solin tumangger
    cibro kudadiri zebua zega laoli gulo harefa telaumbanua waruwu lase halawa ndraha mendrofa
    zalukhu gea larosa
    rumokoy supit sumampouw pattinama latuconsina tuasikal matulessy leimena tomasoa nahumarury
    """
)
