"""The pages put together: a session's cookie proves who calls, and a form that no page of ours sent is refused."""

from litestar import Router

from api.pages import files, forms, problems, signin

ROUTES = (
    *files.ROUTES,
    Router(
        "/",
        route_handlers=signin.HANDLERS,
        opt={"page": True},
        before_request=forms.take,
        exception_handlers=problems.HANDLERS,
        include_in_schema=False,
    ),
)
