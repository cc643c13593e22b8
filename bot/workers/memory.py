"""How much memory reading an article may take: what takes more fails alone, before the machine runs out of it."""

from pathlib import Path

MOST = 1 << 30
"""Bytes beyond what the loaded pipeline takes; an article of a million characters took 85 MB."""


class MemoryGoneError(Exception):
    """Reading took more memory than it may; the process is to be replaced."""


def limit_memory() -> None:
    """From now on this process gets at most so much more; without effect on systems that have no such limit."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows

        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except (ImportError, OSError):
        return
    taken = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), None)
    if taken is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or taken + MOST < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (taken + MOST, hard))
