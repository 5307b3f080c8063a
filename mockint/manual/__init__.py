"""What can be typed, all in one place: as Markdown (docs/commands.md) and as a manual page."""

from mockint.manual.commands import manual
from mockint.manual.page import man_page

__all__ = ["man_page", "manual"]
