"""Plays the sample cases: what askers, reporters and authorities did, by the same calls as the site's own."""

import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

import editorial.sample
from directory.models import Authority, Place
from photos.intake import clean_picture
from photos.models import Photo

from . import receipts
from .models import Case, Desk
from .stages import answering, assigning, choosing, closing, collecting, following, joining, referring

# Steps that say just what the call of the site takes. `who` of the newsroom, where there is one, comes first.
CALLS = {
    "admit": assigning.admit,
    "claim": assigning.claim,
    "release": assigning.release,
    "note": assigning.add_note,
    "look": assigning.show_contact,
    "answer": answering.answer_asker,
    "begin": answering.begin_answer,
    "close": closing.close,
    "close_in_silence": closing.close_in_silence,
    "withdraw": following.withdraw,
    "change_contact": following.change_contact,
    "rate": following.rate,
}


class Cases:
    """Plays the cases of `stories`, {name: what the file of a case holds}. Each other step is a method.

    `rows` are the SampleRows; `folder` holds what askers sent. For `chief` see `editorial.sample.take_step`.
    """

    def __init__(self, stories, rows, chief, folder):
        self.stories, self.rows, self.chief, self.folder = stories, rows, chief, folder
        self.pictures = {}  # {stem: CleanPicture}
        self.shown_codes = []  # of cases whose files say `shows_code`, for trying them out; they are stored nowhere

    def take(self, name, who, *, does, **said):
        """Take a step of the case `name`. Without a `who` of the newsroom, the asker or the authority does it."""
        if does == "receive":
            self._receive(name, who, **self.stories[name])
            return
        case = self._case(name)
        if who and does in editorial.sample.ACTIONS:
            editorial.sample.take_step(case.answer, who, self.chief, does=does, **said)
        elif does in CALLS:
            CALLS[does](case, *([who] if who else []), **said)
        elif does == "write":
            self._write(case, who, self.stories[name]["answer"])
        else:
            getattr(self, f"_{does}")(case, who, **said)

    def _receive(
        self, name, who, *, text, way, place=None, category=None, pictures=(), shows_code=False, answer=None, **said
    ):
        desk = self.rows.called(Desk, name.partition("/")[0])
        case, code, _is_new = collecting.receive(
            desk,
            text.strip(),
            submission=secrets.token_hex(16),
            entered_by=who,
            place=place and self.rows.called(Place, place),
            category=category and desk.categories.get(name=category),
            pictures=self._cleaned(pictures),
            **said,
        )
        self.rows.named[Case][name] = case
        if shows_code:
            self.shown_codes.append(receipts.shown(code))

    def _hand_over(self, case, who, to, note=""):
        assigning.hand_over(case, who, self.rows.called(get_user_model(), to), note)

    def _refer(self, case, who, to, text, pictures=()):
        referring.refer(
            case, who, self.rows.called(Authority, to), text.strip(), [self._sent(case, stem) for stem in pictures]
        )

    def _revoke(self, case, who):
        referring.revoke_referral(case, who, case.referrals.last())

    def _reply(self, case, who, reply="", officer="", instead="", promise="", within=None):
        said = {"officer": officer, "names_instead": instead}
        if promise:
            said |= {"promise": promise, "promised_for": _day_within(within)}
        if who:
            referring.record_reply(case, who, case.referrals.last(), reply.strip(), **said)
        else:
            referring.take_reply(case, case.referrals.last(), reply.strip(), **said)

    def _promise(self, case, who, to, promise, within):
        referring.note_promise(case, who, self.rows.called(Authority, to), promise, _day_within(within))

    def _extend(self, case, who, within, public):
        referring.extend_promise(case, who, case.promises.last(), _day_within(within), public)

    def _keep(self, case, who):
        referring.keep_promise(case, who, case.promises.last())

    def _choose(self, case, who, picture, alt_text, credit):
        photo = choosing.choose_picture(case, who, self._sent(case, picture), alt_text, credit)
        self.rows.named[Photo][picture] = photo

    def _write(self, case, who, said):
        """Put what the file says into the draft of the public answer."""
        answer = case.answer
        if "time" in said:
            answer.publish_at = editorial.sample.moment_of(said, self.rows.now)
        if replied := case.referrals.exclude(reply="").order_by("pk").last():
            answer.answered_on = timezone.localdate(replied.replied_at)
        self.rows.fill(answer, {key: said[key] for key in said if key not in {"days_ago", "time"}})
        answer.keep_version(who)

    def _update(self, case, who, text):
        """Add an update to the live answer: what has happened since."""
        answer = case.answer
        answer.updates.create(on=timezone.localdate(), text=text)
        answer.save()
        answer.keep_version(who)
        answer.note_minor(who)

    def _join(self, case, who, same_as):
        joining.join(case, who, self._case(same_as))

    def _add(self, case, who, text, pictures=(), may_be_published=False):
        following.add(case, text, self._cleaned(pictures), may_be_published)

    def _reopen(self, case, who, note="", text=""):
        if who:
            closing.reopen(case, who, note)
        else:
            following.reopen_as_asker(case, text)

    def _case(self, name):
        """The case as it is stored."""
        return Case.objects.get(pk=self.rows.called(Case, name).pk)

    def _cleaned(self, stems):
        """Return the CleanPictures of the files with these stems."""
        for stem in stems:
            if stem not in self.pictures:
                with open(self.folder / f"{stem}.jpg", "rb") as upload:
                    self.pictures[stem] = clean_picture(upload)
        return [self.pictures[stem] for stem in stems]

    def _sent(self, case, stem):
        return case.pictures.get(digest=self.pictures[stem].digest)


def _day_within(days):
    return timezone.localdate() + timedelta(days=days)
