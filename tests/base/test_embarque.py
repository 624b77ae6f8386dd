"""The embedded server does not open anybody's folders."""

from pathlib import Path

from app.base.embarque import SANS_DURABILITE, ServeurEmbarque


def test_demarrer_arreter_effacer(tmp_path: Path) -> None:
    """A cluster starts twice as once, stops, and leaves nothing; the folders above keep their rights."""
    parent = tmp_path / "prive"
    parent.mkdir(mode=0o700)
    serveur = ServeurEmbarque(parent / "var", options=SANS_DURABILITE)
    try:
        serveur.demarrer()
        serveur.demarrer()
        assert (serveur.donnees / "PG_VERSION").exists()
        serveur.arreter()
        assert not (serveur.donnees / "postmaster.pid").exists()
    finally:
        serveur.effacer()
    assert not serveur.donnees.exists()
    assert parent.stat().st_mode & 0o777 == 0o700
