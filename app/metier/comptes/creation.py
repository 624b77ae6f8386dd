"""Two doors to an account: the references of a bill, and an address that billing knows. Both send a link by mail.

Asking does the same work whether the person is known or not (see `silence`): the screen says the same, as fast.
"""

from contextlib import suppress
from dataclasses import dataclass

from app.base import transaction, verrou
from app.metier import courriels
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.comptes.jetons import emettre
from app.metier.comptes.mots_de_passe import hacher
from app.metier.comptes.proprietaires import (
    Titulaire,
    abonne_des_references,
    abonnes_du_courriel,
    meme_boite,
    pas_encore_ouverts,
    titulaire,
)
from app.metier.comptes.silence import au_meme_pas, en_silence
from app.metier.comptes.tables import NatureJeton
from app.metier.courriels import references
from app.metier.erreurs import RegleRefusee
from app.metier.limites import Plafond, TropDEssais, prendre, rendre, rendus_si_non_juge
from app.metier.plis import plier_courriel, plier_nom
from app.metier.suivi import Acteur, journaliser


class LienPerime(RegleRefusee):
    """The link has been used, replaced, or is too old."""

    def __init__(self) -> None:
        super().__init__("Ce lien a déjà servi ou n’est plus valable.")


@dataclass(frozen=True, slots=True)
class References:
    """What the bill says, the login that is asked for, and the hash of the mark of the browser that asks."""

    courriel: str
    mot_de_passe: str
    nom: str
    identifiant: str
    appareil: str = ""


async def demander_par_references(demande: References, *, adresse: str) -> None:
    """Send the activation link if the references are those of a bill. Raises `TropDEssais`."""
    nom = plier_nom(demande.nom)
    freins = ((plafonds.REFERENCES_ADRESSE, adresse), (plafonds.REFERENCES_TOUS, ""), (plafonds.REFERENCES_NOM, nom))
    for plafond, cle in freins:
        await prendre(plafond, cle)
    async with rendus_si_non_juge(freins):
        condensat = await hacher(demande.mot_de_passe)
    async with au_meme_pas():
        await _repondre_aux_references(demande, condensat, freins)


async def _repondre_aux_references(
    demande: References, condensat: str, freins: tuple[tuple[Plafond, str], ...]
) -> None:
    trouve = await abonne_des_references(demande.identifiant, demande.nom)
    abonne, usuel = trouve or (None, demande.nom)
    async with transaction():
        permis = await permise(plafonds.COURRIELS_BOITE, demande.courriel, garder=trouve is not None)
        compte = await titulaire(demande.courriel)
        async with en_silence(garder=trouve is not None):
            for plafond, cle in freins:
                await rendre(plafond, cle)
        async with en_silence(garder=permis and trouve is not None and _est_libre(compte)):
            jeton = await emettre(
                NatureJeton.CREATION, courriel=demande.courriel, abonne=abonne, mot_de_passe=condensat,
                appareil=demande.appareil,
            )  # fmt: skip
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
        permis = await permise(plafonds.COURRIELS_BOITE, courriel, garder=bool(connus))
        compte = await titulaire(courriel)
        tardifs = await _tardifs(compte, connus)
        proprietaire, destinataire = (compte.id, compte.courriel) if compte and tardifs else (None, boite)
        async with en_silence(garder=permis and bool(connus) and (_est_libre(compte) or bool(tardifs))):
            jeton = await emettre(NatureJeton.ACTIVATION, courriel=destinataire, compte=proprietaire)
            await (references.proposees if tardifs else courriels.activation_adresse)(destinataire, jeton)
            await _tracer("compte_demande", abonne, "L’activation d’un espace est demandée pour une adresse connue")
        await _dire_deja_inscrit(compte, courriel, dire=permis and bool(connus) and not tardifs)


async def _tardifs(compte: Titulaire | None, connus: list[tuple[int, str]]) -> list[int]:
    """The abonnés of this very mailbox that its account does not open yet; none where there is no open account."""
    siens = [numero for numero, boite in connus if compte is not None and meme_boite(boite, compte.courriel)]
    return await pas_encore_ouverts(None if compte is None else compte.id, [] if _est_libre(compte) else siens)


def _est_libre(compte: Titulaire | None) -> bool:
    return compte is None or compte.ferme


async def permise(boite: tuple[Plafond, ...], courriel: str, *, garder: bool) -> bool:
    """Count a mail to this mailbox; False, in silence, when it has had enough.

    Without `garder` no mail leaves: the count is given back, in the same time. Until the transaction ends, requests for
    one mailbox go one by one, known or not.
    """
    cle = plier_courriel(courriel)
    await verrou(f"{boite[0].nom}:{cle}")
    with suppress(TropDEssais):
        async with en_silence(garder=garder):
            for plafond in boite:
                await prendre(plafond, cle)
        return True
    return False


async def _dire_deja_inscrit(compte: Titulaire | None, courriel: str, *, dire: bool) -> None:
    boite = compte.courriel if compte is not None else courriel
    async with en_silence(garder=dire and not _est_libre(compte)):
        await courriels.deja_inscrit(boite, maintenant().isoformat())


async def _tracer(acte: str, abonne: int | None, phrase: str) -> None:
    await journaliser(acte, f"abonne:{abonne}", phrase, acteur=Acteur.PUBLIC)
