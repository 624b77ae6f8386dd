"""The collectivités of the tests, with settings that every page needs."""

from typing import Any

from app.metier.collectivite import ClientPayfip, Collectivite, Comptable, NatureClient, Portes

REGLAGES: dict[str, dict[str, Any]] = {
    "ccfi": {
        "nom": "Communauté de Communes de Flandre Intérieure",
        "nom_court": "CCFI",
        "courriel_contact": "dechets@cc-flandreinterieure.fr",
        "portes": Portes.LES_DEUX,
    },
    "milhaud": {
        "nom": "Ville de Milhaud",
        "nom_court": "Milhaud",
        "courriel_contact": "factures@milhaud.fr",
        "portes": Portes.ADRESSE,
        "paiement_groupe": True,
        "declaration_reglee": True,
    },
}
CLIENTS = {"ccfi": ("090909", NatureClient.ROLE), "milhaud": ("090910", NatureClient.REGIE)}


async def poser_reglages(nom: str) -> None:
    """Write the settings, an accountant and a client number."""
    await Collectivite(**REGLAGES[nom]).save()
    comptable = Comptable(
        nom=f"Service de gestion comptable de {nom}",
        adresse="60 Avenue Maréchal de Lattre de Tassigny|59190 HAZEBROUCK",
        telephone="03 28 41 83 72",
        horaires="8h30-12h30 du lundi au vendredi",
    )
    await comptable.save()
    numcli, nature = CLIENTS[nom]
    await ClientPayfip(
        numcli=numcli, libelle=nom.upper(), comptable=comptable.id, nature=nature, gabarit_affichage="4-4-14"
    ).save()
