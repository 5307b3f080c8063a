"""Amounts: where they stand, what they are worth, whether they measure an outcome."""
