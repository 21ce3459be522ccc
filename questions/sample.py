"""Plays the sample cases: what askers, reporters and authorities did, by the same calls as the site's own."""

import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

import editorial.sample
from directory.models import Authority, Hotline, Place
from photos.intake import clean_picture

from . import receipts
from .models import Case, Category, Desk
from .stages import answering, assigning, choosing, closing, collecting, following, joining, referring

# The keys that a case's file may hold, then those of the table of its public answer, then those of a step besides
# who, when and what.
KEYS = {
    "answer", "category", "channel", "contact", "is_held", "may_be_published", "pictures", "place", "shows_code",
    "text", "way",
}  # fmt: skip
ANSWER_KEYS = {"title", "question", "body", "lead_photo", "lead_caption", "photos", "days_ago", "time"}
STEP_KEYS = {
    "alt_text", "asker", "comment", "contact", "credit", "instead", "internal", "note", "officer", "outcome", "picture",
    "pictures", "promise", "public", "rating", "reply", "same_as", "solved", "text", "to", "within",
}  # fmt: skip


def fault_of(story):
    """Return what is wrong with the file of a case, or None. Its steps are not checked here."""
    way, answer = story.get("way"), story.get("answer", {})
    if unknown := (story.keys() - KEYS) | (answer.keys() - ANSWER_KEYS):
        return f"nothing is known of {', '.join(sorted(unknown))}"
    if "text" not in story or not way or way[0].get("does") != "receive":
        return "it needs a text, and its way has to begin with receive"
    return None


def load_desks(rows, today):
    """Make the desks. In `rows`, `opens_on` and `closes_on` are numbers of days before `today`."""
    people = get_user_model().objects
    for order, row in enumerate(rows):
        row = dict(row)
        members, categories, place = row.pop("members"), row.pop("categories", []), row.pop("place", None)
        for name in ("opens_on", "closes_on"):
            if name in row:
                row[name] = today - timedelta(days=row[name])
        desk = Desk.objects.create(
            place=_place(place),
            hotline=Hotline.objects.filter(number=row.pop("hotline", None)).first(),
            head=people.get(username=row.pop("head")),
            order=order,
            **row,
        )
        desk.members.set(people.filter(username__in=members))
        for number, name in enumerate(categories):
            Category.objects.create(desk=desk, name=name, order=number)


class Player:
    """Takes the steps of `stories`, {name: what the file of a case holds}.

    `person(username)` returns the user who acts. For `chief` see `editorial.sample.take_step`. `folder` holds the
    pictures that askers sent. `library` is {stem: Photo of the newsroom}.
    """

    def __init__(self, stories, person, chief, folder, library):
        self.stories, self.person, self.chief = stories, person, chief
        self.folder, self.library = folder, library
        self.keys, self.codes, self.pictures = {}, {}, {}
        self.now = timezone.now()

    def take(self, name, step):
        who = self.person(step["who"]) if "who" in step else None
        if step["does"] == "receive":
            self._receive(name, who)
            return
        case = self.case(name)
        if who and step["does"] in editorial.sample.ACTIONS:
            editorial.sample.take_step(step, case.answer, who, self.chief)
        else:
            getattr(SampleActions(self, self.stories[name], case, who, step), step["does"])()

    def case(self, name):
        """The case as it is stored."""
        return Case.objects.get(pk=self.keys[name])

    def shown_codes(self):
        """The receipt codes of the cases whose files say `shows_code`, for trying them out. They are stored nowhere."""
        return [receipts.shown(code) for name, code in self.codes.items() if self.stories[name].get("shows_code")]

    def cleaned(self, stems):
        """Return the CleanPictures of the files with these stems."""
        for stem in stems:
            if stem not in self.pictures:
                with open(self.folder / f"{stem}.jpg", "rb") as upload:
                    self.pictures[stem] = clean_picture(upload)
        return [self.pictures[stem] for stem in stems]

    def _receive(self, name, who):
        story, desk = self.stories[name], Desk.objects.get(slug=name.partition("/")[0])
        case, self.codes[name], _is_new = collecting.receive(
            desk,
            story["text"].strip(),
            submission=secrets.token_hex(16),
            channel=story.get("channel"),
            entered_by=who,
            place=_place(story.get("place")),
            category=desk.categories.get(name=story["category"]) if "category" in story else None,
            contact=story.get("contact"),
            pictures=self.cleaned(story.get("pictures", [])),
            may_be_published=story.get("may_be_published", False),
            is_held=story.get("is_held", False),
        )
        self.keys[name] = case.pk


class SampleActions:
    """What a step can do with a case. Without a `who` of the newsroom, the asker or the authority does it."""

    def __init__(self, player, story, case, who, step):
        self.player, self.story, self.case, self.who, self.step = player, story, case, who, step

    def admit(self):
        assigning.admit(self.case, self.who)

    def claim(self):
        assigning.claim(self.case, self.who)

    def release(self):
        assigning.release(self.case, self.who, self._said("note"))

    def hand_over(self):
        assigning.hand_over(self.case, self.who, self.player.person(self.step["to"]), self._said("note"))

    def note(self):
        assigning.add_note(self.case, self.who, internal=self._said("internal"), public=self._said("public"))

    def look(self):
        assigning.show_contact(self.case, self.who)

    def refer(self):
        pictures = [self._picture(stem) for stem in self.step.get("pictures", [])]
        referring.refer(self.case, self.who, self._authority(), self.step["text"].strip(), pictures)

    def revoke(self):
        referring.revoke_referral(self.case, self.who, self.case.referrals.last())

    def reply(self):
        said = {"officer": self._said("officer"), "names_instead": self._said("instead")}
        if "promise" in self.step:
            said |= {"promise": self.step["promise"], "promised_for": self._due_on()}
        referral, reply = self.case.referrals.last(), self._said("reply")
        if self.who:
            referring.record_reply(self.case, self.who, referral, reply, **said)
        else:
            referring.take_reply(self.case, referral, reply, **said)

    def promise(self):
        referring.note_promise(self.case, self.who, self._authority(), self.step["promise"], self._due_on())

    def extend(self):
        referring.extend_promise(self.case, self.who, self.case.promises.last(), self._due_on(), self.step["public"])

    def keep(self):
        referring.keep_promise(self.case, self.who, self.case.promises.last())

    def answer(self):
        answering.answer_asker(self.case, self.who, self.step["text"])

    def choose(self):
        stem = self.step["picture"]
        photo = choosing.choose_picture(
            self.case, self.who, self._picture(stem), self.step["alt_text"], self.step["credit"]
        )
        self.player.library[stem] = photo

    def begin(self):
        answering.begin_answer(self.case, self.who, self.step["asker"])

    def write(self):
        """Put what the file says into the draft of the public answer."""
        answer, said, library = self.case.answer, self.story["answer"], self.player.library
        for name in ("title", "question", "body", "lead_caption"):
            setattr(answer, name, said.get(name, "").strip())
        answer.lead_photo = library[said["lead_photo"]] if "lead_photo" in said else None
        if "time" in said:
            answer.publish_at = editorial.sample.moment_of(said, self.player.now)
        if replied := self.case.referrals.exclude(reply="").order_by("pk").last():
            answer.answered_on = timezone.localdate(replied.replied_at)
        answer.save()
        for order, row in enumerate(said.get("photos", [])):
            answer.photos.create(**{**row, "photo": library[row["photo"]], "order": order})
        answer.keep_version(self.who)

    def update(self):
        """Add an update to the live answer: what has happened since."""
        answer = self.case.answer
        answer.updates.create(on=timezone.localdate(), text=self.step["text"])
        answer.save()
        answer.keep_version(self.who)
        answer.note_minor(self.who)

    def close(self):
        closing.close(self.case, self.who, self.step["outcome"], self._said("public"))

    def close_in_silence(self):
        closing.close_in_silence(self.case)

    def join(self):
        joining.join(self.case, self.who, self.player.case(self.step["same_as"]))

    def add(self):
        pictures = self.player.cleaned(self.step.get("pictures", []))
        following.add(self.case, self.step["text"], pictures, self.story.get("may_be_published", False))

    def withdraw(self):
        following.withdraw(self.case)

    def change_contact(self):
        following.change_contact(self.case, self.step["contact"])

    def rate(self):
        following.rate(self.case, self.step["solved"], self.step["rating"], self._said("comment"))

    def reopen(self):
        if self.who:
            closing.reopen(self.case, self.who, self.step["note"])
        else:
            following.reopen_as_asker(self.case, self.step["text"])

    def _said(self, key):
        return self.step.get(key, "").strip()

    def _authority(self):
        return Authority.objects.get(slug=self.step["to"])

    def _due_on(self):
        return timezone.localdate() + timedelta(days=self.step["within"])

    def _picture(self, stem):
        return self.case.pictures.get(digest=self.player.pictures[stem].digest)


# The actions of `editorial.sample` are about the public answer of the case.
ACTIONS = {"receive", *(name for name in vars(SampleActions) if not name.startswith("_")), *editorial.sample.ACTIONS}


def _place(slug):
    return Place.objects.get(slug=slug) if slug else None
