"""The people of the demonstration's files. Made up."""

from dataclasses import dataclass
from datetime import date

INDIVIDUEL = "PARTICULIER INDIVIDUEL"
COLLECTIF = "PARTICULIER COLLECTIF"
PROFESSIONNEL = "PROFESSIONNEL"


@dataclass(frozen=True, slots=True)
class Habitant:
    """A resident with the dwelling of the first contrat."""

    civilite: str
    nom: str
    prenom: str
    numero: str
    rue: str
    code_postal: str
    ville: str
    personnes: int
    depuis: date
    categorie: str = INDIVIDUEL

    @property
    def courriel(self) -> str:
        """An address that leads nowhere."""
        return (
            f"{self.prenom}.{self.nom}@example.fr".lower().replace(" ", "").translate(str.maketrans("éèêëïç", "eeeeic"))
        )

    @property
    def imprime(self) -> str:
        """The name as the bill bears it."""
        return " ".join(filter(None, (self.civilite, self.nom, self.prenom.title())))

    @property
    def adresse(self) -> str:
        """The address as the bill bears it."""
        mots = " ".join(_minuscule(mot) for mot in self.rue.split())
        return f"{self.numero} {mots}|{self.code_postal} {self.ville.title()}"


COMMUNS = frozenset(["rue", "route", "avenue", "place", "chemin", "clos", "impasse", "de", "du", "des", "la", "le"])


def _minuscule(mot: str) -> str:
    """Common words in small letters, names with their capital: `rue d’Aire`, `route de Méteren`."""
    if mot[:2] in ("D’", "L’"):
        return mot[:2].lower() + mot[2:].title()
    return mot.lower() if mot.lower() in COMMUNS else mot.title().replace("’P", "’p")


def _h(ligne: str) -> Habitant:
    civilite, nom, prenom, numero, rue, code_postal, ville, personnes, depuis = ligne.split(";")
    return Habitant(civilite, nom, prenom, numero, rue, code_postal, ville, int(personnes), date.fromisoformat(depuis))


DUPONT = _h("M;DUPONT;PIERRE;29;ROUTE DE MÉTEREN;59270;BAILLEUL;2;2022-06-30")
MARTIN = _h("Mme;MARTIN;CAMILLE;14;RUE DU MUSÉE;59270;BAILLEUL;3;2019-03-15")

FLANDRE = tuple(
    map(
        _h,
        (
            "M;VANDAMME;JEAN;7;RUE DE LA GARE;59190;HAZEBROUCK;4;2018-09-01",
            "Mme;DECROIX;LUCIE;112;RUE D’AIRE;59190;HAZEBROUCK;1;2020-02-10",
            "M OU Mme;DELATTRE;BENOÎT;3;PLACE DU GÉNÉRAL DE GAULLE;59270;MÉTEREN;5;2017-05-22",
            "M;VERHAEGHE;LUC;45;RUE DE LILLE;59270;BAILLEUL;2;2016-11-03",
            "Mme;LEFEBVRE;MARTINE;8;CLOS DES HOUBLONS;59114;STEENVOORDE;2;2021-07-19",
            "M;CAPPELAERE;HUBERT;61;RUE DE CASSEL;59114;STEENVOORDE;3;2015-04-02",
            "M OU Mme;BECUWE;SYLVAIN;19;RUE DES PRÊTRES;59670;CASSEL;4;2022-01-17",
            "Mme;DEBAECKER;ANNE;2;GRAND’PLACE;59670;CASSEL;1;2019-10-08",
            "M;LOOTEN;MICHEL;33;RUE D’ARMENTIÈRES;59850;NIEPPE;2;2014-03-30",
            "Mme;WALLAERT;SOPHIE;90;RUE DE BAILLEUL;59850;NIEPPE;3;2023-02-14",
            "M;DESCAMPS;ALAIN;11;RUE DU MOULIN;59181;STEENWERCK;2;2012-12-12",
            "M OU Mme;RYCKEWAERT;PAUL;5;RUE DE LA LYS;59181;STEENWERCK;6;2020-08-24",
            "Mme;HOSDEZ;JEANNE;27;RUE DES TILLEULS;59270;MERRIS;1;2013-06-06",
            "M;BAERT;NICOLAS;4;CHEMIN DU MONT;59270;MERRIS;4;2024-04-15",
            "Mme;COUSIN;ÉLODIE;16;RUE DE SAINT-OMER;59173;BLARINGHEM;3;2021-01-05",
            "M;DEHAENE;GÉRARD;70;RUE PRINCIPALE;59173;BLARINGHEM;2;2011-09-20",
            "M OU Mme;DUBOIS;THOMAS;9;RUE DE LA FORÊT;59190;MORBECQUE;4;2022-10-01",
            "Mme;FLAMENT;NADÈGE;38;RUE DU CHÂTEAU;59190;MORBECQUE;2;2018-02-27",
            "M;GHESQUIÈRE;ANDRÉ;1;RUE DES FUSILLÉS;59190;HAZEBROUCK;1;2010-05-11",
            "Mme;HENNEBELLE;CLAIRE;55;AVENUE DE SAINT-OMER;59190;HAZEBROUCK;3;2023-09-04",
            "M;LECLERCQ;OLIVIER;24;RUE DE STRAZEELE;59270;MERRIS;2;2019-06-18",
            "Mme;MAERTEN;VALÉRIE;6;RUE D’YPRES;59270;BAILLEUL;2;2017-08-29",
            "M OU Mme;PLANCKE;DAVID;81;RUE DE MERVILLE;59190;HAZEBROUCK;5;2020-11-16",
            "M;VANHOVE;ÉRIC;13;RUE DU SACRÉ-CŒUR;59270;MÉTEREN;3;2016-01-25",
        ),
    )
)

MILHAUDOIS = tuple(
    map(
        _h,
        (
            "Mme;ROUVIÈRE;HÉLÈNE;12;RUE DES OLIVIERS;30540;MILHAUD;2;2014-09-01",
            "M;CHABERT;LAURENT;5;IMPASSE DU MAS;30540;MILHAUD;4;2016-03-14",
            "Mme;FABRE;NATHALIE;41;RUE PIERRE GUÉRIN;30540;MILHAUD;3;2015-01-20",
            "M OU Mme;TEISSIER;MARC;8;CHEMIN DE LA GAZELLE;30540;MILHAUD;2;2019-07-01",
            "M;MAURIN;YVES;27;ROUTE DE NÎMES;30540;MILHAUD;1;2012-11-05",
            "Mme;BOYER;SANDRINE;3;PLACE FRÉDÉRIC MISTRAL;30540;MILHAUD;5;2021-05-10",
            "M;PONGE;JULIEN;19;RUE DU STADE;30540;MILHAUD;3;2022-02-21",
            "Mme;VIDAL;AGNÈS;66;RUE DES LAVANDES;30540;MILHAUD;2;2013-08-30",
            "M;JALABERT;SERGE;14;RUE DE LA LIBÉRATION;30540;MILHAUD;2;2010-04-19",
            "Mme;SOULIER;INÈS;9;RUE DU PUITS;30540;MILHAUD;4;2023-10-02",
            "M OU Mme;BRUGUIER;ALEXIS;2;IMPASSE DES CIGALES;30540;MILHAUD;3;2020-06-15",
            "M;CAZALIS;ROBERT;50;AVENUE KENNEDY;30540;MILHAUD;1;2011-12-01",
        ),
    )
)
CAMILLE_A_MILHAUD = _h("Mme;MARTIN;CAMILLE;22;RUE DES AMANDIERS;30540;MILHAUD;1;2014-05-05")
