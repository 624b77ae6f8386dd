"""What the owner of a second factor is told: each act has its words, for residents and for agents."""

import pytest

from app.metier.second_facteur.annonces import PHRASES
from tests.courriels.exemples import MODELES, ORIGINE, ecrire, lisible

FAITS = {
    "second_facteur_actif": ["est activée", "un code est demandé"],
    "second_facteur_retire": ["est désactivée", "aucun code n’est plus demandé"],
    "codes_secours_refaits": ["ont remplacé les anciens"],
    "code_secours_utilise": ["Un de vos codes de secours a servi"],
    "codes_refuses": ["plusieurs codes faux", "Quelqu’un connaît votre mot de passe."],
}


def test_chaque_acte_a_ses_mots() -> None:
    assert set(FAITS) == set(PHRASES)


@pytest.mark.parametrize("est_agent", [False, True])
@pytest.mark.parametrize("acte", FAITS)
def test_chaque_partie_dit_ce_qui_s_est_passe_et_que_faire(acte: str, est_agent: bool) -> None:
    message = ecrire("second_facteur", MODELES["second_facteur"] | {"acte": acte, "est_agent": est_agent})
    assert 20 <= len(message["Subject"]) < 78
    for forme in ("plain", "html"):
        lu = lisible(message, forme)
        for fait in [*FAITS[acte], "09/07/2023 à 16 h 32", "Ce n’était pas vous"]:
            assert fait in lu
        assert (f"{ORIGINE}/mot-de-passe" in lu) is not est_agent
        assert ("l’administrateur du portail" in lu) is est_agent


@pytest.mark.parametrize(
    ("restants", "phrase"),
    [
        (0, "Il ne vous en reste aucun : refaites-en"),
        (1, "Il vous en reste un : refaites-en"),
        (9, "Il vous en reste 9."),
    ],
)
def test_combien_il_en_reste(restants: int, phrase: str) -> None:
    for forme in ("plain", "html"):
        assert phrase in lisible(ecrire("second_facteur", MODELES["second_facteur"] | {"restants": restants}), forme)
