"""The demonstration's collectivités: settings from a file, then billing's files through the imports."""

import json
from pathlib import Path
from typing import Any

from app.base import Inscription, executer, transaction, utiliser, valeur
from app.base.migrations import migrer
from app.base.registre import inscrire, registre
from app.commandes.demo.adresses import Adresses
from app.imports import Nature, importer
from app.metier.agents import Agent
from app.metier.agents.creation import creer_agent, poser_secret_totp
from app.metier.calendrier import maintenant
from app.metier.collectivite import ClientPayfip, Collectivite, Comptable
from app.metier.comptes.mots_de_passe import hacher
from app.metier.comptes.tables import Compte
from app.metier.erreurs import RegleRefusee
from app.metier.logos import deposer_svg
from app.metier.plis import plier_courriel

RACINE = Path(__file__).resolve().parents[3]
DONNEES = RACINE / "donnees" / "demo"
NOMS = ("ccfi", "milhaud")
MOT_DE_PASSE = "Mot2passe@"
MOT_DE_PASSE_AGENT = "Agent-de-demo-2026"
SECRETS_TOTP = {"ccfi": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "milhaud": "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"}


def fiche(nom: str) -> dict[str, Any]:
    """The settings file of a collectivité of the demonstration."""
    lue: dict[str, Any] = json.loads((DONNEES / nom / "collectivite.json").read_text("utf-8"))
    return lue


async def preparer(dsn_registre: str, adresses: Adresses) -> list[Inscription]:
    """Make what is missing: databases, tables, and at first the sample data."""
    await migrer(registre(dsn_registre), "registre")
    inscriptions = []
    for rang, nom in enumerate(NOMS):
        locaux = ("localhost", "127.0.0.1") if rang == 0 else ()
        inscription = await inscrire(dsn_registre, nom, origine=adresses.origine(nom), hotes=locaux, rang=rang)
        await migrer(inscription, "portail")
        with utiliser(inscription):
            if not await Agent.exists():  # the last thing that is made
                await _remplir(nom)
        inscriptions.append(inscription)
    return inscriptions


async def _remplir(nom: str) -> None:
    if await Collectivite.exists():
        raise RegleRefusee("La préparation précédente s’est interrompue. Repartez de zéro : make demo-neuve")
    lue = fiche(nom)
    async with transaction():
        await Collectivite(**lue["collectivite"]).save()
        for comptable in lue["comptables"]:
            await Comptable(**comptable).save()
        for client in lue["clients_payfip"]:
            numero = await valeur("SELECT id FROM comptable WHERE nom = $1", client["comptable"])
            await ClientPayfip(**(client | {"comptable": numero})).save()
    await deposer_svg((RACINE / "static" / "img" / f"{nom}.svg").read_bytes())
    for nature in Nature:
        fichier = DONNEES / nom / f"{nature.value}.csv"
        if fichier.exists():
            rapport = await importer(nature, fichier, pour_de_vrai=True, tout_ou_rien=True)
            if rapport.refusees:
                raise RuntimeError(f"{fichier.name} : {rapport.texte()}")
    await _ouvrir_les_comptes(lue["comptes"])
    await _nommer_l_agent(nom)


async def _ouvrir_les_comptes(comptes: list[dict[str, Any]]) -> None:
    condensat = await hacher(MOT_DE_PASSE)
    async with transaction():
        for decrit in comptes:
            courriel = decrit["courriel"]
            await Compte(courriel=courriel, courriel_plie=plier_courriel(courriel), mot_de_passe=condensat).save()
            for code in decrit["abonnes"]:
                await executer(
                    "INSERT INTO rattachement (compte, abonne, depuis_le, motif) SELECT c.id, a.id, $3, 'démo' "
                    "FROM compte c, abonne a WHERE c.courriel = $1 AND a.code_usager = $2",
                    courriel, code, maintenant(),
                )  # fmt: skip


async def _nommer_l_agent(nom: str) -> None:
    courriel = courriel_agent(nom)
    agent = await creer_agent(courriel, courriel, "Dominique", "Agent", MOT_DE_PASSE_AGENT, administrateur=True)
    await poser_secret_totp(agent, SECRETS_TOTP[nom])


def courriel_agent(nom: str) -> str:
    """How the demonstration's agent signs in."""
    return f"agent@{nom}.example"
