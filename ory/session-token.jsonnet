// The claims of a session token besides Ory's own (iss, sub, sid, iat, nbf, exp, jti). Keep them few
// and stable: every request sends the token as a cookie, and it is not updated until it expires.
local session = std.extVar('session');

{
  claims: {
    // Names this template, so that another template's tokens are rejected.
    template: 'starter',
    // Both are optional.
    [if std.objectHas(session.identity.traits, 'email') then 'email']: session.identity.traits.email,
    [if std.objectHas(session.identity.traits, 'username') then 'username']: session.identity.traits.username,
    aal: session.authenticator_assurance_level,
    // ISO 8601, because Jsonnet has no date parser for seconds since 1970.
    session_issued_at: session.issued_at,
    session_authenticated_at: session.authenticated_at,
    session_expires_at: session.expires_at,
    // Without duplicates: Ory adds an entry at every refresh, and browsers drop cookies over 4 KB.
    amr: std.set([method.method for method in session.authentication_methods]),
  },
}
