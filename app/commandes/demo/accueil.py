"""What the demonstration prints when it is ready."""

import click
import pyotp

from app.commandes.demo.adresses import Adresses
from app.commandes.demo.donnees import MOT_DE_PASSE, MOT_DE_PASSE_AGENT, NOMS, SECRETS_TOTP, courriel_agent, fiche


def annoncer(adresses: Adresses) -> None:
    """Addresses and logins."""
    click.echo("\nLe portail de démonstration est prêt (Ctrl-C arrête tout).\n")
    for nom in NOMS:
        lue = fiche(nom)
        click.echo(f"{lue['collectivite']['nom']}")
        click.echo(f"  portail     {adresses.origine(nom)}/")
        click.echo(f"  sans compte {lue['premier_acces']}")
        for compte in lue["comptes"]:
            click.echo(f"  usager      {compte['courriel']} / {MOT_DE_PASSE}")
        click.echo(f"  agent       {adresses.origine(nom)}/admin/  {courriel_agent(nom)} / {MOT_DE_PASSE_AGENT}")
        code = pyotp.TOTP(SECRETS_TOTP[nom]).now()
        click.echo(f"              secret TOTP {SECRETS_TOTP[nom]} (code du moment : {code})")
    click.echo(f"\nCourriels envoyés : http://localhost:{adresses.boite}/")
    click.echo(f"PayFiP simulé     : http://payfip.localhost:{adresses.payfip}/simulateur")
    click.echo("                    carte acceptée 5017670000001800, refusée 4978860713891312\n")
