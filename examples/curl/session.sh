#!/bin/sh
# Ory sessions with nothing but curl: sign in, look at the session, sign out.
#
#   sh session.sh login     signs in with a password; prints the session token, and nothing else
#   sh session.sh whoami    prints the session's properties
#   sh session.sh logout    ends the session of the token
#
# Secrets come from the environment or a prompt and reach curl on its standard input: a command
# line can be read by everybody on the machine.
set -eu

ORY_SDK_URL=${ORY_SDK_URL:-http://localhost:4000}

signed_out=10    # no credentials, or Ory does not accept them
second_factor=11 # signed in, but the account's second factor is still missing
unreachable=12   # Ory could not be asked: this says nothing about the session

fail() { # fail EXIT-CODE MESSAGE
  echo "session.sh: $2" >&2
  exit "$1"
}

# Calls Ory, and sets $status and $body. Waits 3 seconds at most.
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

# Prints the value of a property of the JSON object in $body: of the object itself, not of what is
# nested in it. Strings come as they are written. Fails when $body is no object or lacks it.
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

# Ends the script unless Ory answered with a session or a flow.
expect_ok() {
  case $status in
    200) ;;
    401) fail $signed_out "nobody is signed in" ;;
    403)
      # Without Ory's JSON it is not Ory that refuses, but something in between.
      property redirect_browser_to >/dev/null || fail $unreachable "not Ory's answer: $status"
      fail $second_factor "the account's second factor is still to be confirmed"
      ;;
    *) fail $unreachable "Ory can't answer: status $status" ;;
  esac
}

# Prints text as it has to be written in a JSON string.
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

# Calls Ory with the token or, if there is none, with the cookie.
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
