"""The tables are what they should be, and the migrations make exactly them."""

from piccolo.columns import ForeignKey, Serial
from piccolo.columns.base import OnDelete

from app.base import Inscription, lignes
from app.piccolo_app import APP_CONFIG

TABLES = APP_CONFIG.table_classes


def test_chaque_cle_etrangere_retient() -> None:
    fautives = [
        f"{table.__name__}.{colonne._meta.name}"
        for table in TABLES
        for colonne in table._meta.foreign_key_columns
        if colonne._foreign_key_meta.on_delete is not OnDelete.restrict
    ]
    assert fautives == []


async def test_chaque_cle_etrangere_a_un_index(ccfi: Inscription) -> None:
    """In the database itself: a partial or composite index that begins with the column counts."""
    nus = await lignes("""
        SELECT c.conrelid::regclass::text || '.' || a.attname AS colonne FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND NOT EXISTS (
            SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])
    """)
    # Lifts are read by contrat; the deletion that an index on the bin would speed up is refused anyway.
    # A session names the abonné and the contrat in view; sessions are few and short.
    assert {ligne["colonne"] for ligne in nus} <= {"levee.bac", "session.abonne", "session.contrat"}


async def test_les_migrations_font_les_tables(ccfi: Inscription) -> None:
    """Columns, types, nullability of the migrated database against the classes."""
    presentes = {
        (ligne["table_name"], ligne["column_name"]): (ligne["type"], ligne["nulle"])
        for ligne in await lignes("""
            SELECT c.relname AS table_name, a.attname AS column_name,
                   upper(format_type(a.atttypid, a.atttypmod)) AS type, NOT a.attnotnull AS nulle
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
              AND c.relname <> 'migration'
        """)
    }
    voulues = {
        (table._meta.tablename, colonne._meta.db_column_name): (_type(colonne), colonne._meta.null)
        for table in TABLES
        for colonne in table._meta.columns
    }
    assert {cle: (_norme(t), n) for cle, (t, n) in presentes.items()} == voulues


def _type(colonne: object) -> str:
    cible = colonne
    while isinstance(cible, ForeignKey):
        cible = cible._foreign_key_meta.resolved_references._meta.primary_key
        if isinstance(cible, Serial):
            return "INTEGER"
    return _norme(str(cible.column_type))  # type: ignore[attr-defined]


def _norme(brut: str) -> str:
    synonymes = {
        "SERIAL": "INTEGER", "BIGSERIAL": "BIGINT", "TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ",
        "TIMESTAMP WITHOUT TIME ZONE": "TIMESTAMP", "INT": "INTEGER", "CHARACTER VARYING": "VARCHAR",
    }  # fmt: skip
    sans_taille = brut.replace("CHARACTER VARYING", "VARCHAR")
    return synonymes.get(sans_taille, sans_taille)
