"""Whether an article of a post has a card in the guild already, where the post's author can see it."""

from dataclasses import dataclass, field

from bot.desk.world import World
from bot.news.message import Post


@dataclass(slots=True)
class Earlier:
    """What one post asks about earlier cards; `standing` says of each of their lines whether it stands."""

    world: World
    post: Post
    standing: dict[int, bool] = field(default_factory=dict)

    async def has_card(self, key: str) -> bool:
        """Whether the article of this key has one; each line is looked for in Discord once."""
        lines = await self.world.archive.cards(self.post.guild, key, besides=self.post.id)
        for line in lines:
            if line.id not in self.standing:
                self.standing[line.id] = await self.world.channel.stands(line, self.post)
        return any(self.standing[line.id] for line in lines)
