"""What rich text may hold. The sanitiser and the editor's own filter both read it here, so that they agree."""

TAGS = {
    "p", "h2", "h3", "strong", "ul", "ol", "li", "blockquote", "a", "img", "br", "hr", "sub", "sup",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
NOTHING_WITHOUT = {"a": "href", "img": "src"}  # the attribute without which the tag says nothing
RENAMED = {"b": "strong", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p"}
DROPPED_WITH_CONTENT = {"script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript"}
