"""The mark for delivery: pace and fillers, by the measure of the speaker's profile."""

from mockint.findings import Delivery, Evidence, Mark
from mockint.profile import MEASURES, Measure

_LEAST_WORDS_HEARD = 20


def delivery_mark(delivery: Delivery | None) -> Mark:
    """A level lower for each of pace and fillers that is off, two where it is far off."""
    if delivery is None:
        return Mark(None, "Delivery is marked only from sound.")
    pace = delivery.words_per_minute
    if pace is None or delivery.words < _LEAST_WORDS_HEARD:
        return Mark(None, "Too little was said to mark the delivery.")
    measure = MEASURES[delivery.profile]
    rate = len(delivery.fillers) * pace / delivery.words
    off = _pace_off(pace, measure) + _fillers_off(rate, measure)
    quotes = tuple(Evidence(one.start, one.end, one.quote) for one in delivery.fillers)
    return Mark(5 - off, _said(pace, len(delivery.fillers), measure), quotes)


def _pace_off(pace: float, measure: Measure) -> int:
    off = pace < measure.slow or pace > measure.fast
    return off + (pace < measure.far_slow or pace > measure.far_fast)


def _fillers_off(rate: float, measure: Measure) -> int:
    """``rate``: fillers a minute."""
    return (rate > measure.fillers) + (rate >= measure.many_fillers)


def _said(pace: float, fillers: int, measure: Measure) -> str:
    counted = f"{fillers or 'no'} filler{'' if fillers == 1 else 's'}"
    heard = f"at least {counted}" if fillers else counted
    by = f", by the measure for {measure.name}" if measure.name else ""
    return f"{pace:.0f} words a minute, and {heard} heard{by}."
