"""The course of a figure over sessions as a small picture with its figures as a table."""

from dataclasses import dataclass

from markupsafe import Markup

from mockint.history.course import Course
from mockint.report.page.document import element
from mockint.report.plain import within
from mockint.report.standing import shown

WIDTH, HEIGHT, EDGE = 240.0, 72.0, 8.0
"""Units of the picture, and of the space around the line."""
NEWEST = 24
"""Points drawn at most, the newest ones."""
_MOST = 1e6


@dataclass(frozen=True, slots=True)
class Spot:
    """A point's place in the picture."""

    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """A course as it is drawn: marks on their whole scale, the rest on what was measured."""

    course: Course

    @property
    def values(self) -> list[float]:
        """The newest values."""
        return [self._within(point.value) for point in self.course.points[-NEWEST:]]

    @property
    def band(self) -> tuple[float, float] | None:
        """Where the newest would lie if nothing had changed."""
        if self.course.band is None:
            return None
        low, high = self.course.band
        return self._within(low), self._within(high)

    def shown(self, value: float) -> str:
        """A value as it is written, without its unit."""
        return shown(self.course, value)

    def _within(self, value: float) -> float:
        return within(value, _MOST, min(self.course.limits[0], 0.0))

    @property
    def scale(self) -> tuple[float, float]:
        """The values at the lower and the upper edge."""
        if self.course.kind in ("mark", "own"):
            return self.course.limits
        every = [*self.values, *(self.band or ())]
        low, high = min(every), max(every)
        spare = max((high - low) * 0.15, 0.5)
        return max(low - spare, 0.0), high + spare

    @property
    def spots(self) -> list[Spot]:
        """Where the values lie."""
        step = (WIDTH - 2 * EDGE) / max(len(self.values) - 1, 1)
        return [Spot(EDGE + step * i, self._y(value)) for i, value in enumerate(self.values)]

    @property
    def line(self) -> str:
        """The line through the spots, as an SVG path."""
        return "M" + "L".join(f"{spot.x:.1f} {spot.y:.1f}" for spot in self.spots)

    @property
    def shade(self) -> tuple[float, float] | None:
        """The upper edge and the height of the band."""
        if self.band is None:
            return None
        upper, lower = self._y(self.band[1]), self._y(self.band[0])
        return upper, max(lower - upper, 1.0)

    def _y(self, value: float) -> float:
        low, high = self.scale
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return EDGE + (1 - share) * (HEIGHT - 2 * EDGE)


def course_chart(course: Course) -> Markup:
    """A figure for a page: name, newest value, verdict, picture, and the values as a table."""
    return element(
        "chart.html",
        chart=Chart(course),
        course=course,
        points=course.points[-NEWEST:],
        width=WIDTH,
        height=HEIGHT,
    )
