"""Places in the form in which they are stored: none twice, and none beside a wider one that covers it anyway."""


def fold(places):
    """Return (places that stay, [(place left out, wider place that covers it)]) of `places`.

    The places that stay keep their order.
    """
    kept, folded = [], []
    for place in dict.fromkeys(places):
        wider = next((other for other in places if other != place and place.path.startswith(other.path)), None)
        if wider is None:
            kept.append(place)
        else:
            folded.append((place, wider))
    return kept, folded
