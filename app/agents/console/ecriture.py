"""Writing in the console: only the columns of the policy, checked, in one transaction with its line in the journal."""

from typing import Any

import asyncpg
from piccolo.columns import Column
from piccolo.table import Table
from starlette.responses import JSONResponse, Response

from app.agents.console import equipe
from app.agents.console.controles import LECTURE_SEULE, Valeurs, exiger_les_colonnes, lire_envoi, verifier_la_fiche
from app.agents.console.refus import Refus
from app.agents.console.vues import vues
from app.agents.politique import REGLES, Regle, Role
from app.base import executer, transaction
from app.metier.agents.sessions import SessionLue
from app.metier.calendrier import maintenant
from app.metier.erreurs import RegleRefusee
from app.metier.profil import oublier_les_profils
from app.metier.suivi import Acteur, journaliser

ENCORE_UTILE = "Cette ligne sert encore ailleurs : elle ne s’efface pas."
DESIGNEE = "La ligne désignée n’existe pas."


async def ecrire(session: SessionLue, nom: str, methode: str, numero: int | None, corps: bytes) -> Response:
    """Add, change or delete a row, as the policy allows."""
    regle = _exiger_le_droit(session, nom, methode, numero)
    try:
        async with transaction():
            reponse = await _agir(session, nom, regle, methode, numero, corps)
    except RegleRefusee as refus:
        raise Refus(422, refus.phrase) from None
    except asyncpg.UniqueViolationError:
        raise Refus(422, "Une autre ligne porte déjà cette valeur, qui doit rester unique.") from None
    except (asyncpg.ForeignKeyViolationError, asyncpg.RestrictViolationError):
        raise Refus(422, ENCORE_UTILE if methode == "DELETE" else DESIGNEE) from None
    oublier_les_profils()
    return reponse


def _exiger_le_droit(session: SessionLue, nom: str, methode: str, numero: int | None) -> Regle:
    regle = REGLES[nom]
    if regle.role is Role.ADMINISTRATEUR and not session.administre:
        raise Refus(403, "Cette table est réservée aux administrateurs.")
    if regle.fiche is None:
        raise Refus(403, LECTURE_SEULE)
    permises = {"PUT", "PATCH"} | ({"DELETE"} if regle.suppression else set())
    if (numero is None and not (methode == "POST" and regle.ajout)) or (numero is not None and methode not in permises):
        raise Refus(403, "Cette table ne se remplit ni ne se vide à la main.")
    return regle


async def _agir(
    session: SessionLue, nom: str, regle: Regle, methode: str, numero: int | None, corps: bytes
) -> Response:
    if numero is None:
        ajoutee = await _ajouter(session, nom, regle, lire_envoi(corps))
        return JSONResponse([{"id": ajoutee}], 201)
    if methode == "DELETE":
        await _effacer(session, nom, regle, numero)
        return Response(status_code=204)
    await _modifier(session, nom, regle, numero, lire_envoi(corps))
    return JSONResponse({"id": numero}) if methode == "PATCH" else Response(status_code=204)


async def _ajouter(session: SessionLue, nom: str, regle: Regle, saisi: Valeurs) -> int:
    vue = vues()[nom]
    exiger_les_colonnes(vue, regle, saisi, {})
    valeurs = verifier_la_fiche(regle, {cle: valeur for cle, valeur in saisi.items() if valeur is not None})
    if nom == equipe.TABLE:
        numero = await equipe.ajouter(valeurs)
    else:
        ligne = vue(**valeurs)
        await ligne.save()
        numero = int(getattr(ligne, vue._meta.primary_key._meta.name))
    await _tracer(session, "console.ajout", nom, numero, "Ligne ajoutée", {}, valeurs)
    return numero


async def _modifier(session: SessionLue, nom: str, regle: Regle, numero: int, saisi: Valeurs) -> None:
    vue = vues()[nom]
    avant = await _ligne(vue, numero)
    exiger_les_colonnes(vue, regle, saisi, avant)
    apres = verifier_la_fiche(regle, {cle: avant.get(cle) for cle in regle.ecrites if cle in avant} | saisi)
    changees = {cle: valeur for cle, valeur in apres.items() if valeur != avant.get(cle, "")}
    if not changees:
        return
    await _tracer(session, "console.modification", nom, numero, "Ligne modifiée", avant, changees)
    if nom == equipe.TABLE:
        changees = await equipe.modifier(session, numero, avant, changees)
    if nom == "collectivite":
        await executer("UPDATE collectivite SET modifiee_le = $1", maintenant())
    colonnes: dict[Column | str, Any] = {vue._meta.get_column_by_name(cle): v for cle, v in changees.items()}
    await vue.update(colonnes).where(vue._meta.primary_key == numero)


async def _effacer(session: SessionLue, nom: str, regle: Regle, numero: int) -> None:
    vue = vues()[nom]
    avant = await _ligne(vue, numero)
    await vue.delete().where(vue._meta.primary_key == numero)
    await _tracer(session, "console.effacement", nom, numero, "Ligne effacée", avant, dict.fromkeys(regle.ecrites))


async def _ligne(vue: type[Table], numero: int) -> Valeurs:
    trouvees = await vue.select(exclude_secrets=True).where(vue._meta.primary_key == numero).lock_rows("UPDATE")
    if not trouvees:
        raise Refus(404, "Cette ligne n’existe pas.")
    return dict(trouvees[0])


async def _tracer(
    session: SessionLue, acte: str, nom: str, numero: int, phrase: str, avant: Valeurs, apres: Valeurs
) -> None:
    """A line in the journal; what is secret is named, not told."""
    secretes = {colonne._meta.name for colonne in vues()[nom]._meta.secret_columns}
    montrees = [cle for cle in apres if cle not in secretes]
    await journaliser(
        acte, f"{nom}:{numero}", f"{phrase} dans les tables : {', '.join(sorted(apres))}.",
        acteur=Acteur.AGENT, auteur=session.identifiant,
        avant={cle: avant.get(cle) for cle in montrees} if avant else {}, apres={cle: apres[cle] for cle in montrees},
    )  # fmt: skip
