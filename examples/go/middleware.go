package main

import (
	"context"
	"encoding/json"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// guard protects routes. It knows which Ory to ask and where people sign in.
type guard struct {
	sessions   sessions
	appURL     string // this app's own origin, never taken from a request
	starterURL string // the starter's origin, which has the login page
}

// sessionMiddleware lets only signed-in people through, with their session in the context. Programs
// otherwise get JSON (401, 403, 503). Browsers get a redirect that returns here, or a page that
// says Ory is unreachable.
func (g guard) sessionMiddleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Responses that depend on a session are private.
		w.Header().Set("Cache-Control", "private, no-store")
		session, found := g.sessions.check(r)
		switch found {
		case authenticated:
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionKey{}, session)))
		case anonymous:
			g.refuse(w, r, unauthenticated)
		case aal2Required:
			g.refuse(w, r, secondFactor)
		default:
			outage(w, r)
		}
	})
}

// requireFresh is sessionMiddleware that also requires a sign-in or reauthentication within maxAge.
func (g guard) requireFresh(maxAge time.Duration, next http.Handler) http.Handler {
	return g.sessionMiddleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if time.Since(sessionFrom(r.Context()).GetAuthenticatedAt()) > maxAge {
			g.refuse(w, r, refresh)
			return
		}
		next.ServeHTTP(w, r)
	}))
}

// refusal is a response that sends people to `path` of the starter, where they can resolve it.
type refusal struct {
	status  int
	code    string
	message string
	path    string
	query   url.Values
}

var (
	unauthenticated = refusal{
		status:  http.StatusUnauthorized,
		code:    "unauthenticated",
		message: "Nobody is signed in. Send Ory's session cookie or a session token.",
		path:    "/auth/login",
	}
	// The plain login page would only say "already signed in".
	secondFactor = refusal{
		status:  http.StatusForbidden,
		code:    "aal2_required",
		message: "The account's second factor is still to be confirmed: open redirect_to.",
		path:    "/self-service/login/browser",
		query:   url.Values{"aal": {"aal2"}},
	}
	refresh = refusal{
		status:  http.StatusForbidden,
		code:    "session_refresh_required",
		message: "The last sign-in is too long ago for this: open redirect_to.",
		path:    "/self-service/login/browser",
		query:   url.Values{"refresh": {"true"}},
	}
)

func (g guard) refuse(w http.ResponseWriter, r *http.Request, answer refusal) {
	if isBrowser(r) {
		http.Redirect(w, r, g.leadTo(answer, g.addressOf(r)), http.StatusSeeOther)
		return
	}
	body := apiError{Code: answer.code, Message: answer.message}
	if answer.status == http.StatusForbidden {
		body.RedirectTo = g.leadTo(answer, g.appURL+"/")
	}
	writeError(w, answer.status, body)
}

// leadTo returns the starter's URL that resolves a refusal and then redirects to returnTo.
func (g guard) leadTo(answer refusal, returnTo string) string {
	query := url.Values{"return_to": {returnTo}}
	for name, values := range answer.query {
		query[name] = values
	}
	return g.starterURL + answer.path + "?" + query.Encode()
}

// addressOf returns this request's URL, or the start page if the request can't be repeated.
func (g guard) addressOf(r *http.Request) string {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return g.appURL + "/"
	}
	again := url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
	return g.appURL + "/" + strings.TrimPrefix(again.RequestURI(), "/")
}

var outagePage = template.Must(template.New("outage").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sign-in can't be checked</title>
<h1>Sign-in can't be checked</h1>
<p>Ory can't be reached. You have not been signed out.</p>
<p><a href="">Try again</a></p>
</html>`))

func outage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "5")
	if !isBrowser(r) {
		writeError(w, http.StatusServiceUnavailable, apiError{
			Code:    "unavailable",
			Message: "Ory can't be reached. This says nothing about the session: try again.",
		})
		return
	}
	writePage(w, http.StatusServiceUnavailable, outagePage, nil)
}

// isBrowser returns true if the request accepts HTML and has no session token, unlike those of
// programs.
func isBrowser(r *http.Request) bool {
	_, explicit := sessionToken(r.Header)
	return !explicit && strings.Contains(r.Header.Get("Accept"), "text/html")
}

type apiError struct {
	Code       string `json:"code"`
	Message    string `json:"message"`
	RedirectTo string `json:"redirect_to,omitempty"`
}

func writeError(w http.ResponseWriter, status int, body apiError) {
	writeJSON(w, status, map[string]apiError{"error": body})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // it only fails if the client is gone
}

func writePage(w http.ResponseWriter, status int, page *template.Template, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = page.Execute(w, data)
}
