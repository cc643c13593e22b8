"""What all tables share: one metadata, and names for constraints, which later migrations need to alter them."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel


class Table(SQLModel):
    metadata = MetaData(
        naming_convention={
            "ix": "%(table_name)s_%(column_0_N_name)s_index",
            "uq": "%(table_name)s_%(column_0_N_name)s_unique",
            "fk": "%(table_name)s_%(column_0_N_name)s_foreign",
            "pk": "%(table_name)s_primary",
        }
    )
