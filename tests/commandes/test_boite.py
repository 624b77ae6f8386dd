"""The demonstration's mailbox: a real exchange in, a page and a JSON out."""

import smtplib
from asyncio import to_thread
from email.message import EmailMessage
from pathlib import Path

import httpx

from app.commandes.demo.boite import Boite, servir_smtp
from app.commandes.demo.page_boite import creer_page
from tests.outils.smtp import port_ferme


def _envoyer(port: int, objet: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = objet, "portail@exemple.fr", "camille@exemple.fr"
    message.set_content("Bonjour,\nhttp://ccfi.localhost/lien\n")
    message.add_alternative("<p>Bonjour</p>", subtype="html")
    with smtplib.SMTP("127.0.0.1", port) as serveur:
        serveur.send_message(message)


async def test_un_courriel_recu_se_lit_sur_la_page_et_en_json(tmp_path: Path) -> None:
    boite = Boite(tmp_path)
    port = port_ferme()
    serveur = await servir_smtp(boite, port)
    try:
        await to_thread(_envoyer, port, "Un")
        await to_thread(_envoyer, port, "Deux <b>")
    finally:
        serveur.close()
    transport = httpx.ASGITransport(app=creer_page(boite))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        donnees = (await client.get("/courriels.json")).json()
        liste = await client.get("/")
        un = await client.get("/courriels/2")
        assert (await client.get("/courriels/9")).status_code == 404
    assert [courriel["objet"] for courriel in donnees] == ["Un", "Deux <b>"]
    assert donnees[0]["destinataire"] == "camille@exemple.fr"
    assert donnees[0]["texte"] == "Bonjour,\nhttp://ccfi.localhost/lien\n"
    assert set(donnees[0]) >= {"destinataire", "objet", "texte", "html", "recu_le"}
    assert "Deux &lt;b&gt;" in liste.text
    assert 'href="http://ccfi.localhost/lien"' in un.text


async def test_la_boite_garde_ses_courriels_d_un_demarrage_a_l_autre(tmp_path: Path) -> None:
    Boite(tmp_path).deposer(b"Subject: Un\r\n\r\nBonjour\r\n", ["a@exemple.fr"])
    assert [courriel.objet for courriel in Boite(tmp_path).courriels()] == ["Un"]
