"""Settings have safe defaults, and refusals say what to do."""

import stat

import pytest

from config import Settings, UnsafeSettings

KEY = "k3y-of-a-test-0123456789-abcdefghij"
PRODUCTION = {
    "PRODUCTION": "1",
    "PUBLIC_URL": "https://webinar.example",
    "SECRET_KEY": KEY,
}


def settings(tmp_path, **env):
    return Settings.from_env({"INSTANCE": str(tmp_path), **env})


def test_the_defaults_serve_this_machine_only(tmp_path):
    defaults = settings(tmp_path)

    assert (defaults.host, defaults.port, defaults.production) == ("127.0.0.1", 5000, False)
    assert defaults.database_url == f"sqlite:///{tmp_path / 'webinar.sqlite3'}"


def test_first_start_makes_a_key_that_only_the_owner_can_read(tmp_path):
    first = settings(tmp_path).secret_key

    assert len(first) >= 32
    assert settings(tmp_path).secret_key == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_two_installations_have_different_keys(tmp_path):
    keys = {settings(tmp_path / name).secret_key for name in ("one", "two")}

    assert len(keys) == 2


def test_production_does_not_start_without_a_key(tmp_path):
    env = PRODUCTION | {"SECRET_KEY": ""}

    with pytest.raises(UnsafeSettings, match="SECRET_KEY is missing"):
        settings(tmp_path, **env)


@pytest.mark.parametrize("key", ["secret", "changeme", "dev", "short-but-own", "a" * 64])
@pytest.mark.parametrize("production", ["0", "1"])
def test_server_never_starts_with_a_known_or_short_key(tmp_path, key, production):
    env = PRODUCTION | {"SECRET_KEY": key, "PRODUCTION": production}

    with pytest.raises(UnsafeSettings, match="SECRET_KEY"):
        settings(tmp_path, **env)


def test_production_needs_the_public_address(tmp_path):
    env = {name: value for name, value in PRODUCTION.items() if name != "PUBLIC_URL"}

    with pytest.raises(UnsafeSettings, match="PUBLIC_URL"):
        settings(tmp_path, **env)


def test_production_over_plain_http_must_be_explicit(tmp_path):
    env = PRODUCTION | {"PUBLIC_URL": "http://10.0.0.5:8000"}

    with pytest.raises(UnsafeSettings, match="ALLOW_INSECURE_HTTP"):
        settings(tmp_path, **env)
    assert not settings(tmp_path, **env, ALLOW_INSECURE_HTTP="1").is_https


def test_several_processes_need_a_queue_between_them(tmp_path):
    with pytest.raises(UnsafeSettings, match="MESSAGE_QUEUE"):
        settings(tmp_path, WEB_CONCURRENCY="4")
    queue = "redis://127.0.0.1:6379"
    assert settings(tmp_path, WEB_CONCURRENCY="4", MESSAGE_QUEUE=queue).message_queue == queue


def test_only_the_public_address_may_connect_in_production(tmp_path):
    assert settings(tmp_path, **PRODUCTION).origins == ["https://webinar.example"]


def test_production_has_no_demo(tmp_path):
    assert settings(tmp_path).demo
    assert not settings(tmp_path, **PRODUCTION).demo


@pytest.mark.parametrize(("name", "value"), [("PORT", "http"), ("MAX_CONNECTIONS", "many")])
def test_non_numeric_setting_is_named_in_the_error(tmp_path, name, value):
    with pytest.raises(UnsafeSettings, match=name):
        settings(tmp_path, **{name: value})


def test_configured_signing_key_must_exist(tmp_path):
    file = tmp_path / "key.pem"
    default = settings(tmp_path).signing_key_file

    with pytest.raises(UnsafeSettings, match="openssl genpkey"):
        settings(tmp_path, SIGNING_KEY_FILE=str(file))
    file.write_text("a key")

    assert settings(tmp_path, SIGNING_KEY_FILE=str(file)).signing_key_file == file
    assert default == tmp_path / "signing" / "key.pem" and not default.exists()


MEDIA = {"LIVEKIT_URL": "https://media.example/", "LIVEKIT_KEY": "key", "LIVEKIT_SECRET": "s" * 32}


def test_media_server_is_off_until_its_address_is_set(tmp_path):
    assert settings(tmp_path, **MEDIA | {"LIVEKIT_URL": ""}).media_server is None
    media_server = settings(tmp_path, **MEDIA).media_server
    assert media_server.url == "wss://media.example"
    assert media_server.origins == ("wss://media.example", "https://media.example")
    local = settings(tmp_path, **MEDIA | {"LIVEKIT_URL": "http://127.0.0.1:7880"}).media_server
    assert local.url == "ws://127.0.0.1:7880"


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"LIVEKIT_URL": "ws://media.example"}, "LIVEKIT_URL must be a wss"),
        ({"LIVEKIT_URL": "media.example"}, "LIVEKIT_URL must be a wss"),
        ({"LIVEKIT_URL": "wss://me@media.example"}, "LIVEKIT_URL must be a wss"),
        ({"LIVEKIT_KEY": ""}, "needs LIVEKIT_KEY"),
        ({"LIVEKIT_SECRET": ""}, "LIVEKIT_SECRET"),
        ({"LIVEKIT_SECRET": "secret"}, "LIVEKIT_SECRET is shorter"),
        ({"WHIP_URL": "https://media.example/{path}"}, "WHEP_URL must be an https"),
    ],
)
def test_incomplete_media_server_is_refused_in_words(tmp_path, env, named):
    with pytest.raises(UnsafeSettings, match=named):
        settings(tmp_path, **MEDIA | env)


WHIP = {
    "WHIP_URL": "https://in.example:8889/{path}/whip",
    "WHEP_URL": "https://out.example/live/{path}/whep?x=1",
    "WHIP_SECRET": "s" * 32,
}


def test_media_server_with_whip_is_read_with_the_origins_of_both_addresses(tmp_path):
    media_server = settings(tmp_path, **WHIP).media_server
    assert media_server.origins == ("https://in.example:8889", "https://out.example")
    local = {name: "http://127.0.0.1:8889/{path}" for name in ("WHIP_URL", "WHEP_URL")}
    assert settings(tmp_path, **WHIP | local).media_server.origins == ("http://127.0.0.1:8889",)


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"WHIP_URL": ""}, "WHIP_URL must be an https address with {path}"),
        ({"WHEP_URL": ""}, "WHEP_URL must be an https"),
        ({"WHIP_URL": "http://media.example/{path}"}, "WHIP_URL must be an https"),
        ({"WHIP_URL": "https://me@media.example/{path}"}, "WHIP_URL must be an https"),
        ({"WHIP_URL": "https://media.example/whip"}, "WHIP_URL must be an https"),
        ({"WHIP_URL": "https://media.example/{path}/{path}"}, "WHIP_URL must be an https"),
        ({"WHIP_URL": "https://media.example/{path}/{name}"}, "WHIP_URL must be an https"),
        ({"WHEP_URL": "https://{path}.example/whep"}, "WHEP_URL must be an https"),
        ({"WHIP_SECRET": "secret"}, "WHIP_SECRET is shorter"),
        (MEDIA, "LIVEKIT_URL and WHIP_URL are both set"),
    ],
)
def test_incomplete_media_server_with_whip_is_refused_in_words(tmp_path, env, named):
    with pytest.raises(UnsafeSettings, match=named):
        settings(tmp_path, **WHIP | env)
