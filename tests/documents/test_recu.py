import pytest
from pydantic import ValidationError

from app.documents import MoyenPaiement, composer_recu
from tests.documents.exemples import lire, recu, texte


@pytest.mark.parametrize(
    "fait",
    [
        "Attestation de paiement",
        "Établie le 10 juillet 2023",
        "Communauté de Communes de Flandre Intérieure",
        "Service de gestion comptable d’Hazebrouck",
        "Code usager : 00001",
        "Montant payé 87,94 €",
        "Payé le 9 juillet 2023 à 16 h 32",
        "M DUPONT Pierre (code usager 00001) a payé 87,94 € par carte bancaire le 9 juillet 2023 à 16 h 32",
        "2300240069928 Redevance incitative 2023 02/07/2023 87,94 €",
        "Moyen de paiement : carte bancaire",
        "Référence PayFiP : 2b1c6f10-1e5a-11ee-be56-0242ac120002",
        "Numéro d’autorisation : A55A31",
        "Il est provisoire : il devient définitif lorsque le comptable public le confirme.",
    ],
)
def test_le_recu_porte_chaque_fait(fait: str) -> None:
    assert fait in texte(composer_recu(recu()))


def test_un_prelevement_enregistre_n_est_jamais_dit_paye() -> None:
    lu = texte(composer_recu(recu(moyen=MoyenPaiement.PRELEVEMENT, numauto="")))
    assert "Attestation de prélèvement enregistré" in lu
    assert "Un prélèvement de 87,94 € a été enregistré le 9 juillet 2023 à 16 h 32" in lu
    assert "Montant à prélever" in lu
    assert "payé" not in lu.lower().replace("prélevé", "")
    assert "Numéro" not in lu


def test_un_paiement_confirme_n_est_plus_provisoire() -> None:
    lu = texte(composer_recu(recu(est_confirme=True)))
    assert "confirmé par le comptable public" in lu
    assert "provisoire" not in lu


def test_plusieurs_factures_se_lisent_ligne_par_ligne() -> None:
    une = recu().factures[0]
    autres = tuple(une.model_copy(update={"reference": f"F-{n}"}) for n in range(3))
    lu = texte(composer_recu(recu(factures=autres, montant_centimes=3 * 8_794)))
    assert "Factures concernées" in lu
    assert "263,82 €" in lu
    assert all(f"F-{n}" in lu for n in range(3))


def test_le_recu_est_leger_et_reproductible() -> None:
    pdf = composer_recu(recu())
    assert len(lire(pdf).pages) == 1
    assert len(pdf) <= 25_000
    assert composer_recu(recu()) == pdf


def test_un_recu_sans_facture_ou_sans_montant_est_refuse() -> None:
    with pytest.raises(ValidationError, match="factures"):
        recu(factures=())
    with pytest.raises(ValidationError, match="montant_centimes"):
        recu(montant_centimes=0)
