"""Serves attached documents: as a download under a safe name, never as something that a browser would run."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from documents.downloads import handed_out
from documents.models import Document
from editorial.corrections import item_or_404
from editorial.withdrawn import withdrawn_page

from ..models import Notice


@require_safe
def attachment(request, pk, document_pk):
    """A document beside a public notice. It gives 410 once the notice is withdrawn, 404 for anything else.

    A document that nobody has confirmed yet is not served, even if the notice was passed in spite of that.
    """
    notice = item_or_404(Notice.objects.public_or_withdrawn().defer("body", "body_html"), pk)
    document = get_object_or_404(Document.objects.listed(), pk=document_pk, attachments__notice=notice)
    if notice.is_withdrawn:
        return withdrawn_page(request, notice)
    if not document.is_fit:
        raise Http404
    etag = quote_etag(document.digest)
    response = get_conditional_response(request, etag) or handed_out(document)
    response["ETag"] = etag
    return response
