"""Places as they are kept: none twice, and none beside a wider one that covers it anyway."""


def fold(places):
    """Return (those of `places` that stay, in their order, pairs of what is left out and what covers it)."""
    kept, folded = [], []
    for place in dict.fromkeys(places):
        wider = next((other for other in places if other != place and place.path.startswith(other.path)), None)
        if wider is None:
            kept.append(place)
        else:
            folded.append((place, wider))
    return kept, folded
