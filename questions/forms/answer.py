from editorial.forms import PublishableForm


class AnswerForm(PublishableForm):
    print_limits = {"title": 22, "question": 150, "lead_caption": 40}
