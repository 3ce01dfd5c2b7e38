import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.explain import catalogue


@pytest.mark.parametrize("code", ["zh", "ZH", "zh-hans", "zh-hans-raw", "zh-hant", "zh_CN", " zh-TW"])
def test_any_chinese_is_told_in_simplified_chinese(code: str) -> None:
    assert catalogue.locale_for(code) == "zh_Hans"


@pytest.mark.parametrize("code", [None, "", "en", "de", "zhx", "x-zh", "-"])
def test_everyone_else_is_told_in_english(code: str | None) -> None:
    assert catalogue.locale_for(code) == "en"


@given(code=st.text())
def test_no_language_code_is_refused(code: str) -> None:
    assert catalogue.locale_for(code) in catalogue.LANGUAGES


def test_a_catalogue_translates_without_compiled_files() -> None:
    assert catalogue.load("zh_Hans").gettext("limit {value}") == "限值 {value}"
    assert catalogue.load("en").gettext("limit {value}") == "limit {value}"
