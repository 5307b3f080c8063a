"""Broken files by the hundred thousand, fed to whatever reads a file: python -m benchmarks.fuzz.

A target is a module in ``targets``, named on the command line by its file's name, with

``seeds() -> Iterable[bytes]``
    some valid inputs, and those that once broke something;
``feed(data: bytes, folder: Path) -> None``
    gives ``data`` to mockint's own function as the command does. ``folder`` is empty, all its own,
    and the current folder is another empty one. MockintError is swallowed; anything else that is
    raised counts as a crash, and so does a file made outside of ``folder``, or a control character
    printed (standard output and error are caught).

and, where they help, ``FORM`` (of ``mutation.Form``, "bytes" without it), ``WORDS`` (texts that
the format knows: keys, marks), ``LONGEST`` (bytes of an input, 4,096 without it), ``TRACED``
(packages beside mockint whose edges are counted), ``vast() -> Iterable[bytes]`` (inputs as large
as the command takes any, made with ``vast.filled`` and ``vast.numbered``: each is fed once).
"""
