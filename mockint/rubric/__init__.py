"""Pure functions of (question, transcript): what is in an answer, and its marks."""
