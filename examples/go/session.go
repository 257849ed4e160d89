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

// outcome is what a session check can find out. An outage says nothing about the person, so it is
// an outcome of its own and never treated as signed out.
type outcome int

const (
	unavailable   outcome = iota // refused, too slow, 429, 5xx, or an answer that can't be read
	anonymous                    // no credentials, or Ory does not accept them, or not active
	aal2Required                 // signed in, but the account's second factor was not used yet
	authenticated                // the only outcome that comes with a session
)

// sessions asks one Ory for sessions.
type sessions struct{ api ory.FrontendAPI }

func newSessions(oryURL string) sessions {
	config := ory.NewConfiguration()
	config.Servers = ory.ServerConfigurations{{URL: oryURL}}
	config.HTTPClient = &http.Client{
		Timeout: 3 * time.Second, // of the whole call, its body included
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}
	return sessions{ory.NewAPIClient(config).FrontendAPI}
}

// check asks Ory whose request this is, and returns after 3 seconds at most. An explicit session
// token (X-Session-Token, or Authorization: Bearer) wins, and the cookie is then not used. The
// session is nil unless the outcome is authenticated; then all that this app shows is there.
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

// complete tells whether everything is there that this app relies on.
func complete(session *ory.Session) bool {
	return session != nil && session.Active != nil && session.ExpiresAt != nil &&
		session.AuthenticatedAt != nil && session.Identity != nil
}

// isJSON tells whether Ory itself refused: a 403 that is no JSON is of something in between.
func isJSON(err error) bool {
	var refusal *ory.GenericOpenAPIError
	return errors.As(err, &refusal) && json.Valid(refusal.Body())
}

var bearer = regexp.MustCompile(`(?i)^bearer +(.+)$`)

// sessionToken returns the session token that a program sent, and whether it sent one.
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

// oryCookies returns the cookies that are Ory's. This app's own are nobody else's business.
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

// sessionFrom returns the session that sessionMiddleware put into the context. It panics on a
// route without the middleware.
func sessionFrom(ctx context.Context) *ory.Session {
	return ctx.Value(sessionKey{}).(*ory.Session)
}
