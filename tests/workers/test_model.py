"""The pipeline's name, for /status and the metrics."""

from bot.workers.model import name_model


def test_the_model_is_named_without_loading_it():
    assert name_model("en_core_web_sm") == "en_core_web_sm"
    assert name_model("/srv/models/ours/") == "ours"
    assert name_model(None) == "none" or name_model(None).startswith("dateline_news ")
