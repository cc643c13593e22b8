"""Everything that can go wrong and that a person is told; the message is what the channel reads.

DatelineError
├── Unreadable            an input that gave no article; `kind` is what the report's JSON says
│   ├── Missing           no such file
│   ├── Empty             nothing in it
│   ├── Binary            not text
│   ├── TooLarge          over the size that is read
│   ├── Partial           only a part of it came
│   └── FetchFailed       the site gave no page
│       ├── Refused       the address may not or cannot be asked
│       ├── NotFound      404, 410
│       ├── Forbidden     401, 402, 403, 451 and the like; a wall of consent or login
│       ├── ServerFault   any other answer that is no page
│       ├── NoAnswer      no connection, no bytes, too slow
│       │   └── NoSite    a name that nobody has
│       └── Unsafe        leads to a private address
├── WrongSetting          a setting or an option that cannot be meant
│   ├── UnknownZone
│   └── WrongPipeline     a spaCy pipeline that is missing or has other labels
├── NothingFound          a question without an answer in the archive
├── NotAllowed            Discord denies what was asked
├── PostGone              the post that is to be answered was deleted
├── ArchiveFault          the database cannot be opened, read or written
└── WorkerLost            the process that read the article died or took too long
    └── Stopping          nothing is read any more: what was asked for is taken up by the next process
"""

from typing import Any, ClassVar, Literal

Kind = Literal[
    "missing", "empty", "binary", "too_large", "refused", "not_found", "forbidden", "no_answer", "server", "unsafe",
    "partial",
]  # fmt: skip


class DatelineError(Exception):
    """A fault with a sentence for the person who caused or met it."""

    passing: ClassVar[bool] = False
    """Whether the same thing may go well another time, with nothing changed by a person."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Made anew from its sentence, not by its own __init__: faults cross from the workers' processes.
        return Exception.__new__, (type(self), *self.args)


class Unreadable(DatelineError):
    kind: ClassVar[Kind] = "refused"


class Missing(Unreadable):
    kind = "missing"


class Empty(Unreadable):
    kind = "empty"


class Binary(Unreadable):
    kind = "binary"


class TooLarge(Unreadable):
    kind = "too_large"


class Partial(Unreadable):
    kind = "partial"


class FetchFailed(Unreadable):
    def __init__(self, says: str, *, wait: float = 0.0) -> None:
        super().__init__(says)
        self.wait = wait
        """Seconds that the site asks to be left alone."""


class Refused(FetchFailed):
    kind = "refused"


class NotFound(FetchFailed):
    kind = "not_found"


class Forbidden(FetchFailed):
    kind = "forbidden"


class ServerFault(FetchFailed):
    kind = "server"
    passing = True


class NoAnswer(FetchFailed):
    kind = "no_answer"
    passing = True


class NoSite(NoAnswer):
    passing = False


class Unsafe(FetchFailed):
    kind = "unsafe"


class WrongSetting(DatelineError):
    pass


class UnknownZone(WrongSetting):
    def __init__(self, zone: str) -> None:
        super().__init__(f"'{zone}' is no time zone; use a name like Europe/London or America/New_York.")


class WrongPipeline(WrongSetting):
    pass


class NothingFound(DatelineError):
    pass


class NotAllowed(DatelineError):
    pass


class PostGone(DatelineError):
    pass


class ArchiveFault(DatelineError):
    pass


class WorkerLost(DatelineError):
    passing = True


class Stopping(WorkerLost):
    pass
