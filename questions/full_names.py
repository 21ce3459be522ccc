"""Whether a public name tells too much: 王女士 and 桃花新村居民 do not, 王芳 does."""

import re

from text.invisible import visible

# Words that speak of somebody without their name: 桃花新村居民, 热心读者, 一位乘客.
ROLES = (
    "居民 市民 村民 网民 读者 网友 业主 车主 店主 房主 户主 乘客 租客 旅客 游客 顾客 住户 租户 商户 用户 客户 "
    "学生 考生 新生 家长 老人 司机 骑手 摊主 工人 职工 员工 路人 病人 患者 妈妈 爸爸 宝妈 奶奶 爷爷 匿名 佚名"
).split()
# What follows a surname: 王女士, 张师傅.
TITLES = "女士 先生 小姐 老师 师傅 同学 大爷 大妈 大娘 大叔 大姐 大哥 阿姨 叔叔 老伯 婆婆 医生 同志".split()
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
TWO_PART_SURNAMES = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐|端木"
FULL_NAME = re.compile(rf"(?:{TWO_PART_SURNAMES})[\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]{{2,3}}")
SURE_NAME = re.compile(rf"(?:{TWO_PART_SURNAMES})[\u4e00-\u9fff]{{1,2}}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}}")


def looks_like_full_name(asker):
    """Whether `asker`, a public name, seems to tell who it was: 王芳, 王小芳女士, 欧阳小芳."""
    asker = "".join(visible(asker).split())
    for title in TITLES:
        if asker.endswith(title):
            return _is_name_before_title(asker.removesuffix(title))
    if asker.endswith(tuple(ROLES)) or "某" in asker or asker[:1] in "老小阿" and len(asker) == 2:
        return False
    return "·" in asker or FULL_NAME.fullmatch(asker) is not None


def _is_name_before_title(before):
    """Whether the words `before` a title are a full name.

    A surname alone is not, nor is one with 老, such as 王老. Other words count as a name only if they surely are
    one.
    """
    is_surname = before in TWO_PART_SURNAMES.split("|") or before.endswith("老")
    return not is_surname and SURE_NAME.fullmatch(before) is not None
