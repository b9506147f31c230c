"""How alike two words of a name are, with the rule that says why."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from app.core.names import lexicon
from app.core.names.folding import loosen
from app.core.names.short_forms import short_of
from app.core.names.words import Word

# Why two words were taken for one, from the surest to the weakest; the key of explain.SENTENCES.
SAME: Final = "same"
FAMILY: Final = "family"
SPELLING: Final = "spelling"
OLD_SPELLING: Final = "old_spelling"
SOUND: Final = "sound"
ARTICLE: Final = "article"
VOWEL: Final = "vowel"
TYPO: Final = "typo"
SHORTENED: Final = "shortened"
INITIAL: Final = "initial"
JOINED: Final = "joined"
ACRONYM: Final = "acronym"
NOT_ALIKE: Final = "different"

_MALE_FEMALE: Final = (
    ("anto", "anti"), ("wan", "wati"), ("man", "wati"), ("ono", "ini"), ("ento", "enti"),
    ("io", "iani"), ("yo", "yani"), ("putra", "putri"), ("us", "a"), ("us", "ina"), ("o", "i"),
    ("a", "i"), ("adi", "ati"), ("an", "ani"), ("anto", "anti"), ("di", "ti"), ("in", "ina"),
    ("man", "mawati"), ("at", "ati"), ("at", "awati"), ("ian", "iana"), ("an", "ana"),
    ("ianto", "iani"), ("ia", "iati"),
)  # fmt: skip
_HIS_AND_HERS: Final = frozenset(_MALE_FEMALE).union((she, he) for he, she in _MALE_FEMALE)
_SHORTEST_STEM: Final = 3


def _gendered(left: str, right: str) -> bool:
    """Whether one is the other's name with the ending of a woman: Suryanto, Suryanti."""
    if left[:_SHORTEST_STEM] != right[:_SHORTEST_STEM]:
        return False
    for stem in range(_SHORTEST_STEM, min(len(left), len(right))):
        if (left[stem:], right[stem:]) in _HIS_AND_HERS:
            return True
        if left[stem] != right[stem]:
            break
    return _is_hers(left, right) or _is_hers(right, left)


_VOWELS: Final = frozenset("aeiou")
# Amira and Latifah are not Amir and Latif. "Nura" may be Nur.
_HER_ENDINGS: Final = ("a", "ah")
_SHORTEST_OF_A_MAN: Final = 4


def _is_hers(his: str, name: str) -> bool:
    """Whether `name` is `his`, which ends in a consonant, with the ending of a woman's name."""
    ending = name[len(his) :]
    return (
        ending in _HER_ENDINGS
        and len(his) >= _SHORTEST_OF_A_MAN
        and his[-1] not in _VOWELS
        and name.startswith(his)
    )


# How near two vowels are inside a word: Solekin/Solikin, Rochmat/Rachmat …
_NEAR_VOWELS: Final = {
    frozenset("ie"): 0.93, frozenset("uo"): 0.93, frozenset("ao"): 0.92, frozenset("ae"): 0.87,
}  # fmt: skip
_FAR_VOWELS: Final = 0.82
_LAST_VOWEL: Final = {
    frozenset("ie"): 0.9, frozenset("uo"): 0.9, frozenset("ao"): 0.9, frozenset("ai"): 0.55,
    frozenset("oi"): 0.4,
}  # fmt: skip
_LAST_OTHER: Final = 0.7
# Dani, Deni, Dini and Doni are four people.
_SHORT_WORD: Final = 5
_SHORT_WORD_COST: Final = 0.8


def _vowel_change(left: str, right: str) -> float:
    """Likeness of two words of one length that differ in one vowel, else 0."""
    if len(left) != len(right):
        return 0.0
    places = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(places) != 1:
        return 0.0
    at = places[0]
    pair = frozenset((left[at], right[at]))
    if not pair <= _VOWELS or at == 0:
        return 0.0
    short = _SHORT_WORD_COST if len(left) <= _SHORT_WORD else 1.0
    if at == len(left) - 1:
        return _LAST_VOWEL.get(pair, _LAST_OTHER) * short
    return _NEAR_VOWELS.get(pair, _FAR_VOWELS) * short


_NEAR_IN_A_SYLLABLE: Final = 0.74
_NEAR_BETWEEN_NAMES: Final = 0.9


def _most_of_two_names(left: Word, right: Word, vowel: float) -> float:
    """Sudirman and Sudarman, Liong and Liang: a vowel that is not near makes another name."""
    if left.syllable and right.syllable and vowel < _NEAR_IN_A_SYLLABLE:
        return 0.0
    two = left.known and right.known and vowel < _NEAR_BETWEEN_NAMES
    return _TWO_KNOWN_NAMES if two else 1.0


_JAVANESE: Final = 0.88


def _javanese(left: str, right: str) -> float:
    """Wardoyo is how Wardaya is said in Java; `left` and `right` are skeletons."""
    same = left[:-1] == right[:-1] and {left[-1], right[-1]} == {"a", "o"}
    return _JAVANESE if same and len(left) > _SHORT_WORD else 0.0


# One slip of the finger, by the length of the longer word; shorter words are other names.
_ONE_SLIP: Final = {3: 0.45, 4: 0.68, 5: 0.8, 6: 0.86, 7: 0.89, 8: 0.91}
_ONE_SLIP_LONG: Final = 0.93
_TWO_SLIPS: Final = {7: 0.62, 8: 0.7, 9: 0.76, 10: 0.8}
_TWO_SLIPS_LONG: Final = 0.84
_FIRST_LETTER_COST: Final = 0.1
# Yuliantoro and Yuliantari: a man and a woman.
_OTHER_ENDING_COST: Final = 0.35
# Two words that everybody knows are two names, and one for the other is seldom a slip.
_TWO_KNOWN_NAMES: Final = 0.6
_LONG_KNOWN_NAME: Final = 8
_LONG: Final = 10
_MOST_SLIPS: Final = 2
_SHORTEST_SLIP: Final = 3


def _slips(left: str, right: str, distance: int) -> float:
    longer = max(len(left), len(right))
    if min(len(left), len(right)) < _SHORTEST_SLIP:
        return 0.0
    if distance == 1:
        likeness = _ONE_SLIP.get(longer, _ONE_SLIP_LONG)
        if _other_ending(left, right):
            likeness = min(likeness, _OTHER_ENDING)
        elif longer <= _SHORT_ENOUGH_TO_BE_READ and _unlikely_slip(left, right):
            likeness -= _UNLIKELY_SLIP_COST
        if longer >= _SHORTEST_SURE_SLIP and _surely_a_slip(left, right):
            likeness = max(likeness, _SURE_SLIP)
    else:
        likeness = _TWO_SLIPS_LONG if longer > _LONG else _TWO_SLIPS.get(longer, 0.0)
        if {left[-1], right[-1]} == {"o", "i"}:
            likeness -= _OTHER_ENDING_COST
    return likeness - (_FIRST_LETTER_COST if left[0] != right[0] else 0.0)


# Sukerti and Sukerni, Harjono and Hartono: the last syllable makes the name.
_OTHER_ENDING: Final = 0.7
# The two letters that the finger, the eye and the ear mix up most.
_NEXT_TO_EACH_OTHER: Final = {"m", "n"}


def _other_ending(left: str, right: str) -> bool:
    if len(left) != len(right) or left[:-2] != right[:-2] or left[-1] != right[-1]:
        return False
    changed = {left[-2], right[-2]}
    return left[-1] in _VOWELS and _VOWELS.isdisjoint(changed) and changed != _NEXT_TO_EACH_OTHER


# A finger slips to the next key, an ear takes one sound for its neighbour; b for s is another name.
_NEAR_PAIRS: Final = """
    mn bv bn vc cx xz sz sd df fg gh hj jk kl qw wr rt ty td tk dr nh nj bg bh vf gt gr sw sx fr
    bp gk dt lr fp fv pv jz jy yz cj ck ks kq wv pl nr cs sj vw
"""
_NEAR_CONSONANTS: Final = frozenset(map(frozenset, _NEAR_PAIRS.split()))
_UNLIKELY_SLIP_COST: Final = 0.07
_SHORT_ENOUGH_TO_BE_READ: Final = 9


def _unlikely_slip(left: str, right: str) -> bool:
    """One consonant stands for another that is near neither on the keys nor to the ear."""
    if len(left) != len(right):
        return False
    changed = [{a, b} for a, b in zip(left, right, strict=True) if a != b]
    return (
        len(changed) == 1
        and _VOWELS.isdisjoint(changed[0])
        and frozenset(changed[0]) not in _NEAR_CONSONANTS
    )


# Nobody is called so: a beginning or a heap of letters that cannot be said in these languages.
_UNSAYABLE: Final = re.compile(
    r"^(?:[bcdfghjklmnpqrstvwz])(?<!s)(?!h|[rlwy]|g[aeiou])[bcdfghjklmnpqrstvwz]"
    r"|[aeiou]{3}|[bcdfghjklmnpqrstvwyz]{4}|(?<!n)[bcdfghjkmpqtvwz]{3}|[hjvwcq]{2}|(?:[^rns][jcvwq])$"
)
_SURE_SLIP: Final = 0.88
_SHORTEST_SURE_SLIP: Final = 4


def _surely_a_slip(left: str, right: str) -> bool:
    """Two letters changed places, or one of the words cannot be said."""
    if len(left) == len(right) and sorted(left) == sorted(right):
        return True
    return bool(_UNSAYABLE.search(left)) != bool(_UNSAYABLE.search(right))


@lru_cache(maxsize=262144)
def alike(left: Word, right: Word) -> tuple[float, str]:
    """Likeness of two words in 0…1 and the rule; below a half they are two different words."""
    if left.text == right.text:
        return 1.0, SAME
    if left.initial or right.initial:
        return _initials(left, right)
    if left.fold == right.fold:
        return 0.98, SPELLING
    if left.old == right.fold or right.old in (left.fold, left.old):
        written_old = left.old_written or right.old_written
        return (0.96 if written_old else 0.92), OLD_SPELLING
    sure = _said_alike(left, right)
    if not sure[0] and (left.short or right.short):
        sure = _short_form(left, right)
    if sure[0] > _SHORT_FORM:
        return sure
    return _by_letters(left, right)


def _by_letters(left: Word, right: Word) -> tuple[float, str]:
    if left.firm and left.light and right.light:
        return 0.0, NOT_ALIKE  # two towns everybody knows: Malang is no slip for Magelang
    if left.firm and _VOWELS.isdisjoint(left.text) and _VOWELS.isdisjoint(right.text):
        return 0.0, NOT_ALIKE  # letters, each of which counts: BTN is no slip for BTPN
    if _misread(left.text, right.text):
        return _MISREAD, TYPO
    distance = OSA.distance(left.fold, right.fold, score_cutoff=_MOST_SLIPS)
    if distance > 1 and not _said_as_written(left, right):
        written = OSA.distance(left.written, right.written, score_cutoff=_MOST_SLIPS)
        distance = min(distance, written)
    if distance > _MOST_SLIPS and left.loose != right.loose:
        return _shortened(left, right)
    return _nearly(left, right)


def _said_as_written(left: Word, right: Word) -> bool:
    """Whether to compare both words as written would be to compare them as said once more."""
    return left.fold == left.written and right.fold == right.written


# What a scanner makes of print: Utarna, llham.
_MISREAD: Final = 0.88
_SHORTEST_MISREAD: Final = 5


def _misread(left: str, right: str) -> bool:
    """ "rn" for m anywhere, l for a capital I."""
    if min(len(left), len(right)) < _SHORTEST_MISREAD:
        return False
    if left[1:] == right[1:]:
        return {left[0], right[0]} == {"i", "l"}
    return ("rn" in left or "rn" in right) and left.replace("rn", "m") == right.replace("rn", "m")


_USUAL_INITIALS: Final = frozenset({("a", "ahmad"), ("a", "abdul"), ("a", "andi"), ("s", "siti")})


def _initials(left: Word, right: Word) -> tuple[float, str]:
    short, full = (left, right) if left.initial else (right, left)
    if full.initial or short.text[0] not in (full.text[0], full.fold[0], full.written[0]):
        return 0.0, NOT_ALIKE
    if short.text == "m" and full.text == "muhammad":
        return 0.98, FAMILY
    usual = full.light or (short.text, full.text) in _USUAL_INITIALS
    return (0.9 if usual else 0.78), INITIAL


_OTHER_SOUND: Final = 0.94
_OTHER_ARTICLE: Final = 0.95
_OTHER_ARTICLE_AND_VOWEL: Final = 0.92
_NO_ARTICLE: Final = 0.93
_SAME_SYLLABLE: Final = 0.94


def _said_alike(left: Word, right: Word) -> tuple[float, str]:
    """Rachmad and Rahmat, Assegaf and As-Saggaf, Tjia and Chia."""
    if not left.sounds.isdisjoint(right.sounds):
        return _OTHER_SOUND, SOUND
    if left.syllable and left.syllable == right.syllable:
        return _SAME_SYLLABLE, SOUND
    if left.stem or right.stem:
        return _beside_article(left, right), ARTICLE
    return 0.0, NOT_ALIKE


def _beside_article(left: Word, right: Word) -> float:
    if left.stem and right.stem:
        if left.stem == right.stem:
            return _OTHER_ARTICLE
        vowel = loosen(left.stem) == loosen(right.stem) or _vowel_change(left.stem, right.stem)
        return _OTHER_ARTICLE_AND_VOWEL if vowel else 0.0
    bare, whole = (left, right) if right.stem else (right, left)
    return _NO_ARTICLE if bare.fold == whole.stem else 0.0


def _short_form(left: Word, right: Word) -> tuple[float, str]:
    """Hrp. and Harahap; of which word it is short is asked as it is written and as it is read."""
    best = 0.0
    for short, full in ((left, right), (right, left)):
        if short.short:
            for word in {full.text, full.written}:
                best = max(best, short_of(short.written, word, short.dotted))
            best = max(best, _SAID_SHORT * short_of(short.fold, full.fold, short.dotted))
    return best, SHORTENED


# "Christ." for Kristian: the beginning is only said alike.
_SAID_SHORT: Final = 0.97
_SHORT_FORM: Final = 0.72
_SHORTEST_SHORT_FORM: Final = 2
_LONGEST_SHORT_FORM: Final = 4


# Lists cut the names of firms after so many letters: "Lokatama Prop".
_CUT_OFF: Final = 0.85


def _shortened(left: Word, right: Word) -> tuple[float, str]:
    one, other = left.text, right.text
    short, full = (one, other) if len(one) < len(other) else (other, one)
    if not full.startswith(short) or len(short) < _SHORTEST_SHORT_FORM:
        if left.firm and _consonants_of(short, full):
            return _SHORT_FORM, SHORTENED
        return 0.0, NOT_ALIKE
    if left.firm and 2 * len(short) >= len(full):
        return _CUT_OFF, SHORTENED
    if len(short) <= _LONGEST_SHORT_FORM < len(full):
        return _SHORT_FORM, SHORTENED
    return 0.0, NOT_ALIKE


_LEFT_OUT_LETTERS: Final = 2


def _consonants_of(short: str, full: str) -> bool:
    """ "Bgn" for Bangunan: consonants of the word in their order, from its first letter on."""
    if len(short) <= _SHORTEST_SHORT_FORM or len(full) - len(short) < _LEFT_OUT_LETTERS:
        return False
    if short[0] != full[0] or not _VOWELS.isdisjoint(short):
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)


def _slipped(left: str, right: str) -> float:
    distance = OSA.distance(left, right, score_cutoff=_MOST_SLIPS)
    return max(0.0, _slips(left, right, distance)) if distance <= _MOST_SLIPS else 0.0


_WITHOUT_LATIN_ENDING: Final = 0.9


def _latin(left: Word, right: Word) -> bool:
    """Yakob and Yakobus, Albert and Albertus: the name of a saint with and without its ending."""
    short, full = (left, right) if len(left.fold) < len(right.fold) else (right, left)
    if full.firm or not full.fold.endswith("us") or len(short.fold) <= _SHORTEST_STEM:
        return False
    return full.text in lexicon.DROPPABLE_FIRST and full.fold in (
        short.fold + "us",
        short.fold + "ius",
    )


def _nearly(left: Word, right: Word) -> tuple[float, str]:
    if _latin(left, right):
        return _WITHOUT_LATIN_ENDING, SPELLING
    if _gendered(left.fold, right.fold):
        return 0.3, NOT_ALIKE
    if left.loose == right.loose:
        return 0.93, SOUND
    vowel = _vowel_change(left.fold, right.fold) or _javanese(left.loose, right.loose)
    if vowel:
        return min(vowel, _most_of_two_names(left, right, vowel)), VOWEL
    best = _slipped(left.fold, right.fold)
    if not _said_as_written(left, right):
        best = max(best, _slipped(left.written, right.written))
    if left.known and right.known:
        long = max(len(left.fold), len(right.fold)) >= _LONG_KNOWN_NAME
        best = min(best, _TWO_KNOWN_NAMES if long else 0.0)
    short_form = _shortened(left, right)
    return max((best, TYPO), short_form)
