"""Fields that no form of ours has: with twenty of them added, each form does exactly what it does without."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
import time_machine

from app.agents.politique import TABLES
from app.base import Inscription, lignes, point_de_reprise, valeur
from app.metier.comptes.jetons import valeur_du_jeton
from tests import personnages
from tests.agents.outils import MOT_DE_PASSE as MOT_DE_PASSE_AGENT
from tests.attaques.acteurs import cookies_de
from tests.compte.outils import BOITE, CAMILLE, CREATION
from tests.outils.echange import ouvrir_echange
from tests.personnages import MOT_DE_PASSE

INSTANT = "2026-03-02 10:00:00Z"
AUTRE_BOITE = "voleur@example.fr"
ETRANGERS = {
    "id": "1", "compte": "1", "compte_id": "1", "abonne": "1", "abonne_id": "1", "contrat_id": "1", "session": "1",
    "courriel_plie": AUTRE_BOITE, "destinataire": AUTRE_BOITE, "repondre_a": AUTRE_BOITE, "admin": "true",
    "superuser": "true", "active": "true", "a_prouver": "false", "est_prouvee": "true", "secret_totp": "x",
    "totp_prouve_le": "2020-01-01", "mot_de_passe_le": "2020-01-01", "cree_le": "2020-01-01", "expire_le": "2099-01-01",
    "ferme_le": "", "efface_le": "2020-01-01", "montant_centimes": "1", "montant": "1", "etat": "payee",
    "code_usager": "00002", "identifiant_portail": "CAMILLEM", "origine": "https://evil.example", "role": "agent",
    "jeton": "x", "appareil": "x", "fenetre": "0", "essais": "{}", "__class__": "x", "courriel[]": AUTRE_BOITE,
}  # fmt: skip
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
CONDENSAT = r"\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[\w+/]+\$[\w+/]+"
HASARD = re.compile(rf"{UUID}|{CONDENSAT}|[0-9a-f]{{64}}|[\w-]{{43}}|[\w-]{{22}}")


@dataclass(frozen=True, slots=True)
class Formulaire:
    """One of ours, well filled in."""

    page: str
    champs: Mapping[str, str] = field(default_factory=dict)
    acteur: str = "visiteur"
    chemin: str = ""


NOUVEAU = "Le-bac-jaune-du-mardi-9"
FORMULAIRES = {
    "contact": Formulaire(
        "/contact", {"nom": "DUPONT", "courriel": BOITE, "objet": "Un bac", "message": "Il est cassé."}
    ),
    "creation": Formulaire("/compte/creation", CREATION),
    "activation": Formulaire("/compte/activation", {"courriel": BOITE}),
    "oubli": Formulaire("/mot-de-passe", {"courriel": CAMILLE}),
    "connexion": Formulaire("/connexion", {"identifiant": CAMILLE, "mot_de_passe": MOT_DE_PASSE}),
    "lien de creation": Formulaire("lien", {"mot_de_passe": MOT_DE_PASSE, "confirmation": MOT_DE_PASSE}),
    "contrat en vue": Formulaire("/espace", {"contrat": "SIEN"}, "proprietaire", "/espace/contrat"),
    "son mot de passe": Formulaire(
        "/informations/mot-de-passe",
        {"present": MOT_DE_PASSE, "mot_de_passe": NOUVEAU, "confirmation": NOUVEAU},
        "proprietaire",
    ),
    "son adresse": Formulaire(
        "/informations/adresse", {"present": MOT_DE_PASSE, "courriel": "neuve@example.fr"}, "proprietaire"
    ),
    "ses connexions": Formulaire("/informations/connexions", {}, "proprietaire", "/informations/connexions/fermeture"),
    "mot de passe d'agent": Formulaire(
        "/agents/mot-de-passe",
        {"present": MOT_DE_PASSE_AGENT, "nouveau": NOUVEAU, "confirmation": NOUVEAU},
        "agent",
    ),
    "connexion d'agent": Formulaire("/agents/connexion", {"identifiant": "lea", "mot_de_passe": MOT_DE_PASSE_AGENT}),
}


class _Defait(Exception):
    """Both runs begin from the same rows."""


async def _numeros() -> list[tuple[str, int | None]]:
    lues = await lignes("SELECT sequencename AS nom, last_value AS rang FROM pg_sequences WHERE schemaname = 'public'")
    return [(lue["nom"], lue["rang"]) for lue in lues]


async def _effet(
    inscription: Inscription, formulaire: Formulaire, temoins: Mapping[str, str], etrangers: Mapping[str, str]
) -> tuple[int, str | None, dict[str, list[str]]]:
    """The answer and every row of the database afterwards, but what is drawn at random; then all is undone."""
    avant = await _numeros()
    try:
        async with point_de_reprise(), ouvrir_echange(inscription) as navigateur:
            for nom, contenu in temoins.items():
                navigateur.client.cookies.set(nom, contenu)
            page = await _adresse(formulaire.page)
            assert (await navigateur.get(page)).status_code == 200
            champs = dict(formulaire.champs)
            if "contrat" in champs:
                champs["contrat"] = str(await valeur("SELECT id FROM contrat WHERE reference = '00002'"))
            champs |= {nom: contenu for nom, contenu in etrangers.items() if nom not in champs}
            suite = (
                "?" + "&".join(f"{nom}={contenu}" for nom, contenu in list(etrangers.items())[:20]) if etrangers else ""
            )
            reponse = await navigateur.post((formulaire.chemin or page) + suite, champs)
            rendu = reponse.status_code, reponse.headers.get("location"), await _lignes()
            raise _Defait
    except _Defait:
        for nom, rang in avant:
            await valeur("SELECT setval($1::regclass, $2, $3)", nom, rang or 1, rang is not None)
    return rendu


async def _lignes() -> dict[str, list[str]]:
    return {
        nom: sorted(HASARD.sub("…", lue["t"]) for lue in await lignes(f"SELECT t::text AS t FROM {nom} t"))
        for nom in TABLES
    }


async def _adresse(page: str) -> str:
    if page != "lien":
        return page
    return "/compte/activation/" + valeur_du_jeton(await valeur("SELECT id FROM jeton WHERE nature = 'creation'"))


@pytest.mark.parametrize("nom", FORMULAIRES)
async def test_vingt_champs_etrangers_ne_changent_rien(ccfi: Inscription, modeles: str, nom: str) -> None:
    """The same answer, the same rows: whoever they are of, whatever they would have set."""
    assert len(ETRANGERS) >= 20
    formulaire = FORMULAIRES[nom]
    with time_machine.travel(INSTANT, tick=False):
        temoins = await cookies_de("proprietaire", modeles) | await cookies_de("agent", modeles)
        await personnages.dupont()
        async with ouvrir_echange(ccfi) as navigateur:
            await navigateur.soumettre("/compte/creation", CREATION)
        siens = {cle: jeton for cle, jeton in temoins.items() if (cle == "agent") == (formulaire.acteur == "agent")}
        siens = {} if formulaire.acteur == "visiteur" else siens
        sans = await _effet(ccfi, formulaire, siens, {})
        avec = await _effet(ccfi, formulaire, siens, ETRANGERS)
    assert sans[0] == 303, sans[:2]
    assert avec == sans


async def test_deux_essais_differents_se_voient(ccfi: Inscription, modeles: str) -> None:
    """The comparison itself: another mailbox in a field of the form is another effect."""
    with time_machine.travel(INSTANT, tick=False):
        await personnages.camille()
        await personnages.dupont()
        sans = await _effet(ccfi, FORMULAIRES["oubli"], {}, {})
        autre = await _effet(ccfi, Formulaire("/mot-de-passe", {"courriel": "inconnu@example.fr"}), {}, {})
    assert sans[:2] == autre[:2]
    assert sans[2] != autre[2]
