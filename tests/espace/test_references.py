"""« Mes références »: what the account opens, one more, one less."""

import asyncio
import re

import pytest
import time_machine

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.comptes import plafonds
from app.metier.comptes.creation import References, demander_par_references
from app.metier.comptes.references import Ajout, ajouter, ses_references
from app.metier.limites import TropDEssais, prendre
from tests import personnages
from tests.espace.conftest import connecter
from tests.outils.echange import Echange
from tests.personnages import Personnage

PAGE = "/informations/references"
BONNE = {"nom": "Dupont", "reference": "psem csmj"}
FAUX = "ne sont pas ceux d’une même facture"


def compte_de(personne: Personnage) -> int:
    assert personne.compte is not None
    return int(personne.compte.id)


async def codes(personne: Personnage) -> list[str]:
    return [r.code_usager for r in await ses_references(compte_de(personne), limite=50)]


async def modeles() -> list[tuple[str, str]]:
    return [tuple(c) for c in await lignes("SELECT modele, destinataire FROM courriel ORDER BY id")]


async def test_une_reference_juste_s_ajoute_aussitot(echange: Echange, martin: Personnage) -> None:
    await personnages.dupont()
    ajoutee = await echange.soumettre(PAGE, BONNE)
    assert (ajoutee.status_code, ajoutee.headers["location"]) == (303, f"{PAGE}?etat=ajoutee")
    await echange.get(ajoutee.headers["location"])
    assert echange.soupe().select_one("p.fait") is not None
    assert [th.get_text() for th in echange.soupe().select("tbody th")] == ["00001", "00002"]
    assert "PIERRE DUPONT" in echange.texte()
    assert await modeles() == [("reference_ajoutee", martin.courriel)]
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'reference_ajoutee'") == 1
    assert (await echange.get("/factures/2300240069928")).status_code == 404  # not in view yet
    await echange.get("/espace")
    assert len(echange.soupe().select("#contrat-en-vue option")) == 2


@pytest.mark.parametrize(
    "champs", [BONNE | {"nom": "DUPOND"}, BONNE | {"reference": "ABCDEFGH"}, {"nom": "X", "reference": "ABCDEFGH"}]
)
async def test_une_seule_phrase_pour_toutes_les_fautes(
    echange: Echange, martin: Personnage, champs: dict[str, str]
) -> None:
    await personnages.dupont()
    refus = await echange.soumettre(PAGE, champs)
    assert refus.status_code == 422
    assert FAUX in echange.texte()
    assert [balise["id"] for balise in echange.soupe().select(".err")] == ["reference-err"]
    assert echange.soupe().select("#nom")[0]["value"] == champs["nom"]
    assert await codes(martin) == ["00002"]
    assert await modeles() == []


@pytest.mark.parametrize(("champ", "saisi"), [("nom", ""), ("nom", "x" * 300), ("reference", ""), ("reference", "P%")])
async def test_un_champ_mal_rempli_se_dit_a_sa_place(
    echange: Echange, martin: Personnage, champ: str, saisi: str
) -> None:
    assert (await echange.soumettre(PAGE, BONNE | {champ: saisi})).status_code == 422
    assert echange.soupe().find(id=f"{champ}-err") is not None


async def test_les_autres_comptes_sont_prevenus_sans_dire_qui(echange: Echange, martin: Personnage) -> None:
    dupont = await personnages.personnage("00001", "PSEMCSMJ", "DUPONT", "P", "dupont59@gmail.com", avec_compte=True)
    ferme = await personnages.personnage("00009", "FERMEEEE", "CLOS", "J", "clos@example.fr", avec_compte=True)
    await executer("UPDATE rattachement SET abonne = $1 WHERE compte = $2", dupont.abonne.id, compte_de(ferme))
    await executer("UPDATE compte SET ferme_le = now() WHERE id = $1", compte_de(ferme))
    await echange.soumettre(PAGE, BONNE)
    assert sorted(await modeles()) == [
        ("reference_ajoutee", martin.courriel),
        ("reference_partagee", "dupont59@gmail.com"),
    ]
    assert await valeur("SELECT count(*) FROM courriel WHERE modele = 'reference_partagee' "
                        "AND donnees::text ILIKE '%martin%'") == 0  # fmt: skip


async def test_une_reference_deja_ouverte_se_dit(echange: Echange, martin: Personnage) -> None:
    assert (await echange.soumettre(PAGE, {"nom": "MARTIN", "reference": "CAMILLEM"})).status_code == 422
    assert "ouvre déjà cette référence" in echange.texte()
    assert await modeles() == []


async def test_retirer_demande_confirmation_puis_sort_de_la_vue(echange: Echange, martin: Personnage) -> None:
    await personnages.facture(martin, "F-1", 1000)
    numero = await valeur("SELECT id FROM rattachement")
    await echange.get(f"{PAGE}/{numero}/retrait")
    assert "factures restent dues" in echange.texte()
    assert await codes(martin) == ["00002"]  # looking does nothing
    retiree = await echange.post(f"{PAGE}/{numero}/retrait")
    assert retiree.headers["location"] == f"{PAGE}?etat=retiree"
    await echange.get(retiree.headers["location"])
    assert "n’ouvre aucun abonné" in echange.texte()
    assert (await echange.get("/factures/F-1")).status_code == 404
    assert await modeles() == [("reference_retiree", martin.courriel)]
    assert await valeur("SELECT count(*) FROM rattachement WHERE jusque_le IS NOT NULL") == 1  # dated, not deleted
    assert (await echange.get(f"{PAGE}/{numero}/retrait")).status_code == 404
    await echange.get(PAGE)
    assert (await echange.post(f"{PAGE}/{numero}/retrait")).status_code == 404
    await echange.get(PAGE)
    assert (await echange.post(PAGE, {"nom": "MARTIN", "reference": "CAMILLEM"})).status_code == 303


@pytest.mark.parametrize("numero", ["0", "999999", "2147483648", "9" * 30])
async def test_la_reference_d_un_autre_n_existe_pas(echange: Echange, martin: Personnage, numero: str) -> None:
    autre = await personnages.personnage("00003", "VOISINEE", "VOISIN", "J", "voisin@example.fr", avec_compte=True)
    sien = await valeur("SELECT id FROM rattachement WHERE compte = $1", compte_de(autre))
    for cible in (str(sien), numero):
        assert (await echange.get(f"{PAGE}/{cible}/retrait")).status_code == 404
        await echange.get(PAGE)
        assert (await echange.post(f"{PAGE}/{cible}/retrait")).status_code == 404
    assert await codes(autre) == ["00003"]


async def test_un_paiement_en_cours_reste_au_compte_qui_l_a_ouvert(echange: Echange, martin: Personnage) -> None:
    facture = await personnages.facture(martin, "F-1", 1000)
    paiement = await valeur(
        "INSERT INTO paiement (client_payfip, compte, montant_centimes, etat, idop, mel, cree_le) "
        "SELECT client_payfip, $1, 1000, 'envoye', 'idop-1', 'x@example.fr', now() FROM facture RETURNING id",
        compte_de(martin),
    )
    await executer(
        "INSERT INTO part_paiement (paiement, facture, montant_centimes, vive) VALUES ($1, $2, 1000, true)",
        paiement, facture.id,
    )  # fmt: skip
    numero = await valeur("SELECT id FROM rattachement")
    await echange.get(f"{PAGE}/{numero}/retrait")
    await echange.post(f"{PAGE}/{numero}/retrait")
    suivi = await echange.get("/paiement/idop-1")
    assert echange.soupe().select("h1")[0].get_text() == "Paiement en cours de vérification"
    assert "F-1" not in re.sub(r"idop-1", "", suivi.text)


async def test_douze_references_par_page(echange: Echange, martin: Personnage) -> None:
    await executer(
        "INSERT INTO abonne (code_usager, identifiant_portail, nom) "
        "SELECT 'L' || lpad(n::text, 3, '0'), 'LOT' || n, 'LOT' FROM generate_series(1, 20) n"
    )
    await executer(
        "INSERT INTO rattachement (compte, abonne, depuis_le) SELECT $1, id, now() FROM abonne WHERE nom = 'LOT'",
        compte_de(martin),
    )
    await echange.get(PAGE)
    assert len(echange.soupe().select("tbody tr")) == 12
    await echange.get(f"{PAGE}?page=2")
    assert len(echange.soupe().select("tbody tr")) == 9
    assert (await echange.get(f"{PAGE}?page=3")).status_code == 404


async def test_trop_d_essais_du_compte_attendent(echange: Echange, martin: Personnage) -> None:
    codes_http = [
        (await echange.soumettre(PAGE, {"nom": f"NOM{rang}", "reference": "ABCDEFGH"})).status_code
        for rang in range(plafonds.REFERENCES_COMPTE.essais + 1)
    ]
    assert codes_http == [422] * plafonds.REFERENCES_COMPTE.essais + [429]
    assert "Nouvel essai possible à" in echange.texte()


async def test_de_bons_essais_ne_comptent_pas(ccfi: Inscription) -> None:
    camille, _ = await personnages.camille(), await personnages.dupont()
    issues = [await ajouter(compte_de(camille), "DUPONT", "PSEMCSMJ", adresse="192.0.2.1") for _ in range(40)]
    assert issues == [Ajout.FAIT] + [Ajout.DEJA] * 39


@pytest.mark.lent
async def test_trois_cents_essais_par_heure_par_toutes_les_portes(ccfi: Inscription) -> None:
    """Accounts, names and addresses that change, signed in or not: 300 guesses an hour are weighed, all told."""
    peses = 0
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False):
        for rang in range(400):
            lieu, nom = f"198.51.{rang // 250}.{rang % 250}", f"NOM{rang}"
            try:
                if rang % 2:
                    await ajouter(rang, nom, "ABCDEFGH", adresse=lieu)
                else:
                    await demander_par_references(References("x@example.fr", "x", nom, "ABCDEFGH"), adresse=lieu)
            except TropDEssais:
                continue
            peses += 1
    assert peses == 300


async def test_les_essais_des_autres_portes_comptent_ici(echange: Echange, martin: Personnage) -> None:
    for _ in range(plafonds.REFERENCES_TOUS.essais):
        await prendre(plafonds.REFERENCES_TOUS, "")
    refus = await echange.soumettre(PAGE, BONNE)
    assert refus.status_code == 429
    assert int(refus.headers["retry-after"]) > 0


async def test_vingt_ajouts_a_la_fois_en_font_un(base_reelle: Inscription) -> None:
    camille, _ = await personnages.camille(), await personnages.dupont()
    issues = await asyncio.gather(
        *(lancer(ajouter(compte_de(camille), "DUPONT", "PSEMCSMJ", adresse="192.0.2.1")) for _ in range(9))
    )
    assert sorted(issue.name for issue in issues) == ["DEJA"] * 8 + ["FAIT"]
    assert await valeur("SELECT count(*) FROM rattachement") == 2
    assert await valeur("SELECT count(*) FROM courriel WHERE modele = 'reference_ajoutee'") == 1


async def test_un_visiteur_n_y_entre_pas(echange: Echange) -> None:
    assert (await echange.get(PAGE)).headers["location"] == f"/connexion?suite={PAGE}"


async def test_deux_personnes_ouvrent_le_meme_abonne(echange: Echange, martin: Personnage) -> None:
    """One's own removal leaves the other's."""
    dupont = await personnages.personnage("00001", "PSEMCSMJ", "DUPONT", "P", "dupont59@gmail.com", avec_compte=True)
    await echange.soumettre(PAGE, BONNE)
    numero = await valeur(
        "SELECT id FROM rattachement WHERE compte = $1 AND abonne = $2", compte_de(martin), dupont.abonne.id
    )
    await echange.get(f"{PAGE}/{numero}/retrait")
    await echange.post(f"{PAGE}/{numero}/retrait")
    assert (await codes(martin), await codes(dupont)) == (["00002"], ["00001"])
    await connecter(echange, dupont)
    assert (await echange.get("/factures")).status_code == 200
