"""What to practise next: every answer is a review of its question, and says when it comes back."""

from mockint.schedule.agenda import Agenda, Due, agenda
from mockint.schedule.drilled import Drilled, drilled
from mockint.schedule.recall import Recall, recall
from mockint.schedule.review import Rating, Review, rating, reviews
from mockint.schedule.weakness import Weakness, WeakStage, weakest_part, weakest_stage

__all__ = [
    "Agenda",
    "Drilled",
    "Due",
    "Rating",
    "Recall",
    "Review",
    "WeakStage",
    "Weakness",
    "agenda",
    "drilled",
    "rating",
    "recall",
    "reviews",
    "weakest_part",
    "weakest_stage",
]
