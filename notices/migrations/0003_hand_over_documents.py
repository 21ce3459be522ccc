from django.db import migrations


class Migration(migrations.Migration):
    """The table goes to the room of documents as it is. What Django knows of it follows in the next steps."""

    dependencies = [("notices", "0002_public_on_record")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("document", "documents_document")],
        ),
    ]
