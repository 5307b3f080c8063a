"""What kind of answer it is: a story, or how things are done, known, wished or supposed."""

from collections.abc import Sequence

import msgspec
import numpy as np

from mockint.findings import Form
from mockint.rubric.clauses import Clause
from mockint.rubric.features import features_of_answer
from mockint.rubric.sense import Sense
from mockint.rubric.tables import tables

FORMS: tuple[Form, ...] = ("story", "process", "knowledge", "motive", "situational", "other")

ENCODER, TABLES = 1.0, 0.3
"""How much the encoder and the tables count."""
_OF_QUESTION = 0.4
"""What the form the question asks for counts: it decides only between near equals."""


class FormReading(msgspec.Struct, frozen=True):
    """The form, and how likely each form is."""

    form: Form
    likely: dict[Form, float]


def read_form(
    clauses: Sequence[Clause], sense: Sense | None = None, asked: Form | None = None
) -> FormReading:
    """The kind of answer; ``asked`` is the form the question calls for, if any."""
    scores = tables().form.likelihoods(features_of_answer(clauses))
    if sense is not None:
        scores = TABLES * scores + ENCODER * sense.form
    if asked:
        scores[FORMS.index(asked)] += _OF_QUESTION
    likely = np.exp(scores - np.logaddexp.reduce(scores))
    return FormReading(FORMS[int(likely.argmax())], dict(zip(FORMS, likely.tolist(), strict=True)))
