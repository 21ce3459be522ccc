"""Pictures of a form that came back with an error. They wait here in private: no page can choose them again."""

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.crypto import salted_hmac
from PIL import Image

from photos.intake import CleanPicture, encode
from storage.owned_files import DAY

from .models.picture import WIDTHS

FOLDER = "unsent"
SALT = "questions.unsent"


class UnsentPictures:
    """The clean pictures that wait for the form `submission`.

    The form carries `token`, which names them and is signed for that form alone. Files that have vanished
    meanwhile are passed over. The sender is told how many are there.
    """

    def __init__(self, submission, token=""):
        self.submission = submission
        try:
            self.digests = signing.loads(token, salt=f"{SALT}.{submission}", max_age=DAY)
        except signing.BadSignature:
            self.digests = []

    @property
    def token(self):
        return signing.dumps(self.digests, salt=f"{SALT}.{self.submission}")

    def load(self):
        """Return the pictures as CleanPictures, and forget those whose files are gone."""
        pictures = []
        for digest in self.digests:
            try:
                with storages["private"].open(self._file_name(digest)) as file, Image.open(file) as image:
                    pictures.append(CleanPicture(image.convert("RGB"), digest))
            except FileNotFoundError:
                continue
        self.digests = [picture.digest for picture in pictures]
        return pictures

    def keep(self, pictures):
        for picture in pictures:
            if picture.digest not in self.digests:
                file = ContentFile(encode(picture.image, WIDTHS["large"], "JPEG", quality=92))
                storages["private"].delete(self._file_name(picture.digest))
                storages["private"].save(self._file_name(picture.digest), file)
                self.digests.append(picture.digest)

    def discard(self):
        for digest in self.digests:
            storages["private"].delete(self._file_name(digest))
        self.digests = []

    def _file_name(self, digest):
        return f"{FOLDER}/{salted_hmac(SALT, f'{self.submission} {digest}', algorithm='sha256').hexdigest()}.jpg"
