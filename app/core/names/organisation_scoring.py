"""How surely two readings of firms' and bodies' names are one: words, numbers, letters."""

from collections.abc import Sequence
from typing import Final

from app.core.names.alignment import SURE, Alignment, Pair, agreement, align, in_order
from app.core.names.folding import fold
from app.core.names.lexicon import words_in
from app.core.names.lexicon_bodies import GOVERNMENT, NEVER_AGAINST, PLACED, ROMAN, SCHOOL_KINDS
from app.core.names.lexicon_orgs import BUSINESS, KNOWN_ACRONYMS, PEOPLE_OF
from app.core.names.likeness import ACRONYM
from app.core.names.prepared import PreparedName, Reading
from app.core.names.regions import DIRECTIONS, DISTRICT, NEIGHBOURHOODS, Place
from app.core.names.words import Word

# A number that only one name has, and two numbers that differ.
_NUMBER_COST: Final = 0.72
_OTHER_NUMBER: Final = 0.42
# An SMP against an SMA, a body of one region against that of another.
_OTHER_BODY: Final = 0.45
_OTHER_ORDER: Final = 0.97
_CONTRADICTION: Final = 2.4
# A slip counts for more where little else agrees.
_DOUBT_WITHOUT_CONTEXT: Final = 0.6
# One word more makes another firm of the same owner.
_LEFT_OUT: Final = 0.94
# A line of business that only one name has: the daughter of the other.
_OTHER_BUSINESS: Final = 0.85
# What a town, "kota" or "toko" costs that only one name has, and all of them together.
_LIGHT_LEFT_OUT: Final = 0.25
_LIGHTS_LEFT_OUT: Final = 0.25
# The subject of a public body counts, however many bodies share it.
_SUBJECT: Final = 0.8
# An office is often called by the first of its subjects: Dinas Pendidikan (dan Kebudayaan).
_OFFICE: Final = "perangkat"
_SUBJECT_LEFT_OUT: Final = 0.6


def score_organisation(left: Reading, right: Reading) -> tuple[float, Alignment]:
    alignment = align(left, right)
    score = _of_words(left, right, alignment)
    apart = _apart(left, right, alignment)
    letters = _acronym(left, right) if score < _MANY_LETTERS else None
    if letters is not None and letters.likeness > score:
        return letters.likeness * apart, Alignment([letters], [], [])
    return score * apart, alignment


def is_daughter(name: PreparedName) -> bool:
    """Whether a firm known by its letters bears a region besides: PT PLN Batam is not PT PLN.

    With "Persero" or "Tbk" in it, or without its legal form, it is a branch of the firm itself.
    """
    words = name.readings[0].words
    letters = words[0].text
    return (
        name.legal_form == "PT"
        and not name.dropped
        and (letters in KNOWN_ACRONYMS or _VOWELS.isdisjoint(letters))
        and all(word.light for word in words[1:])
    )


_VOWELS: Final = frozenset("aeiou")


def _of_words(left: Reading, right: Reading, alignment: Alignment) -> float:
    pairs, left_over, right_over = alignment
    score = 0.0
    base, matched = agreement(pairs, _DOUBT_WITHOUT_CONTEXT)
    if base:
        if left_over or right_over:
            score = _beside_others(left, right, alignment, base, matched)
        else:
            score = matched / base
        if not in_order(pairs):
            score *= _OTHER_ORDER
    if score < SURE and "".join(left.texts) == "".join(right.texts):
        score = 1.0 if left.texts == right.texts else SURE
    return score


def _beside_others(
    left: Reading, right: Reading, alignment: Alignment, base: float, matched: float
) -> float:
    """What the agreeing words weigh beside those that contradict or that one name lacks."""
    _, left_over, right_over = alignment
    contradiction = 0.0
    if left_over and right_over:
        placed = left.kind in PLACED and right.kind in PLACED
        contradiction = _CONTRADICTION * min(
            _against(left, left_over, placed), _against(right, right_over, placed)
        )
    spare = abs(_spare(left.words, left_over) - _spare(right.words, right_over))
    if left.kind == right.kind == _OFFICE:
        spare *= _SUBJECT_LEFT_OUT
    score = matched / (base + contradiction + spare)
    if spare > _LIGHTS_LEFT_OUT:
        score *= _LEFT_OUT
    if spare >= _TELLING and _business(left, left_over) != _business(right, right_over):
        score *= _OTHER_BUSINESS
    return score


def _business(reading: Reading, over: Sequence[int]) -> bool:
    return any(_names_another(at, reading.words[at].text) for at in over)


def _names_another(at: int, text: str) -> bool:
    return text in PEOPLE_OF or (at > 0 and text in BUSINESS)


def _apart(left: Reading, right: Reading, alignment: Alignment) -> float:
    """What numbers, kinds and regions say against it: 1.0 when they agree."""
    factor = 1.0
    if left.numbers != right.numbers:
        factor = _OTHER_NUMBER if numbers_differ(left, right) else _NUMBER_COST
    if kinds_differ(left, right):
        factor *= _OTHER_BODY
    if left.places and right.places and places_differ(left, right, alignment):
        factor *= _OTHER_BODY
    return factor


def numbers_differ(left: Reading, right: Reading) -> bool:
    """Whether each name has a number the other lacks."""
    one, other = set(left.numbers), set(right.numbers)
    return bool(one - other) and bool(other - one)


def kinds_differ(left: Reading, right: Reading) -> bool:
    if left.kind != right.kind:
        return bool(left.kind) and bool(right.kind) and not _of_one_kind(left.kind, right.kind)
    return left.kind in _BY_OWNER and _owners_differ(left, right)


def _of_one_kind(left: str, right: str) -> bool:
    """Whether only one of two associations says at which level its board stands."""
    one, _, level = left.partition(".")
    other, _, other_level = right.partition(".")
    return one == other and not (level and other_level)


_TOLD_BY_OWNER: Final = frozenset({"universitas", "institut", "politeknik", "akademi"})


_BY_OWNER: Final = _TOLD_BY_OWNER | SCHOOL_KINDS
_OWNERS: Final = frozenset({"negeri", "islam", "kristen", "katolik", "muhammadiyah", "hindu"})


def _owners_differ(left: Reading, right: Reading) -> bool:
    """A madrasah of the state (MIN) is not the private one (MIS) of its number; Universitas Negeri
    Malang is not Universitas Malang."""
    one, other = left.texts, right.texts
    if left.kind in _TOLD_BY_OWNER:
        return not _OWNERS.isdisjoint(set(one).symmetric_difference(other))
    return ("negeri" in one and "swasta" in other) or ("swasta" in one and "negeri" in other)


def places_differ(left: Reading, right: Reading, alignment: Alignment) -> bool:
    """Whether the bodies are of two regions; firms only where little but the region names them."""
    one, other = left.places, right.places
    if one[-1].level in NEIGHBOURHOODS or other[-1].level in NEIGHBOURHOODS:
        if _neighbourhoods_differ(one, other):
            return True
        one, other = _regions_of(one), _regions_of(other)
        if not one or not other:
            return False
    if not (left.kind in PLACED or right.kind in PLACED):
        told = any(
            left.words[at].weight >= _TELLING for pair in alignment.pairs for at in pair.left
        )
        if told:
            return False
    return _of_two_regions(one, other, left.kind in GOVERNMENT or right.kind in GOVERNMENT)


def _regions_of(places: Sequence[Place]) -> tuple[Place, ...]:
    """Without the neighbourhoods, which stand last."""
    return tuple([place for place in places if place.level not in NEIGHBOURHOODS])


def _neighbourhoods_differ(left: Sequence[Place], right: Sequence[Place]) -> bool:
    """Whether both say their RT, or both their RW, and it is another one."""
    one = {place.level: place.name for place in left if place.level in NEIGHBOURHOODS}
    return any(one.get(place.level, place.name) != place.name for place in right)


# Their branches are counted apart: KC, UP3, Daop, Kanwil.
_HOUSES: Final = words_in(
    """
    bri bni btn bsi mandiri pln listrik pertamina pegadaian bulog logistik kai kereta pos pelindo
    pelabuhan perkebunan telkom telekomunikasi perhutani taspen jamsostek
    """
)
_NO_NAME_OF_A_UNIT: Final = words_in("kabupaten kota provinsi wilayah regional daerah kantor unit")
OTHER_UNIT: Final = 0.45


def units_differ(left: PreparedName, right: PreparedName) -> bool:
    """ "BRI KC Magetan" against "BRI KC Ponorogo": two units of a house that is known by them."""
    if left.branch == right.branch or _HOUSES.isdisjoint(left.readings[0].texts):
        return False
    one, other = _unit(left.branch), _unit(right.branch)
    if not one or not other:
        return False
    begun = {word[0] for word in one - other}
    return bool(begun) and bool(other - one) and not any(w[0] in begun for w in other - one)


def _unit(branch: str) -> set[str]:
    return {
        fold(ROMAN.get(word, word)) for word in branch.split() if word not in _NO_NAME_OF_A_UNIT
    }


def _of_two_regions(left: Sequence[Place], right: Sequence[Place], government: bool) -> bool:
    agreed = False
    for rank in (_of_district, _of_regency, _of_province):
        one = {place.name: place.level for place in left if rank(place)}
        other = {place.name: place.level for place in right if rank(place)}
        if one and other:
            if rank is not _of_district or _contradict(one, other):
                return _contradict(one, other)
            agreed = True
    # A province's office and a town's; of other bodies the province is only the address.
    return government and not agreed and not any(_may_be_one(a, b) for a in left for b in right)


def _of_district(place: Place) -> bool:
    return place.level == DISTRICT


def _of_regency(place: Place) -> bool:
    return not place.province and place.level != DISTRICT


def _of_province(place: Place) -> bool:
    return place.province


def _may_be_one(left: Place, right: Place) -> bool:
    """ "Polda Yogyakarta" and "Polda DIY": where one gives no level, it may be the province."""
    return (
        left.province != right.province
        and left.name == right.name
        and not (left.level and right.level)
    )


def _contradict(one: dict[str, str], other: dict[str, str]) -> bool:
    shared = one.keys() & other.keys()
    if not shared:
        return True
    if len(shared) < min(len(one), len(other)):
        return True
    return any(one[name] and other[name] and one[name] != other[name] for name in shared)


def _spare(words: Sequence[Word], over: Sequence[int]) -> float:
    """What words cost that only this name has: a line of business names another firm."""
    lights = total = 0.0
    for at in over:
        word = words[at]
        if word.light:
            lights += word.weight * _LIGHT_LEFT_OUT
        elif _names_another(at, word.text):
            total += _TELLING
        else:
            total += word.weight
    return total + min(lights, _LIGHTS_LEFT_OUT)


_TELLING: Final = 1.0
_LETTERS: Final = {2: 0.6, 3: 0.78, 4: 0.84}
_MANY_LETTERS: Final = 0.88
_SYLLABLES: Final = 0.8
# Letters that everybody reads as another body.
_TAKEN_LETTERS: Final = 0.6
_LONGEST_ACRONYM: Final = 10


def _acronym(left: Reading, right: Reading) -> Pair | None:
    """ "BTN" or "Bank BTN" against "Bank Tabungan Negara", "Jamkrindo" against its three words."""
    for one, other, swapped in ((left, right, False), (right, left, True)):
        places = range(len(one.words))
        if len(one.words) > 2 or len(other.words) < 2:  # noqa: PLR2004 (a short form is one word)
            continue
        likeness = max((_spells(one, at, other) for at in places), default=0.0)
        if likeness:
            short, full = tuple(places), tuple(range(len(other.words)))
            sides = (full, short) if swapped else (short, full)
            return Pair(*sides, likeness, ACRONYM, 1.0)
    return None


def _spells(short: Reading, at: int, full: Reading) -> float:
    letters = short.texts[at]
    if letters[0] not in full.acronym or not 1 < len(letters) <= _LONGEST_ACRONYM:
        return 0.0  # one letter tells nothing
    rest = [word for place, word in enumerate(short.words) if place != at]
    if any(word.text not in full.texts for word in rest):
        return 0.0
    bare = "".join(w.text[0] for w in full.words if w.text not in {r.text for r in rest})
    if letters in (full.acronym, bare):
        likeness = _LETTERS.get(len(letters), _MANY_LETTERS)
        if any(word.weight >= _TELLING for word in rest):
            likeness = _MANY_LETTERS  # "PT HM Sampoerna"
        return likeness * (_TAKEN_LETTERS if letters in KNOWN_ACRONYMS else 1.0)
    return _SYLLABLES if _syllables(letters, [w.text for w in full.words]) else 0.0


_SHORTEST_SYLLABLE: Final = 2


def _syllables(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are beginnings of all the words in turn: Jam-kr-indo, Kal-tim."""
    ends = {0}
    for word in words:
        reached: set[int] = set()
        for end in ends:
            length = 0
            while length < len(word) and letters[end + length : end + length + 1] == word[length]:
                length += 1
                if length >= _SHORTEST_SYLLABLE:
                    reached.add(end + length)
        ends = reached
    return len(letters) in ends


def _against(reading: Reading, over: Sequence[int], placed: bool) -> float:
    total = 0.0
    for at in over:
        word = reading.words[at]
        if word.text in NEVER_AGAINST:
            continue
        weight = word.against_inside if at else word.against_first
        if word.text in DIRECTIONS:
            weight = _TELLING
        total += max(weight, _SUBJECT) if placed and not word.light else weight
    return total
