"""Accounts that nobody uses go after a warning; what the law wants stays; the books agree afterwards."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from app.base import Inscription, executer, lancer, ligne, lignes, valeur
from app.encaissement import conclure
from app.metier.calendrier import maintenant
from app.metier.choix import Choix, enregistrer_les_choix
from app.metier.comptes import oubli, sessions
from app.metier.comptes.connexion import Essai, entrer, reconnaitre
from app.metier.comptes.fermeture import fermer_compte
from app.metier.conservation import conserver_ce_qu_il_faut, oublier_les_adresses
from app.metier.conservation.adresses import COMPTABILITE, MEMOIRE_COURRIELS, PERSONNE
from app.metier.conservation.comptes import INACTIVITE, PREAVIS
from app.metier.messages import ecrire_au_service
from app.metier.portabilite import demandes
from app.metier.verification import verifier
from tests.encaissement.conftest import banc
from tests.encaissement.outils import payer
from tests.personnages import MOT_DE_PASSE, Personnage, camille, facture, personnage
from tests.simulateur.outils import Banc

__all__ = ["banc"]

CAMILLE = "camille.martin@example.fr"
JOUR = timedelta(days=1)


class Temps:
    """The years that pass."""

    def __init__(self) -> None:
        self.debut = maintenant()
        self.horloge = time_machine.travel(self.debut)
        self.montre = self.horloge.start()

    def aller(self, ecart: timedelta) -> datetime:
        """So long after the beginning."""
        self.montre.move_to(self.debut + ecart)
        return self.debut + ecart


@pytest.fixture
def temps() -> Iterator[Temps]:
    temps = Temps()
    yield temps
    temps.horloge.stop()


async def tours() -> None:
    """The hourly round, and the mails that it wrote leave."""
    await conserver_ce_qu_il_faut()
    await executer("UPDATE courriel SET etat = 'envoye', envoye_le = $1 WHERE etat = 'a_envoyer'", maintenant())


async def compte_de(personne: Personnage) -> dict[str, Any]:
    assert personne.compte is not None
    lue = await ligne("SELECT * FROM compte WHERE id = $1", personne.compte.id)
    assert lue is not None
    return dict(lue)


async def modeles() -> list[str]:
    return [lue["modele"] for lue in await lignes("SELECT modele FROM courriel ORDER BY id")]


async def actes() -> list[str]:
    return [lue["acte"] for lue in await lignes("SELECT acte FROM trace ORDER BY id")]


async def se_connecter(adresse: str = CAMILLE) -> str | None:
    reconnu = await reconnaitre(Essai(adresse, MOT_DE_PASSE, "192.0.2.1"))
    return None if reconnu is None else await entrer(reconnu, rester_connecte=False, appareil="")


async def test_un_compte_inutilise_est_prevenu_puis_efface(ccfi: Inscription, temps: Temps) -> None:
    """I130: the notice a month before, nothing too early, nothing left over; rows of use are gone."""
    personne = await camille()
    temps.aller(INACTIVITE - PREAVIS - JOUR)
    await tours()
    assert await modeles() == []
    prevenu_le = temps.aller(INACTIVITE - PREAVIS + JOUR)
    await tours()
    assert await modeles() == ["effacement_annonce"]
    assert (await compte_de(personne))["preavis_effacement_le"] >= prevenu_le
    temps.aller(INACTIVITE)
    await tours()
    assert (await compte_de(personne))["efface_le"] is None
    efface_le = temps.aller(INACTIVITE + 2 * JOUR)
    await tours()
    compte = await compte_de(personne)
    numero = compte["id"]
    assert (compte["courriel"], compte["courriel_plie"]) == (f"efface-{numero}@invalid",) * 2
    assert (compte["mot_de_passe"], compte["secret_totp"], compte["totp_prouve_le"]) == ("", "", None)
    assert compte["ferme_le"] == compte["efface_le"] >= efface_le
    assert compte["preavis_effacement_le"] is None
    assert await valeur("SELECT count(*) FROM rattachement WHERE jusque_le IS NULL") == 0
    assert await actes() == ["effacement_annonce", "compte_efface"]
    await tours()
    assert await se_connecter() is None


async def test_rien_de_son_usage_ne_reste(ccfi: Inscription, temps: Temps) -> None:
    """Every row that only the account needed, and its address wherever the outbox has it."""
    personne = await camille()
    assert personne.compte is not None
    numero = personne.compte.id
    temps.aller(INACTIVITE - PREAVIS + JOUR)
    await tours()
    temps.aller(INACTIVITE + JOUR)
    await oubli.demander(CAMILLE, adresse="192.0.2.1")
    await executer("INSERT INTO code_secours (compte, empreinte, cree_le) VALUES ($1, 'e', now())", numero)
    await executer(
        "INSERT INTO changement_courriel (compte, ancien, nouveau, demande_le) VALUES ($1, $2, 'x@exemple.fr', now())",
        numero, CAMILLE,
    )  # fmt: skip
    await sessions.ouvrir(numero)
    await demandes.demander(numero)
    temps.aller(INACTIVITE + 3 * JOUR)
    await tours()
    await tours()
    for table in ("session", "jeton", "code_secours", "changement_courriel", "export_donnees", "document"):
        assert await valeur(f"SELECT count(*) FROM {table}") == 0, table
    for table in ("compte", "courriel", "trace", "rattachement"):
        trouves = await lignes(f"SELECT t::text AS tout FROM {table} t WHERE t::text ILIKE '%camille%'")
        restes = [un["tout"] for un in trouves if "a_envoyer" not in un["tout"]]
        assert restes == [], table
    assert await verifier() == []


@pytest.mark.parametrize("quand", ["avant le préavis", "après le préavis"])
async def test_la_retractation_garde_le_compte(ccfi: Inscription, temps: Temps, quand: str) -> None:
    """Erasure: who does not want it is neither warned nor erased, and a notice given falls."""
    personne = await camille()
    assert personne.compte is not None
    if quand == "après le préavis":
        temps.aller(INACTIVITE - PREAVIS + JOUR)
        await tours()
    await enregistrer_les_choix(personne.compte.id, personne.abonne.id, Choix(opposition=False, retractation=True))
    for annees in (3, 4, 9):
        temps.aller(annees * INACTIVITE)
        await tours()
    compte = await compte_de(personne)
    assert (compte["courriel"], compte["efface_le"], compte["preavis_effacement_le"]) == (CAMILLE, None, None)
    assert await modeles() == (["effacement_annonce"] if quand == "après le préavis" else [])
    await enregistrer_les_choix(personne.compte.id, personne.abonne.id, Choix(opposition=False, retractation=False))
    await tours()
    assert (await compte_de(personne))["preavis_effacement_le"] is not None


async def test_la_retractation_d_un_abonne_passe_ne_garde_rien(ccfi: Inscription, temps: Temps) -> None:
    personne = await camille(retractation=True)
    await executer("UPDATE rattachement SET jusque_le = $1", maintenant() + JOUR)
    temps.aller(INACTIVITE)
    await tours()
    temps.aller(INACTIVITE + PREAVIS + JOUR)
    await tours()
    assert (await compte_de(personne))["efface_le"] is not None


async def test_se_connecter_annule_le_preavis(ccfi: Inscription, temps: Temps) -> None:
    personne = await camille()
    temps.aller(INACTIVITE - PREAVIS + JOUR)
    await tours()
    temps.aller(INACTIVITE)
    assert await se_connecter() is not None
    temps.aller(INACTIVITE + 2 * JOUR)
    await tours()
    compte = await compte_de(personne)
    assert (compte["courriel"], compte["preavis_effacement_le"], compte["efface_le"]) == (CAMILLE, None, None)
    temps.aller(2 * INACTIVITE - PREAVIS + 5 * JOUR)
    await tours()
    assert (await compte_de(personne))["preavis_effacement_le"] is not None
    assert [m for m in await modeles() if m == "effacement_annonce"] == ["effacement_annonce"] * 2


async def test_un_preavis_qui_n_est_pas_parti_ne_compte_pas(ccfi: Inscription, temps: Temps) -> None:
    personne = await camille()
    temps.aller(INACTIVITE - PREAVIS + JOUR)
    await conserver_ce_qu_il_faut()
    temps.aller(INACTIVITE + 30 * JOUR)
    await tours()
    assert (await compte_de(personne))["efface_le"] is None
    await tours()
    assert (await compte_de(personne))["efface_le"] is not None


async def test_un_compte_ferme_est_efface_trois_ans_apres(ccfi: Inscription, temps: Temps) -> None:
    fermee, gardee = (
        await camille(),
        await personnage("00003", "GARDEEAA", "GARDEE", "ANNE", "anne@exemple.fr", avec_compte=True, retractation=True),
    )
    temps.aller(JOUR)
    for personne in (fermee, gardee):
        assert personne.compte is not None
        await fermer_compte(personne.compte.id, "agent")
    temps.aller(INACTIVITE)
    await tours()
    assert (await compte_de(fermee))["efface_le"] is None
    temps.aller(INACTIVITE + 2 * JOUR)
    await tours()
    assert (await compte_de(fermee))["efface_le"] is not None
    assert (await compte_de(gardee))["courriel"] == "anne@exemple.fr"
    assert await modeles() == ["compte_ferme", "compte_ferme"]


async def test_l_adresse_effacee_peut_servir_a_nouveau(ccfi: Inscription, temps: Temps) -> None:
    await camille()
    for moment in (INACTIVITE, INACTIVITE + PREAVIS + JOUR):
        temps.aller(moment)
        await tours()
    nouvelle = await personnage("00009", "NOUVELLE", "MARTIN", "CAMILLE", CAMILLE, avec_compte=True)
    assert await se_connecter() is not None
    assert (await compte_de(nouvelle))["efface_le"] is None


async def test_factures_paiements_et_journal_restent_et_les_livres_s_accordent(
    ccfi: Inscription, banc: Banc, temps: Temps
) -> None:
    """Accounting kept: erasing an account that paid leaves bills, attempts, ledger, receipts as the books want."""
    personne = await camille()
    await facture(personne, "2300240069928", 8794)
    passage = await payer(personne)
    await banc.payer(passage.idop, "P")
    await conclure(passage.idop)
    comptees = ("facture", "ligne_facture", "paiement", "part_paiement", "reglement", "abonne", "contrat", "adresse")
    avant = {table: await lignes(f"SELECT * FROM {table} ORDER BY id") for table in comptees}
    for moment in (INACTIVITE, INACTIVITE + PREAVIS + JOUR, INACTIVITE + PREAVIS + 2 * JOUR):
        temps.aller(moment)
        await tours()
    assert (await compte_de(personne))["efface_le"] is not None
    assert {table: await lignes(f"SELECT * FROM {table} ORDER BY id") for table in comptees} == avant
    recu = await ligne("SELECT destinataire, donnees::text AS donnees FROM courriel WHERE modele = 'paiement_recu'")
    assert recu is not None
    assert (recu["destinataire"], "2300240069928" in recu["donnees"]) == (CAMILLE, True)
    assert await verifier() == []


async def test_passe_dix_ans_l_adresse_du_payeur_s_efface_avec_son_recu(
    ccfi: Inscription, banc: Banc, temps: Temps
) -> None:
    """I130, +11 years: nothing lost before accounting ends, nothing left after it; sums stay, the books agree."""
    personne = await camille()
    await facture(personne, "2300240069928", 8794)
    passage = await payer(personne)
    await banc.payer(passage.idop, "P")
    await conclure(passage.idop)
    temps.aller(COMPTABILITE - JOUR)
    await oublier_les_adresses()
    assert await valeur("SELECT mel FROM paiement") == CAMILLE
    temps.aller(COMPTABILITE + JOUR)
    await executer("UPDATE abonne SET retractation = true")
    await oublier_les_adresses()
    assert await valeur("SELECT mel FROM paiement") == CAMILLE
    await executer("UPDATE abonne SET retractation = false")
    await oublier_les_adresses()
    lue = await ligne("SELECT mel, reponse, montant_centimes, idop FROM paiement")
    assert lue is not None
    assert tuple(lue) == (PERSONNE, None, 8794, passage.idop)
    assert await valeur("SELECT destinataire FROM courriel WHERE modele = 'paiement_recu'") == PERSONNE
    assert await verifier() == []


async def test_les_vieux_courriels_perdent_leur_destinataire_et_leur_contenu(ccfi: Inscription, temps: Temps) -> None:
    """I130: a year, to the day; those that have not left wait."""
    await ecrire_au_service(
        "service@exemple.fr", nom="CAMILLE", courriel=CAMILLE, objet="Question", message="Secret de famille",
        compte=None, code_usager="", ip="192.0.2.1",
    )  # fmt: skip
    temps.aller(MEMOIRE_COURRIELS + JOUR)
    await oublier_les_adresses()
    assert await valeur("SELECT destinataire FROM courriel") == "service@exemple.fr"
    await executer("UPDATE courriel SET etat = 'envoye', envoye_le = $1", temps.debut)
    temps.aller(MEMOIRE_COURRIELS - JOUR)
    await oublier_les_adresses()
    assert await valeur("SELECT destinataire FROM courriel") == "service@exemple.fr"
    temps.aller(MEMOIRE_COURRIELS + JOUR)
    assert await oublier_les_adresses() == 1
    lue = await ligne("SELECT destinataire, donnees::text, cause, modele FROM courriel")
    assert lue is not None
    assert tuple(lue)[:2] == (PERSONNE, "{}")
    assert lue["cause"].startswith("efface:")
    assert await actes() == ["message_recu", "adresses_oubliees"]
    assert await oublier_les_adresses() == 0


async def test_les_anciennes_adresses_de_connexion_s_oublient(ccfi: Inscription, temps: Temps) -> None:
    personne = await camille()
    assert personne.compte is not None
    poser = (
        "INSERT INTO changement_courriel (compte, ancien, nouveau, demande_le, confirme_le, applique_le) "
        "VALUES ($1, 'a@exemple.fr', 'b@exemple.fr', $2, $3, $4)"
    )
    await executer(poser, personne.compte.id, temps.debut, temps.debut, temps.debut)
    await executer(poser, personne.compte.id, temps.debut, temps.debut, None)  # confirmed, still waits
    await executer(poser, personne.compte.id, temps.debut, None, None)  # never confirmed
    temps.aller(MEMOIRE_COURRIELS - JOUR)
    await oublier_les_adresses()
    assert await valeur("SELECT count(*) FROM changement_courriel") == 3
    temps.aller(MEMOIRE_COURRIELS + JOUR)
    await oublier_les_adresses()
    assert await valeur("SELECT count(*) FROM changement_courriel") == 1


async def test_a_plusieurs_et_pendant_une_connexion_chacun_est_efface_une_fois(base_reelle: Inscription) -> None:
    """Four rounds at once over forty accounts, while ten owners sign in: each is warned once, erased once, or kept."""
    await camille()
    await executer(
        "INSERT INTO compte (courriel, courriel_plie, mot_de_passe, mot_de_passe_le, secret_totp, cree_le) "
        "SELECT n || '@exemple.fr', n || '@exemple.fr', mot_de_passe, mot_de_passe_le, '', cree_le "
        "FROM compte, generate_series(1, 40) n"
    )
    await executer("UPDATE courriel SET etat = 'envoye'")
    debut = maintenant()
    with time_machine.travel(debut + INACTIVITE):
        await asyncio.gather(*(lancer(conserver_ce_qu_il_faut()) for _ in range(4)))
        assert await valeur("SELECT count(*) FROM courriel WHERE modele = 'effacement_annonce'") == 41
        await executer("UPDATE courriel SET etat = 'envoye', envoye_le = $1", maintenant())
    with time_machine.travel(debut + INACTIVITE + PREAVIS + JOUR):
        connexions = [lancer(se_connecter(f"{n}@exemple.fr")) for n in range(1, 11)]
        menages = [lancer(conserver_ce_qu_il_faut()) for _ in range(4)]
        entrees = await asyncio.gather(*connexions)
        await asyncio.gather(*menages)
        gardes = sum(entree is not None for entree in entrees)
        assert await valeur("SELECT count(*) FROM compte WHERE efface_le IS NOT NULL") == 41 - gardes
        assert await valeur("SELECT count(*) FROM courriel WHERE modele = 'compte_efface'") == 41 - gardes
        assert await valeur("SELECT count(*) FROM trace WHERE acte = 'compte_efface'") == 41 - gardes
        assert (
            await valeur(
                "SELECT count(*) FROM session s JOIN compte c ON c.id = s.compte WHERE c.efface_le IS NOT NULL"
            )
            == 0
        )
    assert await verifier() == []
