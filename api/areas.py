"""Routes of one role, and what their handlers are given: the core, the token that was checked, its owner or centre."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final

import litestar
from litestar import Router
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.exceptions import ValidationException
from litestar.params import PathParameter, SkipValidation
from litestar.types import ControllerRouterHandler

from api.auth import Role
from domain.core import Core
from domain.privacy import access_log
from domain.registry.tables import AccessToken

_DAYS: Final = date(2000, 1, 1), date(2199, 12, 31)
MOST_ID = 2**31 - 1  # what PostgreSQL's integer holds
CoreDep = SkipValidation[NamedDependency[Core]]
Id = Annotated[int, PathParameter(ge=1, le=MOST_ID)]
Request = litestar.Request[Any, Any, State]  # who calls is in `state.access`, not in the framework's user


def area(
    path: str,
    role: Role,
    handlers: Sequence[ControllerRouterHandler],
    *,
    dependencies: Mapping[str, Provide] | None = None,
) -> Router:
    """Put handlers under a path for callers with a token of the role."""
    return Router(
        path=path,
        route_handlers=handlers,
        opt={"role": role},
        security=[{"token": []}],
        tags=[role.value],
        dependencies=dict(dependencies or {}),
    )


def answers(example: object, *, conflict: bool = False, own_type: bool = False) -> dict[str, object]:
    """Return `opt` of a handler: what the OpenAPI description cannot read from its types.

    example: an answer, in JSON's types. conflict: it may answer 409. own_type: it takes a body of one content type
    only, and answers 415 to others.
    """
    return {"example": example, "conflict": conflict, "own_type": own_type}


def owner_id(request: Request) -> int:
    """Return the id of the owner whose token it is."""
    owner = access(request).owner_id
    assert owner is not None
    return owner


def centre_id(request: Request) -> int:
    """Return the id of the centre whose token it is."""
    centre = access(request).centre_id
    assert centre is not None
    return centre


def checked(day: date) -> date:
    """Return a day that was asked for. Raises ValidationException (422) so far off that no calendar reaches around it."""
    if not _DAYS[0] <= day <= _DAYS[1]:
        raise ValidationException(extra=[{"key": "day", "message": f"not from {_DAYS[0]} to {_DAYS[1]}"}])
    return day


def access(request: Request) -> AccessToken:
    """Return the token that the guard checked."""
    token = request.state.access
    assert isinstance(token, AccessToken)
    return token


def viewer(request: Request) -> access_log.Viewer:
    """Return who reads, as the access log names them."""
    return access_log.viewer(access(request))


OWNER = {"owner_id": Provide(owner_id, sync_to_thread=False)}
CENTRE = {"centre_id": Provide(centre_id, sync_to_thread=False)}
