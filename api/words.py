"""What the HTTP edge itself says no with: reason and cure."""

from domain.explain.facts import N_

WORDS = {
    "refusal.role_wrong": N_(
        "This token may not do that: it takes one for the role {role}. Ask the operator."
    ),
    "refusal.request_invalid": N_(
        "The request does not have the documented form. See `fields`, and /schema for the form."
    ),
    "refusal.not_found": N_("There is nothing at this address. See /schema for what there is."),
    "remote.withheld": N_(
        "Places, speeds, pedals and times of day are left out: a workshop does not need them. Distances are by the week."
    ),
    "remote.why.resting": N_("The owner has switched off what it needs."),
    "remote.why.no_signal": N_("The car does not send what it needs."),
    "remote.why.nothing_yet": N_("What it judges by has not happened yet, or is not on record."),
    "remote.why.too_little": N_(
        "There are too few readings, or too old ones, or the car's own normal is not known yet."
    ),
    "refusal.http_400": N_("The request could not be read. Send well-formed JSON as /schema describes."),
    "refusal.http_405": N_("This address does not take that method. See /schema for the ones it takes."),
    "refusal.http_413": N_("The body is too large. Send it in smaller parts."),
    "refusal.http_other": N_("The request was not accepted. See /schema for what is."),
    "refusal.ours": N_("Something went wrong on our side and nothing was changed. Try again later."),
    "refusal.webhook_secret": N_("The secret of the webhook is missing or wrong. Set it with setWebhook."),
    "refusal.update_unreadable": N_("This is not an update of the Bot API. Nothing was kept."),
}
