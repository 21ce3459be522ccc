from pathlib import PurePath

from storage.owned_files import nothing, owns

from . import unsent
from .models import CasePicture
from .models.picture import FOLDER


@owns("private", FOLDER)
def of_a_case(names):
    stems = {name: PurePath(name).stem.partition("-")[0] for name in names}
    known = set(CasePicture.objects.filter(stem__in=stems.values()).values_list("stem", flat=True))
    return {name for name, stem in stems.items() if stem in known}


owns("private", unsent.FOLDER)(nothing)  # pictures of forms that came back and were never sent again
