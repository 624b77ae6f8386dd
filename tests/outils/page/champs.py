"""Forms: every field has a label, every POST its token, errors are tied to their field."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from tests.outils.page.commun import Manquements, attribut, cite, nom_accessible

SANS_ETIQUETTE = {"hidden", "submit", "button", "reset", "image"}
INTERDITS = ("placeholder", "required", "pattern", "maxlength")
JETON = "jeton_csrf"


def verifier(soupe: BeautifulSoup, *, fragment: bool) -> Manquements:
    trouves = []
    for champ in soupe.find_all(["input", "select", "textarea"]):
        if attribut(champ, "type") not in SANS_ETIQUETTE:
            trouves += _champ(champ, soupe)
    for formulaire in soupe.find_all("form"):
        trouves += _formulaire(formulaire)
    for groupe in soupe.find_all("fieldset"):
        premier = groupe.find(True, recursive=False)
        if not isinstance(premier, Tag) or premier.name != "legend" or not premier.get_text(strip=True):
            trouves.append(f"fieldset whose first child is no legend: {cite(groupe)}")
    if not fragment:
        trouves += _orphelins(soupe)
    return trouves


def _champ(champ: Tag, soupe: BeautifulSoup) -> Manquements:
    trouves = []
    identifiant = attribut(champ, "id")
    etiquettes = [e for e in soupe.find_all("label") if identifiant and attribut(e, "for") == identifiant]
    nommes = [nom_accessible(e, soupe) for e in etiquettes] or [attribut(champ, "aria-label")]
    if not any(n.strip() for n in nommes) and not champ.get("aria-labelledby"):
        trouves.append(f"field without label: {cite(champ)}")
    if not champ.get("name"):
        trouves.append(f"field without name: {cite(champ)}")
    trouves += [f"{nom} on {cite(champ)}" for nom in INTERDITS if champ.has_attr(nom)]
    if champ.get("aria-invalid") == "true" and not _erreur_dite(champ):
        trouves.append(f"invalid field without its error: {cite(champ)}")
    return trouves


def _erreur_dite(champ: Tag) -> bool:
    """The error is described by the field itself, or by the fieldset around it."""
    groupe = champ.find_parent("fieldset", attrs={"aria-describedby": True})
    return champ.has_attr("aria-describedby") or groupe is not None


def _formulaire(formulaire: Tag) -> Manquements:
    trouves = []
    methode, action = attribut(formulaire, "method").lower(), attribut(formulaire, "action")
    ailleurs = bool(urlsplit(action).netloc)
    jetons = formulaire.find_all("input", attrs={"name": JETON})
    if methode == "post" and not ailleurs and (len(jetons) != 1 or not jetons[0].get("value")):
        trouves.append(f"POST form without its {JETON}: {cite(formulaire)}")
    if jetons and (methode != "post" or ailleurs):
        trouves.append(f"{JETON} given away: {cite(formulaire)}")
    if not formulaire.find(["button", "input"], attrs={"type": "submit"}) and not [
        b for b in formulaire.find_all("button") if attribut(b, "type") in ("", "submit")
    ]:
        trouves.append(f"form without a button: {cite(formulaire)}")
    return trouves


def _orphelins(soupe: BeautifulSoup) -> Manquements:
    """In a whole page, an error written by a field is announced by that field."""
    decrits = soupe.find_all(attrs={"aria-describedby": True})
    lies = {i for e in decrits for i in attribut(e, "aria-describedby").split()}
    return [f"error that no field refers to: {cite(e)}" for e in soupe.select(".err") if attribut(e, "id") not in lies]
