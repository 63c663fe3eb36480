"""What an exception of others' code says in one sentence, and at which of their lines."""

from __future__ import annotations


def raised(error: BaseException) -> str:
    """The exception's type, what it says, and the innermost line that is not newsgen's own.

    An exception that newsgen raised over what it was given has no such line.
    """
    said = f"{type(error).__name__}, {error}".rstrip(".") if str(error) else type(error).__name__
    place = ""
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        if not str(frame.f_globals.get("__name__", "")).startswith("newsgen."):
            file = frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
            place = f", in {file}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return said + place
