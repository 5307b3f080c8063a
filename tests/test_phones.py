"""Pronunciations: the dictionary first, espeak next, letters last."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.recognizer import phones
from mockint.recognizer.ordinary import English
from mockint.recognizer.phones import CONSONANTS, VOWELS, Pronouncer, by_rule, model_file
from mockint.recognizer.spoken import spoken, spoken_words

PHONES = VOWELS | CONSONANTS


@pytest.fixture(scope="module")
def pronouncer() -> Pronouncer:
    return Pronouncer()


def test_a_dictionary_word_sounds_as_the_dictionary_says(pronouncer: Pronouncer) -> None:
    assert pronouncer.phones("Invoice,") == ("IH", "N", "V", "OY", "S")


def test_every_line_of_the_dictionary_can_be_found(pronouncer: Pronouncer) -> None:
    path = model_file("cmudict-en-us.dict")
    assert path is not None
    lines = path.read_text().splitlines()
    for line in [lines[0], lines[-1], *Random(7).sample(lines, 500)]:
        word, *sounds = line.split()
        assert tuple(sounds) in pronouncer.word(word.partition("(")[0])


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("AR", "EY AA R"),
        ("GDPR", "JH IY D IY P IY AA R"),
        ("POs", "P IY OW Z"),
        ("net 30", "N EH T TH ER D IY"),
        ("VLOOKUP", "V IY L UH K AH P"),
        ("customers'", "K AH S T AH M ER Z"),
        ("lockbox", "L AA K B AA K S"),
        ("NetSuite", "N EH T S UW T"),
        ("--", ""),
    ],
)
def test_words_of_the_trade_sound_right(pronouncer: Pronouncer, text: str, sound: str) -> None:
    assert " ".join(pronouncer.phones(text)) == sound


def test_an_abbreviation_that_can_be_read_has_both_pronunciations(pronouncer: Pronouncer) -> None:
    assert pronouncer.variants("SAP") == (("EH", "S", "EY", "P", "IY"), ("S", "AE", "P"))


def test_without_espeak_unknown_words_still_have_a_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phones._Espeak, "_here", None)
    assert Pronouncer().phones("lockbox") == by_rule("lockbox") == tuple("L AA K B AA K S".split())


def test_without_the_dictionary_words_still_have_a_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phones, "model_file", lambda name: None)
    assert set(Pronouncer().phones("reconciliation")) <= PHONES


@given(st.text(max_size=40))
def test_any_text_gives_known_phones_and_always_the_same(text: str) -> None:
    variants = Pronouncer().variants(text)
    assert variants == Pronouncer().variants(text)
    assert all(set(variant) <= PHONES and variant for variant in variants)
    assert len(set(variants)) == len(variants) <= 8


def test_threads_may_share_a_pronouncer(pronouncer: Pronouncer) -> None:
    words = [f"blorp{letter}ix" for letter in "abcdefghij"] * 20
    with ThreadPoolExecutor(4) as pool:
        heard = list(pool.map(pronouncer.phones, words))
    assert heard == [Pronouncer().phones(word) for word in words]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("$12,400", "twelve thousand four hundred dollars"),
        ("$12.50", "twelve dollars fifty"),
        ("$1.2M", "one point two million dollars"),
        ("35%", "thirty five percent"),
        ("2019", "twenty nineteen"),
        ("2,019", "two thousand nineteen"),
        ("2005.", "two thousand five"),
        ("30th", "thirtieth"),
        ("10:05", "ten oh five"),
        ("0042", "zero zero four two"),
        ("W-9", "w. nine"),
        ("A.R.", "a. r."),
        ("A/R", "a. r."),
        ("I", "i"),
        ("month-end", "month end"),
        ("&", "and"),
        ("don't", "don't"),
        ("...", ""),
    ],
)
def test_a_printed_word_is_said_as_people_say_it(printed: str, said: str) -> None:
    assert " ".join(spoken(printed)) == said


def test_dollars_come_after_the_million() -> None:
    assert spoken_words("about $2 million lost".split()) == [
        ("about",),
        ("two",),
        ("million", "dollars"),
        ("lost",),
    ]


def test_a_shouted_text_is_not_spelled_out() -> None:
    assert spoken_words("WE SENT THE BILL".split()) == [("we",), ("sent",), ("the",), ("bill",)]


def test_the_surprise_at_a_word_is_the_language_models_own() -> None:
    pocketsphinx = pytest.importorskip("pocketsphinx")
    path = model_file("en-us.lm.bin")
    logarithms = pocketsphinx.LogMath()
    model = pocketsphinx.NGramModel(pocketsphinx.Config(lm=None), logarithms, str(path))
    english = English()
    for pair in ("end the", "invoice an", "off right", "zebra purple", "receivable accounts"):
        word, before = pair.split()
        expected = -logarithms.log_to_ln(model.prob([word, before]))
        assert english.after(word, before) == pytest.approx(expected, abs=0.01)


def test_an_unknown_word_surprises_more_than_any_known_one() -> None:
    english = English()
    assert not english.knows("suppilager")
    assert english.after("suppilager", "the") > english.after("zydeco", "the") > 0


def test_without_the_language_model_every_word_surprises_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mockint.recognizer.ordinary.model_file", lambda name: None)
    english = English()
    assert english.after("the", "of") == english.after("zydeco", "of") > 0
    assert not english.knows("the")
