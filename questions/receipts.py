"""Receipt codes: the citizen's only key to a case. They are typed from a slip of paper and cannot be guessed."""

import hashlib
import hmac

from django.conf import settings

from text.widths import narrow

# No two of these can be mistaken for one another. So 0, O, 1, I, L, U and V are left out.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
LENGTH = 12  # 29 to the power of 12 is more than 2 to the power of 58
GROUP = 4


def derive(submission, *content):
    """Return the code for what was sent with the form's own secret `submission`.

    The same form with the same content gives the same code, however often it is sent. So thirty presses of one
    button make one case. Nobody can work out the code without the server's key.
    """
    message = "\x00".join([submission, *map(str, content)]).encode()
    number = int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), b"questions.receipt\x00" + message, "sha256"))
    letters = []
    for _position in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def normalised(typed):
    """Return what a person typed as a code would be written: capitals, half-width, nothing between the groups."""
    plain = narrow(typed).upper()
    return "".join(character for character in plain if character.isalnum())[: 2 * LENGTH]


def digest_of(code):
    """Return the SHA-256 digest by which a case is found. Whoever reads the database learns no code from it."""
    return hashlib.sha256(f"questions.receipt:{normalised(code)}".encode()).hexdigest()


def shown(code):
    """Return the code in groups of four, as it is read aloud and copied."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
