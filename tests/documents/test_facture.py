from datetime import date

import pytest
from pydantic import ValidationError

from app.documents import LigneImprimee, composer_facture
from app.documents.facture import LIGNES_MAX, MENTION
from tests.documents.exemples import DUPONT, EMETTEUR, LIGNES, facture, lire, texte

HOSTILE = 'A & B <C> #import "x" $x$ \\ *gras* _i_ @ref `code` [y] // fin'


@pytest.mark.parametrize(
    "fait",
    [
        "Destinataire de votre paiement : Service de gestion comptable d’Hazebrouck",
        "60 Avenue Maréchal de Lattre de Tassigny 59190 HAZEBROUCK",
        "Tél. : 03 28 41 83 72",
        "Horaires d’ouverture : 8h30-12h30 du lundi au vendredi",
        "Communauté de Communes de Flandre Intérieure",
        "222 bis rue de Vieux-Berquin",
        "https://cc-flandreinterieure.fr/fr/",
        "SIRET : 200 040 947 00190",
        "dechets@cc-flandreinterieure.fr",
        "M DUPONT Pierre 29 route de Méteren 59270 Bailleul",
        "Code usager : 00001",
        "Identifiant portail : PSEMCSMJ",
        "Facture n° 2300240069928",
        "Date : 2 juillet 2023",
        "Objet : Redevance incitative 2023",
        "Période : du 01/01/2023 au 30/06/2023",
        "Montant TTC 87,94 €",
        "Échéance 31 août 2023",
        "État À régler",
        "Référence de la dette (PayFiP) : 2023-0022-23002200000000",
        "Abonnement, bac 140 litres 6 9,80 € 58,80 €",
        "Dépôts en borne, par kilo 12,5 0,2512 € 5,5 % 3,14 €",
        "Part fixe du foyer 26,00 €",
        "sur https://dechets.example.fr, onglet « Mes factures »",
        MENTION,
        "Page 1 sur 1",
    ],
)
def test_la_facture_porte_chaque_fait(fait: str) -> None:
    assert fait in texte(composer_facture(facture()))


def test_une_page_suffit_et_reste_legere() -> None:
    pdf = composer_facture(facture())
    assert len(lire(pdf).pages) == 1
    assert len(pdf) <= 25_000


def test_l_adresse_tombe_dans_la_fenetre_de_l_enveloppe() -> None:
    positions: dict[str, tuple[float, float]] = {}

    def noter(morceau: str, cm: list[float], tm: list[float], _police: object, _corps: object) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        positions[morceau.strip()] = (x / 72 * 25.4, 297 - y / 72 * 25.4)

    lire(composer_facture(facture())).pages[0].extract_text(visitor_text=noter)
    for ligne in (DUPONT.nom, *DUPONT.adresse):
        x, y = positions[ligne]
        assert 100 <= x <= 190, (ligne, x)
        assert 55 <= y <= 80, (ligne, y)


def test_un_texte_hostile_s_imprime_a_la_lettre() -> None:
    pdf = composer_facture(
        facture(
            objet=HOSTILE,
            etat=HOSTILE,
            emetteur=EMETTEUR.model_copy(update={"nom": HOSTILE, "site": "javascript:alert(1)"}),
            lignes=(LigneImprimee(libelle=HOSTILE, montant_centimes=8_794),),
        )
    )
    assert texte(pdf).count(HOSTILE) == 4
    liens = [str(a.get_object().get("/A", {}).get("/URI")) for p in lire(pdf).pages for a in p.get("/Annots", [])]
    assert liens == ["https://dechets.example.fr"]


def test_un_caractere_sans_dessin_ne_fait_pas_echouer() -> None:
    lu = texte(composer_facture(facture(objet="Bac 😀漢 \x00\u202eétiquette\u200f\nsuite")))
    assert "Objet : Bac \ufffd\ufffd étiquette suite" in lu


def test_les_memes_donnees_font_les_memes_octets() -> None:
    premiere = composer_facture(facture())
    composer_facture(facture(reference="autre"))
    assert composer_facture(facture()) == premiere
    assert composer_facture(facture(montant_ttc_centimes=8_795)) != premiere


def test_l_entete_du_tableau_revient_sur_chaque_page() -> None:
    longue = facture(lignes=LIGNES * 30)
    pages = [" ".join(page.extract_text().split()) for page in lire(composer_facture(longue)).pages]
    assert len(pages) > 2
    for rang, page in enumerate(pages, 1):
        assert f"Page {rang} sur {len(pages)}" in page
    assert all("Désignation Quantité Prix unitaire TVA Montant" in page for page in pages[:-1])
    assert all("Facture n° 2300240069928 (suite)" in page for page in pages[1:])


def test_la_colonne_tva_n_existe_que_s_il_y_a_un_taux() -> None:
    sans = tuple(ligne.model_copy(update={"taux_tva_centiemes": None}) for ligne in LIGNES)
    assert "Quantité Prix unitaire Montant" in texte(composer_facture(facture(lignes=sans)))


def test_un_avoir_ne_demande_rien() -> None:
    lu = texte(
        composer_facture(
            facture(montant_ttc_centimes=-1_250, a_regler=False, echeance=None, lignes=(), refdet="", etat="Avoir")
        )
    )
    assert "Avoir n° 2300240069928" in lu
    assert "−12,50 €" in lu
    for absent in ("Comment payer", "Échéance", "Détail de la facture", "Référence de la dette"):
        assert absent not in lu


def test_une_facture_fermee_au_paiement_en_ligne_ne_le_propose_pas() -> None:
    lu = texte(composer_facture(facture(payable_en_ligne=False)))
    assert "Comment payer" in lu
    assert "RÉGLER" not in lu


@pytest.mark.parametrize(
    ("debut", "fin", "phrase"),
    [
        (date(2023, 1, 1), None, "Période : à partir du 01/01/2023"),
        (None, date(2023, 6, 30), "Période : jusqu’au 30/06/2023"),
    ],
)
def test_une_periode_ouverte_se_lit(debut: date | None, fin: date | None, phrase: str) -> None:
    assert phrase in texte(composer_facture(facture(periode_debut=debut, periode_fin=fin)))


def test_trop_de_lignes_est_refuse() -> None:
    ligne = LigneImprimee(libelle="x", montant_centimes=1)
    with pytest.raises(ValidationError, match="lignes"):
        facture(lignes=(ligne,) * (LIGNES_MAX + 1))
