package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"time"

	ory "github.com/ory/client-go"
)

// outcome is the result of a session check. An outage says nothing about the person, so it is a
// separate outcome and never treated as signed out.
type outcome int

const (
	unavailable   outcome = iota // refused, too slow, 429, 5xx, or an unreadable response
	anonymous                    // no credentials, rejected ones, or an inactive session
	aal2Required                 // signed in, but without the account's second factor
	authenticated                // the only outcome that comes with a session
)

// sessions checks sessions at one Ory.
type sessions struct{ api ory.FrontendAPI }

func newSessions(oryURL string) sessions {
	config := ory.NewConfiguration()
	config.Servers = ory.ServerConfigurations{{URL: oryURL}}
	config.HTTPClient = &http.Client{
		Timeout: 3 * time.Second, // for the whole call, including its body
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}
	return sessions{ory.NewAPIClient(config).FrontendAPI}
}

// check returns Ory's session for a request within 3 seconds. A session token (X-Session-Token or
// Authorization: Bearer) takes precedence over the cookie. The session is nil unless the outcome is
// authenticated. Then it has everything that this app shows.
func (s sessions) check(r *http.Request) (*ory.Session, outcome) {
	call := s.api.ToSession(r.Context())
	cookie := oryCookies(r.Header)
	switch token, explicit := sessionToken(r.Header); {
	case explicit:
		call = call.XSessionToken(token)
	case sessionCookie.MatchString(cookie):
		call = call.Cookie(cookie)
	default:
		return nil, anonymous
	}
	session, response, err := call.Execute()
	switch {
	case response == nil:
		return nil, unavailable
	case response.StatusCode == http.StatusUnauthorized:
		return nil, anonymous
	case response.StatusCode == http.StatusForbidden && isJSON(err):
		return nil, aal2Required
	case err != nil || response.StatusCode != http.StatusOK || !complete(session):
		return nil, unavailable
	case !session.GetActive() || !session.GetExpiresAt().After(time.Now()):
		return nil, anonymous
	}
	return session, authenticated
}

// complete returns true if the session has everything that this app relies on.
func complete(session *ory.Session) bool {
	return session != nil && session.Active != nil && session.ExpiresAt != nil &&
		session.AuthenticatedAt != nil && session.Identity != nil
}

// isJSON returns true if Ory itself refused. A 403 that isn't JSON comes from a server in between.
func isJSON(err error) bool {
	var refusal *ory.GenericOpenAPIError
	return errors.As(err, &refusal) && json.Valid(refusal.Body())
}

var bearer = regexp.MustCompile(`(?i)^bearer +(.+)$`)

// sessionToken returns the session token of a program, and whether it sent one.
func sessionToken(header http.Header) (string, bool) {
	if values, ok := header["X-Session-Token"]; ok {
		return values[0], true
	}
	if match := bearer.FindStringSubmatch(header.Get("Authorization")); match != nil {
		return match[1], true
	}
	return "", false
}

var sessionCookie = regexp.MustCompile(`\bory_(session_[^=]+|kratos_session)=.`)

// oryCookies returns Ory's cookies only, because Ory must not receive this app's own.
func oryCookies(header http.Header) string {
	var kept []string
	for pair := range strings.SplitSeq(header.Get("Cookie"), ";") {
		pair = strings.TrimSpace(pair)
		if strings.HasPrefix(pair, "ory_") || strings.HasPrefix(pair, "csrf_token_") {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "; ")
}

type sessionKey struct{}

// sessionFrom returns the session from sessionMiddleware. It panics on a route without it.
func sessionFrom(ctx context.Context) *ory.Session {
	return ctx.Value(sessionKey{}).(*ory.Session)
}
