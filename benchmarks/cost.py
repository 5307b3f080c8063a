"""What it costs to mark an answer: processor time, loading, memory; each in a fresh process."""

import subprocess
import sys

_MEASURE = """
import resource, sys, time
began = time.perf_counter()
from mockint.encoder import shipped_encoder
from mockint.rubric import judge
heard_by = shipped_encoder if {encoder} else lambda: None
judge("So we called them, and they paid us.", encoder=heard_by)
loaded = time.perf_counter() - began
text = {text!r}
for _ in range(5):
    judge(text, encoder=heard_by)
rounds = 40
began = time.process_time()
for _ in range(rounds):
    judge(text, encoder=heard_by)
took = (time.process_time() - began) / rounds
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{{1000 * took:.1f}} ms, loading {{loaded:.2f}} s, {{memory:.0f}} MB")
"""


def report_cost(text: str) -> None:
    """The cost of 150 words of ``text`` with the encoder, and with the tables alone."""
    words = " ".join(text.split()[:150])
    print(f"\ncost of {len(words.split())} words, processor time of one core")
    for name, encoder in (("with the encoder", True), ("tables alone", False)):
        code = _MEASURE.format(encoder=encoder, text=words)
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        print(f"  {name:18} {told.stdout.strip() or told.stderr.strip()}")
