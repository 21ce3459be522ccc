from .article import Article, ArticlePhoto, InlinePhoto, TipStep
from .column import Column
from .contributor import Byline, Contributor
from .topic import Topic, TopicEntry

__all__ = [
    "Article",
    "ArticlePhoto",
    "Byline",
    "Column",
    "Contributor",
    "InlinePhoto",
    "TipStep",
    "Topic",
    "TopicEntry",
]
