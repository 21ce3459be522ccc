class FourDigitYear:
    regex = r"[12][0-9]{3}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:04d}"


class TwoDigits(FourDigitYear):
    regex = r"[0-9]{2}"

    def to_url(self, value):
        return f"{value:02d}"
