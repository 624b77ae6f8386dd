"""What happens to a second factor is written in the journal and told to its owner by mail, in the same transaction."""

from app.metier.calendrier import maintenant
from app.metier.comptes.jetons import emettre
from app.metier.comptes.tables import NatureJeton
from app.metier.courriels import second_facteur as courriel
from app.metier.second_facteur.porteurs import Tenu
from app.metier.suivi import Acteur, journaliser

PHRASES = {
    "second_facteur_actif": "Le second facteur est mis en place",
    "second_facteur_retire": "Le second facteur est retiré",
    "codes_secours_refaits": "De nouveaux codes de secours remplacent les anciens",
    "code_secours_utilise": "Un code de secours a servi",
    "codes_refuses": "Plusieurs codes faux ont suivi le bon mot de passe",
}
"""Acts, as the journal and the mail name them."""
ACTEURS = {"compte": Acteur.USAGER, "agent": Acteur.AGENT}


async def annoncer(tenu: Tenu, acte: str, *, acteur: Acteur | None = None, auteur: str = "", restants: int = 0) -> None:
    """Say that it was done, by the owner unless someone else is named; a resident can undo what was set up."""
    instant = maintenant()
    moment = instant.date().isoformat() if acte == "codes_refuses" else instant.isoformat()
    await journaliser(
        acte, tenu.porteur.nom, PHRASES[acte],
        acteur=acteur or ACTEURS[tenu.porteur.table], auteur=auteur if acteur else tenu.auteur,
    )  # fmt: skip
    if acte == "second_facteur_actif" and tenu.porteur.table == "compte":
        retour = await emettre(
            NatureJeton.SECOND_FACTEUR_ANNULATION, courriel=tenu.courriel, compte=tenu.porteur.numero
        )
        await courriel.active(tenu.courriel, retour, le=moment)
        return
    await courriel.dire(
        tenu.courriel, acte, cause=f"{acte}:{tenu.porteur.nom}:{moment}", le=instant.isoformat(), restants=restants,
        est_agent=tenu.porteur.table == "agent",
    )  # fmt: skip
