"""Many answers marked by many hands: jobs, who does them, what is done already, and in what order.

How one answer is marked is handed in; here nobody knows about sound or rubrics.
"""

from mockint.scoring.brief import Brief
from mockint.scoring.cohort import Cohort
from mockint.scoring.job import Failure, File, Job, Outcome, Scorer, Stamp, name_of
from mockint.scoring.journal import Journal
from mockint.scoring.order import Line, lines
from mockint.scoring.processes import Processes

__all__ = [
    "Brief",
    "Cohort",
    "Failure",
    "File",
    "Job",
    "Journal",
    "Line",
    "Outcome",
    "Processes",
    "Scorer",
    "Stamp",
    "lines",
    "name_of",
]
