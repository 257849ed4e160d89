#!/bin/sh
# Ory sessions with only curl: sign in, show the session, sign out.
#
#   sh session.sh login     signs in with a password and prints only the session token
#   sh session.sh whoami    prints the session's properties
#   sh session.sh logout    revokes the token's session
#
# Security: secrets come from the environment or a prompt, and curl reads them on standard input,
# because everyone on the machine can read command lines.
set -eu

ORY_SDK_URL=${ORY_SDK_URL:-http://localhost:4000}

signed_out=10    # no credentials, or rejected ones
second_factor=11 # signed in, but without the account's second factor
unreachable=12   # Ory can't be asked, which says nothing about the session

fail() { # fail EXIT-CODE MESSAGE
  echo "session.sh: $2" >&2
  exit "$1"
}

# Calls Ory and sets $status and $body. Waits up to 3 seconds.
call() { # call PATH [CURL-OPTION…]
  path=$1
  shift
  answer=$(curl --silent --show-error --max-time 3 --header 'Accept: application/json' \
    --write-out '\n%{http_code}' "$@" "$ORY_SDK_URL$path") ||
    fail $unreachable "Ory can't be reached on $ORY_SDK_URL"
  status=${answer##*
}
  body=${answer%
*}
}

# Prints a property of the JSON object in $body, not of nested objects. Strings stay escaped. Fails
# if $body isn't an object or lacks the property.
property() { # property NAME
  printf '%s' "$body" | awk -v name="$1" '
    { json = json $0 "\n" }
    END {
      token = "^[ \t\r\n]*(\"([^\"\\\\]|\\\\.)*\"|[][{}:,]|[^][{}:,\" \t\r\n]+)"
      while (match(json, token)) {
        text = substr(json, 1, RLENGTH)
        json = substr(json, RLENGTH + 1)
        sub(/^[ \t\r\n]*/, "", text)
        if (depth == 1 && before == ":" && key == "\"" name "\"" && text !~ /^[[{]/) {
          gsub(/^"|"$/, "", text)
          print text
          found = 1
        }
        if (text ~ /^[[{]$/) depth++
        if (text ~ /^[]}]$/) depth--
        if (depth == 1 && text == ":") key = before
        before = text
      }
      exit !(found && depth == 0)
    }'
}

# Exits unless Ory responded with a session or a flow.
expect_ok() {
  case $status in
    200) ;;
    401) fail $signed_out "nobody is signed in" ;;
    403)
      # Without Ory's JSON, the response comes from a server in between.
      property redirect_browser_to >/dev/null || fail $unreachable "not Ory's answer: $status"
      fail $second_factor "the account's second factor is still to be confirmed"
      ;;
    *) fail $unreachable "Ory can't answer: status $status" ;;
  esac
}

# Prints text escaped for a JSON string.
escape() { # escape TEXT
  printf '%s' "$1" | sed 's/["\\]/\\&/g'
}

ask() { # ask QUESTION
  printf '%s' "$1" >&2
  IFS= read -r reply || fail 2 "nothing was typed"
}

login() {
  email=${ORY_EMAIL:-}
  password=${ORY_PASSWORD:-}
  if [ -z "$email" ] || [ -z "$password" ]; then
    [ -t 0 ] || fail 2 "set ORY_EMAIL and ORY_PASSWORD, or run this on a terminal"
    ask 'Email: ' && email=$reply
    trap 'stty echo' EXIT
    stty -echo
    ask 'Password: ' && password=$reply
    echo >&2
  fi

  call /self-service/login/api
  expect_ok
  flow=$(property id) || fail $unreachable "Ory's answer can't be read"
  call "/self-service/login?flow=$flow" --header 'Content-Type: application/json' --data @- <<BODY
{"method":"password","identifier":"$(escape "$email")","password":"$(escape "$password")"}
BODY
  [ "$status" != 400 ] || fail $signed_out "the email or the password is wrong"
  expect_ok
  property session_token || fail $unreachable "Ory's answer can't be read"
}

# Calls Ory with the token, or with the cookie if there is no token.
call_as_me() { # call_as_me PATH
  if [ -n "${ORY_SESSION_TOKEN:-}" ]; then
    header="X-Session-Token: $ORY_SESSION_TOKEN"
  elif [ -n "${ORY_SESSION_COOKIE:-}" ]; then
    header="Cookie: $ORY_SESSION_COOKIE"
  else
    fail $signed_out "nobody is signed in: set ORY_SESSION_TOKEN or ORY_SESSION_COOKIE"
  fi
  call "$1" --header @- <<HEADER
$header
HEADER
}

whoami() {
  call_as_me /sessions/whoami
  expect_ok
  active=$(property active) || fail $unreachable "Ory's answer can't be read"
  [ "$active" = true ] || fail $signed_out "the session is not active any more"
  for name in issued_at authenticated_at expires_at active authenticator_assurance_level; do
    value=$(property $name) || fail $unreachable "Ory's answer can't be read"
    printf '%-30s %s\n' "$name" "$value"
  done
}

logout() {
  [ -n "${ORY_SESSION_TOKEN:-}" ] || fail 2 "set ORY_SESSION_TOKEN"
  call /self-service/logout/api --request DELETE --data @- \
    --header 'Content-Type: application/json' <<BODY
{"session_token":"$ORY_SESSION_TOKEN"}
BODY
  case $status in
    204) echo 'signed out' ;;
    401 | 403 | 404) fail $signed_out "nobody is signed in" ;;
    *) fail $unreachable "Ory can't answer: status $status" ;;
  esac
}

case ${1:-} in
  login | whoami | logout) "$1" ;;
  *) fail 2 "usage: sh session.sh login | whoami | logout" ;;
esac
