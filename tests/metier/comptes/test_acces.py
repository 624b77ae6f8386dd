"""Sessions: how long they last, what they show, and what ends them."""

import asyncio
from datetime import date, timedelta

import time_machine

from app.base import Inscription, executer, lancer, transaction, valeur
from app.metier.chiffre import condenser
from app.metier.comptes import sessions
from app.metier.comptes.acces import Acces, lire_acces
from app.metier.contrats import Adresse, Contrat, UsageAdresse
from tests import personnages

DEBUT = "2026-03-02 10:00:00Z"
MINUTES = timedelta(minutes=1)


async def ouvrir(*, rester_connecte: bool = False) -> str:
    camille = await personnages.camille()
    assert camille.compte is not None
    return await sessions.ouvrir(camille.compte.id, rester_connecte=rester_connecte)


async def lu(jeton: str) -> Acces | None:
    return await lire_acces(condenser(jeton))


async def test_le_bandeau_dit_tout(ccfi: Inscription) -> None:
    acces = await lu(await ouvrir())
    assert acces is not None
    assert (acces.nom_complet, acces.nom_court, acces.courriel) == (
        "CAMILLE MARTIN",
        "MARTIN",
        "camille.martin@example.fr",
    )
    assert (acces.code_usager, acces.forfait, acces.souscrit_le) == ("00002", "Bac", date(2022, 6, 30))
    assert acces.termine_le is None
    assert acces.adresse_habitation == "29 ROUTE DE MÉTEREN 59270 BAILLEUL"
    assert acces.adresse_facturation == "29 ROUTE DE MÉTEREN 59270 BAILLEUL"
    assert [(c.reference, c.choisi) for c in acces.contrats] == [("00002", True)]


async def test_une_adresse_complete_est_en_une_ligne(ccfi: Inscription) -> None:
    jeton = await ouvrir()
    await executer(
        "UPDATE adresse SET ext = 'BIS', ligne2 = 'LE MOULIN', batiment = 'B', escalier = '2', appartement = '14', "
        "etage = '3', bp = '70', complement_ville = 'CEDEX', pays = 'BE' WHERE usage = 'facturation'"
    )
    acces = await lu(jeton)
    assert acces is not None
    assert acces.adresse_facturation == (
        "29 BIS ROUTE DE MÉTEREN LE MOULIN BÂT. B ESC. 2 APP. 14 ÉTG. 3 BP 70 59270 BAILLEUL CEDEX BE"
    )


async def test_une_entreprise_porte_sa_raison_sociale(ccfi: Inscription) -> None:
    jeton = await ouvrir()
    await executer("UPDATE abonne SET nom = '', prenom = '', raison_sociale = 'SARL LE MOULIN'")
    acces = await lu(jeton)
    assert acces is not None
    assert (acces.nom_complet, acces.nom_court) == ("SARL LE MOULIN", "SARL LE MOULIN")


async def test_un_compte_sans_abonne_reste_lisible(ccfi: Inscription) -> None:
    jeton = await ouvrir()
    await executer("UPDATE rattachement SET jusque_le = '2026-01-01 00:00:00+00'")
    acces = await lu(jeton)
    assert acces is not None
    assert (acces.abonne_id, acces.contrat_id, acces.contrats) == (None, None, ())


async def second_contrat(termine_le: date | None = None) -> int:
    abonne = await valeur("SELECT id FROM abonne WHERE code_usager = '00002'")
    contrat = Contrat(reference="00001-B", abonne=abonne, forfait="Sac", termine_le=termine_le)
    await contrat.save()
    await Adresse(
        contrat=contrat.id, usage=UsageAdresse.HABITATION, valable_du=date(2023, 1, 1), numero="3", rue="GRAND-PLACE",
        code_postal="59190", ville="HAZEBROUCK",
    ).save()  # fmt: skip
    return int(contrat.id)


async def test_le_contrat_choisi_reste_en_vue(ccfi: Inscription) -> None:
    jeton = await ouvrir()
    contrat = await second_contrat(termine_le=date(2024, 1, 1))
    acces = await lu(jeton)
    assert acces is not None
    assert acces.forfait == "Bac"  # the running one comes first
    assert await sessions.choisir_contrat(acces.session_id, contrat)
    apres = await lu(jeton)
    assert apres is not None
    assert (apres.contrat_id, apres.forfait, apres.adresse_habitation) == (
        contrat,
        "Sac",
        "3 GRAND-PLACE 59190 HAZEBROUCK",
    )
    assert apres.adresse_facturation == apres.adresse_habitation
    assert [(c.libelle, c.choisi) for c in apres.contrats] == [
        ("00001-B - 3 GRAND-PLACE 59190 HAZEBROUCK", True),
        ("00002 - 29 ROUTE DE MÉTEREN 59270 BAILLEUL", False),
    ]


async def test_le_contrat_d_un_autre_ne_se_choisit_pas(ccfi: Inscription) -> None:
    jeton, autre = await ouvrir(), await personnages.dupont()
    acces = await lu(jeton)
    assert acces is not None
    assert not await sessions.choisir_contrat(acces.session_id, autre.contrat.id)
    assert await lu(jeton) == acces


async def test_trente_minutes_sans_rien_faire(ccfi: Inscription) -> None:
    with time_machine.travel(DEBUT, tick=False) as horloge:
        jeton = await ouvrir()
        for _ in range(3):
            horloge.shift(29 * MINUTES)
            assert await lu(jeton) is not None
        horloge.shift(30 * MINUTES)
        assert await lu(jeton) is None


async def test_douze_heures_en_tout(ccfi: Inscription) -> None:
    with time_machine.travel(DEBUT, tick=False) as horloge:
        jeton = await ouvrir()
        for _ in range(47):
            horloge.shift(15 * MINUTES)
            assert await lu(jeton) is not None
        horloge.shift(15 * MINUTES)
        assert await lu(jeton) is None


async def test_rester_connecte_trente_jours(ccfi: Inscription) -> None:
    with time_machine.travel(DEBUT, tick=False) as horloge:
        jeton = await ouvrir(rester_connecte=True)
        horloge.shift(timedelta(days=29, hours=23))
        assert await lu(jeton) is not None
        horloge.shift(timedelta(hours=1))
        assert await lu(jeton) is None


async def test_une_horloge_avancee_puis_remise_ne_ranime_rien(ccfi: Inscription) -> None:
    with time_machine.travel(DEBUT, tick=False) as horloge:
        jeton = await ouvrir()
        horloge.shift(timedelta(hours=1))
        assert await lu(jeton) is None
        horloge.shift(timedelta(hours=-1))
        assert await lu(jeton) is None


async def test_etre_vu_s_ecrit_une_fois_par_minute(ccfi: Inscription) -> None:
    with time_machine.travel(DEBUT, tick=False) as horloge:
        jeton = await ouvrir()
        ecrits = set()
        for _ in range(12):
            horloge.shift(timedelta(seconds=10))
            await lu(jeton)
            ecrits.add(await valeur("SELECT vue_le FROM session"))
        assert len(ecrits) == 2


async def test_le_jeton_n_est_nulle_part(ccfi: Inscription) -> None:
    jeton = await ouvrir()
    assert len(jeton) == 43
    assert await valeur("SELECT count(*) FROM session WHERE session::text LIKE '%' || $1 || '%'", jeton) == 0
    assert await valeur("SELECT empreinte FROM session") == condenser(jeton)


async def test_fermer_les_autres_garde_la_sienne(ccfi: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    jetons = [await sessions.ouvrir(camille.compte.id) for _ in range(3)]
    sienne = await lu(jetons[1])
    assert sienne is not None
    assert await sessions.fermer_les_autres(camille.compte.id, sauf=sienne.session_id) == 2
    assert [await lu(j) is not None for j in jetons] == [False, True, False]


async def test_un_compte_ferme_n_ouvre_plus_rien(ccfi: Inscription) -> None:
    jeton = await ouvrir()
    await executer("UPDATE compte SET ferme_le = now()")
    assert await lu(jeton) is None


async def test_les_plus_vieilles_sessions_cedent(ccfi: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    jetons = [await sessions.ouvrir(camille.compte.id) for _ in range(sessions.SESSIONS_MAX + 2)]
    assert [await lu(j) is not None for j in jetons] == [False] * 2 + [True] * sessions.SESSIONS_MAX


async def test_la_fermeture_gagne_sur_une_page_lente(base_reelle: Inscription) -> None:
    """Twenty pages and one sign-out at once: afterwards the session is closed, whatever was written last."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        jeton = await ouvrir()
        horloge.shift(2 * MINUTES)

        async def fermer() -> None:
            async with transaction():
                await sessions.fermer(jeton)

        await asyncio.gather(
            *(lancer(lu(jeton)) for _ in range(10)), lancer(fermer()), *(lancer(lu(jeton)) for _ in range(10))
        )
        assert await lu(jeton) is None
        assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL") == 0
