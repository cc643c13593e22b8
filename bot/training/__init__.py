"""How the trained pipeline in `bot/model` is made; nothing of it runs with the bot."""
