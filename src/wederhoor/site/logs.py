"""What the installation writes in its log: what happened and how it went, never about whom.

A log line keeps only fields known to be impersonal, and no address of a page beyond its first word: a tracking code stands in the
address of a status page, and whoever has the code can read the dossier.
"""

import re
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

IMPERSONAL = frozenset(
    {
        "event",
        "level",
        "logger",
        "timestamp",
        "exc_info",
        "exception",
        "act",
        "count",
        "duration_ms",
        "log_id",
        "organisation",
        "reason_code",
        "status_code",
    }
)
MAIL_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]+@[^\s<>\"',;:()\[\]]+")
PAGE_ADDRESS = re.compile(r"(?<![\w/.])/([\w-]*)(?:/[^\s\"']*)+")


def without_persons(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop every field that is not known to be impersonal; blot out addresses in the text."""
    kept = {key: value for key, value in event.items() if key in IMPERSONAL or key.startswith("_")}
    kept["event"] = PAGE_ADDRESS.sub(r"/\1/…", MAIL_ADDRESS.sub("…@…", str(event.get("event", ""))))
    return kept


def _before_writing() -> list[Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_persons,
    ]


def logging_for(*, debug: bool) -> dict[str, Any]:
    """Django's LOGGING: lines of JSON for a machine, coloured lines for whoever tries it out."""
    structlog.configure(
        processors=[*_before_writing(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    writer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if debug:  # never with what the program held in its variables: other formatters show that where they are installed
        writer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    exceptions: list[Processor] = [] if debug else [structlog.processors.ExceptionRenderer(_places_only)]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _before_writing(),
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *exceptions, writer],
            }
        },
        "handlers": {"error-stream": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["error-stream"], "level": "INFO"},
        "loggers": {"django.server": {"handlers": ["error-stream"], "level": "WARNING", "propagate": False}},
    }


def _places_only(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    """Kind of the error and the lines it passed, not its message: that may quote what someone typed."""
    kind, _error, trace = exc_info
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{kind.__name__} at {' > '.join(lines)}"
