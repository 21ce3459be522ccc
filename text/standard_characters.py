"""Characters that stand for others: they look like them, or would if they were shown, and are neither found nor read.

They come out of PDF files, whose fonts take a radical for the character, and from input methods of the time when GBK
had no number yet for a character.
"""

from unicodedata import normalize

# Radicals (U+2E81 and following) with the characters that they are by Unicode's EquivalentUnifiedIdeograph.txt.
RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
        "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
        "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
# What GBK, and GB 18030 in 2000, had to put among the characters for private use, with what stands there since 2005.
# The first code of each run, and what its characters are now.
PRIVATE = {
    0xE78D: "︐︒︑︓︔︕︖︗︘︙",
    0xE7C7: "ḿǹ",
    0xE7E7: "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻",
    0xE815: "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡"
    "䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
}
OLD_GBK = {chr(first + at): now for first, run in PRIVATE.items() for at, now in enumerate(run)}
# The radicals of Kangxi, and ideographs that were taken over from other sets for compatibility alone.
COMPATIBLE = {
    chr(code): normalize("NFKC", chr(code))
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
    for code in range(first, last + 1)
    if normalize("NFKC", chr(code)) != chr(code)
}
STANDARD = {**COMPATIBLE, **RADICALS, **{old: RADICALS.get(now, now) for old, now in OLD_GBK.items()}}
_TABLE = str.maketrans(STANDARD)


def standard(text):
    """Return `text` with the standard character in place of each that stands for one."""
    return text.translate(_TABLE)
