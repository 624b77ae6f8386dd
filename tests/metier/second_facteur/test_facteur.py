"""A second factor from its first code to its end, the same for a resident and for an agent."""

import json

import pytest
import time_machine

from app.base import Inscription, executer, ligne, lignes, transaction, valeur
from app.metier.chiffre import dechiffrer
from app.metier.second_facteur import cle, facteur, secours
from app.metier.second_facteur.facteur import Preuve
from app.metier.second_facteur.porteurs import Porteur
from app.metier.suivi import Acteur
from tests.metier.second_facteur.porteurs import NATURES, porteur
from tests.outils.second_facteur import AUTRE_SECRET, code, faux, poser

pytestmark = pytest.mark.parametrize("nature", NATURES)
MIDI = "2026-03-02 12:00:05Z"


async def _prouver(qui: Porteur, saisi: str) -> Preuve | None:
    async with transaction():
        return await facteur.prouver(qui, saisi)


async def _mettre_en_place(qui: Porteur, saisi: str) -> list[str] | None:
    async with transaction():
        return await facteur.mettre_en_place(qui, saisi)


async def _dits() -> list[tuple[str, str]]:
    """Acts of the journal, with the mail of each."""
    actes = [lu["acte"] for lu in await lignes("SELECT acte FROM trace ORDER BY id")]
    mails = await lignes("SELECT modele, donnees FROM courriel ORDER BY id")
    return list(zip(actes, [json.loads(lu["donnees"]).get("acte", lu["modele"]) for lu in mails], strict=True))


async def test_un_code_ne_sert_qu_une_fois(ccfi: Inscription, nature: str) -> None:
    """Reuse. A code, and every step before it, is over once it was taken."""
    qui = await porteur(nature)
    await poser(qui)
    with time_machine.travel(MIDI, tick=False) as montre:
        assert await _prouver(qui, code()) == Preuve(par_secours=False)
        assert await _prouver(qui, code()) is None
        assert await _prouver(qui, code(-1)) is None
        montre.shift(30)
        assert await _prouver(qui, code(-1)) is None
        assert await _prouver(qui, code()) is not None


@pytest.mark.parametrize(("ecart", "bon"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
async def test_un_pas_de_chaque_cote(ccfi: Inscription, nature: str, ecart: int, bon: bool) -> None:
    """One step of drift each way, not two."""
    qui = await porteur(nature)
    await poser(qui)
    with time_machine.travel(MIDI, tick=False):
        assert (await _prouver(qui, code(ecart)) is not None) is bon


async def test_une_cle_seulement_vue_ne_compte_pas(ccfi: Inscription, nature: str) -> None:
    """Looking at the key enrols nobody, and its codes open nothing."""
    qui = await porteur(nature)
    assert await cle.cle_a_montrer(qui) is None
    await cle.preparer(qui)
    vue = await cle.cle_a_montrer(qui)
    assert vue is not None
    assert not await cle.est_actif(qui)
    assert await _prouver(qui, code(secret=vue)) is None
    await cle.preparer(qui)
    assert await _mettre_en_place(qui, code(secret=vue)) is None  # a later key took its place
    nouvelle = await cle.cle_a_montrer(qui) or ""
    codes = await _mettre_en_place(qui, code(secret=nouvelle))
    assert codes is not None
    assert len(set(codes)) == 10
    assert await cle.est_actif(qui)
    assert await cle.cle_a_montrer(qui) is None
    assert await _dits() == [("second_facteur_actif", "second_facteur_actif")]


async def test_le_code_de_l_inscription_a_servi(ccfi: Inscription, nature: str) -> None:
    """The code that enrols does not sign in as well."""
    qui = await porteur(nature)
    await cle.preparer(qui)
    vue = await cle.cle_a_montrer(qui) or ""
    with time_machine.travel(MIDI, tick=False):
        assert await _mettre_en_place(qui, code(secret=vue)) is not None
        assert await _prouver(qui, code(secret=vue)) is None
        assert await _mettre_en_place(qui, code(1, vue)) is None  # nothing is put in place twice


async def test_preparer_ne_touche_pas_une_cle_prouvee(ccfi: Inscription, nature: str) -> None:
    qui = await porteur(nature)
    await poser(qui)
    await cle.preparer(qui)
    assert await _prouver(qui, code()) is not None


async def test_le_code_d_une_autre_cle_n_est_rien(ccfi: Inscription, nature: str) -> None:
    """The code of another's key, six full-width digits, no code at all."""
    qui = await porteur(nature)
    await poser(qui)
    pleins = "".join(chr(ord("０") + int(chiffre)) for chiffre in code())
    for autre in (code(secret=AUTRE_SECRET), pleins, faux(), "", " ", "é" * 6, "-" * 11, code() + "0"):
        assert await _prouver(qui, autre) is None
    bon = code()
    assert await _prouver(qui, f"{bon[:3]} {bon[3:]}") is not None


async def test_la_cle_est_chiffree_et_les_codes_condenses_au_repos(ccfi: Inscription, nature: str) -> None:
    """Neither the key nor a recovery code can be read in the database, nor in journal and outbox."""
    qui = await porteur(nature)
    await cle.preparer(qui)
    vue = await cle.cle_a_montrer(qui) or ""
    codes = await _mettre_en_place(qui, code(secret=vue)) or []
    gardee = await valeur(f"SELECT secret_totp FROM {qui.table} WHERE id = $1", qui.numero)
    assert dechiffrer(gardee) == vue
    restes = [gardee]
    for table in ("code_secours", "trace", "courriel", "limite"):
        restes += [await valeur(f"SELECT coalesce(string_agg(t::text, '|'), '') FROM {table} t")]
    for secret in [vue, *codes, *(c.replace("-", "") for c in codes)]:
        assert not any(secret in reste for reste in restes)


async def test_un_code_de_secours_sert_une_fois_et_se_dit(ccfi: Inscription, nature: str) -> None:
    qui = await porteur(nature)
    codes = await poser(qui)
    assert await _prouver(qui, codes[3].lower()) == Preuve(par_secours=True)
    assert await _prouver(qui, codes[3]) is None
    assert await secours.restants(qui) == 9
    assert await _dits() == [("code_secours_utilise", "code_secours_utilise")]
    mail = await ligne("SELECT destinataire, donnees FROM courriel")
    assert mail is not None
    assert json.loads(mail["donnees"])["restants"] == 9
    assert json.loads(mail["donnees"])["est_agent"] is (nature == "agent")
    assert mail["destinataire"] == ("camille@mairie.example.fr" if nature == "agent" else "camille@example.fr")


async def test_le_code_de_secours_d_un_autre_n_est_rien(ccfi: Inscription, nature: str) -> None:
    qui, voisin = await porteur(nature), await porteur(nature, "voisin")
    siens = await poser(voisin)
    await poser(qui)
    for recu in siens:
        assert await _prouver(qui, recu) is None
    assert await secours.restants(voisin) == 10


async def test_de_nouveaux_codes_remplacent_les_anciens(ccfi: Inscription, nature: str) -> None:
    qui = await porteur(nature)
    anciens = await poser(qui)
    async with transaction():
        assert await facteur.refaire_les_codes(qui, faux()) is None
        nouveaux = await facteur.refaire_les_codes(qui, code())
    assert nouveaux is not None
    assert not set(nouveaux) & set(anciens)
    assert await _prouver(qui, anciens[0]) is None
    assert await _prouver(qui, nouveaux[0]) is not None
    assert (await _dits())[0] == ("codes_secours_refaits", "codes_secours_refaits")


@pytest.mark.parametrize("par_secours", [False, True])
async def test_retirer_demande_un_code_et_oublie_tout(ccfi: Inscription, nature: str, par_secours: bool) -> None:
    qui = await porteur(nature)
    codes = await poser(qui)
    async with transaction():
        assert await facteur.retirer_avec(qui, faux()) is None
        assert await facteur.retirer_avec(qui, codes[0] if par_secours else code()) == Preuve(par_secours)
    assert not await cle.est_actif(qui)
    assert await valeur("SELECT count(*) FROM code_secours") == 0
    assert await _prouver(qui, codes[1]) is None
    assert await _dits() == [("second_facteur_retire", "second_facteur_retire")]
    assert await cle.cle_a_montrer(qui) is None


async def test_un_autre_le_retire_sans_code_et_cela_se_lit(ccfi: Inscription, nature: str) -> None:
    qui = await porteur(nature)
    await poser(qui)
    async with transaction():
        assert await facteur.retirer(qui, acteur=Acteur.AGENT, auteur="lea")
        assert not await facteur.retirer(qui, acteur=Acteur.AGENT, auteur="lea")
    trace = await ligne("SELECT acteur, auteur, acte, objet FROM trace")
    assert trace is not None
    assert tuple(trace) == ("agent", "lea", "second_facteur_retire", qui.nom)
    assert await valeur("SELECT count(*) FROM courriel") == 1


async def test_un_compte_ferme_ne_prouve_rien(ccfi: Inscription, nature: str) -> None:
    qui = await porteur(nature)
    codes = await poser(qui)
    await executer("UPDATE compte SET ferme_le = now()")
    await executer("UPDATE agent SET active = false")
    assert await _prouver(qui, code()) is None
    assert await _prouver(qui, codes[0]) is None
