"""From the rows of a bill or of a payment to what its PDF prints."""

from app.base import inscription_courante
from app.documents.facture import DonneesFacture, LigneImprimee
from app.documents.parties import Comptable, Destinataire, Emetteur
from app.documents.recu import DonneesRecu, FacturePayee, MoyenPaiement
from app.metier import collectivite
from app.metier.abonnes import Abonne
from app.metier.calendrier import aujourdhui, heure_de_paris
from app.metier.factures.etats import EtatFacture, FactureVue
from app.metier.paiements.recus import RecuVu
from app.metier.paiements.tables import EtatPaiement
from app.metier.profil import Profil, profil_courant

A_REGLER = {EtatFacture.A_REGLER, EtatFacture.PAYABLE_PLUS_TARD, EtatFacture.REGLEE_EN_PARTIE}


async def donnees_de_la_facture(vue: FactureVue, abonne: int) -> DonneesFacture:
    """All that the bill carries."""
    return DonneesFacture(
        emetteur=_emetteur(await profil_courant()),
        comptable=_comptable(await collectivite.comptable_de_la_facture(vue.id)),
        destinataire=_destinataire(await _abonne(abonne), vue.destinataire_nom, vue.destinataire_adresse),
        reference=vue.reference,
        objet=vue.objet,
        date_facture=vue.date_facture,
        echeance=vue.echeance,
        periode_debut=vue.periode_debut,
        periode_fin=vue.periode_fin,
        lignes=tuple(
            LigneImprimee(
                libelle=ligne.libelle,
                quantite_milliemes=ligne.quantite_milliemes,
                prix_unitaire_dix_milliemes=ligne.prix_unitaire_dix_milliemes,
                taux_tva_centiemes=ligne.taux_tva_centiemes,
                montant_centimes=ligne.montant_centimes,
            )
            for ligne in vue.lignes
        ),
        montant_ttc_centimes=vue.montant_centimes,
        refdet=vue.reference_dette,
        etat=vue.libelle_etat,
        adresse_portail=inscription_courante().origine,
        a_regler=vue.etat in A_REGLER,
        payable_en_ligne=not vue.pourquoi,
    )


async def donnees_du_recu(vu: RecuVu, abonne: int) -> DonneesRecu:
    """Who paid which bills, when and how."""
    profil = await profil_courant()
    est_debit = vu.etat is EtatPaiement.PRELEVEMENT_ACCEPTE
    return DonneesRecu(
        emetteur=_emetteur(profil),
        comptable=_comptable(await collectivite.Comptable.objects().get(collectivite.Comptable.id == vu.comptable)),
        payeur=_destinataire(await _abonne(abonne), "", ()),
        factures=tuple(
            FacturePayee(
                reference=facture.reference,
                objet=facture.objet,
                date_facture=facture.date_facture,
                montant_centimes=facture.montant_centimes,
            )
            for facture in vu.factures
        ),
        montant_centimes=vu.montant_centimes,
        paye_le=heure_de_paris(vu.paye_le),
        moyen=MoyenPaiement.PRELEVEMENT if est_debit else MoyenPaiement.CARTE,
        idop=vu.idop,
        numauto=vu.numauto,
        est_confirme=vu.est_confirme,
        etabli_le=aujourdhui(profil.zone),
    )


async def _abonne(numero: int) -> Abonne:
    abonne = await Abonne.objects().get(Abonne.id == numero)
    if abonne is None:
        raise LookupError(numero)
    return abonne


def _emetteur(profil: Profil) -> Emetteur:
    return Emetteur(
        nom=profil.nom,
        adresse=_lignes(profil.adresse),
        site=profil.site,
        siret=profil.siret,
        courriel=profil.courriel_contact,
    )


def _comptable(comptable: collectivite.Comptable | None) -> Comptable | None:
    if comptable is None:
        return None
    return Comptable(
        nom=comptable.nom,
        adresse=_lignes(comptable.adresse),
        telephone=comptable.telephone,
        horaires=comptable.horaires,
    )


def _destinataire(abonne: Abonne, nom: str, adresse: tuple[str, ...]) -> Destinataire:
    return Destinataire(
        nom=nom or abonne.nom_affiche(),
        adresse=adresse,
        code_usager=abonne.code_usager,
        identifiant_portail=abonne.identifiant_portail,
    )


def _lignes(texte: str) -> tuple[str, ...]:
    """An address kept as lines separated by a vertical bar."""
    return tuple(ligne.strip() for ligne in texte.split("|") if ligne.strip())
