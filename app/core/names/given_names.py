"""Given names that many people bear, so that one of them is seldom a slip for another of them.

Suharno and Suharto, Markus and Marius are two people each. General knowledge of the language, put
down by hand beside the commoner words of the lexicon, which weigh less; a name that is missing only
leaves more to be looked at. Of spellings that fold into one, one stands here.
"""

from typing import Final

_JAVANESE_MEN: Final = """
    adiyanto agusman ahyar andoko ardianto ardiyanto arifianto ariyanto asmoro atmojo bagiyo bandi
    bangun bardi barjo basiran basiyo basri bejo boiman boimin boiran broto budianto budihardjo
    budiyono cahyanto cipto dakir daliman dalimin daliyo damar danang danarto danu dariman darjo
    darmaji darmanto darmin darminto darmo darmono darno darsana darsim darsimin darsini darso
    darsono darto daryanto daryono dasiman dasuki dirjo dirman djarot djumadi dradjat dulah
    ediyanto edyanto endro ganjar garjito giarto gimin gino giri giyanto giyarto gondo gono gunadi
    gunarso gunarto gunanto gundono guntoro guntur guritno gutomo hadianto hadimulyo hadinoto
    hadisiswoyo handono hardi hardiman hardiyanto hardjito hardono hargono harjanto harjito
    harjono harmadi harmaji harmanto harmoko harmono harnanto harno harsojo harsoyo harsudi
    hartadi hartanto harto hartoko hartomo hartoyo haryadi haryoko haryoto hasto heriyanto hermadi
    hernanto hernowo herwanto herwono heryanto heryono imron indarto indro irianto isdianto
    isdiyanto ismanto ismono ismoyo istanto iswadi iswahyudi iswandi jamari jaelani jamal jarot
    jarwo jasman jatmiko jimin jiman joko jono jumain jumali juman jumanto jumari jumarno jumino
    jumiran juminto junaedi junari juwadi juwanto juwono kadarisman kadiman kadir kadiran kardi
    kardiman kardiyo karjo karjono karman karmin karmo karnadi karno karnoto karsa karsan karsidi
    karsiman karsimin karso karsono kartiman kartini karto kartono karyadi karyana karyanto karyo
    karyono kasan kasban kasdi kasiman kasimin kasiran kasiyo kaslan kasman kasmadi kasmin kasmini
    kasmo kasno kastam kastari kasto kastono kastubi katimin katiman katino katiran kayat kirno
    kodir kosim krisdianto krisnanto kuat kuncahyo kundori kunto kuntoro kurdi kusdi kusdianto
    kusdiyanto kusmadi kusman kusmanto kusmayadi kusmiyanto kusmono kusmin kusnan kusnandar kusnanto
    kusno kusnoto kusrin kuswadi kuswandi kuswanto kuswara kuswondo kuswoyo lasiman lasimin lasiran
    lasiyo lasmin lasmono lasno lastono legiman legimin legino legiran legiyo lilik manto mardani
    mardi mardianto mardiman mardiono mardiyono mardji mardjo mardjono mardoko marjo marjoko marjono
    marjuki markaban marlan marmin marno marnoto marsam marsan marsidi marsiman marsito marso
    marsono marsudi marto martono martoyo marwan marwanto marwoto maryadi maryanto maryono
    maryoto maskur maskuri masduki masrur masrukin mashudi masngud masno mirin misbah misdi misman
    misnan misno misnadi misnaji misnari misnawi misran misri misto mistar muchtar mudjiono mudji
    mugiono mugiyanto muhadi muhaimin muharto muhtadi mujiman mujimin mujiono mujianto mujito
    mukidi mukiran mukiyat muljono munadi munandar munarto munasir munawar mungin murdani murdiyono
    murdiyanto murdjito murdoko murjito mursidi mursito murtono murwanto murwoto muryadi muryanto
    muryono mustamin mustari mustarom mustofa muslikan muslim muslimin mustakim nardi narko narno
    narto naryo ngadi ngadimin ngadiman ngadino ngadiran ngadiyo ngadiyono ngatiman ngatimin ngatino
    ngatiran ngatno nugraha nyoto padmo paidi paijan paijo paiman paimin paimo painem paino pairan
    pairin paniman panijan panut parjan parjo parjono parlan parman parmanto parmin parmo parmono
    parno parsidi parsono partono parto parwoto paryanto paryono pitoyo ponadi ponidi poniman ponimin
    ponijan poniran ponidjo ponirin prabowo pradono prajitno prajoko prapto pratikno pratomo
    prawiro prayitno prayoga prayogi prayogo prihadi prihanto prihartono prijadi priyadi priyatno
    priyatmo purnawan purnadi purwadi purwaka purwo purwoko purwono purwoto pujianto pujiono pujo
    raharja rajiman rakhmadi rasiman rasimin rasimun rasiyo rasman rasmin rasmono rasno rasto
    rasyidi ratno ratmoko ribut rianto rochim rochmad rusbandi rusdianto rusdiono rusdiyanto rusmadi
    rusmanto rusmin rusmono rusnadi rustamaji rustanto rustono ruswandi ruswanto sabar sabarudin
    sadi sadiman sadimin sadino sadiran sadiyo sadono sahid sahlan sahri saidi saiman saimin saimun
    sakiman sakimin sakino sakir sakiran sakri saman samadi samidi samidjo samijan samiran samino
    samiyo samsudi samsuri samsuni samuji sandoyo sandiyo sanjaya sanjoyo sangadi sanidi saniman
    sanimin sanimun sapari sapto sarbini sardi sardiman sardjono sardiyo sarijan sarijo sariman
    sarimin sarimun saringat sarip sarjana sarjan sarjo sarjono sarju sarjuni sarkawi sarmadi sarman
    sarmin sarmidi sarmo sarmono sarni sarno sarnoto sarono sarpin sarpan sarsito sarsono sartono
    sarto sarwadi sarwan sarwani sarwanto sarwedi sarwo sarwono sarwoto saryadi saryanto saryono
    sastro satiman satimin satino satiran sato satoto satrio satriyo satrijo sawal sawiji sawiyo
    selamet senen seno setiono setiyono setyono setyanto setyoko setyobudi sidarta sigit siran
    siswadi siswandi siswanto siswo siswono siswoyo slamet soekamto sogiman sokiman solikin solihin
    solikun somad soleman sonhaji sopian sopiyan sopyan sofwan subandi subandono subandriyo subangun
    subani subari subarjo subarno subarto subaryo subechi subagja subagiyo subekhan subeno subiakto
    subiantoro subiyakto subiyanto subiyono subono subowo subroto subur sucahyo sucahyono sucipto
    sudadi sudarji sudarjo sudarmadi sudarmaji sudarmanto sudarminto sudarmono sudarno sudarsana
    sudarso sudarta sudarto sudarwanto sudarwo sudarwoto sudaryanto sudaryono sudaryo sudewo
    sudiarto sudibyo sudigdo sudijono sudikno sudiman sudiono sudir sudirja sudirjo sudiro sudiyono
    sudiyanto sudiyarto sudiyatno sudiyatmo sudjadi sudjarwo sudjatmiko sudono sudradjat
    sugeng sugiantoro sugiarso sugiatno sugihartono sugiman sugimin sugino sugiri sugito sugiyana
    sugiyatno sugiyo sugiyono sugondo suhadi suhaimi suhaji suhamdi suhandi suhandoko suhanto suhar
    suhardi suhardiman suhardjo suhardono suhari suharja suharjo suharjono suharko suharli suharman
    suharmadi suharmanto suharmin suharmono suharnanto suharno suharso suharsono suhartadi suhartanto
    suhartoyo suharyadi suharyanto suharyono suhendar suhendi suhendra suhendro suherlan suhermanto
    suherno suherry suherwan suhono suhud sujadi sujai sujak sujana sujarno sujarwadi sujarwanto
    sujarwo sujatmiko sujatmoko sujianto sujiman sujimin sujito sujoko sukadi sukahar sukamdi
    sukamto sukandar sukandi sukanto sukardi sukardiman sukarja sukarjo sukarman sukarmin sukarna
    sukarso sukarsono sukarto sukartono sukarya sukaryadi sukaryanto sukaryo sukasno sukemi sukijan
    sukiman sukimin sukimun sukino sukir sukiran sukirman sukirmo sukirno sukisman sukisno sukiswo
    sukiyo sukiyono sukiyat sukma sukoco sukoharjo sukoyo sukono sukrisno sulaksono sularjo
    sularno sularso sularto sulasno sulastomo sulistianto sulistiono sulistiyanto sulistyanto
    sulistyono suliman sulimin sulis suliyanto suliyono sulono sulton suluh sumadi sumadiyono sumaji
    sumakno sumali suman sumanang sumandi sumanto sumantri sumardi sumardiono sumardiyanto sumardjo
    sumardjono sumargo sumargono sumari sumarji sumarjo sumarjono sumarlan sumarmo sumarna sumarso
    sumarsono sumartono sumarto sumarwan sumarwoto sumaryadi sumaryanto sumaryo sumaryono sumedi
    sumeh sumidi sumijan sumino sumiran sumirin sumitro sumiyanto sumiyono sumono sumpeno sunanto
    sunandar sunar sunarjo sunarno sunarso sunarwan sunaryadi sunaryanto sunaryono sundoro
    sungkono sunoto sunyoto supadi supadmo supandi supangat supangkat supanto supar supardal
    supardiyono supardjo suparji suparjan suparjo suparjono suparlan suparmadi suparmanto suparmin
    suparmo suparna suparso suparta suparto supartono suparwan suparyadi suparyanto suparyono
    supatmin supatmo supatno supendi supeno supiyan supomo suprapti suprapto supratman supratmo
    supratno suprayitno suprayogi supri suprihadi suprihanto suprihatin suprihono supriono
    supriyatna supriyatno suradi suradji surahman surajiman suraji surani suranto surasa surasno
    suratman suratmin suratmo suratno surawan surdi surgiyanto surip suripto surjadi surjanto
    surjono surono suroso suroto surowo surya suryanto suryatno suryo suryoko suryono suryoto
    susanto susatyo suseno susetyo susiyanto susman susmanto susmono susmoyo susono sutadi sutaji
    sutantio sutanta sutardi sutardjo sutarja sutarji sutarjo sutarman sutarmin sutarmo sutarna
    sutarso sutarto sutarwan sutaryo sutaryono sutedjo sutedi sutejo suteno sutikno sutiman sutimin
    sutino sutiono sutiran sutirto sutiyo sutiyono sutjipto sutomo sutondo sutono sutopo sutowo
    sutoyo sutrimo sutrisna sutrimah sutriman suwadi suwaji suwandono suwanto suwardi suwardjo
    suwarji suwarjo suwarjono suwarlan suwarman suwarna suwarso suwarsono suwarto suwartono suwaryo
    suwasno suwasono suwatno suwignyo suwito suwoko suwondo suwono suyadi suyamto suyanto suyarno
    suyatman suyatmin suyatmo suyatna suyitno suyoko suyoto suyud takim talim tamrin tamsir tanto
    tardi tarjo tarjono tarman tarmidi tarmin tarmizi tarmo tarmono tarmuji tarno tarsan tarsidi
    tarsiman tarsin tarsito tarso tarsono tarto tarwin tarwoto taryadi taryana taryanto taryo taryono
    tasiman tasimin tasiran tasman tasmin tasmo tasno tasripin tego tejo timbul tindyo tino tiyono
    tohari tohirin trimo trisno trisula triyanto triyono trianto triatmojo tugimin tugiman tugino
    tugiran tugiyo tugiyono tukijan tukijo tukiman tukimin tukino tukiran tukiyo tukul tulus tumijan
    tumin tumino tumiran tumiyo tumpak turiman turimin turino turmin turmudi tursino turyadi turyono
    udiyono untung urip wagi wagiman wagimin wagino wagiran wagirin wagiyo wagiyono wahono wahyono
    wakidi wakidin wakijan wakijo wakiman wakimin wakino wakiran walidi waluyo waliman walimin
    walino walio waliyo wandi wandono wardana wardani wardi wardiman wardono wardoyo waris warjito
    warjo warjono warkim warlan warman warmin warno warsa warsana warsidi warsiman warsin warsino
    warsito warso warsono warsubi warta wartono warto waryanto waryo waryono waseso wasiman wasimin
    wasino wasis wasito waskito wasono wasto watiman watimin watino wibawa wibowo widada widagdo
    widarto widayat widianto widiyanto widjaja widjanarko widodo widyanto wignyo wiharto wijanarko
    wijayanto wijiono winanto windarto wintolo winardi winarko winarso winarto winaryo winoto wiryo
    wiryono wisnu wisono witono wiwoho wiyadi wiyanto wiyarno wiyatno wiyono wondo yahmin yatiman
    yatimin yatin yatino yatmin yatmo yatno yono yudianto yudiono yudiyanto yudono yulian yulistiono
    yuniarto yunianto yusman yuswadi yuswanto zaenuri zamroni
"""

_JAVANESE_WOMEN: Final = """
    aminah aminatun asiyah asmah asmini asnah asriah astutik boinah boinem boiyem darmi darmini
    darsi darti dartini daryanti daryati dasimah dasinem dasiyem dwiyanti endriyani ernawati fatonah
    ginah ginem giyanti giyem handayati haryanti haryati hariyati hartinah hartatik istianah
    istiqomah isti istinah iswati jamilatun jaminah jariyah jasinem jayanti jumiah jumiati
    juminah juminem jumirah jumini juwariyah kadarwati kamini kamsiah kamtinah karinah karmi
    karminah karmini karni karsih karsinah karsinem karsini karsiti karti kartinah karyati kasiati
    kasinah kasinem kasirah kasiyah kasiyati kasiyem kasmi kasminah kasmirah kasmonah kastini katinah
    katinem katini katirah khotimah kismiati kismini komariyah kusmiati kusmini kusmiyati kuspiyah
    kusrini kustiah kustini kustiyah kuswati kuswatun lasinah lasinem lasini lasirah lasiyah lasiyem
    lasmi lasmini lasmiyati lasminah lastri legiyem leginah leginem mardiah mardiyah mardiyati
    marfuah mariah marinah marinem mariyah mariyam mariyati markamah markini marlin marmi marsih
    marsinah marsiti marsiyah martinah martiyah martiyem maryam maryamah maryani maryati masitoh
    masiyah maslamah masnah masrifah masrukah misinah misinem misiyem misnah misnati misriah
    misriati mistini muanah mudrikah mugiyem muinah mujiati mujiyati mujiyem mukayah mukinah
    mulyati munawaroh muntamah muntiah murdiyati murniati murniasih mursinah mursiti mursiyah
    mursiyati murtiningsih murtini murtinah murwati muryani muryati musinah muslihah muslikah
    muslimah musrifah musriah musrini mustiah mustini musringah mutiah mutmainah narsih narti nasikah
    nasiroh nasrifah ngadinah ngadinem ngadiyem ngatinah ngatinem ngatini ngatirah ngatiyem ngatmi
    nuriyah nurkhasanah nurwahidah nuryati painah painem pairah parinah parinem pariyah pariyem
    parjiyem parmi parminah parmini parni parsiyem parsini parti partinah partini partiyem paryati
    poniah ponijah poninah poninem ponirah poniyem ponirin pujiastuti pujiati pujiyati purwanti
    purwati purwaningsih purnamawati rasinah rasinem rasini rasiyem rasmi rasminah rasmini rasti
    ratini ratmi riwayati rohana rohayah rohimah rohmah rohyati romlah ruminah rumini rumiyati rusmi
    rusmiati rusmini rusminah rusmiyati rustinah rustini rustiyah ruswati rukayah rukiah rukinah
    rukmana rukmini rukmiati rumiati sadiah sadinah sadinem sadiyah sadiyem saidah sainah sainem
    sakinah sakinem salamah salimah salmah samiah saminah saminem samini samirah samiyah samiyem
    samsiah saniah saniati sanimah sanirah sapariyah sapinah saripah sariah sarijah sarijem sarimah
    sarinah sarinem sarini sariyah sariyem sarmi sarminah sarmini sarni sarpini sarti sartinah
    sartini sartiyah sarwati saryati satinah satinem satini satirah satiyah satiyem semi setiyani
    setiyawati setyaningsih setyaningrum siami sih siswati sitiyah siwi solichah solihah solikah
    solikhatun srihartati srimulyani srinatin sriyati sriyatun sriyani subandiyah subiati subinah
    sudarmi sudarminah sudarsih sudarsini sudarti sudartini sudarwati sudaryati sudiarti sudiati
    sudinah sudiyah sugiarti sugiati suginah suginem sugiyanti sugiyarti sugiyati sugiyem suhaeni
    suhaesih suharmi suharni suharniati suharsi suharsih suharsini suharyati suharyatun suharyanti
    suhartatik suhartinah suhartini suherni suherti suhesti sujarwati sujiah sujiati sujinah
    sujinem sujiyah sujiyati sujiyem sukaesih sukaeni sukarmi sukarmini sukarni sukarsi sukarsih
    sukarti sukartini sukaryati sukasih sukasmi sukasni sukatmi sukatmini sukesi sukiah sukinah
    sukinem sukini sukirah sukirni sukisni sukiyah sukiyem sukmawati sulami sularmi sularni
    sularsih sulasih sulasmi sulasminah sulasni sulastini sulastinah sulihah sulikah sulimah suliah
    suliati sulinah sulistiyani sulistiyowati sulistiani sulistyani sulistyaningsih sulistyawati
    sulistyorini sulistyowati sulisyati suliyah suliyem suliyati sulmi sumanti sumardiyah sumardiyati
    sumarliah sumarmi sumarsih sumarsini sumarti sumartini sumartinah sumarwati sumaryani
    sumaryati sumiah suminah suminarsih suminem sumini sumirah sumirat sumirih sumiyah sumiyanti
    sumiyarti sumiyati sumiyem sumiyatun sunarmi sunarni sunarsih sunarti sunarwati sunaryati
    sundari suniah suniati sunimah suparmi suparmini suparni suparsi suparsih suparti supartinah
    supartini supatmi supatminah supatni supiah supiati supinah supini supiyah supiyati suprapti
    supriati supriatin supriyati supriyatin supriyani supriyanti suratmi suratminah suratni suratini
    suratinah surati suriah suriati surini surinah suripah suriyah suriyati surtini surtinah suryati
    suryaningsih susiati susilowati susiyanti susiyati susminah susmiati susmiyati sutami sutarmi
    sutarni sutarsi sutarsih sutarti sutartini sutarwati sutiah sutiani sutiarsih sutijah sutilah
    sutimah sutinah sutinem sutini sutirah sutiyah sutiyani sutiyem sutriah sutriani sutrini
    sutrisni suwaibah suwanti suwarmi suwarni suwarsi suwarsih suwarsini suwarti suwartini
    suwartinah suwaryati suyanti suyami suyati suyatmi suyatini suyatinah suyatni suyatun tarmi
    tarminah tarmini tarsih tarsinah tarsini tarti tartinah tariyem tasinah tasmi tasminah tasmini
    temu tentrem tugini tuginah tuginem tugiyem tukinah tukinem tukini tukirah tukiyah tukiyem tumini
    tuminah tuminem tumirah tumiyem turiah turinah turini tursinah tursini turyati tutik umiyati
    wagiati waginah waginem wagini wagirah wagiyah wagiyati wagiyem wahyuningsih wahyuningtyas
    wakinah wakinem wakini wakirah wakiyem walinah walinem walini waliyah waliyem warni warniati
    warsiah warsih warsinah warsini warsiti warsiyah warsiyem wartini wartinah waryati wasinah
    wasinem wasini wastiah wastini watinah watini widarti widayanti widayati widianti widiarti
    widiyanti widiyati widyaningsih widyastuti wijiati winarsih winarni winarti windarti wiyarti
    yatimah yatinah yatinem yatini yatmi yatmini yatni yuliatin yuliati yuliarti yulistiana
    yunaida yunani yuningsih yunita
"""

_ARABIC: Final = """
    abbas abidin adnan afif afifah ahyani aida ainun akil akmal alfi alfin alfina alimin alimuddin
    alimah alwan alya amanda amar amelia aminullah amiroh ammar amri amrin amran amrullah anas
    anisah ansar ansari ansori arafah arifah arifuddin arkan arkam arsad arsyad asad asbullah asep
    asmadi asmah asman asmara asmari asmaul asnawi asrul asrori asrofi asyari asyraf atika atikah
    aulawi awaluddin ayub azhari azim azlan azmi aznan azra azwir azizi badar badri badriah
    badriyah badrun badruddin badarudin bahar bahari baharuddin bahrun bahruddin baidowi baihaqi
    bahtiar basir basyir basirun basri basuni burhani busro busri busyro dahlia dahniar daniyal
    darmiati darul darwin darwisy dhani djamil djamal fadhil fadil fadilah fadlan fadlun fahrul
    fahrudin fahreza fahriza faiz faizah faizal faizin fajri fajrin fakhri falah farah farhan farhat
    farhana fariz fathan fathur fathurrahman fatma fatmah fatmawati fatur faturahman fatmi fauziyah
    fikri fitrah fitriah fitriana fitrianti fuad fuadi furqon gafar ghazali ghofur ghufron ghozali
    habib habibah habibullah hadiyah hafidz hafis hafizah haidar haikal hairani hairul hairuddin
    hairil hairun hajar hajir hakiki hakimah hamdan hamdani hamdi hamdun hamid hamidah hamim hamka
    hamrin hanafiah hanan hanif hanifah hanifuddin haniah haris harisah hariz harun haruna hasim
    hasibah hasmah hasnah hasnawati hasni hasnul hasriah hasrul hatim hatta helmi hilma hilmi
    hisyam hud husen husin husna husnah husniah husnul ibad idham idrus ikbal ikram ilyasa imran
    imron irham irsan irsyad irwansah isa isak ishak iskak islah ismah ismail ismain ismet ismed
    isnan isnaeni isra israil izzah izzati izzuddin jabal jabar jabir jafar jailani jalal jalaludin
    jamaah jamal jamali jamhari jamhuri jamil jannah jauhar jauhari jawahir jazuli jufri jufriadi
    juhaeni juhairiah juhari juli juliani junaid junaidah juwairiyah kadir kahar kamil kamila
    kamilah kamaludin karimah karimuddin kasyful kausar khaidir khairan khairani khairi khairiah
    khairina khairunnisa khalik khalil khalis khalisah khatib khoir khoiri khoiriyah khoirul kholil
    kholilah kholifah kholis khotib khozin khusnul khusaini komarudin kudus kurnain laily latif
    latifah luqman lutfiah lutfiana madani mahdi mahdalena mahfuz mahir mahmudah mahmudin mahmuddin
    mahmudi mahrus mahsun mahyudin mahyuni maimun maimunah maisarah majid makmun maksum maksudi
    malika malikah mansyur mardani mardiah marhamah marhaban marhan marjan marjuni marwah marwati
    marzuki marzan masud masudah masfufah mashuri maskanah masnun masruri masturah mastur masyhuri
    mawardi mawar maysaroh misbahul mizan muadz muammar muaz mubarak mubarok mubin mufid mufidah
    muhajir muhammadiyah muharam muharram muhdar muhdi muhsin muhsinin muin mujahid mujahidin mujib
    mujiburrahman mukarram mukhsin mukmin mukminin mukri muksin mulki mulkan muna munif munifah
    munib munira munirah muntaha murad murjani murod murodi mursal mursid murtadho murtala musafa
    musaddad musfirah muslih muslihin muslihun musni mustaan mustain mustafid mustain mustaqim mutia
    mutiara muttaqin muzakkar muzakki muzammil muzani nabil nabila nabilah nadhira nadhifah nadir
    nadiah nadiroh nafis nafisah nahar nahdi nahrawi naim naimah naimi najib najibah najmi najmah
    najwa narti nasaruddin nashir nasihin nasim nasri nasrul nasrun nasruddin nasution nawawi nawir
    nazar nazaruddin nazir nazirah nazla nilam nisa nisrina nizam nizar nizamuddin noval novian
    nuha nukman numan nuraeni nuraida nuraidah nuraini nurafni nuralam nurani nurasiah nurasia
    nurasyiah nurazizah nurbaiti nurbaya nurdiana nurdiani nurdiansyah nurfadilah nurhafizah
    nurhaida nurhaidah nurhafiza nurhakim nurhaliza nurhalim nurhalimah nurhalis nurhalisa nurhani nurhamid nurhamidah
    nurhidayah nurhidayat nurhidayati nurhikmah nurhuda nurina nurintan nuriman nuris nurita
    nurjaman nurjamilah nurkamal nurkholis nurlaeli nurlaila nurlailah nurliah nurlian nurliana
    nurliza nurma nurmala nurmalasari nurman nurmansyah nurmawati nurmi nurmiati nurmiah nurmila
    nurmilah nurmina nurninah nurpadilah nurrahman nurrahmah nursalam nursalim nursalimah nursan
    nursani nursanti nursari nursetiawan nursiah nursida nursidah nursiti nursyahid nursyamsi
    nurtini nurul nuruddin nurwahyudi nurwahyuni nurwan nurwanto nurwati nuryadi nuryadin nuryana
    nuryani nuryanti nuryanto nuzul nuzula qomar qomariah qomaruddin rabiah rachmi radiah rafi
    rafid rafika rafiq rafiqah rafli rahim rahima rahimah rahimi rahmah rahmania rahmani rahmatiah
    rahmatika rahmatullah rahmiati raihan raihana ramlah ramlan ramli ramlin ramona rasid rasidah
    rasidi rasidin rasmiati rasul rasuli rasyad rasyid rasyida rauf raudah razak razali razi
    ridha ridho ridwansyah rifai rifal rifan rifqah rifqi rijal riska riskiana risma rismawati
    rismayanti rizalul rizqiah rofi rofiah rofii rofik rofikoh rofiqi rohim rohiman rohimah rohman
    rohmatul rohmat rokhani rokhmah romadhon roni rosid rosidah rosidi rosidin roslan rosmah rosmala
    rosmiati rosmini rosnah rosni rosyad rosyid rozak rozali rozi rubiah rubiyah rukiyah ruslan
    ruslani rusman rusmiyati rustam rusydi sabar sabariah sabarudin sabil sabilah sabir sabirin
    sabran sadam sadiq sadli safaruddin safei safiah safii safira safrina safrizal safri safrudin
    safwan sahabudin sahal sahara saharuddin sahid sahida sahidin sahir sahlan sahli sahril sahrir
    sahroni sahrudin sahrul sahrun saidah saiman sajidah sajidin sakinah sakur salahuddin salamah
    salbiah salehuddin salim salimin salma salman salmiah salmiati salsabila samad samiun samsiah
    samsi samsir samsiar samsinar samsuar samsurizal sanusi sarbini sarifah sarifudin sarwani
    saufi saufiah sayuti shafira shobirin sholihin sidiq sirajuddin sobari sobirin sobri sofia
    sofiah sofian sofiana sofiati sofyan sofwan solehah solehuddin sopiah suaib suaidi subhan
    subhi subki sufian sufyan suhaibah suhaila suhaili suhaimi suhair suhaira suhardin sukri sukur
    sulaeman sulaiha sulaihah sulthan sumayah sumaiyah suryani sunnah suraida surianah surianti
    surianto syaban syafaat syafaruddin syafei syafiah syafiq syafiqah syafitri syafri syafrial
    syafriadi syafrida syafril syafrina syafrizal syafwan syah syahabuddin syahbana syahdan syahid
    syahida syahidah syahidin syahmi syahran syahrani syahrial syahriani syahrianto syahril
    syahriza syahrizal syahroni syahruddin syahrum syahrun syaifuddin syakir syakirah syakur syamsi
    syamsiah syamsiar syamsidar syamsinar syamsir syamsuar syamsuri syarifa syaripah syaukani syauqi
    syawal syawaluddin syuaib syukri syukron syukurman tahir taher tamir tajuddin talib tamim tamrin
    taslim tasrif taufani taufik thaha thaher thalib thamrin thoha tohir tohari turmudzi ubaid
    ubaidillah ubaidah ulfa ulfi ulya ulwiyah umaiyah umairah umam umayah ummi ummu uswah
    uswatun uzair wafa wafi wafiq wahab wahdah wahdi wahdini wahida wahidah wahidin wahidun wahyuddin
    wardah wardatul yahdi yakub yakin yamin yanis yasir yasri yazid yunan yunani yunus yusni yusnita
    yusnidar yusniar yusra yusril yusrina yusrizal yusro yusron yusuf zahir zahrah zahrotul zaid
    zaidan zaidi zaidin zainab zainah zainal zainap zaini zakariya zaky zalfa zamhari zamzami zamri
    zarkasi zarkasyi zaki zidan zuraida zuraidah zuhairi zuhdi zuhra zuhrah zuhri zuhriah zulaiha zulaikha zulaikah
    zulfa zulfah zulfadli zulfahmi zulfan zulfiana zulfikri zulhadi zulham zulhelmi zulherman
    zulhendri zulia zulian zulianti zulkarnaen zulkarnaini zulkhairi zulmi zulpan zulpikar zulyadi
"""

_CHRISTIAN: Final = """
    abraham adelina adolf adolfina adrian adriana adrianus agatha agnes agustin agustinus albert
    alberta alberth albertina albertus alex alexander alfons alfonsius alfonsus alfred alfreda
    alfrida alfrits alfrets alice aloisius amos andre andrea andreas andrew andrias andrie andries
    angela angelia angelika angelina anton antonia antonina antonio antonius apolonia apolonius
    arnold arnoldus arthur athanasius august augustinus aurelia aurelius barbara barnabas bartholomeus
    basilius beatrix beatus benediktus benedikta benhard beni benjamin berna bernad bernadet
    bernadeta bernadus bernard bernarda bernardus bernhard bert bertha berthus bertus bonefasius
    boni bonifasius brigita bruno carla carlos carolina caroline carolus cecilia charles christ
    christian christiana christina christine christo christofel christoforus cornelia cornelis
    cornelius daniel daniela danilo dave david debby debora deborah demetrius denis denny desmon
    didimus dina dirk dolfina domi domingus dominggus dominika dominikus donald donatus dora dorce
    doris dorkas dorothea eduard edward edwin efraim elen elena eli elia elias eliaser elieser elim
    elina elisa elisabet elizabet elkana ellen elsa elsina elsye elvira elvis emanuel emelia emil
    emilia emiliana emilianus emma enos erasmus eric erich erik erika ernest ernesta ernestina
    ernestus esau ester estevina esther eugenius eunike eusebius eva evelin ewald ezra fabianus
    fabiola febe felicia felisitas feliks felix ferdi ferdinan ferdinandus ferdy ferry filemon
    filip filipus fince flora florensia florensius florentina florida florence floren fransina
    fransisca fransiska fransisko frans fredrik frederika fredi freddy fredy frengky frida frieda
    frits gabriel gabriela gaspar george gerard gerardus gerson gervasius gideon grace gracia
    gregorius gustaf gustav habel hana hanna hans hanny harold heinrich helen helena helmina hendrik
    hendrika hendrikus henrik henrika henrikus herbert heribertus herman hermanus hermina herry
    hesron hilarius hosea hubertus hugo ignasius ignatia ignatius imanuel inosensius irene
    irenius isabela isai isak ishak jacob jacoba jacobus jakob james jane janes jems jemi jemmy jen
    jenny jeremias jerry jesika jimmy joanes joel johan johana johanes johanis john johni johny
    jonas jonatan jonathan jordan jose josef josefina joseph josephina josephus joshua josias
    josua josefa joyce juda judith julia juliana julianus julie julian juliet julio julita julius
    justin justina justinus kaleb kanisius karel karolina karolus katarina kezia klara klaudia klaus
    klemens konstantinus kornelia kornelis kornelius kosmas kresensia krispinus kristian kristiani
    kristianto kristianus kristin kristina kristine kristo kristofel kristoforus lambertus laurens
    laurensia laurensius laurentius lazarus lea leo leon leonard leonarda leonardo leonardus leonora
    lewi libertus lidia linda linus lisa lodewik logan lodowikus lorens lorensius louis louisa lucas
    lucia ludovikus luis luisa lukas lusia lusiana lydia mada magda magdalena marcel marcela
    marcella marcelus marcia marco marcus margareta margaretha margaret maria mariana marianus maria
    maribel mario marion marius marjori markus marlen marlina marlon marselina marselinus marsel
    marsela marselus marta marten martha marthen marthin marthina martina martin martinus mateus
    mathias mathilda matias matilda matius maksi maksimus maxi maxima maximus melani melania melda
    meliana melkianus melki mercy merlin merlina meri meriana mery meti michael michaela mika mikael
    mikha mikhael mina miranda mires miriam modesta modestus monika monica mona moses nahum naomi
    natalia natalis natan natanael nathan nathaniel nehemia nelce nelci nelson nelly nelsi nicky
    niko nikodemus nikolas nikolaus nimrod nita noah noce nofi nora norbertus norce norma obaja
    obet octavianus oktavianus oktovianus oktoviana ona oni orpa oscar oskar otniel oto otto
    pascalis patricia patrick patrik paul paula paulina paulinus paulo paulus peni perpetua peter
    petra petrosina petronela petrus philip philipus pieter pit piter pius polikarpus priska
    priskila rafael rafaela rahel raimundus ratna raymond raymundus rebeka regina remigius renata
    reni richard riki rikardus rinto rita rivaldo robert roberta roberth roberto robertus robin
    rodolfo roland ronald ronaldo roni ronny rosa rosalia rosalina rosario rosi rosina rosita
    roy ruben rudolf rudolfus rufina rufinus rut ruth sabina sabinus salmon salomina salomo samson
    samuel sara sarah sarce saul saulus sebastian sebastianus semuel serafin serafina sergius
    serly sesilia sherly silas silfia silfana silfester silvanus silvester silvia silvina simeon
    simon simson siprianus skolastika sofia sofina sofie sonya stanislaus stefani stefania stefano
    stefan stefanus stela stella stepanus steven stevi stevie sthefanus susana susanna sylvana
    sylvia tabita tadeus teodora teodorus teofilus teresa teresia theo theodora theodorus theofilus
    theresa theresia thomas tiara timotius titus tobias tomas tommy tonci tony toni triana ursula
    valentina valentinus valeria valerius venansius vero veronika victor victoria viktor viktoria
    vincen vincensia vincensius vincent vincentius vinsensia vinsensius vitalis vivian viviana
    vony welem wellem wempi welmina wem wens wenseslaus wilhelm wilhelmina wilhelmus wiliam wilfrida
    wilfridus willem willi william willy wilma wilson yafet yahya yakob yakoba yakobus yance yan
    yane yanes yani yeni yenni yenny yeremia yeremias yermia yesaya yeskiel yesika yesua yohan yohana
    yohanis yona yonas yonatan yoni yopi yordan yosafat yosia yosias yosefa yosefina yosep yosepha yosepina
    yoshua yosias yosina yosua yudas yudit yulia yulian yuliana yulianus yuliet yulita yulius
    yunita yustina yustinus yusti zakarias zakaria zakeus zakheus zefanya
"""

_OTHERS: Final = """
    adinda aditia adityawan adriansyah afriani afrianto afrida afrizal agustian agustiar agustinar
    agustini agustiningsih agustono akhiruddin alda aldi aldo alfarizi alif alifah alika alvina
    alvin amanda ambar ambarwati amel anandita andika andini andra andrea andreani andrean andri
    andriana andriansyah andriyani andriyanto anggara anggi anggita angga anggun anindita anindya
    anita annisa antika antoni aprianti aprianto apriliani aprilianto ardan ardana ardani ardhana
    ardhani ardika ardini ardiana ariana ariani arianti arifiani arimbi arinda arini arista aristo
    armada armanto armin armina arnita arsita artati artini aryana aryani aryanti aryanto aryo asmiati
    asmawati asnidar asnita asriani asriyani astri astria astrid astrini astriani ayunda azhara
    bagas bagja bahagia bambang bandung banu bani basuki bayan bella benny berlian berta bintang
    bobby bobi bonar boni budhi budiana budiani budiarti budiarto budiasih budiastuti budiawan
    budiwati bungaran burhanudin cahyani cahyanti cahyati cahyaningsih cakra candrawati chaeruddin
    cici cindy citra citrawati dadan dadi dahlia dalimah damayanti dani dania daniar danik daris
    darlina darlin darlis darma darmayanti darmiati darmini darwati darwin darwita darwito dasril
    dasrul dea deasy dede deden dedeh della delia delima demi depi desi desiana desianti desri
    desrianti desrina destri desty devi devina dewa dewanti dewanto dewantara dewita dhea diana
    diani dianita dika dikdik diki dikri dila dimas dinar dinda dini dirga dita diyah dodi dodik
    dodo dodon dodot dolly domi donna dony dora dwina dyah edison edo efrida efriza ega egi ela
    elfi elfira elfrida elin elina elis elisa elita elly elmi elmawati elni elok elva elvina elvira
    ema emalia emelda emi emilia emma endi endri enny entin erdi erfan erfin erianto erick erina
    erlan erlang erlangga erli erlina erlinda erlis erlita ermawati ermina erman ermanto erni ernita
    erwanto erwina erwinda erwinsyah erwinto esa esti etik etty euis evan evana evita fahira falen
    fanny fany febriana febriani febrianti febrianto febrina ferdian ferdiansyah ferdinand feriyanto
    fibri fina finda fira firda firdha firmanto fitra fitriyani fitriyanti frisca frisda galang galuh
    gatot gesang gilar gina ginanjar gusnadi gusnar gusnawan gusniar gustaman gusti gustian gustina
    gustini hana handi handika handri handrian handriani hanny hanum happy hardianti hardini harni
    harlin harlina harmaini harmini harniati harningsih hartaty hartina hasmawati hastuti hawa
    helda heldi helga helmi helni hema hendar hendarto hendarsyah hendi hendra hendrawan hendrawati
    hendriani hendrianto hendriyani hendriyanto heni henra heri heriadi heriani herianto herni
    herlambang herlan herlin herlinawati herlis herliana herliani herliyanti hermayanti hermin
    hermina hermini hernani hernita herudin herwan herwati herwin herwina hety hida hikmah hikmat
    hikmawati hilda hilmawan ifan iin ika ikawati ikha iksan ilmi ilma imas inayah indar indarti
    indarwati indawati indira indirawati indriana indriyani indriyanti inggit ipan irawadi iriani
    irjan irma irman irmanto irmayani irmayanti irna irnawati irni irsan irvan irwanda irwanto
    irwandi isabella isma ismaya ismayanti ismawati ismi ismiati ismiyati isna isnawati isni isti
    istiana istiani istianti istikomah ita iwan iyan iyus jaka jani januarti jarwati jaya jayadi
    jeni jihan jihad jojo jubaedah juherman juita juliadi julian juliana juliandi juliansyah juliantara
    julianti julianto juliati juliawan julkifli jumaedi jumaidi jumansyah juniarti juniarto juniati
    jusman jusni jusuf karina karisma karlin karlina karmila kartikasari kasmawati kasmiati kemala
    kenanga kiki kinanti kirana komala komalasari krisna krisnawati kristanti kristanto kristiana
    kumala kunti kurnaeni kurniadin kurniasari kurniasih kurniatun kurniyati laksmi lanny lasma
    lasmaria lasmini lastiar leli lelly leni leny lenny lesmana lestiani leti lies liana liani lidya
    lila lilian liliana lilik lilies lily lina linawati linda lindawati lisda lisna lisnawati
    listiana listiani listianto listyawati lita lola lolita luki lusia lusiana lusiani lusiyana
    madiun mahardika maharani mahesa maimuna maisyarah manda mandala marcelina mardalena mardiati
    mardiansyah mardin mardina marhaeni mariani marianti mariati marida marini marisa mariska
    marissa marita marlena marlia marliana marliani marlinda marlis marni marniati marnita marsel
    marselina marsih marsya martalena martha martiana martin martina martono martua martuti maryana
    mastura mastuti masyitah masita maudi maulida maulidia maulidin mawarni mayang mayasari meilani
    meilina meilinda meilita meisya melania melda meli melia melina melinda melisa melita meliana
    melly merdeka meri meriati merlyn merry metty meutia mia mila milla mimi mimin mira mirah
    miranti mirna mirnawati mirza misda misrawati misriani mita monalisa muliadi muliana muliani
    mulianto muliati mulyo mulyanto mulyawan mulyawati mulyaningsih murni murniyati murtiah nadya
    nani nania naning nanik nanda nando narulita nata natasya nawang nayla neli nelly neng neneng
    neni neti netti nety niken nila nilawati nilasari nina ning ningrum nining ninik nirmala nirwan
    nirwana nirwati nita nofi nofrianto nofriyanti noni nona nopi norma novani novera noverina
    novianti novianto noviani noviana noviyanti novrianti novrita nova nuning nunung oki okta
    oktaria oktarina oktavina oktina olga olivia omi ona oneng osman pandu panca pangestu pangestuti
    parida pariyanti pebri pebriani pebrianti permadi pertiwi pipit pitri popi popy prabu pradana
    pradipta pramana pramudya pramudita prana pranata pranoto prasasti prasetia pratama pratami
    pratiwi priska priyana priyani priyanti pungki purbo puri purwandari purwani puteri putra putri
    putria radit raditya rafli rahadi rahadian rahayuningsih raka rakhma randi randy rangga rani
    rara ratih ratmi ratmini ratnaningsih ratnawati ratri reina rena rendi reny resa resi resna
    resti restu retno rety revi reva reval revan rezki rezi ria riadi riandi riani rianti riantini
    rica ricka ridayanti rieka rifa rifka rifki riki rima rina rinaldi rinaldo rinawati rinda rindi
    rindu rini rinjani rino rinto riri ririn ris rischa risda risdianto risdiana risma risman
    risna risnawati rismanto risnanto rista risti ristiana ristiani risya rita riva rivai rivan riza
    riztika robiah robin roby rodiah rohandi rohani rohana rohayati roma romi ronald rosalina
    rosana rosandi rosdiana rosdianti rosiana roslaini roslina rosliana roslinda rosmaini rosmalina
    rosmanidar rosmaria rosmayanti rosmida rosmina rosnani rosnawati rosnida rosnita rospita rossa
    rostina rostini rudi rudiana rudianto rudiansyah rudiyanto rully rusdiana rusdiansyah rusdin
    rusdina rusiana ruslina rusmala rusmalina rusmaini rusmawati rusnawati rusni rusniati rusnita
    rusyanti rusyanto sabrina sabda sadewa salsa sandra sandy sandika sanjaya santi santy santika
    sapta saptono saputro sariati sariani sarianto sarita sartikah sarwendah sasmita sasongko
    sekar selamat selfi selly selvi selvia selviana septa septi septia septiana septiani septianti
    septianto septiyani serli setiabudi setiana setiani setianingsih setianto setiasih setiaty
    setyati setyawati sherina silfi silvi silvana silvani sindi sinta sintia sintya siska siswa
    siswati siti sita sonia sonya stevi sudana sudiana sudiani sudiarta sudiasa sudirga sugandi
    sugandhi suganti sugianti sugiana suhaeti suhana suhartina suherni suherti sujana sukaesih
    sukanta sukarta sukawati sukerta sukma sukmana sumarta sumerta sumiarta sumiarti sunanda sunarta
    suntari suparta surachman surahmat surasmi suriadi suriani suriansyah surianto suriati suriawan
    surti suryaman suryanata suryandari suryansyah suryantini suryatin suryawan suryawati susan
    susana susanna susilawan susilayani susilo susina suteja sutiawan sutisno suwanda suwandana
    suwarta swasti syahfitri syarifah tania tantri tarida taryati tasya tati tatik tatang tedi teddy
    tiara tika tini tiur tiurma tirta tita titi titiek titik titis titus tiwi tiya tomi tony topan
    totok tresna tresno tria triana triani trias trisna trisnawati trisni triwahyuni triwulandari
    tuty uci uli eulis usmar umami uni untari untoro upik uswatun utari uun vani vanya velia veni vera verawati
    verdi veri verina verra vica vicky vida vidya vika viki vina vini viona vira virda virgi visca
    vita vivi vivin wahidun wahyuna wahyunita warda wardana warnida wati weni wenny wenti weny widi
    widia widiana widiasih widiawati widuri wildan wildani wilda wilia wina winata winda windi
    windiarti windra windri windu windy wini winny wirda wirdan wiranata wiranto wirna wirya wisma
    wita witri wiwi wiwin woro wulansari yana yandi yandri yanita yanri yansen yanuarti yanuarta
    yarni yasmin yasni yayah yayuk yelli yelvi yeni yenita yenti yeti yetti yetno yogie yogo yolanda
    yonanda yosi yossi yossy yovi yuda yudha yudistira yudith yuhana yuki yuliadi yuliandari
    yuliansyah yuliantara yuliantari yuliantini yuliantoro yuliantri yuliarni yuliastuti yuliatin
    yuliawan yuliawati yulida yulinar yulinda yulisa yuliza yulisman yulistia yulistiani yulistina
    yulita yuliyani yuliyanti yuliyanto yulma yulmi yulna yulnita yulvia yumna yunanda yunarti
    yunarto yuni yunia yuniar yuniarsih yuniarta yunianti yuniati yuninda yunira yunisa yunita yurika
    yurita yurni yurnalis yusi yusmaini yusmaniar yusmawati yusmini yusmita yusnaini yusnani yusneli
    yusnawati yusrini yusrita yuswandi yuyun yuyus zahara zahrani zelda zera zeni zulaini zulfia
    zulfiani zulfitri zulhijah zulyana zulyani zulyanti
    dapot binsar poltak hotma hotman tumpal togar tiurma tiodor sahat parlindungan parluhutan
    maruli martua marihot mangasi manaek manahan luhut lamhot lambok jonggi jahot horas halomoan
    gorga dorlan dohar dongan binsar bonar berlin bistok bungaran charles edison elfrida ganda
    goklas hisar hulman jamot jaungkap karmel kasdin ledi lasma lamtiur maringan mangara marudut
    monang nelson nurmala oloan ojak pahala pandapotan panahatan paningotan pangihutan paruhum
    patuan poltak posma ramot ramses ria rimbun robinson rohana rosinta roslinda rosmaida saurma
    saut sabam sihol sintong sondang sorta tahan tahi tapi tagor tiapul tianggur tigor timbul
    tiopan tiarma togu torang tumbur tumiur wasinton
    sudiarsa sudiatmika sudiasih suardana suardika suarjana suarjaya suarsana suarta suartana
    suarti suartini suartha suarya suaryana suastika suastini suardi suarka suarma suarni suarnata
    suasta suastra subawa subrata sucita sudana sudarma sudarmaja sudarsa sudiadnya sudira sugiarta
    sujana sukadana sukadi sukaja sukanada sukarata sukarmi sukarsa sukasa sukawan sukayasa sukerti
    sukra sukrada sukreni sulatra sulastra sulastri sulendra sumadi sumadra sumaharta sumantra
    sumarjaya sumarni sumawa sumayasa sumendra sumerti sumiati sunarta sunarya suparna supartha
    suparwata surata suratha suratni surawan suriasih suriati surya suryawan susila suteja sutama
    sutami sutanaya sutapa sutari sutarini sutarja sutarjana sutarma sutarya sutiari sutrisna suwandi
    suwardana suwardika suwarsa suweca suwela suwenda suwerta suwena suwirta suwitra suyasa suyadnya
    wardana wardika wardani wartini wibawa widana widarma widiada widiana widiani widiarta widiasa
    widiantara widiastra widiastuti widnyana widnyani wijana wijaya wikarta winarta winata windia
    wiradana wirajaya wiranata wirasa wirata wirawan wiryana wiryani wiryawan wisnawa yadnya yasa
    yudana yudiana yudiantara budiana budiani budiarta budiarsa budiartha budiasa budiasih budiastra
    budiawan darmada darmadi darmaja darmana darmayasa darmayuda darmika darsana dharmayasa
    suartika artawa arsana ariani ariasa ariasih ariati aristana aryasa astawa astika astini astina arnawa
    artana artha artawan artini arya asmara mertayasa merta mertha mertasari mudana mudiana mudiarta
    mudita mudra muliarta muliasa muliani murdana murniasih murniati nadi oka parwata parwati
    pasek pasti pageh partha partini purnama purnawan purnami purnayasa putrayasa raka rai ratnadi
    ratni rentana rinda sadia sadra saputra sariani sarini sastra sastrawan sedana seriasih
"""

GIVEN_NAMES: Final = frozenset(
    f"{_JAVANESE_MEN} {_JAVANESE_WOMEN} {_ARABIC} {_CHRISTIAN} {_OTHERS}".split()
)
