"""The staging table: the file as read and typed, in a temporary table that set-based SQL then checks and takes in."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from itertools import compress
from pathlib import Path
from string import Template

from app.base import connexion, executer, ligne, lignes, valeur
from app.base.delais import delai_courant
from app.imports.colonnes import Colonne, Memoire
from app.imports.erreurs import FichierRefuse
from app.imports.lecture import Lot, Tableau, ouvrir
from app.imports.rapport import RETENUS, Rapport, Refus

MEMOIRE = 420_000
"""Cells remembered at most, all columns together."""


async def remplir(colonnes: Sequence[Colonne], fichier: Path, rapport: Rapport) -> frozenset[str]:
    """Make the tables `depot`, `refus`, `mouvement`, copy the file into the first; returns the columns that it has."""
    await executer("DROP TABLE IF EXISTS pg_temp.depot, pg_temp.refus, pg_temp.mouvement")
    definitions = ", ".join(f"{c.nom} {c.genre}" for c in colonnes)
    await executer(f"CREATE TEMPORARY TABLE depot (ligne bigint, {definitions}) ON COMMIT DROP")
    await executer("CREATE TEMPORARY TABLE refus (ligne bigint, colonne text, raison text) ON COMMIT DROP")
    await executer("CREATE TEMPORARY TABLE mouvement (ligne bigint, ajout boolean) ON COMMIT DROP")
    with ouvrir(fichier, {c.source for c in colonnes}) as tableau:
        _verifier_entete(tableau, colonnes, rapport)
        presentes = [c for c in colonnes if c.source in tableau.entete]
        passage = _Passage(tableau, presentes, rapport)
        async with connexion() as prise:
            await prise.copy_to_table(
                "depot", source=passage.blocs(), columns=["ligne", *(c.nom for c in presentes)], format="text",
                timeout=delai_courant(),
            )  # fmt: skip
    await executer("ANALYZE depot")
    return frozenset(tableau.entete)


def _verifier_entete(tableau: Tableau, colonnes: Sequence[Colonne], rapport: Rapport) -> None:
    connues = {c.source for c in colonnes}
    manquent = [c.source for c in colonnes if c.obligatoire and c.source not in tableau.entete]
    if manquent:
        raise FichierRefuse(f"Ligne 1 : il manque la colonne {', '.join(manquent)}.")
    inconnues = [nom for nom in tableau.entete if nom and nom not in connues]
    if inconnues:
        rapport.avertissements.append(f"Colonnes inconnues, laissées de côté : {', '.join(inconnues)[:300]}.")


class _Passage:
    """Turns batches of records into blocks of COPY's text format, column by column."""

    def __init__(self, tableau: Tableau, colonnes: Sequence[Colonne], rapport: Rapport) -> None:
        self._lots = tableau.lots()
        self._rangs = [tableau.entete.index(c.source) for c in colonnes]
        self._noms = [c.source for c in colonnes]
        self._memoires = [Memoire(c, MEMOIRE // len(colonnes)) for c in colonnes]
        self._rapport = rapport

    async def blocs(self) -> AsyncIterator[bytes]:
        """One block per batch; read in a thread, so that the loop serves others meanwhile."""
        while (bloc := await asyncio.to_thread(self._suivant)) is not None:
            yield bloc

    def _suivant(self) -> bytes | None:
        lot = next(self._lots, None)
        if lot is None:
            return None
        self._rapport.lues += len(lot.numeros) + len(lot.abimees)
        for numero, raison in lot.abimees:
            self._rapport.refuser(numero, [("", raison)])
        if not lot.fiches:
            return b""
        jetons, numeros = self._jetons(lot)
        fiches = map("\t".join, zip(map(str, numeros), *jetons, strict=True))
        return ("\n".join(fiches) + "\n").encode() if numeros else b""

    def _jetons(self, lot: Lot) -> tuple[list[Iterator[str]], list[int]]:
        """The cells as COPY takes them, without the lines that cannot be read."""
        cellules = list(zip(*lot.fiches, strict=True))
        jetons = [
            list(map(memoire.__getitem__, cellules[rang]))
            for rang, memoire in zip(self._rangs, self._memoires, strict=True)
        ]
        fautives = self._fautives(lot, cellules)
        if not fautives:
            return [iter(j) for j in jetons], lot.numeros
        gardees = [rang not in fautives for rang in range(len(lot.numeros))]
        return [compress(j, gardees) for j in jetons], list(compress(lot.numeros, gardees))

    def _fautives(self, lot: Lot, cellules: list[tuple[str, ...]]) -> set[int]:
        motifs: dict[int, list[tuple[str, str]]] = {}
        for nom, rang, memoire in zip(self._noms, self._rangs, self._memoires, strict=True):
            if memoire.fautes:
                for place, brut in enumerate(cellules[rang]):
                    raison = memoire.fautes.get(brut)
                    if raison and (nom, raison) not in motifs.setdefault(place, []):
                        motifs[place].append((nom, raison))
                memoire.fautes.clear()
        fautives = {place for place, motif in motifs.items() if motif}
        for place in sorted(fautives):
            if any(cellule.strip() for cellule in lot.fiches[place]):
                self._rapport.refuser(lot.numeros[place], motifs[place])
            else:
                self._rapport.lues -= 1  # a line of separators alone, as spreadsheets leave them
        return fautives


async def ecarter(rapport: Rapport) -> None:
    """Take the refused lines out of the staging table and into the report."""
    compte = await ligne("SELECT count(DISTINCT ligne) AS lignes, count(*) AS motifs FROM refus")
    if compte is None or not compte["motifs"]:
        return
    rapport.refusees += compte["lignes"]
    place = max(0, RETENUS - len(rapport.refus))
    lues = await lignes("SELECT DISTINCT ligne, colonne, raison FROM refus ORDER BY 1, 2, 3 LIMIT $1", place)
    rapport.refus += [Refus(*lue) for lue in lues]
    await executer("DELETE FROM depot USING refus WHERE depot.ligne = refus.ligne")
    await executer("DELETE FROM refus")


async def compter(rapport: Rapport) -> None:
    """Add up the lines that made a row or changed one."""
    compte = await ligne(
        "SELECT count(*) FILTER (WHERE ajout) AS ajouts, count(*) FILTER (WHERE NOT ajout) AS modifs "
        "FROM (SELECT bool_or(ajout) AS ajout FROM mouvement GROUP BY ligne) m"
    )
    if compte is not None:
        rapport.ajoutees += compte["ajouts"]
        rapport.modifiees += compte["modifs"]


DOUBLES = "SELECT EXISTS (SELECT FROM depot GROUP BY $cle HAVING count(*) > 1)"
DEDOUBLER = """
WITH lu AS (SELECT ligne, min(ligne) OVER p AS premiere, max(ligne) OVER p AS derniere,
        min((to_jsonb(d) - 'ligne')::text) OVER p <> max((to_jsonb(d) - 'ligne')::text) OVER p AS divergent
        FROM depot d WINDOW p AS (PARTITION BY $cle)),
    ecarte AS (INSERT INTO refus
        SELECT ligne, $1, format('même clé que la ligne %s, autres valeurs', CASE ligne WHEN premiere THEN derniere
            ELSE premiere END) FROM lu WHERE divergent)
DELETE FROM depot USING lu WHERE depot.ligne = lu.ligne AND NOT divergent AND depot.ligne > premiere
"""


def composer(modele: str, **noms: str) -> str:
    """A statement with names of columns of ours in it; values are always bound."""
    return Template(modele).safe_substitute(noms)


async def dedoubler(*cle: str) -> None:
    """A key that comes twice: the same line again counts once; lines that differ are all refused."""
    noms = ", ".join(cle)
    if await valeur(composer(DOUBLES, cle=noms)):
        await executer(composer(DEDOUBLER, cle=noms), cle[0])
