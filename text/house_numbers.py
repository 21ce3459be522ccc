"""House numbers (门牌), which say where somebody lives, as people write them: 3栋2单元501室, 18号."""

import re

HOUSE_NUMBER = re.compile(
    r"(?:[0-9一二三四五六七八九十百]{1,5}(?:号楼|栋|幢|座|单元|弄))+(?:[0-9一二三四五六七八九十百]{1,5}(?:单元|层|楼|室|户|号))*"
    r"|[0-9]{1,5}号(?:[0-9]{1,5}室)?(?!线|楼|公交|文)|[0-9]{3,4}室"
)
