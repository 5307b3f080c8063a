"""How words sound, as ARPAbet phones without stress.

The CMU pronouncing dictionary that comes with pocketsphinx answers first;
espeak pronounces what is not in it ("NetSuite", "lockbox"); where espeak is
not installed, a few letter-to-sound rules do.
"""

import ctypes
import importlib.util
import mmap
import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from threading import Lock

from mockint.recognizer.spoken import is_abbreviation, letters, spoken

Phones = tuple[str, ...]

VOWELS = frozenset("AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split())
CONSONANTS = frozenset("B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH".split())

_MOST_VARIANTS = 8


class Pronouncer:
    """Pronounces words and phrases; may be shared between threads."""

    def __init__(self) -> None:
        self._dictionary = _Dictionary.beside_pocketsphinx()
        self._espeak = _Espeak.here()
        self._word = lru_cache(maxsize=20_000)(self._look_up)

    def phones(self, text: str) -> Phones:
        """The usual pronunciation of ``text`` as printed; empty if nothing of it is said."""
        return next(iter(self.variants(text)), ())

    def variants(self, text: str) -> tuple[Phones, ...]:
        """Up to eight pronunciations of ``text``, the usual one first, none twice."""
        readings = [[word for printed in text.split() for word in spoken(printed)]]
        if is_abbreviation(text) and set(text) & set("AEIOU"):
            readings.append([text.lower()])
        elif text.isupper() and text.isalpha() and 1 < len(text) < 7:
            readings.append(letters(text))
        found = (phones for reading in readings for phones in self._joined(reading) if phones)
        return tuple(islice(dict.fromkeys(found), _MOST_VARIANTS))

    def word(self, said: str) -> tuple[Phones, ...]:
        """Every pronunciation of one spoken word, as ``spoken`` gives it, the usual one first."""
        return self._word(said)

    def knows(self, said: str) -> bool:
        """Whether the dictionary holds a spoken word."""
        return bool(self._dictionary.entries(said))

    def _joined(self, words: list[str]) -> Iterator[Phones]:
        for parts in islice(product(*map(self.word, words)), _MOST_VARIANTS):
            yield tuple(phone for part in parts for phone in part)

    def _look_up(self, said: str) -> tuple[Phones, ...]:
        entries = self._dictionary.entries(said)
        if not entries and said.endswith(("'s", "s'")):
            entries = tuple(map(_possessive, self._dictionary.entries(said[:-2].rstrip("'"))))
        if entries:
            return entries
        heard = self._espeak.phones(said) if self._espeak else ()
        return (heard or by_rule(said),)


def _possessive(phones: Phones) -> Phones:
    if phones[-1] in {"S", "Z", "SH", "ZH", "CH", "JH"}:
        return (*phones, "IH", "Z")
    return (*phones, "S" if phones[-1] in {"P", "T", "K", "F", "TH"} else "Z")


class _Dictionary:
    """The CMU dictionary's sorted lines, read in place: nothing is loaded but the pages touched."""

    def __init__(self, lines: mmap.mmap | bytes) -> None:
        self._lines = lines

    @classmethod
    def beside_pocketsphinx(cls) -> "_Dictionary":
        path = model_file("cmudict-en-us.dict")
        if path is None:
            return cls(b"")
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def entries(self, word: str) -> tuple[Phones, ...]:
        """The pronunciations of a lower-case word; empty if it has none."""
        key, found = word.encode(), []
        at = self._first_line_from(key)
        while at < len(self._lines):
            entry, _, phones = self._line(at).partition(b" ")
            if entry != key and not entry.startswith(key + b"("):
                break
            found.append(tuple(phones.decode().split()))
            at = self._after(at)
        return tuple(found)

    def _first_line_from(self, key: bytes) -> int:
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", 0, (low + high) // 2) + 1
            entry = self._line(start).partition(b" ")[0].replace(b"(", b"\0")
            if entry < key:
                low = self._after(start)
            else:
                high = start
        return low

    def _line(self, start: int) -> bytes:
        return self._lines[start : self._after(start)].rstrip()

    def _after(self, start: int) -> int:
        end = self._lines.find(b"\n", start)
        return len(self._lines) if end < 0 else end + 1


def model_file(name: str) -> Path | None:
    """A file of pocketsphinx's English model, found without importing it; None if missing."""
    spec = importlib.util.find_spec("pocketsphinx")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "model" / "en-us" / name
    return path if path.is_file() and path.stat().st_size else None


class _Espeak:
    """espeak's own letter-to-sound rules, through its C library; one at a time in a process."""

    _lock = Lock()
    _here: "_Espeak | bool | None" = False

    def __init__(self, library: ctypes.CDLL) -> None:
        self._choose_voice = library.espeak_SetVoiceByName
        self._translate = library.espeak_TextToPhonemes
        self._translate.restype = ctypes.c_char_p
        self._translate.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]

    @classmethod
    def here(cls) -> "_Espeak | None":
        """The process's espeak; None where there is none that can be used."""
        with cls._lock:
            if isinstance(cls._here, bool):
                library = _espeak_library()
                cls._here = cls(library) if library else None
            return cls._here

    def phones(self, word: str) -> Phones:
        """ARPAbet phones of a spoken word; empty if espeak has none for it."""
        text = ctypes.c_char_p(word.encode())
        ipa: list[str] = []
        with self._lock:
            self._choose_voice(_VOICE)  # whoever speaks in this process may have chosen another
            while text.value:
                heard = self._translate(ctypes.byref(text), _UTF8, _IPA | ord("_") << 8)
                ipa += (heard or b"").decode().replace(" ", "_").split("_")
        return tuple(phone for sign in ipa for phone in _ARPABET.get(sign.strip("ˈˌː "), ()))


_VOICE = b"en-us"
_UTF8, _IPA, _RETRIEVAL, _DO_NOT_EXIT = 1, 2, 1, 0x8000
_LONGEST_DATA_PATH = 150
"""espeak copies the path of its data into 160 bytes."""


def _espeak_library() -> ctypes.CDLL | None:
    for path, data in _espeak_places():
        if data is not None and len(os.fsencode(data)) > _LONGEST_DATA_PATH:
            continue
        try:
            library = ctypes.CDLL(path)
        except OSError:
            continue
        place = os.fsencode(data) if data else None
        if library.espeak_Initialize(_RETRIEVAL, 0, place, _DO_NOT_EXIT) <= 0:
            continue
        if library.espeak_SetVoiceByName(_VOICE) == 0:
            return library
    return None


def _espeak_places() -> Iterator[tuple[str, Path | None]]:
    spec = importlib.util.find_spec("espeakng_loader")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent
        if (folder / "espeak-ng-data" / "phontab").is_file():
            for library in sorted(folder.glob("*espeak-ng*")):
                if library.suffix in {".so", ".dylib", ".dll"}:
                    yield str(library), folder / "espeak-ng-data"
    yield "libespeak-ng.so.1", None


def _table(lines: str) -> dict[str, Phones]:
    """``sign=PHONE.PHONE`` pairs as a table."""
    pairs = (pair.partition("=") for pair in lines.split())
    return {sign: tuple(filter(None, phones.split("."))) for sign, _, phones in pairs}


_ARPABET = _table("""
    p=P b=B t=T d=D k=K ɡ=G f=F v=V θ=TH ð=DH s=S z=Z ʃ=SH ʒ=ZH tʃ=CH dʒ=JH m=M n=N ŋ=NG l=L
    ɹ=R r=R j=Y w=W h=HH x=K ɾ=D ʔ=T ɬ=L n̩=AH.N əl=AH.L ə=AH ɐ=AH ʌ=AH ᵻ=IH ɪ=IH i=IY iə=IY.AH
    ɛ=EH æ=AE ɑ=AA ɑ̃=AA.N ɔ=AO ʊ=UH u=UW ɜ=ER ɚ=ER eɪ=EY aɪ=AY ɔɪ=OY aʊ=AW oʊ=OW ɑːɹ=AA.R
    ɔːɹ=AO.R ʊɹ=UH.R ɪɹ=IH.R ɛɹ=EH.R aɪɚ=AY.ER aɪə=AY.AH
    """)  # noqa: RUF001 - the letters of the phonetic alphabet

_RULES = _table("""
    tion=SH.AH.N sion=ZH.AH.N ture=CH.ER ought=AO.T igh=AY tch=CH dge=JH eau=OW ch=CH ck=K sh=SH
    th=TH ph=F wh=W qu=K.W ng=NG gh= kn=N wr=R ee=IY ea=IY oo=UW ou=AW ow=OW oa=OW ai=EY ay=EY
    ie=IY ei=IY ey=IY oi=OY oy=OY au=AO aw=AO ew=UW ue=UW ui=UW ar=AA.R er=ER ir=ER or=AO.R ur=ER
    ce=S.EH ci=S.IH cy=S.IY ge=JH.EH a=AE b=B c=K d=D e=EH f=F g=G h=HH i=IH j=JH k=K l=L m=M
    n=N o=AA p=P q=K r=R s=S t=T u=AH v=V w=W x=K.S y=IY z=Z
    """)
_LONGEST_RULE = max(map(len, _RULES))


def by_rule(word: str) -> Phones:
    """A rough pronunciation by letters alone; ``("AH",)`` for a word without English letters."""
    silent_e = len(word) > 3 and word[-1] == "e" and word[-2] not in "aeiouy"
    rest = (word[:-1] if silent_e else word).lower()
    phones: Phones = ()
    while rest:
        size = next((size for size in range(_LONGEST_RULE, 0, -1) if rest[:size] in _RULES), 1)
        heard = _RULES.get(rest[:size], ())
        phones += () if phones[-1:] == heard else heard
        rest = rest[size:]
    return phones or ("AH",)
