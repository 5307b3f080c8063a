"""A small transformer that reads an answer word by word, beside the tables of ``rubric``."""

from mockint.encoder.network import Encoder, Readout, load_beside, shipped_encoder

__all__ = ["Encoder", "Readout", "load_beside", "shipped_encoder"]
