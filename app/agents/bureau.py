"""The agents' desk."""

from litestar import Response, get

from app.agents.acces import agent_de
from app.agents.console.lecture import est_ouverte
from app.agents.politique import REGLES, Groupe
from app.web.rendu import rendre
from app.web.temoins import Requete

ADRESSES = {
    Groupe.REGLAGES: "collectivite",
    Groupe.USAGERS: "abonne",
    Groupe.FACTURATION: "facture",
    Groupe.COLLECTE: "levee",
    Groupe.JOURNAL: "trace",
    Groupe.EQUIPE: "agent",
}
"""The table that the console opens for each group."""
PHRASES = {
    Groupe.REGLAGES: "Ce que le portail permet, par qui l’on paie, les flux de déchets",
    Groupe.USAGERS: "Abonnés, contrats, adresses, comptes et demandes, en consultation",
    Groupe.FACTURATION: "Factures, tentatives de paiement et règlements, en consultation",
    Groupe.COLLECTE: "Bacs, puces et levées, en consultation",
    Groupe.JOURNAL: "Qui a fait quoi, et les courriels partis",
    Groupe.EQUIPE: "Les agents et leurs sessions",
}


@get("/", sync_to_thread=False)
def accueil(request: Requete) -> Response[bytes]:
    """What an agent may do here."""
    agent = agent_de(request)
    tuiles = [
        (f"/admin/#/{ADRESSES[groupe]}", groupe.value, PHRASES[groupe])
        for groupe in ADRESSES
        if agent.ouvre_la_console and est_ouverte(agent, REGLES[ADRESSES[groupe]])
    ]
    return rendre(request, "agents/bureau", titre="Espace des agents", agent=agent, tuiles=tuiles)
