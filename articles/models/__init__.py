from .article import Article
from .column import Column
from .contributor import Byline, Contributor
from .picture import ArticlePhoto, InlinePhoto
from .tip import TipStep
from .topic import Topic, TopicEntry
