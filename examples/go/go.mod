module ory-session-go

go 1.25.0

require github.com/ory/client-go v1.22.66

require golang.org/x/oauth2 v0.36.0 // indirect
