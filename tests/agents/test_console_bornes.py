"""A list of the console ends somewhere."""

import pytest

from app.agents.console.recherche import CHOIX_MAX, borner
from app.base import executer
from tests.agents.outils import Console, equipier, session_de
from tests.outils.echange import Echange


@pytest.mark.parametrize(
    ("demandes", "attendu"),
    [
        ([], "limit=1000"),
        ([("limit", "999999"), ("search", "é&a")], "search=%C3%A9%26a&limit=1000"),
        ([("limit", "7")], "limit=7"),
    ],
)
def test_une_liste_de_choix_est_bornee(demandes: list[tuple[str, str]], attendu: str) -> None:
    assert borner("/api/tables/levee/ids/", demandes) == attendu.encode()


def test_une_liste_ordinaire_garde_sa_recherche() -> None:
    assert borner("/api/tables/levee/", [("__page", "2"), ("__order", "-id")]) == b"__page=2&__order=-id"
    assert borner("/api/tables/levee/7/", []) == b""


async def test_une_liste_demandee_sans_ordre_vient_dans_celui_de_l_ecran(echange: Echange) -> None:
    await executer("INSERT INTO flux (code, libelle) SELECT n::text, n::text FROM generate_series(1, 40) n")
    console = Console(echange, await session_de((await equipier()).agent.id, prouvee=True))
    sans_ordre = (await console.lire("/api/tables/flux/")).json()["rows"]
    assert sans_ordre == (await console.lire("/api/tables/flux/?__order=id")).json()["rows"]
    assert [lue["id"] for lue in sans_ordre] == sorted(lue["id"] for lue in sans_ordre)


async def test_la_console_ne_nomme_pas_plus_de_lignes(echange: Echange) -> None:
    await executer(
        "INSERT INTO flux (code, libelle) SELECT n::text, n::text FROM generate_series(1, $1) n", CHOIX_MAX + 5
    )
    console = Console(echange, await session_de((await equipier()).agent.id, prouvee=True))
    reponse = await console.lire("/api/tables/flux/ids/")
    assert reponse.status_code == 200
    assert len(reponse.json()) == CHOIX_MAX
