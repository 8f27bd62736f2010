"""${message}.

Revision: ${up_revision}
After: ${down_revision | comma,n}
Safe while the previous release runs: say why. Import nothing of the application. A column
that must not be null arrives nullable, is filled, and is tightened one release later.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
