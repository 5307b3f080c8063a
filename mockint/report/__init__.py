"""Sessions as pictures and text."""
