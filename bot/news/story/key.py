"""Under which key an article is kept."""

from bot.news.article import Article
from bot.news.message import canonical
from bot.news.story.shingle import text_key


def article_key(article: Article) -> str:
    """The canonical link of an article, or for copy without one 'text:' and the hash of its words."""
    return canonical(article.url) if article.url else f"text:{text_key(article.text)}"
