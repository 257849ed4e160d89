// What a social provider says of somebody (claims), as an identity of ours: for Google, GitHub and any
// OpenID Connect server alike. Reference: https://www.ory.com/docs/kratos/social-signin/data-mapping
local claims = std.extVar('claims');

// An address that the provider has not verified may be anybody's: it is not taken over, and Ory asks
// for one instead. Of GitHub's addresses Ory looks at the primary one alone.
local email =
  if 'email' in claims && std.get(claims, 'email_verified', false) then std.asciiLower(claims.email) else null;

// GitHub knows a name as a whole only.
local words = std.split(std.get(claims, 'name', ''), ' ');
local first = std.get(claims, 'given_name', words[0]);
local last = std.get(claims, 'family_name', std.join(' ', words[1:]));

// No metadata: what a provider says of somebody is no role here.
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
