"""How a desk speaks to citizens. Each kind of desk has one tone for its page, its form and its poster."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import Desk

HOTLINE, SNAPSHOT, NEEDS, COMMENTS = Desk.Kind

PROMPTS = {
    HOTLINE: _("What do you want to ask?"),
    SNAPSHOT: _("What have you seen, and where?"),
    NEEDS: _("What do you need?"),
    COMMENTS: _("What do you think, or object to?"),
}
INVITATIONS = {
    HOTLINE: _("Ask a question"),
    SNAPSHOT: _("Report what you saw"),
    NEEDS: _("Say what you need"),
    COMMENTS: _("Write your comment"),
}
EXAMPLES = {
    HOTLINE: [
        _("Where do I apply for the senior citizens' bus card, and what do I bring?"),
        _("Our estate has had no water for two days. When will it come back?"),
    ],
    SNAPSHOT: [
        _("The manhole cover at the mouth of Gulou Lane is loose and bangs under every car."),
        _("The characters on the bus stop sign have come off; nobody can tell which line it is."),
    ],
    NEEDS: [
        _("The stairway lamp of our house has been dark for a month; at night the old people dare not go down."),
        _("We would like a few benches with backs in the yard."),
    ],
    COMMENTS: [
        _("Article 5: the bus should also stop at the hospital; many old people have to walk twenty minutes now."),
        _("I object to the third name on the list: the family moved away last year."),
    ],
}
FIRST_STEPS = {
    HOTLINE: _("Write your question, or ring the hotline. No registration is needed."),
    SNAPSHOT: _("Take a picture, say where it is, and send it. No registration is needed."),
    NEEDS: _("Say what is missing where you live. No registration is needed."),
    COMMENTS: _("Say which article or which entry you mean, what you think, and why. No registration is needed."),
}
WITHOUT_A_NUMBER = _("Write your question. No registration is needed.")
SECOND_STEPS = {
    HOTLINE: _("A duty reporter finds who is in charge: %(deadlines)s."),
    SNAPSHOT: _("A reporter looks at it and takes it to whoever is in charge: %(deadlines)s."),
    NEEDS: _("Somebody takes it to whoever is in charge, and presses: %(deadlines)s."),
    COMMENTS: _("All comments are gathered when the period is over; they are not answered one by one."),
}
THIRD_STEPS = {
    HOTLINE: _("Follow every step with your receipt code. Answers that help others are published."),
    SNAPSHOT: _("Follow every step with your receipt code. When it is mended, we take another picture."),
    NEEDS: _("Follow every step with your receipt code. Whether it is solved is for you to say."),
    COMMENTS: _("The result is made public. With your receipt code you can add to your comment, or withdraw it."),
}
ONLY_THE_ASKER = _("Follow every step with your receipt code. The answer is for you alone and is not published.")


def steps(desk):
    """Return three lines on what happens with what citizens send to `desk`."""
    has_words = desk.publishes_answers or desk.collects_comments
    last = THIRD_STEPS[desk.kind] if has_words else ONLY_THE_ASKER
    has_number = desk.hotline_id or settings.NEWSPAPER["hotline"]
    first = WITHOUT_A_NUMBER if desk.kind == HOTLINE and not has_number else FIRST_STEPS[desk.kind]
    return [first, SECOND_STEPS[desk.kind] % {"deadlines": desk.deadline_words}, last]


def asked_for(desk):
    """Return (what, whether it must be given) for all that the form of `desk` asks for besides the question."""
    asked = [
        (desk.asks_place, _("the place of the matter")),
        (desk.asks_category, _("what it is about")),
        (desk.asks_address, _("the exact address")),
        (desk.asks_pictures, _("pictures, four at most")),
        (desk.asks_contact, _("your name and telephone")),
    ]
    return [(what, asks == desk.Asks.MUST) for asks, what in asked if asks != desk.Asks.NOT]
