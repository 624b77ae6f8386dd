"""Files as they come: encodings, separators, headers, quotes, bombs."""

import tracemalloc
from pathlib import Path

import pytest

from app.imports import FichierRefuse
from app.imports.lecture import ouvrir

CONNUES = ("nom", "ville", "montant")


def lire(dossier: Path, contenu: bytes) -> tuple[tuple[str, ...], list[tuple[int, list[str]]], list[tuple[int, str]]]:
    fichier = dossier / "essai.csv"
    fichier.write_bytes(contenu)
    fiches, abimees = [], []
    with ouvrir(fichier, CONNUES) as tableau:
        for lot in tableau.lots():
            fiches += list(zip(lot.numeros, lot.fiches, strict=True))
            abimees += lot.abimees
        return tableau.entete, fiches, abimees


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separateur", [";", ",", "\t"])
@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
def test_encodages_separateurs_et_fins_de_ligne(tmp_path: Path, encodage: str, separateur: str, fin: str) -> None:
    texte = fin.join((f"Nom{separateur}VILLE", f"LEFÈVRE{separateur}MÉTEREN €", ""))
    entete, fiches, abimees = lire(tmp_path, texte.encode(encodage))
    assert entete == ("nom", "ville")
    assert fiches == [(2, ["LEFÈVRE", "MÉTEREN €"])]
    assert abimees == []


def test_le_1252_tout_a_la_fin_du_fichier(tmp_path: Path) -> None:
    contenu = b"nom\n" + b"DUPONT\n" * 300_000 + "LEFÈVRE".encode("cp1252")
    assert lire(tmp_path, contenu)[1][-1] == (300_002, ["LEFÈVRE"])


def test_numeros_de_lignes_physiques(tmp_path: Path) -> None:
    contenu = b'nom;ville\nA;B\n\n"A\nA";B\nC;D;E\n"x"y;B\nF;G\n;;;\n'
    _, fiches, abimees = lire(tmp_path, contenu)
    assert fiches == [(2, ["A", "B"]), (4, ["A\nA", "B"]), (8, ["F", "G"])]
    assert abimees == [(6, "3 colonnes au lieu de 2"), (7, "guillemets mal placés")]


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", "vide"),
        (b"\n", "en-t"),
        (b"autre;chose\n1;2\n", "en-t"),
        (b"nom;Nom\n1;2\n", "double"),
        ("nom;ville\nA;B\n".encode("utf-16"), "UTF-16"),
        ("nom;ville\nA;B\n".encode("utf-16-be"), "UTF-16"),
        (b"PK\x03\x04" + b"x" * 100, "classeur"),
        (b"nom\nA\0B\n", "Ligne 2"),
        (b"nom\n\x81\xff\n", "encodage"),
        (b"nom\n" + b"x" * 40_000, "Ligne 2"),
        (b'nom\n"A\n' + b"B\n" * 500, "Ligne 2"),
        (b'nom\nA\n"B\n', "Ligne 3"),
        (b'nom\n"' + (b"x" * 30_000 + b"\n") * 60 + b'"\n', "Ligne 2"),
    ],
)
def test_fichiers_refuses(tmp_path: Path, contenu: bytes, dit: str) -> None:
    with pytest.raises(FichierRefuse, match=dit):
        lire(tmp_path, contenu)


def test_un_fichier_absent_est_refuse(tmp_path: Path) -> None:
    with pytest.raises(FichierRefuse, match="existe pas"), ouvrir(tmp_path / "rien.csv", CONNUES):
        pass


def test_la_lecture_ne_garde_pas_le_fichier(tmp_path: Path) -> None:
    fichier = tmp_path / "long.csv"
    fichier.write_text("nom;ville\n" + "DUPONT;BAILLEUL\n" * 400_000)
    tracemalloc.start()
    with ouvrir(fichier, CONNUES) as tableau:
        assert sum(len(lot.fiches) for lot in tableau.lots()) == 400_000
    sommet = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sommet < 8_000_000
