"""The set-up of htmx, on files of our own: the network belongs to the set-up itself."""

import hashlib
from pathlib import Path

import pytest

from outils import htmx

CONFIG = '"allowEval":false,"includeIndicatorStyles":false,"historyCacheSize":0'


def test_le_fichier_en_place_est_htmx_2() -> None:
    contenu = htmx.CIBLE.read_bytes()
    assert htmx.est_attendu(contenu)
    assert b'version:"2.' in contenu


def test_rien_n_est_fait_quand_le_bon_fichier_est_la(monkeypatch: pytest.MonkeyPatch) -> None:
    avant = htmx.CIBLE.stat().st_mtime_ns
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert htmx.installer() is False
    assert htmx.CIBLE.stat().st_mtime_ns == avant


def test_un_fichier_altere_n_est_pas_celui_qu_on_attend(tmp_path: Path) -> None:
    faux = tmp_path / "htmx.min.js"
    faux.write_bytes(htmx.CIBLE.read_bytes() + b"\n")
    assert not htmx.est_attendu(faux.read_bytes())
    assert hashlib.sha256(htmx.CIBLE.read_bytes()).hexdigest() == htmx.EMPREINTE


def test_la_roue_est_epinglee_par_son_empreinte() -> None:
    exigences = htmx.EXIGENCES.read_text()
    assert exigences.count("==") == exigences.count("--hash=sha256:") == 1


def test_les_pages_desactivent_ce_que_htmx_garde_ou_execute() -> None:
    assert CONFIG in (htmx.RACINE / "templates" / "base.html").read_text()
