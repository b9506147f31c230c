"""The common words invented names are made of. They stand here and not in the engine's lexicon, so that
the register that is measured stays the same whatever the engine learns."""

from typing import Final

COMMON: Final = """
    abdullah abdurrahman adam ade adhi adi aditya afandi agung agustina agustinus aini aisyah
    akbar alam alamsyah alfian ali alwi amalia aman amelia amin aminah amir amiruddin ana anang
    andri andriani andrianto anggraeni anggraini ani anis anisa anita anton antonius anwar
    apriani aprilia ardi ardiansyah ari arianto arief arif arifin aris arman armansyah arya
    aryanto asep asih asmara asri astuti atmaja aulia ayu azhar azis aziz azizah azwar bachtiar
    bahri bakar bambang basri basuki bayu benny benyamin bima budi budianto budiman budiono
    burhan burhanuddin cahya cahyadi cahyani cahyono candra chandra citra dadang dahlan damanik
    daniel darma darmadi darmawan darwis daud dede dedi dedy deni denny desi diah dian diana
    didik dina dini djoko doni dono edi edy efendi effendi eko elisabeth elly elvi emi endah
    endang eni erna ernawati erni erwan erwin erwina evi fadli fahmi fahri faisal fajar farid
    farida faridah fatimah fauzan fauzi fauziah febri ferdinan feri ferry firdaus firman
    firmansyah fitri fitria fitriani fitriyah galih ganda gani gilang gita gunawan habibi hadi
    hafid hakim halim halimah hamid hamka hamzah hanafi handayani handoko hani hari harianto
    haris hariyanto harjo harsono hartati hartini hartono haryanto haryono hasan hasanah
    hasanuddin hasbi hasibuan hasyim hendra hendri hendro heni henny heri herlina herman
    hermanto hermawan hernawati herry heru hesti hidayah hidayat hidayati hilman husain husni
    ibnu ibrahim ida idris ihsan ikhsan ikhwan ilham ilyas imam iman imelda ina indah indra
    indrawati indriani intan ipung ira irawan irawati irfan irma irmawati irwan irwansyah isa
    iskandar ismail isnaini iswanto iwan jamal jamaluddin jamilah januar jaya jefri johan
    johanes joko joni jumadi junaidi juni kamal kamaruddin karim kartika kartini kasim khadijah
    khairil khairuddin khairul khalid kholid komariah kosasih kristian kristina kuncoro kurnia
    kurniadi kurniati kurniawan kurniawati kusnadi kusuma kusumah laila lala lena lestari lia
    lilik lilis lina lukman lusi lutfi mahendra mahfud mahmud malik mansur mardiana mariam
    mariana marlina marta martini mas masduki maulana maya mega mei melati mira mirza misbah
    muchlis muhidin mukhlis mukhtar mukti mulia mulya mulyadi mulyana mulyani mulyono munir
    murni mursalin mursyid mus musa mustafa mustika mustofa muzakir nadia nanang nani nasir
    nasrullah nia nina ningsih novi novia novita nugraha nugroho nuraini nurdin nurhasan
    nurhasanah nurhayati nurjanah nurlaila nurlela nurul nurwahid oktavia oktaviani pamungkas
    panji pardi permana permata petrus pramono prasetya prasetyo pratama pratiwi priyanto
    priyono puji purba purnama purnomo purwanto puspa puspita puspitasari rachman raharjo
    rahayu rahma rahmad rahmadi rahman rahmat rahmawati rahmi rama ramadan ramadhani ramdan
    ramli rani ratih ratna ratnasari rendra reni reza riadi rian riana ridha ridho ridwan rika
    rina rini rio risky ristanto rita riyadi riyanti riyanto rizal rizki rizky robi rohani
    rohman roni rosdiana rosita rosmawati rudi rudy rukmana rusdi rusli rusman rustam sabri
    sadikin safitri said saifuddin saiful salam saleh salim salma samsudin samsul sandi santi
    santosa santoso saputra saputri sari sartika satria satriawan septian setia setiadi
    setiawan setiawati setyawan setyowati shinta sidik sigit silvia simon sinta sitorus slamet
    sofia sofyan soleh sonny sri suardi subagyo subekti sucipto sudarman sudarmo sudarsono
    sudirman suganda sugeng sugianto sugiarto sugiono suharti suharto suhartono suherman sujono
    sukarno sukma sukri sulaiman sulastri sulistiyowati sulistyo sumarni sumarno sumiati
    sunardi sunarto sunaryo supardi suparman suparno supriadi supriatna supriyadi supriyanto
    supriyono surya suryadi suryana suryani suryanto suryono susanti susanto susi susilawati
    susilo sutanto sutarno sutisna sutrisno suwandi suwarno suyanto suyatno suyono syafii
    syafrudin syahputra syahrir syahrul syaiful syam syamsuddin syamsul syarif syarifuddin
    syukur taufan taufik teguh tina titin toni toto tuti udin ujang ulfah umar umi usman utami
    utomo vera veronika vina wahab wahid wahyu wahyudi wahyudin wahyuni wati wibisono wibowo
    widiastuti widodo widya wijaya wijayanti winarno winarti wira wirawan wiwik wulan wulandari
    yadi yahya yana yani yanti yanto yanuar yasin yati yayan yoga yogi yohana yudha yudi yuli
    yulia yuliana yuliani yulianti yulianto yuni yuniarti yunus yusran yusri yusuf zaenal zahra
    zainal zaini zainuddin zainul zakaria zaki zubaidah zulfikar zulkarnain zulkifli
""".split()

CLANS: Final = """
    aritonang bangun banjarnahor barus batubara berutu brutu bukit butarbutar caniago chaniago
    dalimunthe damanik daulay gaol ginting girsang guci gultom haloho harahap hasibuan
    hutabarat hutagalung hutapea hutasoit jambak karo koto latuconsina leimena lubis lumban
    lumbantobing lumentut malayu manalu mandagi manurung marbun marpaung matondang matulessy
    munthe nababan nahumarury naibaho nainggolan napitupulu nasution pakpahan pane pangaribuan
    panggabean panjaitan parapat pardede parinduri pasaribu pattinama perangin piliang pinem
    pohan purba rajagukguk rambe rangkuti ritonga rumokoy sagala samosir saragih sembiring
    siagian siahaan sianturi sibarani sidabutar sihombing sikumbang silaban silalahi silitonga
    simamora simanjuntak simarmata simatupang simbolon sinaga sipayung sirait siregar
    sitanggang sitepu sitohang sitompul sitorus situmorang sumampouw supit tambunan tampubolon
    tanjung tarigan tobing tomasoa tuasikal turnip waworuntu wenas
""".split()
