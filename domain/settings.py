"""Every setting, read from the environment (BEFOREHAND_*) and nowhere else."""

from datetime import datetime
from pathlib import Path
from typing import Final, Self

from cryptography import x509
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.kit import outward

PHONE: Final = (
    r"^(?:\+[0-9][0-9 ()-]{4,23}[0-9])?$"  # Telegram makes a number tappable where it begins with "+"
)


class Settings(BaseSettings):
    """Settings of one process; docs/settings.md lists them, and a test compares."""

    model_config = SettingsConfigDict(env_prefix="BEFOREHAND_", env_ignore_empty=True, extra="ignore")

    data_dir: Path = Field(
        Path(".beforehand/data"), description="Folder of the SQLite stores and chunk files."
    )
    database_url: str | None = Field(
        None, description="PostgreSQL URL; without it SQLite in the data folder is used."
    )
    master_key_file: Path = Field(
        Path(".beforehand/keys/master.json"),
        description="File of the master key; keep it outside the data folder and its backups.",
    )
    master_key_shared: bool = Field(
        default=False,
        description="Allow a key file that others may read or that lies in the data folder, as container secrets do.",
    )
    erasures_file: Path | None = Field(
        None,
        description="List of erased chats (keyed hashes), never restored with a backup; without it a file beside the master key.",
    )
    telegram_token: SecretStr | None = Field(None, description="Token of the bot, from BotFather.")
    telegram_api: str = Field("https://api.telegram.org", description="Address of the Bot API server.")
    telegram_webhook_url: str | None = Field(
        None, description="Public address that Telegram posts updates to; without it the bot polls."
    )
    telegram_webhook_secret: SecretStr | None = Field(
        None, description="Secret that Telegram repeats with each update; required with a webhook."
    )
    api_host: str = Field("127.0.0.1", description="Address the HTTP API listens on.")
    api_port: int = Field(8000, description="Port the HTTP API listens on.")
    api_requests_per_key: int = Field(
        1_200, ge=1, description="Requests a minute that one key or token may make."
    )
    api_requests_per_address: int = Field(
        12_000, ge=1, description="Requests a minute that may come from one address."
    )
    region: str = Field(
        "CN", description="Region of the deployment, as owners are told where their data are."
    )
    roadside_phone: str = Field(
        "",
        pattern=PHONE,
        description="Roadside assistance that owners are told to call, in international form.",
    )
    operator_phone: str = Field(
        "", pattern=PHONE, description="The operator's own telephone for owners, in international form."
    )
    reader_url: str | None = Field(
        None,
        description="OpenAI-compatible server of your own that reads what the built-in reader does not understand.",
    )
    reader_model: str = Field("", description="Name of the model that the second reader is asked for.")
    reader_key: SecretStr | None = Field(
        None, description="Bearer key of the second reader, if it needs one."
    )
    mqtt_url: SecretStr | None = Field(
        None, description="Broker at which TeslaMate, OVMS and others tell of cars; without it none is asked."
    )
    mqtt_public: str = Field(
        "",
        pattern=r"^$|^mqtts?://[^\s/@]+(?::\d+)?$",
        description="The broker's address as owners reach it, such as mqtts://broker.example:8883; without it they are told to ask you.",
    )
    public_url: str = Field(
        "",
        pattern=r"^$|^https?://\S+[^\s/]$",
        description="The HTTP API's address as owners' programs and browsers reach it, such as https://beforehand.example.",
    )
    mqtt_client: str = Field(
        "beforehand", min_length=1, description="Name by which the broker knows this installation."
    )
    statestream: Path | None = Field(
        None,
        description="File that says which entities of Home Assistant's statestream are what; without it none is asked.",
    )
    offers: Path | None = Field(
        None, description="File that says what is offered to owners whose use it fits; without it nothing is."
    )
    bot_name: str = Field(
        "",
        pattern=r"^$|^[A-Za-z][A-Za-z0-9_]{3,31}$",
        description="The bot's name at Telegram, without @, to which reports that owners share lead; without it they hold no link.",
    )
    plans: str | None = Field(
        None,
        description="Table of plans that owners can buy: a file, or `default`; without it everything is open and nothing is sold.",
    )
    payment_provider: SecretStr | None = Field(
        None, description="Token of the payment provider, from BotFather, for plans that are not digital."
    )
    gbt_listen: str | None = Field(
        None, description="Address and port on which GB/T 32960 is listened for; without it none is."
    )
    gbt_platform: SecretStr | None = Field(
        None, description="User and password by which a platform logs in over GB/T 32960."
    )
    timestamp_url: str | None = Field(
        None,
        pattern=r"^(?:https://[^\s@]+|http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:/[^\s@]*)?)$",
        description="Time-stamping authority (RFC 3161) that is asked about each dossier handed over in the chat; https, http only to this machine.",
    )
    timestamp_ca: Path | None = Field(
        None, description="PEM file of the roots by which the authority's time stamps are checked."
    )
    now: datetime | None = Field(None, description="A fixed clock for tests; never set it in production.")

    @field_validator("reader_url")
    @classmethod
    def _is_safe(cls, url: str | None) -> str | None:
        """Refuse an address over which words would travel in the open, or that holds more than an address."""
        if url is not None and not outward.is_safe(url):
            raise ValueError(
                "an https address without user, query and fragment; http only to this machine or a private network"
            )
        return url and url.rstrip("/")

    @model_validator(mode="after")
    def _has_roots(self) -> Self:
        """Refuse an authority whose stamps nobody could check."""
        if self.timestamp_url is None:
            return self
        if self.timestamp_ca is None or not self.timestamp_ca.is_file():
            raise ValueError(
                "BEFOREHAND_TIMESTAMP_URL needs BEFOREHAND_TIMESTAMP_CA, a file of root certificates"
            )
        try:
            x509.load_pem_x509_certificates(self.timestamp_ca.read_bytes())
        except (ValueError, OSError) as error:
            raise ValueError(f"BEFOREHAND_TIMESTAMP_CA holds no certificates in PEM form: {error}") from error
        return self

    @property
    def suppression_file(self) -> Path:
        """File that lists who was erased, outside of every database."""
        return self.erasures_file or self.master_key_file.with_name("erasures.log")

    @property
    def models_dir(self) -> Path:
        """Folder of the models that were fitted to this installation's own cars."""
        return self.data_dir / "models"
