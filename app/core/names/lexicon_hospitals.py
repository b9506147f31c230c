"""What the public hospitals of Indonesia are called: one of these is never a slip for another."""

from typing import Final

from app.core.names.lexicon import words_in

# By region, from Aceh to Papua.
HOSPITALS: Final = words_in(
    """
    zainoel zainal abidin meuraxa dhien teungku peukan
    pirngadi malik djasamen saragih djoelham tengku mansyur amri tambunan kumpulan pane
    djamil mochtar adnaan rasidin natsir hanafiah ahmad yani darwin
    achmad arifin mattaher manap hoesin sobirin siti fatimah yunus moeloek ryacudu dadi tjokrodipo
    adjidarmo dradjat prawiranegara mangunkusumo tarakan budhi asih fatmawati koja pasar rebo
    sadikin slamet soekardjo dustira gunung jati arjawinangun waled bunut ciawi cibabat marzoeki
    kariadi moewardi soewondo loekmono hadi kartini margono soekarjo goeteng taroenadibrata
    soeselo kardinah ashari soediran soehadi prijonegoro soeratno tidar setjonegoro tjitrowardojo
    soedirman soeroyo soeprapto soetijono soedjati soeradji tirtonegoro bung
    sardjito wonosari wates panembahan senopati morangan
    soetomo soedono soewandhie iskak anwar soebandi haryoto harjono sayidiman soeroto koesnadi
    abdoer rahem saleh soegiri sosodoro djatikoesoemo koesma sina husodo sudirohusodo wahidin
    gambiran mardi waluyo kanjuruhan blambangan genteng syamrabu zyn anwar moh soewandi
    sanglah ngoerah wangaya mangusada johannes mboi hillers
    soedarso aziz rubini djoen sylvanus murjani ulin ansari zalecha hasan basry damanhuri
    kanujoso djatiwibowo sjahranie parikesit jusuf
    kandou ratumbuysang saboe undata bahteramas labuang baji padjonga makkasau sawerigading tajuddin
    chalik haulussy boesoirie yowari
    """
)
