"""A case goes with its public answer: its asker may be answered by what happens there, or not any more."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from editorial.models import Version
from editorial.signals import decided

from .models import Answer
from .stages.answering import follow_answer


@receiver(decided, sender=Answer)
def follow_decision(sender, item, entry, **kwargs):
    if case := getattr(item, "case", None):
        follow_answer(case, entry.actor, entry.action)


@receiver(post_save, sender=Version)
def follow_version(sender, instance, raw=False, **kwargs):
    """With a new version of an approved answer, the time at which it comes out may have changed."""
    answer = instance.item
    if raw or instance.proposal_id or not isinstance(answer, Answer) or not answer.is_approved:
        return
    if case := getattr(answer, "case", None):
        follow_answer(case, instance.saved_by)
