"""What of the catalog may be otherwise than usual, and why."""

from __future__ import annotations

OTHER_POLICIES = {
    "audit_subject_is_added": "a command logs what it touched, also what it moved out of reach; a sign-in before anybody is known",
    "grant_is_seen": "the one form, and one's own grants",
    "grant_is_given": "the one form, and never to oneself",
    "grant_is_ended": "the one form, and never one's own",
    "audit_entry_is_seen": "one's own entries, and those with a subject that one sees",
    "audit_entry_is_added": "in one's own name only, or nobody's before sign-in",
    "audit_entry_is_audited": "the auditor's role reads the whole log, and can read nothing else",
    "audit_subject_is_audited": "the same",
    "scope_names_are_open": "a scope is a name in the organisation chart",
    "scope_is_added_below": "a scope is its own scope: its parent must be in reach",
    "scope_is_renamed": "a scope is its own scope",
    **{
        f"exchange_{table}_is_{what}": "the one form, and only one's own: a file shows what is in it"
        for table in ("import", "importproblem", "importduplicate")
        for what in ("seen", "added", "changed", "dropped")
    },
    "session_is_its_owners": "belongs to an account, not to a scope",
    "view_is_its_owners": "belongs to an account, not to a scope",
    "answer_is_its_askers": "belongs to an account, not to a scope",
}
CATALOGUE = [
    f"catalog_{name}"
    for name in [
        "certificate",
        "certificatecover",
        "certificateversion",
        "deviceidentifier",
        "model",
        "product",
        "registrant",
    ]
]
READABLE_WITHOUT_ROW_SECURITY = {
    "access_role": "the role matrix is no secret",
    **dict.fromkeys(CATALOGUE, "the company has one catalogue, and there are no prices in it"),
    "exchange_job": "which file waits for the worker; the session lent to it is sealed",
    "kernel_counter": "the last number of each series",
    "kernel_cursor": "how far each handler has come",
    "kernel_feed": "ids and kinds of events, for the worker",
    "kernel_feedhead": "one number",
    "kernel_outbox": "ids and kinds of events, for the worker",
    "people_account": "colleagues' names; signing in reads the password's hash before anybody is known",
    "terminals_attributeset": "what one may ask of a terminal; no terminal's answers",
}
SEQUENCES = {"kernel_answer_id_seq", "kernel_outbox_entry_seq"}
DEFINERS_FOR_THE_APP = {
    "sec.me": "whose token this transaction has",
    "sec.enter": "takes a token for the transaction",
    "sec.open_session": "checks a proof by the application's key",
    "sec.end_sessions": "can only take rights away",
    "sec.reach": "answers for the token's account only",
    "sec.holders": "who holds an action in a scope, to whoever holds something there",
    "sec.forget_answers": "takes no input; deletes answers that may be given to nobody any more",
    "sec.files_unnamed": "tells which digests no row names, to whoever knows the digests",
    "sec.exchange_stop": "says why an import at work could not go on, changes nothing else, names its file",
    "sec.terminals_forget_contact": "applies the reach itself, and only takes numbers away",
    "sec.terminals_written_by": "one number, to whoever may import",
    "sec.terminals_matching": "applies the reach itself",
    "sec.terminals_called": "applies the reach itself",
    "sec.terminals_parting": "one yes or no, to whoever may move or merge the terminals",
    "sec.terminals_follow": "puts back what must always hold, takes ids only to know where to look",
}
DEFINERS_FOR_NOBODY = {
    "sec.hmac", "sec.session_of", "sec.grant_first", "sec.grant_automaton",
    "sec.field_file_follows",
}  # fmt: skip
