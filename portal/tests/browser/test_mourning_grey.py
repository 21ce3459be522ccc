"""On a day of mourning nothing on a page has a colour, in both editions, by day and by night, and on paper."""

from datetime import timedelta
from io import BytesIO
from itertools import product

import pytest
from django.utils import timezone
from PIL import Image, ImageChops

from articles.models import ArticlePhoto
from mourning.models import Mourning
from notices.models import Notice
from portal.testing import make_article, make_draft, make_notice, make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COLOURFUL = (200, 30, 60)


def colour_on(page):
    """The greatest difference between two of the three parts of any pixel of the page: 0 where all are grey."""
    red, green, blue = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB").split()
    pairs = (red, green), (green, blue)
    return max(ImageChops.difference(*pair).getextrema()[1] for pair in pairs)


@pytest.fixture
def article(site):
    photo = make_photo(640, 480, colour=COLOURFUL)
    article = make_article("悼念同胞", lead_photo=photo, lead_caption="街景。", front_position=1)
    ArticlePhoto.objects.create(article=article, photo=photo, role=ArticlePhoto.Role.GALLERY)
    make_notice("防汛一级响应", level=Notice.Level.URGENT)
    return article.get_absolute_url()


def test_pages_lose_every_colour_and_get_it_back(article, open_page, site):
    now = timezone.now()
    mourning = Mourning.objects.create(
        occasion="悼念", scope="whole_site", begins_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2)
    )

    def colours(schemes, editions, media="screen"):
        for scheme, edition in product(schemes, editions):
            window = open_page(f"{edition}/", 360, color_scheme=scheme)  # a new one each time: browsers keep pages
            window.emulate_media(media=media, color_scheme=scheme)
            yield colour_on(window)
            window.goto(f"{site}{edition}{article}")
            yield colour_on(window)
            window.close()

    assert min(colours(["light"], [""])) > 100  # the accent and the picture; before it begins
    Mourning.objects.update(begins_at=now - timedelta(hours=1))
    assert max(colours(["light", "dark"], ["", "/elder"])) == 0
    assert max(colours(["light"], ["", "/elder"], "print")) == 0
    mourning.refresh_from_db()
    mourning.end_now()
    assert min(colours(["light"], [""])) > 100


def test_what_sticks_still_sticks(log_in, final_reviewer, site):
    now = timezone.now()
    Mourning.objects.create(occasion="悼念", scope="whole_site", begins_at=now, ends_at=now + timedelta(hours=1))
    draft = make_draft(final_reviewer, body="<p>悼念同胞。</p>" * 60)
    page = log_in(final_reviewer, height=600)
    page.goto(f"{site}/admin/articles/article/{draft.pk}/preview/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate("getComputedStyle(document.documentElement).filter") == "grayscale(1)"
    assert page.evaluate("scrollY") > 100
    assert page.locator(".preview-bar").bounding_box()["y"] == 0


def test_paper_gets_letters_and_not_a_picture_of_the_page(article, open_page):
    now = timezone.now()
    Mourning.objects.create(occasion="悼念", scope="whole_site", begins_at=now, ends_at=now + timedelta(hours=1))
    assert b"/FontDescriptor" in open_page(article).pdf()
