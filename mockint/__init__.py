"""mockint: practise a job interview out loud, alone, and get feedback you can check."""

__version__ = "0.1.0"
