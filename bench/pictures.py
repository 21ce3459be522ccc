"""What the intake of a large picture costs: the most memory that it takes and its time, each in a process of its own.

    .venv/bin/python bench/pictures.py
    ONLY=PNG .venv/bin/python bench/pictures.py    # those whose name begins so

The pictures are noise of the most pixels that are taken, so that their files are large and nothing is skipped. Of each
the files of the library are made too, as of an upload.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

KINDS = {
    # name: (file format, size, mode, options)
    "JPEG lying, 60 million": ("JPEG", (9504, 6312), "RGB", {"quality": 90}),
    "JPEG standing, 60 million": ("JPEG", (6312, 9504), "RGB", {"quality": 90}),
    "JPEG lying, 33 million": ("JPEG", (7008, 4672), "RGB", {"quality": 95}),
    "JPEG standing, 33 million": ("JPEG", (4672, 7008), "RGB", {"quality": 95}),
    "JPEG lying, 24 million": ("JPEG", (6000, 4000), "RGB", {"quality": 95}),
    "JPEG standing, 24 million, turned": ("JPEG", (6000, 4000), "RGB", {"quality": 95, "turned": True}),
    "JPEG for print, with a profile": ("JPEG", (7008, 4672), "CMYK", {"quality": 90}),
    "JPEG, a strip": ("JPEG", (1600, 15600), "RGB", {"quality": 80}),
    "JPEG progressive, halved colours": ("JPEG", (9504, 6312), "RGB", {"quality": 80, "progressive": True}),
    "JPEG progressive, whole colours": (
        "JPEG",
        (6700, 4470),
        "RGB",
        {"quality": 80, "progressive": True, "subsampling": 0},
    ),
    "PNG": ("PNG", (6250, 4000), "RGB", {"compress_level": 6}),
    "PNG with transparency": ("PNG", (6250, 4000), "RGBA", {"compress_level": 6}),
    "PNG of 16 bits of grey": ("PNG", (6250, 4000), "I;16", {"compress_level": 6}),
    "WebP": ("WEBP", (4000, 3000), "RGB", {"quality": 90, "method": 0}),
    **({"HEIC": ("HEIF", (5712, 4284), "RGB", {"quality": 60})} if find_spec("pillow_heif") else {}),
    "WebP with transparency": ("WEBP", (4000, 3000), "RGBA", {"quality": 90, "method": 0}),
}


def make(path, file_format, size, mode, options):
    from PIL import Image, ImageCms

    if file_format == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    # Large spots under a little noise: some 40 MB for 60 million pixels, as a camera's.
    spots = Image.effect_noise((size[0] // 8, size[1] // 8), 60).resize(size)
    grain = spots if file_format == "PNG" else Image.effect_noise(size, 4)  # of which a PNG would be too large
    picture = Image.merge("RGB", (spots, spots.rotate(180), grain))
    picture = picture.convert("L").convert("I;16") if mode == "I;16" else picture.convert(mode)
    if options.pop("turned", False):
        exif = Image.Exif()
        exif[0x0112] = 6
        options["exif"] = exif.tobytes()
    if mode == "RGB":
        options["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if mode == "RGBA":
        picture.putalpha(spots.resize((size[0] // 64, size[1] // 64)).resize(size))
    picture.save(path, file_format, **options)


def take_in(path):
    import scratch  # noqa: F401  (it sets Django up)

    from photos.intake import clean_picture
    from photos.models import Photo

    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with open(path, "rb") as upload:
        photo = Photo()
        photo.take_in(clean_picture(upload))
    most, seconds = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter() - start
    print(  # noqa: T201
        f"{most // 1024:5} MB at most ({before // 1024} before), {seconds:4.1f} s, {photo.width} × {photo.height}"
    )


if __name__ == "__main__":
    chosen = re.compile(os.environ.get("ONLY", "")).match
    if len(sys.argv) > 1:
        name, path = sys.argv[1:]
        if name == "take":
            take_in(path)
        else:
            make(path, *KINDS[name])
    else:
        with tempfile.TemporaryDirectory() as folder:
            for name in filter(chosen, KINDS):
                path = Path(folder) / "picture"
                subprocess.run([sys.executable, __file__, name, path], check=True)  # noqa: S603
                print(f"{name:<36} {path.stat().st_size / 2**20:5.1f} MB ", end="", flush=True)  # noqa: T201
                subprocess.run([sys.executable, __file__, "take", path], check=True)  # noqa: S603
