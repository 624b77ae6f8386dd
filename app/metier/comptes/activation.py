"""The links of both doors: what each proves, and the account that it makes or completes."""

import hmac

import asyncpg

from app.base import ligne, transaction, valeur
from app.metier.calendrier import maintenant
from app.metier.chiffre import condenser
from app.metier.comptes import plafonds
from app.metier.comptes.creation import LienPerime
from app.metier.comptes.fermeture import rouvrir
from app.metier.comptes.jetons import consommer, lire_jeton
from app.metier.comptes.mots_de_passe import hacher, verifier
from app.metier.comptes.proprietaires import (
    abonnes_du_courriel,
    meme_boite,
    mots_des_abonnes,
    rattacher,
    titulaire,
)
from app.metier.comptes.tables import Jeton, NatureJeton
from app.metier.erreurs import RegleRefusee
from app.metier.limites import TropDEssais, prendre, rendus_si_non_juge
from app.metier.plis import plier_courriel
from app.metier.suivi import Acteur, journaliser

VIDE = "Saisissez le mot de passe choisi à la création de l’espace."
FAUX = "Ce n’est pas le mot de passe choisi à la création de l’espace. Vérifiez-le, ou refaites la demande."


async def lire_lien(valeur: str) -> Jeton | None:
    """The link of either door, if it is good now."""
    return await lire_jeton(NatureJeton.CREATION, valeur) or await lire_jeton(NatureJeton.ACTIVATION, valeur)


class CompteOuvert(RegleRefusee):
    """The address has an open account by now: the link only adds to it, and a new password is not wanted."""

    def __init__(self) -> None:
        super().__init__("Votre compte est déjà ouvert\u00a0: il garde son mot de passe.")


async def ajoute(jeton: Jeton) -> bool:
    """Whether the link adds to an account that is there, and leaves its password alone."""
    deja = await titulaire(jeton.courriel)
    return jeton.compte is not None or (deja is not None and not deja.ferme)


def est_demande_d_ici(jeton: Jeton, marque: str) -> bool:
    """Whether the browser of this mark asked for the link: who asked with someone else's address is not there."""
    return bool(jeton.appareil) and hmac.compare_digest(jeton.appareil, condenser(marque))


async def mots_du_lien(jeton: Jeton) -> list[str]:
    """The words that the password set through this link may not be made of."""
    abonnes = [numero for numero, _ in await abonnes_du_courriel(jeton.courriel)]
    return [jeton.courriel, *await mots_des_abonnes(abonnes)]


async def fautes_de_demandeur(jeton: Jeton, mot_de_passe: str) -> dict[str, str]:
    """What is wrong with the password that only the one who asked knows, by field; five wrong ones end the link.

    Raises `LienPerime`.
    """
    if not mot_de_passe:
        return {"mot_de_passe": VIDE}
    try:
        rang = await prendre(plafonds.LIEN_AILLEURS, str(jeton.id))
    except TropDEssais:
        raise LienPerime from None
    async with rendus_si_non_juge([(plafonds.LIEN_AILLEURS, str(jeton.id))]):
        est_juste = await verifier(jeton.mot_de_passe, mot_de_passe)
    if est_juste:
        return {}
    if rang >= plafonds.LIEN_AILLEURS.essais:
        await consommer(jeton.id)
        raise LienPerime
    return {"mot_de_passe": FAUX}


async def activer(jeton: Jeton, mot_de_passe: str = "") -> int:
    """Use the link up and make the account; its id. `mot_de_passe` is for the door of the known address.

    Where the address has an account by now, that one opens the abonnés too, and keeps its password.
    Raises `LienPerime` when another request was faster, and `CompteOuvert` when a password was chosen for nothing.
    """
    est_a_choisir = jeton.nature == NatureJeton.ACTIVATION.value and jeton.compte is None
    condensat = await hacher(mot_de_passe) if est_a_choisir and mot_de_passe else jeton.mot_de_passe
    async with transaction():
        deja = await _tenir(jeton)
        if not await consommer(jeton.id):
            raise LienPerime
        compte = await _compte(jeton, deja, condensat)
        abonnes, motif = await _abonnes(jeton)
        for abonne in abonnes:
            await rattacher(compte, abonne, motif)
        await journaliser(
            "compte_active", f"compte:{compte}", "L’espace est activé par son lien",
            acteur=Acteur.USAGER, auteur=compte, abonnes=abonnes,
        )  # fmt: skip
    return compte


async def _abonnes(jeton: Jeton) -> tuple[list[int], str]:
    """Those that the link proves, and by what."""
    if jeton.nature == NatureJeton.CREATION.value:
        return [jeton.abonne], "références d’une facture"
    connus = await abonnes_du_courriel(jeton.courriel)
    return [numero for numero, boite in connus if meme_boite(boite, jeton.courriel)], "adresse connue"


async def _tenir(jeton: Jeton) -> asyncpg.Record | None:
    """The account of the link's address, held until the transaction ends."""
    return await ligne(
        "SELECT id, courriel, ferme_le FROM compte WHERE courriel_plie = $1 FOR NO KEY UPDATE",
        plier_courriel(jeton.courriel),
    )


async def _compte(jeton: Jeton, deja: asyncpg.Record | None, condensat: str) -> int:
    """The account of the address: a new one, a closed one opened again, or the one that is there as it is.

    Not that of another mailbox that folds into the same login, be it closed: its mails would go there.
    """
    if deja is None:
        neuf = await _creer(jeton, condensat)
        if neuf is not None:
            return neuf
        deja = await _tenir(jeton)
    if deja is None or not meme_boite(deja["courriel"], jeton.courriel):
        raise LienPerime
    est_ouvert = deja["ferme_le"] is None
    if jeton.compte is not None and not (est_ouvert and deja["id"] == jeton.compte):
        raise LienPerime
    if est_ouvert and condensat != jeton.mot_de_passe:
        raise CompteOuvert
    if not est_ouvert:
        if not condensat or deja["ferme_le"] >= jeton.cree_le:  # the closing wins over what was sent before it
            raise LienPerime
        await rouvrir(deja["id"], condensat)
    return int(deja["id"])


async def _creer(jeton: Jeton, condensat: str) -> int | None:
    """None when another link was faster. Raises `LienPerime`: what only adds makes no account."""
    if jeton.compte is not None or not condensat:
        raise LienPerime
    neuf: int | None = await valeur(
        "INSERT INTO compte (courriel, courriel_plie, mot_de_passe, mot_de_passe_le, secret_totp, cree_le) "
        "VALUES ($1, $2, $3, $4, '', $4) ON CONFLICT (courriel_plie) DO NOTHING RETURNING id",
        jeton.courriel, plier_courriel(jeton.courriel), condensat, maintenant(),
    )  # fmt: skip
    return neuf
