"""The end of a JPEG that was cut off. A few bytes less are no loss that anybody sees; a half less is.

Viewers show what there is of it, and grey below. Pillow does so by a setting alone, which holds for the whole process.
"""

END = b"\xff\xd9"
SCAN = b"\xff\xda\0"


def end_where_it_is_cut_off(image):
    """Let the opened JPEG `image` be decoded to where it is cut off. Return a function which says whether it was."""
    read, ends = image.fp.read, []

    def read_or_end(size):
        data = read(size)
        if not data and not ends:
            ends.append(END)
            return END
        return data

    image.load_read = read_or_end
    return lambda: bool(ends)


def is_nearly_whole(image, scale, scans):
    """Whether the decoded JPEG `image` that was cut off lacks less than one row of its blocks.

    It was decoded at 1/`scale` of its size. `scans` are the bytes of the file after the head of its first scan.
    """
    if image.info.get("progressive"):
        return _finest_scans(scans) >= {number for number, *_sampling in image.layer}
    # What was not there is filled with the last colour.
    rows = 8 * max(across for _number, _along, across, _table in image.layer) if len(image.layer) > 1 else 8
    last_row = (image.height * scale - 1) // rows * rows // scale
    strip = image.crop((0, min(last_row + 1, image.height - 1), image.width, image.height))
    extrema = strip.getextrema()
    return any(low != high for low, high in (extrema if len(image.layer) > 1 else [extrema]))


def _finest_scans(scans):
    """Return the numbers of the components of which the last bits of the finest details have begun to arrive."""
    finest = set()
    for scan in scans.split(SCAN)[1:]:
        length, count = (*scan[:2], 0, 0)[:2]
        head = scan[2 : length - 1]
        if count and len(head) == 2 * count + 3 and head[-2] == 63 and head[-1] & 0x0F == 0:
            finest |= set(head[: 2 * count : 2])
    return finest
