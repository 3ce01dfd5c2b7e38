"""Words that are addressed to the assistant by name, "assistant, book a service"; pure."""

import re
from typing import Final

_ADDRESS: Final = re.compile(
    r"\s*[@＠]?(?:(?:hey|hi|hello) )?(?:assistant(?:\s*[,，:：]\s*|\s+)|小?助手[\s,，:：]*)(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def of_assistant(text: str) -> str | None:
    """Return what is said to the assistant; None where the text does not begin with its name."""
    call = _ADDRESS.fullmatch(text)
    return call["words"] if call else None
