"""Checks of answers alone, before people pass them: somebody who only asked must not be recognisable."""

from django.utils.translation import gettext_lazy as _

from editorial.preflight import BLOCKS, CheckOfKind

from .anonymity import MARKS
from .full_names import looks_like_full_name
from .models import Answer, Case


class LeftMarks(CheckOfKind):
    """待处理标记: a mark shows where something was taken out of a citizen's text. An editor has to write over it."""

    model, code, level, name = Answer, "left-marks", BLOCKS, _("marks of what was taken out")

    def findings_of(self, answer, manuscript):
        for passage in manuscript.passages:
            for mark in MARKS:
                if mark in passage.plain:
                    sentence = _("%(field)s: there is still a mark %(mark)s. Write the sentence without it.")
                    yield self.found_in(passage, sentence, f"{passage.field} {mark}", mark=mark)


class AskerName(CheckOfKind):
    """提问人称呼: readers learn a form of address, never the asker's full name."""

    model, code, level, name = Answer, "asker-name", BLOCKS, _("full name of the asker")

    def findings_of(self, answer, manuscript):
        if looks_like_full_name(answer.asker):
            yield self.found(
                _("The asker's public name looks like a full name. Write 王女士 or 桃花新村居民."),
                "asker",
                answer.asker,
            )


class AskerWithdrew(CheckOfKind):
    """已撤回或不予受理: the asker has withdrawn the question, or the newsroom did not take it up."""

    model, code, level, name = Answer, "asker-withdrew", BLOCKS, _("withdrawn question")

    def findings_of(self, answer, manuscript):
        case = Case.objects.filter(answer=answer.pk).first() if answer.pk else None
        if case and case.was_dropped:
            sentence = _("The case that it answers has ended: %(outcome)s. Publish it only with good reason.")
            yield self.found(sentence % {"outcome": case.get_outcome_display()}, "question", case.outcome)
