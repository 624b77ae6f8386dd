"""Recovery codes: ten for who loses the telephone, shown once, kept as HMACs, good once each."""

import re
import secrets

from app.base import executer, ligne, valeur
from app.metier.calendrier import maintenant
from app.metier.chiffre import signer
from app.metier.second_facteur.porteurs import Porteur

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs, five bits each; nothing that looks like another one once it is copied by hand (0 O, 1 I)."""
NOMBRE = 10
LONGUEUR = 10
GROUPE = 5
SEPARATEURS = re.compile(r"[\s\u00ad\u2010-\u2015\u2212-]")


async def tirer(porteur: Porteur) -> list[str]:
    """Ten new codes, by groups as they are shown; the former ones are good no more."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR)) for _ in range(NOMBRE)]
    await oublier(porteur)
    await executer(
        f"INSERT INTO code_secours ({porteur.table}, empreinte, cree_le) SELECT $1, e, $3 FROM unnest($2::text[]) e",  # noqa: S608 -- one of two names of ours
        porteur.numero,
        [_empreinte(porteur, code) for code in codes],
        maintenant(),
    )
    return [f"{code[:GROUPE]}-{code[GROUPE:]}" for code in codes]


async def consommer(porteur: Porteur, saisi: str) -> bool:
    """Use this code up; False when it is no code of theirs, or was used before."""
    code = plier_code(saisi)
    if code is None:
        return False
    consomme = await ligne(
        "UPDATE code_secours SET consomme_le = $2 WHERE empreinte = $1 AND consomme_le IS NULL RETURNING id",
        _empreinte(porteur, code), maintenant(),
    )  # fmt: skip
    return consomme is not None


async def restants(porteur: Porteur) -> int:
    """How many are still good."""
    nombre: int = await valeur(
        f"SELECT count(*) FROM code_secours WHERE {porteur.table} = $1 AND consomme_le IS NULL",  # noqa: S608 -- as above
        porteur.numero,
    )
    return nombre


async def oublier(porteur: Porteur) -> None:
    """Delete them all, used or not; the journal keeps that they were."""
    await executer(f"DELETE FROM code_secours WHERE {porteur.table} = $1", porteur.numero)  # noqa: S608 -- as above


def plier_code(saisi: str) -> str | None:
    """A code as it was drawn, whatever its case, spaces and hyphens; None when it cannot be one."""
    code = SEPARATEURS.sub("", saisi)
    code = code.upper() if code.isascii() else ""
    return code if len(code) == LONGUEUR and all(signe in ALPHABET for signe in code) else None


def _empreinte(porteur: Porteur, code: str) -> str:
    """Bound to its owner: the same code is nobody else's."""
    return signer("code_secours", f"{porteur.nom}:{code}".encode()).hex()
