// What a session token says beyond what Ory puts in itself (iss, sub, sid, iat, nbf, exp, jti).
// Keep it small and free of what changes often: it travels as a cookie with every request, and
// what it says stays said until it expires.
local session = std.extVar('session');

{
  claims: {
    // Marks a token as minted by this template, so that another template's tokens are refused.
    template: 'starter',
    // Not everybody has both.
    [if std.objectHas(session.identity.traits, 'email') then 'email']: session.identity.traits.email,
    [if std.objectHas(session.identity.traits, 'username') then 'username']: session.identity.traits.username,
    aal: session.authenticator_assurance_level,
    // Seconds since 1970 would need a date parser that Jsonnet lacks: ISO 8601, as Ory writes it.
    session_issued_at: session.issued_at,
    session_authenticated_at: session.authenticated_at,
    session_expires_at: session.expires_at,
    // Each once: Ory adds an entry at every confirmation, and browsers drop a cookie over 4 KB.
    amr: std.set([method.method for method in session.authentication_methods]),
  },
}
