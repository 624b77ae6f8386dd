"""One console in the process, as many databases as collectivités: each host shows its own, and knows its own agents."""

from app.base import Inscription, utiliser
from tests.agents.outils import Console, equipier, session_de
from tests.conftest import inscription_de
from tests.outils.echange import ouvrir_echange


async def _nom_montre(inscription: Inscription) -> str:
    qui = await equipier()
    async with ouvrir_echange(inscription) as echange:
        console = Console(echange, await session_de(qui.agent.id, prouvee=True))
        lignes = (await console.lire("/api/tables/collectivite/")).json()["rows"]
        assert len(lignes) == 1
        return str(lignes[0]["nom_court"])


async def test_ccfi_voit_ccfi(ccfi: Inscription) -> None:
    assert await _nom_montre(ccfi) == "CCFI"


async def test_milhaud_voit_milhaud(milhaud: Inscription) -> None:
    assert await _nom_montre(milhaud) == "Milhaud"


async def test_l_agent_de_l_une_n_est_personne_chez_l_autre(base_reelle: Inscription, modeles: str) -> None:
    qui = await equipier()
    jeton = await session_de(qui.agent.id, prouvee=True)
    voisine = await inscription_de(modeles, "milhaud")
    codes = {}
    for inscription in (base_reelle, voisine):
        with utiliser(inscription):
            async with ouvrir_echange(inscription) as echange:
                console = Console(echange, jeton)
                reponse = await console.envoyer("PATCH", "/api/tables/collectivite/1/", {})
                codes[inscription.nom] = (reponse.status_code, (await echange.get("/agents")).status_code)
    assert codes == {"ccfi": (200, 200), "milhaud": (401, 303)}
