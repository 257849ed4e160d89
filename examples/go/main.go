// Ory sessions in Go: a middleware that puts a typed session into the request's context.
package main

import (
	"context"
	"errors"
	"html/template"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	ory "github.com/ory/client-go"
)

func main() {
	port := env("PORT", "3003")
	g := guard{
		sessions:   newSessions(env("ORY_SDK_URL", "http://localhost:4000")),
		appURL:     origin(env("APP_URL", "http://localhost:"+port)),
		starterURL: origin(env("STARTER_URL", "http://localhost:3000")),
	}
	server := &http.Server{
		Addr:              net.JoinHostPort("", port),
		Handler:           routes(g),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       time.Minute,
	}
	log.Printf("Go on %s, sign-in on %s", g.appURL, g.starterURL)
	if err := serve(server); err != nil {
		log.Fatal(err)
	}
}

func routes(g guard) http.Handler {
	mux := http.NewServeMux()
	// Public: no session check, so it works during an outage of Ory.
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		writePage(w, http.StatusOK, startPage, nil)
	})
	// Protected: requires a session.
	mux.Handle("GET /session", g.sessionMiddleware(http.HandlerFunc(showSession)))
	// Requires a recent sign-in, so that it is unavailable to the thief of an open laptop.
	mux.Handle("GET /export", g.requireFresh(15*time.Minute, http.HandlerFunc(export)))
	return mux
}

func showSession(w http.ResponseWriter, r *http.Request) {
	session := sessionFrom(r.Context())
	if isBrowser(r) {
		writePage(w, http.StatusOK, sessionPage, map[string]any{
			"Name": nameOf(session.Identity), "Session": session,
		})
		return
	}
	writeJSON(w, http.StatusOK, map[string]*ory.Session{"session": session})
}

// nameOf returns the person's address. The identity schema names the traits, so a session without
// an email is valid.
func nameOf(identity *ory.Identity) string {
	if traits, ok := identity.Traits.(map[string]any); ok {
		if email, ok := traits["email"].(string); ok {
			return email
		}
	}
	return identity.Id
}

func export(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Disposition", `attachment; filename="my-data.json"`)
	writeJSON(w, http.StatusOK, sessionFrom(r.Context()).Identity)
}

var startPage = template.Must(template.New("start").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Ory sessions in Go</title>
<h1>Ory sessions in Go</h1>
<p>This page is public.</p>
<ul>
<li><a href="/session">Your session</a>, for who is signed in</li>
<li><a href="/export">Your data</a>, for who signed in within the last 15 minutes</li>
</ul>
</html>`))

var sessionPage = template.Must(template.New("session").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Your session</title>
<h1>Welcome, {{.Name}}</h1>
{{with .Session}}
<dl>
<dt>issued_at</dt><dd>{{.IssuedAt}}</dd>
<dt>authenticated_at</dt><dd>{{.AuthenticatedAt}}</dd>
<dt>expires_at</dt><dd>{{.ExpiresAt}}</dd>
<dt>active</dt><dd>{{.Active}}</dd>
<dt>authenticator_assurance_level</dt><dd>{{.AuthenticatorAssuranceLevel}}</dd>
</dl>
{{end}}
<p><a href="/">Start page</a></p>
</html>`))

// serve runs until the process is told to end, then gives current requests up to ten seconds to
// finish.
func serve(server *http.Server) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(patience); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return server.Close()
}

// env returns an environment variable, or the fallback if it isn't set.
func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

// origin returns the origin of an http(s) URL, so that appending a path can't change the host.
// Ends the program if the URL is invalid.
func origin(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" || (parsed.Scheme != "http" && parsed.Scheme != "https") {
		log.Fatalf("%q is no http(s) address", address)
	}
	return parsed.Scheme + "://" + parsed.Host
}
