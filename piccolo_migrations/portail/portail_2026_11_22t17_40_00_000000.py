"""What Piccolo's columns cannot say: partial uniqueness, checks, an append-only journal, where large values lie."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.base import executer

ID = "2026-11-22T17:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "regles"

REGLES = """
CREATE UNIQUE INDEX collectivite_seule ON collectivite ((true));

CREATE UNIQUE INDEX adresse_en_vigueur ON adresse (contrat, usage) WHERE valable_au IS NULL;
CREATE UNIQUE INDEX puce_posee ON puce (numero) WHERE au IS NULL;
CREATE UNIQUE INDEX affectation_en_cours ON affectation (bac, contrat) WHERE au IS NULL;
CREATE UNIQUE INDEX rattachement_en_cours ON rattachement (compte, abonne) WHERE jusque_le IS NULL;
CREATE UNIQUE INDEX limite_cle ON limite (cle, fenetre);
ALTER TABLE affectation ADD CONSTRAINT affectation_part CHECK (part_dix_milliemes BETWEEN 1 AND 10000);

CREATE UNIQUE INDEX levee_cle ON levee (puce, leve_le_local, contrat) NULLS NOT DISTINCT;
CREATE INDEX levee_du_contrat ON levee (contrat, leve_le_local DESC);

CREATE INDEX facture_de_l_abonne ON facture (abonne, date_facture DESC, id DESC);
CREATE INDEX facture_destinataire ON facture (abonne, destinataire_plie);
CREATE UNIQUE INDEX ligne_facture_rang ON ligne_facture (facture, rang);
ALTER TABLE document ALTER COLUMN contenu SET STORAGE EXTERNAL;

-- One live attempt per bill, whoever asks, on any number of processes.
CREATE UNIQUE INDEX part_paiement_vive ON part_paiement (facture) WHERE vive;
CREATE UNIQUE INDEX part_paiement_une ON part_paiement (paiement, facture);
-- One receipt per attempt and bill, however often PayFiP tells.
CREATE UNIQUE INDEX reglement_de_payfip ON reglement (paiement, facture) WHERE source = 'payfip' AND nature = 'encaissement';
ALTER TABLE part_paiement ADD CONSTRAINT part_paiement_positive CHECK (montant_centimes > 0);
ALTER TABLE paiement ADD CONSTRAINT paiement_positif CHECK (montant_centimes > 0);
ALTER TABLE reglement ADD CONSTRAINT reglement_signe CHECK (
    CASE nature WHEN 'encaissement' THEN montant_centimes > 0 ELSE montant_centimes < 0 END);
CREATE INDEX paiement_a_verifier ON paiement (prochaine_verification_le) WHERE prochaine_verification_le IS NOT NULL;

CREATE INDEX courriel_a_envoyer ON courriel (prochain_essai_le) WHERE etat = 'a_envoyer';

CREATE FUNCTION refuser_la_retouche() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'la table % ne fait que croître', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER trace_sans_retouche BEFORE UPDATE OR DELETE OR TRUNCATE ON trace
    FOR EACH STATEMENT EXECUTE FUNCTION refuser_la_retouche();

-- The books: a line of the ledger keeps its sum for good; only its confirmation may be written later.
CREATE FUNCTION garder_le_reglement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.facture, OLD.paiement, OLD.nature, OLD.montant_centimes, OLD.source)
        IS DISTINCT FROM (NEW.facture, NEW.paiement, NEW.nature, NEW.montant_centimes, NEW.source) THEN
        RAISE EXCEPTION 'un règlement ne se retouche pas' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reglement_sans_retouche BEFORE UPDATE OR DELETE ON reglement
    FOR EACH ROW EXECUTE FUNCTION garder_le_reglement();
"""

DEFAIRE = """
DROP TRIGGER reglement_sans_retouche ON reglement; DROP FUNCTION garder_le_reglement();
DROP TRIGGER trace_sans_retouche ON trace; DROP FUNCTION refuser_la_retouche();
DROP INDEX courriel_a_envoyer, paiement_a_verifier, reglement_de_payfip, part_paiement_une, part_paiement_vive,
    ligne_facture_rang, facture_destinataire, facture_de_l_abonne, levee_du_contrat, levee_cle, limite_cle,
    rattachement_en_cours, affectation_en_cours, puce_posee, adresse_en_vigueur, collectivite_seule;
ALTER TABLE reglement DROP CONSTRAINT reglement_signe;
ALTER TABLE paiement DROP CONSTRAINT paiement_positif;
ALTER TABLE part_paiement DROP CONSTRAINT part_paiement_positive;
ALTER TABLE affectation DROP CONSTRAINT affectation_part;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portail", description=DESCRIPTION)

    async def poser() -> None:
        await executer(REGLES)

    async def defaire() -> None:
        await executer(DEFAIRE)

    manager.add_raw(poser)
    manager.add_raw_backwards(defaire)
    return manager
