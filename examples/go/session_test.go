package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// Responses that Ory only sends in trouble. The usual ones are tested with a real Ory.
func TestAnswersOfOry(t *testing.T) {
	session := func(active bool, expires time.Duration) string {
		at := func(d time.Duration) string { return time.Now().Add(d).Format(time.RFC3339) }
		return fmt.Sprintf(`{"id":"1","active":%t,"issued_at":%q,"authenticated_at":%q,"expires_at":%q,
			"identity":{"id":"2","schema_id":"person","schema_url":"","traits":{"email":"ann@example.com"}}}`,
			active, at(-time.Hour), at(-time.Hour), at(expires))
	}
	for name, test := range map[string]struct {
		status int
		body   string
		expect int
	}{
		"a live session":         {200, session(true, time.Hour), 200},
		"an inactive session":    {200, session(false, time.Hour), 401},
		"an expired session":     {200, session(true, -time.Second), 401},
		"half a session":         {200, `{"id":"1","active":true}`, 503},
		"no JSON":                {200, "<html>", 503},
		"Ory's second factor":    {403, `{"error":{"id":"session_aal2_required"}}`, 403},
		"a gateway's refusal":    {403, "<html>", 503},
		"too many requests":      {429, `{}`, 503},
		"an error":               {500, `{}`, 503},
		"a redirect, to a login": {302, "", 503},
	} {
		t.Run(name, func(t *testing.T) {
			app := appWithOry(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(test.status)
				_, _ = w.Write([]byte(test.body))
			})
			request := httptest.NewRequest("GET", "/session", nil)
			request.Header.Set("X-Session-Token", "token")
			if got := answer(app, request).Code; got != test.expect {
				t.Errorf("answered %d, expected %d", got, test.expect)
			}
		})
	}
}

func TestOnlyOrysCookiesAreSentOn(t *testing.T) {
	var got string
	app := appWithOry(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Cookie")
		w.WriteHeader(http.StatusUnauthorized)
	})
	request := httptest.NewRequest("GET", "/session", nil)
	request.Header.Set("Cookie", "theme=dark; ory_session_local=abc=; not_ory_session_x=1; csrf_token_1=d")
	answer(app, request)
	if expect := "ory_session_local=abc=; csrf_token_1=d"; got != expect {
		t.Errorf("sent %q, expected %q", got, expect)
	}
}

func TestComesBackToItsOwnOrigin(t *testing.T) {
	app := appWithOry(t, func(http.ResponseWriter, *http.Request) {})
	request := httptest.NewRequest("GET", "/session?tab=a%2Fb", nil)
	request.Host = "evil.example"
	request.Header.Set("Accept", "text/html")
	expect := "http://localhost:3000/auth/login?return_to=" +
		"http%3A%2F%2Flocalhost%3A3003%2Fsession%3Ftab%3Da%252Fb"
	if got := answer(app, request).Header().Get("Location"); got != expect {
		t.Errorf("leads to %q, expected %q", got, expect)
	}
}

// appWithOry returns this app with a fake Ory that responds through handler.
func appWithOry(t *testing.T, handler http.HandlerFunc) http.Handler {
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return routes(guard{
		sessions:   newSessions(server.URL),
		appURL:     "http://localhost:3003",
		starterURL: "http://localhost:3000",
	})
}

func answer(app http.Handler, request *http.Request) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	app.ServeHTTP(recorder, request)
	return recorder
}
