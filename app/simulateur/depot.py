"""The Treasury's book, in SQLite: it survives a restart, as the real one does."""

import sqlite3
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

from app.simulateur import horloge
from app.simulateur.operations import Operation, Voie, nouveau_numauto, nouvel_idop

_SCHEMA = """
CREATE TABLE IF NOT EXISTS operation (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    idop TEXT NOT NULL UNIQUE,
    voie TEXT NOT NULL CHECK (voie IN ('service', 'tipi')),
    numcli TEXT NOT NULL, exer TEXT NOT NULL, refdet TEXT NOT NULL, objet TEXT NOT NULL,
    montant INTEGER NOT NULL, mel TEXT NOT NULL, saisie TEXT NOT NULL,
    urlnotif TEXT NOT NULL, urlredirect TEXT NOT NULL,
    cree_le TEXT NOT NULL, commencee_le TEXT, conclue_le TEXT, resultrans TEXT, numauto TEXT
);
CREATE TABLE IF NOT EXISTS notification (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    idop TEXT NOT NULL REFERENCES operation (idop),
    envoyee_le TEXT NOT NULL,
    reponse TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS bascules (seule INTEGER PRIMARY KEY CHECK (seule = 1), valeur TEXT NOT NULL);
"""


class Depot:
    """One connection, used from one event loop, never across an await."""

    def __init__(self, dossier: Path | None) -> None:
        if dossier is not None:
            dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        chemin = ":memory:" if dossier is None else str(dossier / "simulateur.sqlite3")
        self._base = sqlite3.connect(chemin, isolation_level=None, check_same_thread=False)
        self._base.row_factory = sqlite3.Row
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.executescript(_SCHEMA)

    def fermer(self) -> None:
        """Close the file."""
        self._base.close()

    def ouvrir(self, voie: Voie, champs: dict[str, str]) -> Operation:
        """Write a new payment whose fields were checked."""
        ligne = self._base.execute(
            "INSERT INTO operation (idop, voie, numcli, exer, refdet, objet, montant, mel, saisie,"
            " urlnotif, urlredirect, cree_le) VALUES (:idop, :voie, :numcli, :exer, :refdet, :objet,"
            " :montant, :mel, :saisie, :urlnotif, :urlredirect, :cree_le) RETURNING *",
            {
                "exer": "",
                "objet": "",
                **champs,
                "montant": int(champs["montant"]),
                "idop": nouvel_idop(),
                "voie": str(voie),
                "cree_le": _ecrire(horloge.maintenant()),
            },
        ).fetchone()
        return _lire(ligne)

    def trouver(self, idop: str) -> Operation | None:
        """A payment by its idOp, purged ones included."""
        ligne = self._base.execute("SELECT * FROM operation WHERE idop = ?", (idop,)).fetchone()
        return None if ligne is None else _lire(ligne)

    def lister(self) -> list[Operation]:
        """All payments, oldest first."""
        return [_lire(ligne) for ligne in self._base.execute("SELECT * FROM operation ORDER BY numero")]

    def commencer(self, idop: str) -> None:
        """The payer's browser has come: the clock of fifteen minutes stops."""
        self._base.execute(
            "UPDATE operation SET commencee_le = ? WHERE idop = ? AND commencee_le IS NULL",
            (_ecrire(horloge.maintenant()), idop),
        )

    def conclure(self, idop: str, resultrans: str, *, apres_abandon: bool = False) -> Operation | None:
        """Write the outcome, once. An abandoned payment may still be paid, by the test's door only."""
        instant = _ecrire(horloge.maintenant())
        ligne = self._base.execute(
            "UPDATE operation SET resultrans = ?, numauto = ?, conclue_le = ?,"
            " commencee_le = coalesce(commencee_le, ?)"
            " WHERE idop = ? AND (resultrans IS NULL OR (? AND resultrans = 'A')) RETURNING *",
            (resultrans, nouveau_numauto(resultrans), instant, instant, idop, apres_abandon),
        ).fetchone()
        return None if ligne is None else _lire(ligne)

    def noter_envoi(self, idop: str, reponse: str) -> None:
        """Keep one try of a notification and what came back."""
        self._base.execute(
            "INSERT INTO notification (idop, envoyee_le, reponse) VALUES (?, ?, ?)",
            (idop, _ecrire(horloge.maintenant()), reponse),
        )

    def envois(self) -> dict[str, list[str]]:
        """What was answered to the notifications of each payment, in order."""
        reponses: dict[str, list[str]] = {}
        for ligne in self._base.execute("SELECT idop, reponse FROM notification ORDER BY numero"):
            reponses.setdefault(ligne["idop"], []).append(ligne["reponse"])
        return reponses

    def lire_bascules(self) -> str | None:
        """The switches as they were last set."""
        ligne = self._base.execute("SELECT valeur FROM bascules").fetchone()
        return None if ligne is None else str(ligne["valeur"])

    def ecrire_bascules(self, valeur: str) -> None:
        """Keep the switches."""
        self._base.execute("INSERT OR REPLACE INTO bascules (seule, valeur) VALUES (1, ?)", (valeur,))


def _ecrire(instant: datetime) -> str:
    return instant.isoformat()


def _lire(ligne: sqlite3.Row) -> Operation:
    valeurs: dict[str, Any] = {champ.name: ligne[champ.name] for champ in fields(Operation)}
    for nom in ("cree_le", "commencee_le", "conclue_le"):
        valeurs[nom] = datetime.fromisoformat(valeurs[nom]) if valeurs[nom] else None
    valeurs["voie"] = Voie(valeurs["voie"])
    return Operation(**valeurs)
