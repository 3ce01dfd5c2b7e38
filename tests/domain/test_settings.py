from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

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


@pytest.mark.parametrize(
    "url",
    [
        "https://models.example.com/v1",
        "http://127.0.0.1:11434/v1",
        "http://[::1]:8080/v1/",
        "http://localhost:11434/v1",
        "http://192.168.1.20:8000/v1",
        "http://ollama:11434/v1",
        "http://host.docker.internal:11434/v1",
    ],
)
def test_a_second_reader_may_be_anywhere_by_tls_and_in_a_network_of_ones_own_without(url: str) -> None:
    assert Settings(reader_url=url).reader_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example.com/v1",
        "http://8.8.8.8/v1",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "127.0.0.1:11434/v1",
        "https://user:secret@example.com/v1",
        "https://example.com/v1?key=secret",
        "https://example.com/v1#x",
        "http://[::1/v1",
        "https:///v1",
        "http://127.0.0.1:port/v1",
        "http://local.example.com/v1",
    ],
)
def test_an_address_over_which_words_would_travel_in_the_open_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="an https address") as refusal:
        Settings(reader_url=url)
    assert refusal.value.errors()[0]["loc"] == ("reader_url",)


def test_the_key_of_the_second_reader_is_not_shown() -> None:
    assert "s3cret" not in repr(Settings(reader_key=SecretStr("s3cret")))
