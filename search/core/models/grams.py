from django.db import models


class Grams(models.Model):
    """The tokens of one IndexEntry, under its key, in the table in which the database's engine looks things up.

    The engine makes this table and reads it. Django knows of it so that it is emptied and copied with the others.
    """

    key = models.BigIntegerField(primary_key=True, db_column="rowid")
    grams = models.TextField()

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = "grams"

    def __str__(self):
        return str(self.key)
