"""The check of the books finds each corruption, by its rule."""

import pytest

from app.base import Inscription, executer, lignes
from app.encaissement import conclure
from app.metier.verification import verifier
from tests.encaissement.outils import payer
from tests.personnages import camille, dupont, facture
from tests.simulateur.outils import Banc


@pytest.fixture
async def livres(ccfi: Inscription, banc: Banc) -> None:
    """Books with a paid attempt (1), a debit, a refusal, an open one; sound, and then without their guards."""
    await dupont()
    personne = await camille()
    for rang, issue in enumerate("PVR-"):
        await facture(personne, f"F{rang}", 1000 * (rang + 1))
        passage = await payer(personne, f"F{rang}")
        if issue != "-":
            await banc.payer(passage.idop, issue)
            await conclure(passage.idop)
    assert await verifier() == []
    for garde in (
        "DROP TRIGGER reglement_sans_retouche ON reglement",
        "DROP TRIGGER trace_sans_retouche ON trace",
        "DROP INDEX part_paiement_vive, reglement_de_payfip",
        "ALTER TABLE reglement DROP CONSTRAINT reglement_signe",
    ):
        await executer(garde)


PAYE = "(SELECT id FROM paiement WHERE etat = 'paye_carte')"
REFUSE = "(SELECT id FROM paiement WHERE etat = 'refuse')"
OUVERT = "(SELECT id FROM paiement WHERE etat = 'envoye')"
SA_FACTURE = f"(SELECT facture FROM part_paiement WHERE paiement = {OUVERT})"
OUBLIE = "UPDATE paiement SET etat = '{etat}', resultat = '{resultat}' WHERE etat = 'refuse'"
PREMIER = "WHERE id = (SELECT min(id) FROM courriel)"
DOUBLE = (
    "INSERT INTO reglement (facture, paiement, nature, source, date, montant_centimes, moyen, idop, numauto, "
    "provisoire, cree_le) SELECT facture, paiement, nature, source, date, montant_centimes, moyen, idop, numauto, "
    "provisoire, cree_le FROM reglement LIMIT 1"
)
CORRUPTIONS = [
    ("DELETE FROM reglement WHERE moyen = 'carte'", "paiement_sans_ecriture"),
    ("UPDATE reglement SET montant_centimes = montant_centimes + 1 WHERE moyen = 'carte'", "paiement_sans_ecriture"),
    ("UPDATE reglement SET montant_centimes = -5 WHERE moyen = 'carte'", "ecriture_mal_formee"),
    (f"UPDATE reglement SET paiement = {REFUSE} WHERE moyen = 'carte'", "ecriture_sans_paiement"),
    ("UPDATE reglement SET paiement = NULL WHERE moyen = 'carte'", "ecriture_sans_paiement"),
    ("UPDATE reglement SET facture = (SELECT min(id) FROM facture) WHERE moyen = 'carte'", "ecriture_sans_paiement"),
    (DOUBLE, "ecriture_double"),
    ("UPDATE reglement SET moyen = 'prelevement' WHERE moyen = 'carte'", "ecriture_differente"),
    ("UPDATE reglement SET numauto = 'AUTRE'", "ecriture_differente"),
    ("UPDATE reglement SET idop = 'autre'", "ecriture_differente"),
    ("UPDATE reglement SET provisoire = false", "ecriture_mal_formee"),
    ("UPDATE reglement SET source = 'usager'", "ecriture_mal_formee"),
    (
        "UPDATE reglement SET nature = 'rejet', source = 'comptable', provisoire = false, montant_centimes = -1 "
        "WHERE moyen = 'carte'",
        "plus_rendu_que_recu",
    ),
    ("UPDATE ligne_facture SET montant_centimes = montant_centimes - 1", "lignes_et_montant"),
    ("UPDATE facture SET montant_centimes = montant_centimes + 100", "lignes_et_montant"),
    ("UPDATE paiement SET etat = 'paye' WHERE etat = 'refuse'", "etat_inconnu"),
    ("UPDATE paiement SET etat = 'paye_carte', resultat = 'P' WHERE etat = 'refuse'", "paiement_sans_ecriture"),
    ("UPDATE paiement SET etat = 'refuse', resultat = 'R' WHERE etat = 'paye_carte'", "ecriture_sans_paiement"),
    ("UPDATE paiement SET montant_centimes = montant_centimes + 1", "parts_et_montant"),
    (f"DELETE FROM part_paiement WHERE paiement = {REFUSE}", "parts_et_montant"),
    (
        f"UPDATE part_paiement SET vive = true, facture = {SA_FACTURE} WHERE paiement = {REFUSE}",
        "facture_tenue_deux_fois",
    ),
    (f"UPDATE part_paiement SET vive = false WHERE paiement = {OUVERT}", "facture_lachee"),
    (f"UPDATE part_paiement SET vive = true WHERE paiement = {REFUSE}", "facture_retenue"),
    (f"UPDATE paiement SET idop = NULL WHERE id = {OUVERT}", "idop_et_etat"),
    (f"UPDATE paiement SET prochaine_verification_le = NULL WHERE id = {OUVERT}", "paiement_oublie"),
    (f"UPDATE paiement SET prochaine_verification_le = now() WHERE id = {PAYE}", "paiement_oublie"),
    (OUBLIE.format(etat="expire", resultat="P5"), "paiement_oublie"),
    (OUBLIE.format(etat="abandonne", resultat="A"), "paiement_oublie"),
    (f"UPDATE paiement SET resultat = 'R' WHERE id = {PAYE}", "resultat_et_etat"),
    (f"UPDATE paiement SET resultat = 'P' WHERE id = {REFUSE}", "resultat_et_etat"),
    (f"UPDATE paiement SET conclu_le = NULL WHERE id = {PAYE}", "conclusion_et_etat"),
    ("DELETE FROM courriel WHERE id = (SELECT min(id) FROM courriel)", "recu_absent"),
    ("UPDATE courriel SET destinataire = 'autre@exemple.fr'", "recu_absent"),
    ("UPDATE courriel SET donnees = jsonb_set(donnees, '{montant_centimes}', '1')", "recu_absent"),
    (f"UPDATE courriel SET cause = 'paiement_recu:' || {REFUSE} {PREMIER}", "recu_sans_paiement"),
    (f"UPDATE courriel SET cause = 'jeton:8c5d1f0e-0000-4000-8000-000000000000' {PREMIER}", "courriel_sans_cause"),
    ("UPDATE courriel SET etat = 'envoye'", "courriel_et_etat"),
    (f"DELETE FROM trace WHERE objet = 'paiement:' || {PAYE} AND acte = 'paiement_paye_carte'", "trace_absente"),
    (f"DELETE FROM trace WHERE objet = 'paiement:' || {PAYE} AND acte = 'paiement_envoye'", "passage_interdit"),
    (f"UPDATE trace SET objet = 'paiement:999999' WHERE objet = 'paiement:' || {REFUSE}", "trace_sans_acte"),
    (
        "INSERT INTO trace (le, acteur, auteur, acte, objet, phrase, details) SELECT le, acteur, auteur, acte, objet, "
        "phrase, details FROM trace WHERE acte = 'paiement_paye_carte'",
        "aboutissement_repete",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("corruption", "regle"), CORRUPTIONS)
async def test_chaque_corruption_se_trouve(livres: None, corruption: str, regle: str) -> None:
    await executer(corruption)
    trouvees = await verifier()
    assert regle in {breche.regle for breche in trouvees}
    assert all(str(breche).startswith(f"{breche.regle} : ") for breche in trouvees)


async def test_la_verification_ne_change_rien(livres: None) -> None:
    avant = await lignes("SELECT * FROM paiement ORDER BY id")
    await verifier()
    assert await lignes("SELECT * FROM paiement ORDER BY id") == avant
