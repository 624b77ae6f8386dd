"""The statements that check the staged bills and take them in."""

CONTROLES = """
INSERT INTO refus
SELECT ligne, 'code_usager', 'abonné inconnu' FROM depot d
    WHERE d.code_usager IS NOT NULL AND NOT EXISTS (SELECT FROM abonne a WHERE a.code_usager = d.code_usager)
UNION ALL SELECT ligne, 'reference_contrat', 'contrat inconnu' FROM depot d
    WHERE d.reference_contrat <> '' AND NOT EXISTS (SELECT FROM contrat c WHERE c.reference = d.reference_contrat)
UNION ALL SELECT ligne, 'numcli', 'client PayFiP inconnu de ce portail' FROM depot d
    WHERE d.numcli <> '' AND NOT EXISTS (SELECT FROM client_payfip p WHERE p.numcli = d.numcli)
"""

# What each bill will be. The addressee as printed is frozen: the first import that gives it is the last word.
PREPARER = """
DROP TABLE IF EXISTS pg_temp.neuf;
CREATE TEMPORARY TABLE neuf ON COMMIT DROP AS
SELECT d.ligne, f.id, d.reference, coalesce(a.id, f.abonne) AS abonne, f.abonne AS ancien_abonne,
    CASE WHEN d.reference_contrat IS NULL THEN f.contrat ELSE c.id END AS contrat,
    coalesce(d.objet, f.objet, '') AS objet, coalesce(d.date_facture, f.date_facture) AS date_facture,
    CASE WHEN d.echeance IS NULL THEN f.echeance ELSE nullif(d.echeance, '-infinity') END AS echeance,
    CASE WHEN d.periode_debut IS NULL THEN f.periode_debut ELSE nullif(d.periode_debut, '-infinity') END AS
        periode_debut,
    CASE WHEN d.periode_fin IS NULL THEN f.periode_fin ELSE nullif(d.periode_fin, '-infinity') END AS periode_fin,
    coalesce(d.montant_ttc, f.montant_centimes) AS montant_centimes, f.montant_centimes AS ancien_montant,
    CASE WHEN d.numcli IS NULL THEN f.client_payfip ELSE p.id END AS client_payfip,
    CASE WHEN d.exercice IS NULL THEN f.exercice ELSE nullif(d.exercice, -999999999999) END::smallint AS exercice,
    coalesce(d.refdet, f.refdet, '') AS refdet,
    CASE WHEN d.payable_le IS NULL THEN f.payable_le ELSE nullif(d.payable_le, '-infinity') END AS payable_le,
    CASE WHEN d.publiee_le IS NULL THEN f.publiee_le ELSE nullif(d.publiee_le, '-infinity') END AS publiee_le,
    CASE WHEN d.etat IS NULL THEN coalesce(f.annulee, false) ELSE d.etat = 'annulee' END AS annulee,
    coalesce(nullif(f.destinataire_nom, ''), d.destinataire_nom, '') AS destinataire_nom,
    CASE WHEN f.destinataire_nom <> '' THEN f.destinataire_plie ELSE coalesce(d.destinataire_plie, '') END
        AS destinataire_plie,
    coalesce(nullif(f.destinataire_adresse, ''), d.destinataire_adresse, '') AS destinataire_adresse,
    coalesce(d.lot, f.lot, '') AS lot, coalesce(t.document, f.document) AS document
FROM depot d LEFT JOIN facture f ON f.reference = d.reference LEFT JOIN abonne a ON a.code_usager = d.code_usager
    LEFT JOIN contrat c ON c.reference = d.reference_contrat LEFT JOIN client_payfip p ON p.numcli = d.numcli
    LEFT JOIN piece t ON t.nom = d.pdf
"""

CONTROLES_NEUFS = """
INSERT INTO refus
SELECT ligne, 'code_usager', 'obligatoire pour une facture nouvelle' FROM neuf WHERE abonne IS NULL
UNION ALL SELECT ligne, 'date_facture', 'obligatoire pour une facture nouvelle' FROM neuf WHERE date_facture IS NULL
UNION ALL SELECT ligne, 'montant_ttc', 'obligatoire pour une facture nouvelle' FROM neuf WHERE montant_centimes IS NULL
UNION ALL SELECT ligne, 'code_usager', 'la facture est à un autre abonné' FROM neuf WHERE abonne <> ancien_abonne
UNION ALL SELECT n.ligne, 'reference_contrat', 'le contrat est à un autre abonné'
    FROM neuf n JOIN contrat c ON c.id = n.contrat WHERE c.abonne <> n.abonne
UNION ALL SELECT ligne, 'echeance', 'avant la date de la facture' FROM neuf WHERE echeance < date_facture
UNION ALL SELECT ligne, 'periode_fin', 'avant le début de la période' FROM neuf WHERE periode_fin < periode_debut
UNION ALL SELECT n.ligne, 'montant_ttc', 'un paiement en ligne de cette facture est en cours'
    FROM neuf n JOIN part_paiement s ON s.facture = n.id AND s.vive JOIN paiement p ON p.id = s.paiement
    WHERE n.montant_centimes <> n.ancien_montant AND p.conclu_le IS NULL
"""

MODIFIER = """
WITH m AS (UPDATE facture f SET (contrat, objet, date_facture, echeance, periode_debut, periode_fin, montant_centimes,
    client_payfip, exercice, refdet, payable_le, publiee_le, annulee, destinataire_nom, destinataire_plie,
    destinataire_adresse, lot, document)
    = (n.contrat, n.objet, n.date_facture, n.echeance, n.periode_debut, n.periode_fin, n.montant_centimes,
    n.client_payfip, n.exercice, n.refdet, n.payable_le, n.publiee_le, n.annulee, n.destinataire_nom,
        n.destinataire_plie,
    n.destinataire_adresse, n.lot, n.document)
FROM neuf n
WHERE f.id = n.id AND (f.contrat, f.objet, f.date_facture, f.echeance, f.periode_debut, f.periode_fin,
    f.montant_centimes,
    f.client_payfip, f.exercice, f.refdet, f.payable_le, f.publiee_le, f.annulee, f.destinataire_nom,
        f.destinataire_plie,
    f.destinataire_adresse, f.lot, f.document)
    IS DISTINCT FROM (n.contrat, n.objet, n.date_facture, n.echeance, n.periode_debut, n.periode_fin,
        n.montant_centimes,
    n.client_payfip, n.exercice, n.refdet, n.payable_le, n.publiee_le, n.annulee, n.destinataire_nom,
        n.destinataire_plie,
    n.destinataire_adresse, n.lot, n.document)
RETURNING n.ligne)
INSERT INTO mouvement SELECT ligne, false FROM m
"""

AJOUTER = """
INSERT INTO facture (reference, abonne, contrat, objet, date_facture, echeance, periode_debut, periode_fin,
    montant_centimes, client_payfip, exercice, refdet, payable_le, publiee_le, annulee, destinataire_nom,
    destinataire_plie, destinataire_adresse, lot, document, cree_le)
SELECT reference, abonne, contrat, objet, date_facture, echeance, periode_debut, periode_fin,
    montant_centimes, client_payfip, exercice, refdet, payable_le, publiee_le, annulee, destinataire_nom,
    destinataire_plie, destinataire_adresse, lot, document, $1
FROM neuf WHERE id IS NULL ORDER BY abonne, date_facture, reference
"""
