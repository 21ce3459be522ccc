from pathlib import PurePath

from storage.owned_files import owns

from .models import FormerPicture, Photo
from .stored import FOLDER


@owns("default", FOLDER)
def of_a_picture(names):
    """Those of a picture as it is, or as it was before it was turned or cropped: texts and pages still name them.

    The database is asked once for both, because taking a state back moves a stem from one table to the other.
    """
    stems = {name: PurePath(name).stem.partition("-")[0] for name in names}
    of_pictures, of_former = (
        model.objects.filter(stem__in=stems.values()).order_by().values_list("stem", flat=True)
        for model in (Photo, FormerPicture)
    )
    known = set(of_pictures.union(of_former))
    return {name for name, stem in stems.items() if stem in known}
