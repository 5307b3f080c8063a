"""Real speech and real models that installed packages carry."""

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import samplerate
import soundfile

from mockint.sound.clip import RATE, Samples


def package_folder(module: str) -> Path:
    """The folder of an installed package; skips the test where there is none."""
    found = importlib.util.find_spec(module)
    if found is None or not found.submodule_search_locations:
        pytest.skip(f"the package {module} is not installed")
    return Path(found.submodule_search_locations[0])


@cache
def best_of_times() -> Samples:
    """Somebody reading "It was the best of times" and a little more, 3.5 seconds long."""
    file = package_folder("moonshine_voice") / "assets" / "two_cities.wav"
    sound, rate = soundfile.read(file, dtype="float32")
    heard = samplerate.resample(sound[: 7 * rate // 2], RATE / rate, "sinc_best")
    return np.asarray(heard * 32_767, dtype=np.int16)


def save_one_word_model(file: Path) -> None:
    """A Whisper of the smallest size, whatever it hears it writes "hello" and stops.

    No package carries Whisper's weights as its own library reads them; this one shows
    that file, name and call fit the library, not that words are heard.
    """
    import torch
    from whisper.model import ModelDimensions, Whisper
    from whisper.tokenizer import get_tokenizer

    words = get_tokenizer(multilingual=False)
    said = [words.timestamp_begin, *words.encode(" hello"), words.eot]
    sizes = ModelDimensions(80, 1500, 32, 1, 1, 51_864, 448, 32, 1, 1)
    state = Whisper(sizes).state_dict()
    for name in [name for name in state if name.startswith("decoder.")]:
        state[name] = torch.zeros_like(state[name])
    state["decoder.ln.weight"] += 1
    for step, token in enumerate(said):
        pattern = 1 - 2 * ((torch.arange(32) >> step) & 1).float()  # orthogonal to the others
        state["decoder.token_embedding.weight"][token] = 5 * pattern
        state["decoder.positional_embedding"][step:] = 100 * pattern
    torch.save({"dims": sizes.__dict__, "model_state_dict": state}, file)
