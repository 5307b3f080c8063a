"""Where the time of a command goes: ``python -m benchmarks.steps [--runs N] [--beside FOLDER]``

The steps of ``mockint check --bank`` on a short text, and of ``mockint --help``, one behind the
other in a process that has done nothing before: milliseconds of the processor, the best of so many
processes, and a bar for the share. In the command itself the encoder is loaded beside the rest.
``--beside`` names another checkout, for the same from there.
"""

import argparse
import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

from benchmarks.speed import ANSWER, BANK, ROOT

CHECK = {
    "the interpreter": "",
    "the command line": "import mockint.cli; from mockint.arguments import parser; parser()",
    "settings, messages": "import mockint.settings, msgspec",
    "numpy": "import numpy",
    "the rubric's modules": "import mockint.rubric, mockint.commands.marking",
    "the tables": "from mockint.rubric.tables import tables; tables()",
    "onnxruntime": "import onnxruntime",
    "the encoder": "from mockint.encoder import shipped_encoder; shipped_encoder()",
    "marking it, the first time": "from mockint.rubric import judge; judge(TEXT)",
    "the bank": "from mockint.bank import load_bank; bank = load_bank(BANK)",
    "how its terms sound": "from mockint.recognizer.mishearings import misheard, _repairer\n"
    "_repairer(bank.terms)",
    "terms misheard, the first time": "misheard(TEXT, bank.terms)",
    "marking it again": "judge(TEXT)",
    "terms misheard, again": "misheard(TEXT, bank.terms)",
}
HELP = {
    "the interpreter": "",
    "argparse": "import argparse",
    "what else is imported": "import mockint.cli",
    "the parsers": "from mockint.arguments import parser; top = (parser)(*WORDS)",
    "the text": "top.format_help()",
}
CHILD = """
import os, sys, time
os.environ["OPENBLAS_NUM_THREADS"] = {threads!r}
names, found, last = {names!r}, {{}}, 0.0
for name, code in {which!r}.items():
    exec(code, names)
    now = time.process_time()
    found[name], last = (now - last) * 1000, now
print(found)
"""
WIDTH = 40


def steps(which: dict[str, str], tree: Path, runs: int) -> dict[str, float]:
    """Processor milliseconds of each step there, the best of so many."""
    now = "COMMANDS = {" in (tree / "mockint" / "arguments" / "__init__.py").read_text("utf-8")
    names = {"TEXT": ANSWER, "BANK": BANK, "WORDS": [["--help"]] if now else []}
    threads = "1" if now else str(os.cpu_count())
    code = CHILD.format(threads=threads, names=names, which=which)
    best = dict.fromkeys(which, float("inf"))
    for _ in range(runs):
        words = [sys.executable, "-c", code]
        done = subprocess.run(words, cwd=tree, capture_output=True, text=True, check=True)
        taken = literal_eval(done.stdout.splitlines()[-1])
        best = {name: min(best[name], taken[name]) for name in which}
    return best


def drawn(title: str, found: dict[str, float]) -> None:
    """A line a step: its name, its milliseconds, and a bar."""
    most, whole = max(found.values()), sum(found.values())
    print(f"\n{title}: {whole:.0f} ms")
    for name, taken in found.items():
        bar = "#" * round(WIDTH * taken / most)
        print(f"  {name:<31}{taken:6.1f}  {bar}".rstrip(), flush=True)


def main() -> None:
    """Draw the profiles."""
    line = argparse.ArgumentParser(prog="python -m benchmarks.steps")
    line.add_argument("--runs", type=int, default=7, metavar="N", help="processes each (7)")
    line.add_argument("--beside", type=Path, metavar="FOLDER", help="another checkout")
    asked = line.parse_args()
    print(f"load when begun: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, which in (("mockint --help", HELP), ("mockint check --bank", CHECK)):
        for tree in filter(None, (asked.beside and asked.beside.resolve(), ROOT)):
            where = "beside" if tree != ROOT else "here"
            drawn(f"{name}, {where}", steps(which, tree, asked.runs))


if __name__ == "__main__":
    main()
