"""Two doors to an account: the references of a bill, and an address that billing knows. A link in a mail opens both.

Asking does the same work whether the person is known or not (see `silence`): the screen says the same, as fast.
"""

from dataclasses import dataclass

from app.base import ligne, transaction
from app.metier import courriels
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.comptes.jetons import consommer, emettre, lire_jeton
from app.metier.comptes.mots_de_passe import hacher
from app.metier.comptes.proprietaires import (
    Titulaire,
    abonne_des_references,
    abonnes_du_courriel,
    mots_des_abonnes,
    rattacher,
    titulaire,
)
from app.metier.comptes.silence import au_meme_pas, en_silence
from app.metier.comptes.tables import Jeton, NatureJeton
from app.metier.erreurs import RegleRefusee
from app.metier.limites import Plafond, TropDEssais, prendre, rendre
from app.metier.plis import plier_courriel, plier_nom
from app.metier.suivi import Acteur, journaliser


class LienPerime(RegleRefusee):
    """The link has been used, replaced, or is too old."""

    def __init__(self) -> None:
        super().__init__("Ce lien a déjà servi ou n’est plus valable.")


@dataclass(frozen=True, slots=True)
class References:
    """What the bill says, and the login that is asked for."""

    courriel: str
    mot_de_passe: str
    nom: str
    identifiant: str


async def demander_par_references(demande: References, *, adresse: str) -> None:
    """Send the activation link if the references are those of a bill. Raises `TropDEssais`."""
    nom = plier_nom(demande.nom)
    freins = ((plafonds.REFERENCES_ADRESSE, adresse), (plafonds.REFERENCES_TOUS, ""), (plafonds.REFERENCES_NOM, nom))
    for plafond, cle in freins:
        await prendre(plafond, cle)
    condensat = await hacher(demande.mot_de_passe)
    async with au_meme_pas():
        await _repondre_aux_references(demande, condensat, freins)


async def _repondre_aux_references(
    demande: References, condensat: str, freins: tuple[tuple[Plafond, str], ...]
) -> None:
    trouve = await abonne_des_references(demande.identifiant, demande.nom)
    abonne, usuel = trouve or (None, demande.nom)
    async with transaction():
        permis, compte = await _boite_permise(demande.courriel), await titulaire(demande.courriel)
        async with en_silence(garder=trouve is not None):
            for plafond, cle in freins:
                await rendre(plafond, cle)
        async with en_silence(garder=permis and trouve is not None and _est_libre(compte)):
            jeton = await emettre(
                NatureJeton.CREATION, courriel=demande.courriel, abonne=abonne, mot_de_passe=condensat
            )
            await courriels.activation(demande.courriel, jeton, nom=usuel)
            await _tracer("compte_demande", abonne, "Un espace est demandé avec les références d’une facture")
        await _dire_deja_inscrit(compte, demande.courriel, dire=permis and trouve is not None)


async def demander_par_adresse(courriel: str, *, adresse: str) -> None:
    """Send the activation link if billing knows the address. Raises `TropDEssais`."""
    await prendre(plafonds.DEMANDES_ADRESSE, adresse)
    async with au_meme_pas():
        await _repondre_a_l_adresse(courriel)


async def _repondre_a_l_adresse(courriel: str) -> None:
    connus = await abonnes_du_courriel(courriel)
    # Folding may bring two mailboxes together: the mail goes to the one that billing wrote down.
    abonne, boite = connus[0] if connus else (None, courriel)
    async with transaction():
        permis, compte = await _boite_permise(courriel), await titulaire(courriel)
        async with en_silence(garder=permis and bool(connus) and _est_libre(compte)):
            jeton = await emettre(NatureJeton.ACTIVATION, courriel=boite)
            await courriels.activation_adresse(boite, jeton)
            await _tracer("compte_demande", abonne, "L’activation d’un espace est demandée pour une adresse connue")
        await _dire_deja_inscrit(compte, courriel, dire=permis and bool(connus))


async def lire_lien(valeur: str) -> Jeton | None:
    """The link of either door, if it is good now."""
    return await lire_jeton(NatureJeton.CREATION, valeur) or await lire_jeton(NatureJeton.ACTIVATION, valeur)


async def mots_du_lien(jeton: Jeton) -> list[str]:
    """The words that the password set through this link may not be made of."""
    abonnes = [numero for numero, _ in await abonnes_du_courriel(jeton.courriel)]
    return [jeton.courriel, *await mots_des_abonnes(abonnes)]


async def activer(jeton: Jeton, mot_de_passe: str = "") -> int:
    """Use the link up and make the account; its id. `mot_de_passe` is for the door of the known address.

    Where the address has an account by now, that one opens the abonnés too, and keeps its password.
    Raises `LienPerime` when another request was faster.
    """
    par_adresse = jeton.nature == NatureJeton.ACTIVATION.value
    condensat = await hacher(mot_de_passe) if par_adresse else jeton.mot_de_passe
    async with transaction():
        if not await consommer(jeton.id):
            raise LienPerime
        compte = await _compte(jeton.courriel, condensat)
        abonnes = [n for n, _ in await abonnes_du_courriel(jeton.courriel)] if par_adresse else [jeton.abonne]
        for abonne in abonnes:
            await rattacher(compte, abonne, "adresse connue" if par_adresse else "références d’une facture")
        await journaliser(
            "compte_active", f"compte:{compte}", "L’espace est activé par son lien",
            acteur=Acteur.USAGER, auteur=compte, abonnes=abonnes,
        )  # fmt: skip
    return compte


async def _compte(courriel: str, condensat: str) -> int:
    """The account of the address: a new one, a closed one opened again, or the one that is there as it is."""
    fait = await ligne(
        "INSERT INTO compte (courriel, courriel_plie, mot_de_passe, mot_de_passe_le, secret_totp, cree_le) "
        "VALUES ($1, $2, $3, $4, '', $4) ON CONFLICT (courriel_plie) DO UPDATE SET "
        "mot_de_passe = CASE WHEN compte.ferme_le IS NULL THEN compte.mot_de_passe ELSE $3 END, "
        "mot_de_passe_le = CASE WHEN compte.ferme_le IS NULL THEN compte.mot_de_passe_le ELSE $4 END, "
        "ferme_le = NULL RETURNING id",
        courriel, plier_courriel(courriel), condensat, maintenant(),
    )  # fmt: skip
    assert fait is not None  # noqa: S101 -- DO UPDATE always returns the row
    return int(fait["id"])


def _est_libre(compte: Titulaire | None) -> bool:
    return compte is None or compte.ferme


async def _boite_permise(courriel: str) -> bool:
    return await permise(plafonds.COURRIELS_BOITE, plier_courriel(courriel))


async def permise(plafond: Plafond, cle: str) -> bool:
    """Count a mail to this mailbox; False, in silence, when it has had enough."""
    try:
        await prendre(plafond, cle)
    except TropDEssais:
        return False
    return True


async def _dire_deja_inscrit(compte: Titulaire | None, courriel: str, *, dire: bool) -> None:
    boite = compte.courriel if compte is not None else courriel
    async with en_silence(garder=dire and not _est_libre(compte)):
        await courriels.deja_inscrit(boite, maintenant().isoformat())


async def _tracer(acte: str, abonne: int | None, phrase: str) -> None:
    await journaliser(acte, f"abonne:{abonne}", phrase, acteur=Acteur.PUBLIC)
