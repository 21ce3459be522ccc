from urllib.parse import quote

from django.http import HttpResponseRedirect
from django.urls import reverse


def moved(request, rest=""):
    """Lead from where documents were at the desk to where they are, with the query.

    A form that is sent there is sent once more, whole: 307 keeps the method and what was typed (RFC 9110, 15.4.8).
    """
    place = f"{reverse('admin:documents_document_changelist')}{quote(rest)}"
    query = request.META.get("QUERY_STRING")
    response = HttpResponseRedirect(f"{place}?{query}" if query else place)
    response.status_code = 302 if request.method in {"GET", "HEAD"} else 307
    return response
