"""Seven readers at one collectivité's portal, each with the cookies that he could bring; and what each finds there."""

from app.base import Inscription, executer, lancer, utiliser
from app.metier.comptes.sessions import ouvrir
from tests import personnages
from tests.agents.outils import equipier, session_de
from tests.conftest import annulee, inscription_de
from tests.maison.droits import DROITS, REFERENCE, Qui
from tests.personnages import Personnage

ACTEURS = (
    "visiteur",
    "proprietaire",
    "voisin",
    "usager d'ailleurs",
    "usager sans son code",
    "agent",
    "agent sans son code",
)
VOIT: dict[str, set[Qui]] = {nom: {Qui.PUBLIC, Qui.TRESOR} for nom in ACTEURS}
VOIT["proprietaire"] |= {Qui.USAGER}
VOIT["voisin"] |= {Qui.USAGER}
VOIT["agent"] |= {Qui.AGENT}


async def cookies_de(acteur: str, modeles: str) -> dict[str, str]:
    """What this reader's browser brings; the owner has the bill of the rights matrix."""
    if acteur == "visiteur":
        return {}
    if acteur.startswith("agent"):
        equipe = await equipier()
        return {"agent": await session_de(equipe.agent.id, prouvee=acteur == "agent")}
    if acteur == "usager d'ailleurs":
        return {"session": await lancer(_session_ailleurs(modeles))}
    jeton = await _session(await _usager(acteur))
    if acteur == "usager sans son code":
        await executer("UPDATE session SET a_prouver = true")
        return {"session": jeton, "attente": jeton}
    return {"session": jeton}


async def _usager(acteur: str) -> Personnage:
    martin = await personnages.camille()
    await personnages.facture(martin, REFERENCE, 8794)
    if acteur != "voisin":
        return martin
    return await personnages.personnage("00099", "VOISINAA", "VOISIN", "LEA", "lea@exemple.fr", avec_compte=True)


async def _session(personne: Personnage) -> str:
    assert personne.compte is not None
    return await ouvrir(personne.compte.id)


async def _session_ailleurs(modeles: str) -> str:
    async with annulee(await inscription_de(modeles, "milhaud")) as ailleurs:
        with utiliser(ailleurs):
            return await _session(await _usager("proprietaire"))


def adresses(*methodes: str) -> list[tuple[str, str, Qui]]:
    """Every route of these methods at a real address, and who may."""
    return sorted(
        (methode, droit.exemple or patron, droit.qui)
        for (methode, patron), droit in DROITS.items()
        if methode in methodes
    )


def sur_https(inscription: Inscription) -> Inscription:
    """The same portal under an https origin, as production has it."""
    return Inscription(
        nom=inscription.nom, hotes=("dechets.example.fr",), origine="https://dechets.example.fr", dsn=inscription.dsn,
        cle=inscription.cle,
    )  # fmt: skip
