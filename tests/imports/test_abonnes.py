"""abonnes.csv: the people whom billing knows."""

import re
from pathlib import Path

import pytest

from app.metier.abonnes import Abonne
from app.metier.plis import plier_courriel, plier_nom
from tests.imports.atelier import etat, prendre, tout

pytestmark = pytest.mark.usefixtures("ccfi")
COMPLET = (
    "code_usager;identifiant_portail;categorie;civilite;nom;prenom;raison_sociale;siret;email;telephone_1;type_1;personnes_foyer\n"
    "00001;PSEMCSMJ;PARTICULIER INDIVIDUEL;M.;DUPONT;PIERRE;;;Dupont59@Gmail.com;06 01 02 03 04;portable;2\n"
    "00002;;PROFESSIONNEL;;;;L’Œuvre d’Été-Saint‑Jean;200 040 947 00190;;03.28.41.83.72;FIXE;\n"
)


async def test_tout_est_pris_et_plie_comme_partout(tmp_path: Path) -> None:
    assert (await prendre(tmp_path, "abonnes", COMPLET)).ajoutees == 2
    dupont, oeuvre = await Abonne.objects().order_by(Abonne.code_usager)
    assert (dupont.civilite, dupont.telephone_1, dupont.nature_1, dupont.personnes_foyer) == (
        "M",
        "0601020304",
        "Portable",
        2,
    )
    assert dupont.nom_plie == plier_nom("DUPONT")
    assert (dupont.courriel, dupont.courriel_plie) == ("Dupont59@Gmail.com", plier_courriel("Dupont59@Gmail.com"))
    assert oeuvre.nom_plie == plier_nom(oeuvre.raison_sociale)
    assert oeuvre.siret == "20004094700190"
    assert re.fullmatch("[A-Z]{8}", oeuvre.identifiant_portail)


async def test_deux_fois_le_meme_fichier_ne_change_rien(tmp_path: Path) -> None:
    await prendre(tmp_path, "abonnes", COMPLET)
    avant = await etat()
    rapport = await prendre(tmp_path, "abonnes", COMPLET)
    assert (rapport.ajoutees, rapport.modifiees, rapport.inchangees) == (0, 0, 2)
    assert await etat() == avant


async def test_vide_laisse_tiret_efface_absent_garde(tmp_path: Path) -> None:
    await prendre(tmp_path, "abonnes", COMPLET)
    rapport = await prendre(tmp_path, "abonnes", "code_usager;prenom;email;personnes_foyer\n00001;;-;-\n")
    assert (rapport.modifiees, rapport.refusees) == (1, 0)
    assert await tout(
        "SELECT prenom, courriel, courriel_plie, personnes_foyer, telephone_1 FROM abonne WHERE code_usager = '00001'"
    ) == [("PIERRE", "", "", None, "0601020304")]
    assert await tout("SELECT count(*) FROM abonne") == [(2,)]


async def test_l_ordre_des_colonnes_et_les_inconnues(tmp_path: Path) -> None:
    rapport = await prendre(tmp_path, "abonnes", "couleur,nom,CODE_USAGER\nbleu,DUPONT,00001\n")
    assert rapport.ajoutees == 1
    assert rapport.avertissements == ["Colonnes inconnues, laissées de côté\u00a0: couleur."]


async def test_l_essai_a_blanc_n_ecrit_rien_et_dit_la_meme_chose(tmp_path: Path) -> None:
    avant = await etat()
    blanc = await prendre(tmp_path, "abonnes", COMPLET, pour_de_vrai=False)
    assert await etat() == avant
    assert await tout("SELECT count(*) FROM trace WHERE acte = 'import'") == [(0,)]
    vrai = await prendre(tmp_path, "abonnes", COMPLET)
    assert (blanc.ajoutees, blanc.refus) == (vrai.ajoutees, vrai.refus)
    assert await tout("SELECT acteur, objet FROM trace WHERE acte = 'import'") == [("import", "import:abonnes")]


async def test_les_bonnes_lignes_entrent_et_les_autres_sont_dites(tmp_path: Path) -> None:
    texte = "code_usager;nom;email;personnes_foyer\n1;A;;\n2;B;pas une adresse;x\n;C;;\n4;;;\n5;E;;2\n"
    rapport = await prendre(tmp_path, "abonnes", texte)
    assert (rapport.ajoutees, rapport.refusees) == (2, 3)
    assert [(r.ligne, r.colonne) for r in sorted(rapport.refus)] == [
        (3, "email"),
        (3, "personnes_foyer"),
        (4, "code_usager"),
        (5, "nom"),
    ]
    assert "ligne 3, email\u00a0: adresse électronique illisible" in rapport.texte()


async def test_tout_ou_rien(tmp_path: Path) -> None:
    rapport = await prendre(tmp_path, "abonnes", "code_usager;nom\n1;A\n2;\n", tout_ou_rien=True)
    assert rapport.abandonne
    assert "rien n’a été importé" in rapport.texte()
    assert await tout("SELECT count(*) FROM abonne") == [(0,)]
    assert not (await prendre(tmp_path, "abonnes", "code_usager;nom\n1;A\n", tout_ou_rien=True)).abandonne


async def test_cle_en_double_dans_le_fichier(tmp_path: Path) -> None:
    rapport = await prendre(tmp_path, "abonnes", "code_usager;nom\n1;A\n2;B\n1;A\n2;C\n")
    assert (rapport.ajoutees, rapport.inchangees, rapport.refusees) == (1, 1, 2)
    assert [(r.ligne, r.raison) for r in sorted(rapport.refus)] == [
        (3, "même clé que la ligne 5, autres valeurs"), (5, "même clé que la ligne 3, autres valeurs"),
    ]  # fmt: skip


async def test_le_code_provisoire_du_portail_devient_celui_de_la_facturation(tmp_path: Path) -> None:
    await Abonne(
        code_usager="P-1", provisoire=True, identifiant_portail="ABCDEFGH", nom="PETIT", nom_plie="PETIT"
    ).save()
    rapport = await prendre(tmp_path, "abonnes", "code_usager;identifiant_portail;prenom\n00077;ABCDEFGH;ANNE\n")
    assert (rapport.ajoutees, rapport.modifiees, rapport.refusees) == (0, 1, 0)
    assert await tout("SELECT code_usager, provisoire, nom, prenom FROM abonne") == [("00077", False, "PETIT", "ANNE")]


async def test_un_identifiant_ne_sert_qu_une_fois(tmp_path: Path) -> None:
    await prendre(tmp_path, "abonnes", COMPLET)
    rapport = await prendre(
        tmp_path, "abonnes", "code_usager;identifiant_portail;nom\n3;PSEMCSMJ;X\n4;AAAAAAAA;Y\n5;AAAAAAAA;Z\n6;abc;W\n"
    )
    assert rapport.refusees == 4
    assert {r.colonne for r in rapport.refus} == {"identifiant_portail"}


async def test_nom_et_raison_sociale_effaces_a_moitie(tmp_path: Path) -> None:
    await prendre(tmp_path, "abonnes", COMPLET)
    assert (await prendre(tmp_path, "abonnes", "code_usager;raison_sociale\n00002;-\n")).refusees == 1
    assert (await prendre(tmp_path, "abonnes", "code_usager;raison_sociale;nom\n00002;-;ÉLOÏSE\n")).modifiees == 1
    assert await tout("SELECT nom_plie FROM abonne WHERE code_usager = '00002'") == [("ELOISE",)]


async def test_les_identifiants_tires_sont_tous_differents(tmp_path: Path) -> None:
    corps = "".join(f"{rang};N{rang}\n" for rang in range(12_000))
    assert (await prendre(tmp_path, "abonnes", "code_usager;nom\n" + corps)).ajoutees == 12_000
    assert await tout(
        "SELECT count(DISTINCT identifiant_portail), bool_and(identifiant_portail ~ '^[A-Z]{8}$') FROM abonne"
    ) == [(12_000, True)]
