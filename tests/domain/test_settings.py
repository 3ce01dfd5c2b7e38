from pathlib import Path

import pytest

from domain.settings import Settings


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compose files pass on what is not set as an empty text; a webhook at "" would stop the bot."""
    monkeypatch.setenv("BEFOREHAND_TELEGRAM_WEBHOOK_URL", "")

    assert Settings().telegram_webhook_url is None


def test_secrets_are_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFOREHAND_TELEGRAM_TOKEN", "42:SECRET")

    assert "42:SECRET" not in repr(Settings())


def test_the_master_key_lies_outside_the_data_folder() -> None:
    settings = Settings()

    assert settings.data_dir not in Path(settings.master_key_file).parents
