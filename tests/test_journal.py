"""The logs: one JSON line per event, and nothing of what was typed."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from app import journal

CANARI = "camille.martin@example.fr"


@pytest.fixture
def sortie() -> Iterator[io.StringIO]:
    texte = io.StringIO()
    logging.getLogger("uvicorn.error").propagate = False  # as a server started in this process leaves it
    journal.configurer("info", texte)
    yield texte
    structlog.reset_defaults()


def _lignes(sortie: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(ligne) for ligne in sortie.getvalue().splitlines()]


def test_une_erreur_dit_ou_elle_est_nee_pas_ce_qu_elle_cite(sortie: io.StringIO) -> None:
    try:
        raise ValueError(f"Key (courriel)=({CANARI}) already exists.\n\x1b[31m")
    except ValueError as erreur:
        structlog.get_logger().exception("erreur_imprevue", exc_info=erreur)
        logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=erreur)
        logging.getLogger("asyncio").error("Task exception was never retrieved: %r", erreur)
    lignes = _lignes(sortie)
    assert CANARI not in sortie.getvalue()
    assert len(lignes) == 3
    assert all("test_journal.py" in str(ligne["trace"]) for ligne in lignes[:2])
    assert lignes[1]["nature"] == "ValueError"


def test_ce_que_le_serveur_dit_de_lui_meme_est_garde(sortie: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").error("[Errno 98] address already in use")
    (ligne,) = _lignes(sortie)
    assert ligne["message"] == "[Errno 98] address already in use"
    assert ligne["level"] == "error"
