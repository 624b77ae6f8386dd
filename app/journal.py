"""Logs: one JSON line per event, without what residents typed."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog


def configurer(niveau: str = "info", sortie: TextIO | None = None) -> None:
    """Set up the logs of this process on standard error (or `sortie`)."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _trace_sans_message,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[niveau.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sortie or sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_VersLeJournal()], force=True)
    for nom in ("asyncio", "uvicorn", "uvicorn.access", "uvicorn.error"):
        bavard = logging.getLogger(nom)
        bavard.handlers.clear()
        bavard.propagate, bavard.disabled = True, False
        bavard.setLevel(logging.NOTSET)


class _VersLeJournal(logging.Handler):
    """What libraries log, in our form. Only the server's own sentences are kept: others may quote what was typed."""

    def emit(self, record: logging.LogRecord) -> None:
        """One event of ours for one of theirs."""
        dit: dict[str, Any] = {"source": record.name}
        if record.exc_info and record.exc_info[1] is not None:
            dit |= {"nature": type(record.exc_info[1]).__name__, "exc_info": record.exc_info[1]}
        elif record.name.startswith("uvicorn"):
            dit["message"] = record.getMessage()
        structlog.get_logger().log(record.levelno, "bibliotheque", **dit)


def _trace_sans_message(_: Any, __: str, evenement: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep where an exception was born, not its message: PostgreSQL's quote the values of the row."""
    erreur = evenement.pop("exc_info", None)
    if erreur is True:
        erreur = sys.exc_info()[1]
    if isinstance(erreur, BaseException):
        pile = traceback.extract_tb(erreur.__traceback__)
        evenement["trace"] = [f"{lieu.filename}:{lieu.lineno} {lieu.name}" for lieu in pile[-12:]]
    return evenement
