"""What must hold for any two names whatever: order, range, identity, titles, no surprises."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import names

KINDS = st.sampled_from(["person", "org"])
SYLLABLES = st.sampled_from("ba di ko lu ma ne pi ra su to wa yu kar tum sin lon".split())
WORDS = st.lists(SYLLABLES, min_size=2, max_size=4).map("".join)
FULL_NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
FRONT = st.sampled_from(["Drs. H. ", "Hj. ", "KH. ", "Prof. Dr. Ir. ", "Ust. ", "dr. ", "Alm. "])
BACK = st.sampled_from([", S.H.", " S.Pd.I", ", SE, MM", ", M.Si.", " S. Sos", ", Ph.D"])
FORMS = st.sampled_from(["PT ", "CV. ", "UD ", "Yayasan ", "Koperasi "])
ANYTHING = st.text(max_size=160)


@settings(max_examples=400, deadline=None)
@given(ANYTHING, ANYTHING, KINDS)
def test_any_text_can_be_compared_both_ways_with_one_result(left, right, kind):
    score = names.similarity(left, right, kind)
    assert 0.0 <= score <= 1.0
    assert names.similarity(right, left, kind) == score


@settings(max_examples=200, deadline=None)
@given(FULL_NAMES, FULL_NAMES, KINDS)
def test_name_like_text_can_be_compared_both_ways_with_one_result(left, right, kind):
    score = names.similarity(left, right, kind)
    assert 0.0 <= score <= 1.0
    assert names.similarity(right, left, kind) == score


@settings(max_examples=200, deadline=None)
@given(ANYTHING, KINDS)
def test_a_name_is_itself(text, kind):
    prepared = names.prepare(text, kind)
    expected = 1.0 if prepared.readings else 0.0
    assert names.similarity(text, text, kind) == expected
    if prepared.readings:
        assert names.keys(text, kind) or prepared.readings[0].numbers


@settings(max_examples=200, deadline=None)
@given(FULL_NAMES, FRONT, BACK)
def test_titles_and_degrees_do_not_change_a_person(name, front, back):
    assert names.similarity(front + name + back, name, "person") == 1.0


@settings(max_examples=200, deadline=None)
@given(FULL_NAMES, FULL_NAMES, FRONT, BACK)
def test_titles_and_degrees_do_not_change_a_comparison(left, right, front, back):
    plain = names.similarity(left, right, "person")
    assert names.similarity(front + left + back, right, "person") == plain


@settings(max_examples=100, deadline=None)
@given(FULL_NAMES, FORMS)
def test_the_place_of_the_legal_form_does_not_change_a_firm(name, form):
    assert names.similarity(form + name, f"{name}, {form.strip()}", "org") == 1.0
    assert names.similarity(form + name, name, "org") == 1.0


@settings(max_examples=200, deadline=None)
@given(ANYTHING, ANYTHING, KINDS)
def test_the_explanation_has_the_score_of_the_comparison(left, right, kind):
    found = names.explain(left, right, kind)
    assert found.score == names.similarity(left, right, kind)
    assert all(part.sentence for part in found.parts)


@settings(max_examples=200, deadline=None)
@given(ANYTHING, KINDS)
def test_packing_loses_nothing_that_is_compared(text, kind):
    prepared = names.prepare(text, kind)
    again = names.unpack(names.pack(prepared))
    assert [r.texts for r in again.readings] == [r.texts for r in prepared.readings]
    assert [r.numbers for r in again.readings] == [r.numbers for r in prepared.readings]


@settings(max_examples=200, deadline=None)
@given(FULL_NAMES, st.data())
def test_one_slip_inside_a_long_word_leaves_a_common_key(name, data):
    words = [word for word in name.split() if len(word) >= 6]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    at = data.draw(st.integers(min_value=1, max_value=len(word) - 2))
    slipped = name.replace(word, word[:at] + "g" + word[at + 1 :], 1)
    assert names.keys(name, "person") & names.keys(slipped, "person")
