"""Who publishes: what the sample newsroom says of itself, and what the law wants on every page."""

# {field of settings.NEWSPAPER: what the sample newsroom has there}.
SAMPLE = {
    "name": "青禾晚报",
    "city": "青禾市",
    "motto": "近邻的事，天天有人问",
    "hotline": "5550100",
    "sponsor": "青禾晚报社",
    "address": "青禾市禾西区鼓楼巷1号",
    "email": "jizhe@qinghe.example",
    "icp": "青ICP备00000000号（示例）",
    "police": "青公网安备00000000000000号（示例）",
    "license": "互联网新闻信息服务许可证编号：00000000000（示例）",
    "report_hotline": "5550101",
}
NEVER_EMPTY = ("name", "city")  # no page could be without them
# {field: the law that says a news site must show it}.
WANTED_BY_LAW = {
    "icp": "《互联网信息服务管理办法》第十二条",
    "police": "《计算机信息网络国际联网安全保护管理办法》第十二条",
    "license": "《互联网新闻信息服务管理规定》第十八条",
    "report_hotline": "《互联网新闻信息服务管理规定》第十八条",
}


def variable(field):
    """Return the name of the environment variable that holds `field`."""
    return f"NEWSPAPER_{field.upper()}"


def newspaper(env, debug):
    """Return settings.NEWSPAPER from `env`. Only with `debug` a field that is not set has the sample's value.

    The name and the city always have a value, because no page could be made without them.
    """
    told = {field: env.str(variable(field), default=SAMPLE[field] if debug else "").strip() for field in SAMPLE}
    return told | {field: told[field] or SAMPLE[field] for field in NEVER_EMPTY}
