"""Each house rule of a page fails on the page that breaks it, and only there."""

import pytest

from tests.outils.page import manquements, verifier_page

NB = "\u00a0"
BONNE = f"""<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Mes factures - Gestion des déchets</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<script src="/statique/htmx.js" defer></script></head>
<body><header><a class="saut" href="#contenu">Aller au contenu</a></header>
<main id="contenu" tabindex="-1"><h1>Mes factures</h1>
<p>Reste{NB}: 87,94{NB}€, l’échéance est à 16{NB}h{NB}32. Voir <a href="/aide?page=2">l’aide</a>{NB}!</p>
<p data-saisi>J'écris: comme je veux !</p><img src="/logo" alt="">
<svg aria-hidden="true" width="10" height="10"><rect width="5" height="5"/></svg>
<table><caption>Factures</caption><thead><tr><th scope="col">Référence</th></tr></thead>
<tbody><tr><th scope="row">230</th></tr></tbody></table>
<h2>Régler</h2>
<form method="post" action="/paiement"><input type="hidden" name="jeton_csrf" value="j">
<label for="courriel">Courriel</label><p id="courriel-err" class="err">Erreur{NB}: Saisissez-le</p>
<input id="courriel" name="courriel" aria-describedby="courriel-err" aria-invalid="true">
<fieldset><legend>Moyen</legend><input id="carte" type="radio" name="moyen" value="carte">
<label for="carte">Carte</label></fieldset><button>RÉGLER</button></form>
<form method="post" action="https://payfip.example/tipi"><button>Payer</button></form>
</main><footer><nav aria-label="Pied de page"><ul><li><a href="/aide">Aide</a></li></ul></nav></footer></body></html>"""

# What is replaced in the good page, by what, and a word of the complaint.
FAUTES = [
    ("<!doctype html>", "", "doctype"),
    ('lang="fr"', 'lang="en"', "lang"),
    ("width=device-width", "user-scalable=no", "viewport"),
    ('<meta charset="utf-8">', '<meta charset="utf-8"><meta http-equiv="refresh" content="5">', "http-equiv"),
    ("<h1>Mes factures</h1>", "<h2>Mes factures</h2>", "0 h1"),
    ("<h2>Régler</h2>", "<h1>Mes factures</h1>", "2 h1"),
    ("<title>Mes factures", "<title>Factures", "does not begin with the h1"),
    ("<title>Mes factures - Gestion des déchets</title>", "<title></title>", "no <title>"),
    ("<h2>Régler</h2>", "<h3>Régler</h3>", "h1 then h3"),
    ("<h2>Régler</h2>", "<h2> </h2>", "empty heading"),
    ("<h2>Régler</h2>", '<div class="recap"></div><h2>Régler</h2>', "error summary"),
    ('id="carte"', 'id="courriel"', "used 2 times"),
    ('id="carte"', 'id="ma carte"', "spaced id"),
    ('aria-describedby="courriel-err"', 'aria-describedby="absent"', "aria-describedby points at no id"),
    ('for="courriel"', 'for="absent"', "for points at no id"),
    ("<h2>Régler</h2>", '<h2 aria-labelledby="absent">Régler</h2>', "aria-labelledby points at no id"),
    ('href="#contenu"', 'href="#absent"', "link to no id"),
    ("<h2>Régler</h2>", '<h2 style="color:red">Régler</h2>', "attribute style"),
    ("<button>RÉGLER", '<button onclick="payer()">RÉGLER', "attribute onclick"),
    ("<button>RÉGLER", '<button hx-get="/x">RÉGLER', "attribute hx-get"),
    ('<a href="/aide"', '<a target="_blank" href="/aide"', "opens a window"),
    ("<button>RÉGLER", '<button tabindex="3">RÉGLER', "positive tabindex"),
    ("</head>", "<style>a{color:red}</style></head>", "inline <style>"),
    ("</head>", "<script>alert(1)</script></head>", "inline <script>"),
    ("<header>", "<div>", "0 <header>"),
    ("<footer>", "<div>", "0 <footer>"),
    ("<h2>Régler</h2>", "<h2>Régler</h2><main></main>", "several <main>"),
    ('<nav aria-label="Pied de page">', "<div>", "no <nav>"),
    ("</header>", '<nav aria-label="Pied de page"></nav></header>', "names of their own"),
    ("</header>", "<nav></nav></header>", "names of their own"),
    ("<caption>Factures</caption>", "", "without caption"),
    ('<th scope="col">', "<th>", "th without scope"),
    ('<th scope="col">Référence</th></tr></thead>\n<tbody><tr><th scope="row">230</th>', "<td>1</td>", "without th"),
    ("<li><a", "<p></p><li><a", "<p> directly in <ul>"),
    ('<label for="courriel">Courriel</label>', '<span><div id="x">Courriel</div></span>', "inside <span>"),
    ("<button>RÉGLER</button>", '<button><a href="/x">RÉGLER</a></button>', "<a> inside <button>"),
    ("<h2>Régler</h2>", "<p><h2>Régler</h2></p>", "HTML, line"),
    ("</h2>", "</h3>", "HTML, line"),
    ("<button>RÉGLER</button>", "<button></button>", "without a name: <button>"),
    (">Aide</a>", "></a>", "without a name: <a"),
    ('<a href="/aide">', "<a>", "without href"),
    (' alt=""', "", "img without alt"),
    (' aria-hidden="true"', "", "svg"),
    ('<label for="courriel">Courriel</label>', "", "field without label"),
    ('<label for="courriel">Courriel</label>', '<label for="courriel"> </label>', "field without label"),
    ('name="courriel"', "", "field without name"),
    ('name="courriel"', 'name="courriel" placeholder="x"', "placeholder on"),
    ('name="courriel"', 'name="courriel" required', "required on"),
    (' aria-describedby="courriel-err"', "", "invalid field without its error"),
    (' aria-describedby="courriel-err" aria-invalid="true"', "", "no field refers to"),
    ('<input type="hidden" name="jeton_csrf" value="j">', "", "without its jeton_csrf"),
    ('value="j"', 'value=""', "without its jeton_csrf"),
    ("<button>Payer", '<input type="hidden" name="jeton_csrf" value="j"><button>Payer', "given away"),
    ("<button>RÉGLER</button>", "", "form without a button"),
    ("<legend>Moyen</legend>", "", "no legend"),
    ("l’échéance", "l'échéance", "apostrophe"),
    (f"Reste{NB}:", "Reste :", "no no-break space before ':'"),
    (f"{NB}!", "!", "no no-break space before '!'"),
    (f"</a>{NB}!", "</a> !", "no no-break space before '!'"),
    (f"87,94{NB}€", "87,94 €", "no no-break space before '€'"),
    (f"16{NB}h", f"«16{NB}»h", "no no-break space after '«'"),
    (f"16{NB}h", "16\u202fh", "narrow"),
    ("<caption>Factures", "<caption>Factures undefined", "leak 'undefined'"),
    ("<caption>Factures", "<caption>Factures None", "leak 'None'"),
    ("<caption>Factures", "<caption>Factures {{ x", "leak '{{'"),
    ('href="/aide"', 'href="/aide/None"', "leak in href"),
    ('aria-label="Pied de page"', 'aria-label="Pied de page ?"', "no no-break space before '?'"),
]

FRAGMENT = f"""<title>Mes factures - Gestion des déchets</title>
<ul id="onglets" data-hx-swap-oob="true"><li><a href="/factures">MES FACTURES</a></li></ul>
<p id="annonce" data-hx-swap-oob="innerHTML">Mes factures{NB}: 12</p>
<div id="liste"><h1 tabindex="-1" autofocus>Mes factures</h1><p>Je paie mes factures.</p></div>"""

FAUTES_DE_FRAGMENT = [
    ("<title>Mes factures - Gestion des déchets</title>\n", "", "does not begin with its <title>"),
    ("<title>Mes factures", "<title>Mes bacs", "does not begin with the h1"),
    ('<div id="liste">', "<div>", "root without id"),
    ("</p></div>", '</p></div><div id="autre"></div>', "2 roots"),
    (' id="annonce"', "", "out of band without id"),
    ("</p></div>", "</p></div>texte perdu", "text outside"),
    ('<h1 tabindex="-1"', '<h1 hx-get="/x" tabindex="-1"', "attribute hx-get"),
    ("<p>Je paie", "<p><div>Je paie</div>", "HTML, line"),
]


def test_une_bonne_page_passe() -> None:
    verifier_page(BONNE)


@pytest.mark.parametrize(("bon", "mauvais", "plainte"), FAUTES, ids=[f"{f[2]}-{n}" for n, f in enumerate(FAUTES)])
def test_chaque_faute_est_vue(bon: str, mauvais: str, plainte: str) -> None:
    assert bon in BONNE
    trouves = manquements(BONNE.replace(bon, mauvais, 1))
    assert any(plainte in trouve for trouve in trouves), trouves


def test_un_bon_fragment_passe() -> None:
    verifier_page(FRAGMENT, fragment=True)


@pytest.mark.parametrize(("bon", "mauvais", "plainte"), FAUTES_DE_FRAGMENT)
def test_chaque_faute_de_fragment_est_vue(bon: str, mauvais: str, plainte: str) -> None:
    assert bon in FRAGMENT
    trouves = manquements(FRAGMENT.replace(bon, mauvais, 1), fragment=True)
    assert any(plainte in trouve for trouve in trouves), trouves


def test_toutes_les_fautes_sont_dites_avec_l_adresse() -> None:
    page = BONNE.replace("l’échéance", "l'échéance").replace(' alt=""', "")
    with pytest.raises(AssertionError) as refus:
        verifier_page(page, url="/factures")
    assert "/factures" in str(refus.value)
    assert "apostrophe" in str(refus.value)
    assert "img without alt" in str(refus.value)


@pytest.mark.parametrize(
    "titre", [f"Erreur{NB}: Mes factures", "Étape 2 sur 4 - Mes factures", f"Erreur{NB}: 2 sur 4 - Mes factures"]
)
def test_les_prefixes_de_titre_sont_admis(titre: str) -> None:
    verifier_page(BONNE.replace("<title>Mes factures", f"<title>{titre}"))
