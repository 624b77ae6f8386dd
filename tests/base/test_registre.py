"""The registry: which hosts, which databases."""

import pytest

from app.base.embarque import ServeurEmbarque
from app.base.registre import Annuaire, InscriptionRefusee, inscriptions, inscrire
from app.base.registre.annuaire import FRAICHEUR, PEREMPTION


async def test_un_hote_mene_a_sa_collectivite(modeles: str) -> None:
    annuaire = Annuaire(modeles)
    trouvee = await annuaire.trouver("CCFI.localhost")
    assert trouvee is not None
    assert trouvee.nom == "ccfi"
    assert await annuaire.trouver("inconnu.localhost") is None


async def test_un_registre_perdu_ne_fait_attendre_personne(modeles: str) -> None:
    annuaire = Annuaire(modeles)
    connue = await annuaire.trouver("ccfi.localhost")
    annuaire._dsn = "postgresql://x@127.0.0.1:1/x"
    annuaire._lu_a -= FRAICHEUR + 1
    assert await annuaire.trouver("ccfi.localhost") is connue
    annuaire._lu_a -= PEREMPTION + 1
    assert await annuaire.trouver("ccfi.localhost") is connue
    assert await annuaire.trouver("inconnu.localhost") is None


async def test_le_secret_ne_change_pas_quand_on_reinscrit(modeles: str) -> None:
    avant = {i.nom: i for i in await inscriptions(modeles)}
    apres = await inscrire(modeles, "ccfi", origine=avant["ccfi"].origine, rang=0)
    assert apres == avant["ccfi"]
    assert len(apres.cle) == 32
    assert avant["ccfi"].cle != avant["milhaud"].cle


@pytest.mark.parametrize(
    ("nom", "origine"),
    [
        ("CCFI", "https://a.fr"),
        ("a", "https://a.fr"),
        ('x"; DROP DATABASE y', "https://a.fr"),
        ("bon", "http://dechets.fr"),
        ("bon", "https://a.fr/chemin"),
        ("bon", "ftp://a.fr"),
        ("bon", ""),
    ],
)
async def test_ce_qui_ne_peut_pas_etre_inscrit(modeles: str, nom: str, origine: str) -> None:
    with pytest.raises(InscriptionRefusee):
        await inscrire(modeles, nom, origine=origine)


def test_les_donnees_sont_fermees_aux_autres(serveur: ServeurEmbarque) -> None:
    assert serveur.donnees.stat().st_mode & 0o077 == 0
    assert serveur.prise.stat().st_mode & 0o077 == 0


async def test_une_migration_refaite_ne_fait_rien_et_deux_a_la_fois_non_plus(
    serveur: ServeurEmbarque, modeles: str
) -> None:
    import asyncio

    from app.base.migrations import migrer

    nouvelle = await inscrire(modeles, "essai_migrations", origine="http://essai.localhost:8000", rang=9)
    faites = await asyncio.gather(migrer(nouvelle, "portail"), migrer(nouvelle, "portail"))
    assert sorted(map(bool, faites)) == [False, True]
    assert await migrer(nouvelle, "portail") == []


async def test_une_base_donnee_reste_la_sienne(modeles: str, serveur: ServeurEmbarque) -> None:
    ailleurs = serveur.dsn("portail_essai_migrations")
    await inscrire(modeles, "hebergee", origine="https://hebergee.exemple.fr", dsn=ailleurs, rang=8)
    assert (await inscrire(modeles, "hebergee", origine="https://autre.exemple.fr", rang=8)).dsn == ailleurs
