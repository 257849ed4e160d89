// Maps the claims of Google, GitHub and any OpenID Connect server to an identity.
// Reference: https://www.ory.com/docs/kratos/social-signin/data-mapping
local claims = std.extVar('claims');

// Security: an unverified address may be someone else's. It is left out, and Ory asks for one
// instead. Ory reads only GitHub's primary address.
local email =
  if 'email' in claims && std.get(claims, 'email_verified', false) then std.asciiLower(claims.email) else null;

// GitHub only has the full name.
local words = std.split(std.get(claims, 'name', ''), ' ');
local first = std.get(claims, 'given_name', words[0]);
local last = std.get(claims, 'family_name', std.join(' ', words[1:]));

// No metadata: a provider's claims must not grant a role.
{
  identity: {
    traits: {
      [if email != null then 'email']: email,
      name: {
        [if first != '' then 'first']: std.substr(first, 0, 100),
        [if last != '' then 'last']: std.substr(last, 0, 100),
      },
    },
    verified_addresses: if email != null then [{ via: 'email', value: email }] else [],
  },
}
