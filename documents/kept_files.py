from storage.owned_files import owns

from .models import Document


@owns("private", "documents")
def of_a_document(names):
    return set(Document.objects.filter(file__in=names).values_list("file", flat=True))
