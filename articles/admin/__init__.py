from .article import ArticleAdmin
from .column import ColumnAdmin
from .contributor import ContributorAdmin
from .topic import TopicAdmin
