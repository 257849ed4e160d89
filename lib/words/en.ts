import { siteName } from "./site";

// Every word of our own that people read. What Ory says is in `messages/ory-en.ts`.

export const site = {
  description:
    "A Next.js App Router starter whose pages are protected with Ory sessions, with a real Ory Kratos on your machine.",
  made: "Sessions by Ory, pages by Next.js.",
  needsScript: "This page needs JavaScript, which is switched off here.",
};

// Client components have words of their own: the browser loads each of these objects whole.

export const themeSwitch = {
  label: "Colours",
  themes: { system: "System", light: "Light", dark: "Dark" },
};

export const copyButton = { copy: "Copy", copied: "Copied", selected: "Selected: copy it" };

export const passwordField = { show: "Show", hide: "Hide", label: "Show password" };

export const passkeyButton = {
  unsupported: "This browser can’t use passkeys or security keys. Choose another way.",
  failed: "The passkey request failed. Try again, or choose another way.",
};

export const unsavedChanges =
  "Something you typed into another section isn’t saved yet. Go on and lose it?";

export const shell = {
  navigation: "Main",
  skip: "Skip to content",
  pages: { dashboard: "Dashboard", profile: "Profile", settings: "Settings" },
  signIn: "Sign in",
  signUp: "Sign up",
  signOut: "Sign out",
};

export const home = {
  eyebrow: "Next.js starter for Ory sessions",
  title: "Sign-in that is done.",
  lead: "Protected pages, sign-up, recovery, passkeys and second factors, on a real Ory Kratos that runs on your machine. Nothing here is a mock-up: what this page shows is your own visit.",
  start: "Create an account",
  protectedPage: "Open a protected page",
  toDashboard: "Look at your session",
  live: "This visit, as the server saw it",
  states: {
    anonymous: "Nobody is signed in.",
    authenticated: "Signed in as",
    aal2_required: "Signed in, but the second step is still to come.",
    unavailable: "The sign-in service can’t be reached.",
  },
  stateHints: {
    anonymous: "This is what that means:",
    authenticated: "No client script was needed to know that, and one call to Ory at most.",
    aal2_required: "Any protected page leads there, and on to where you wanted to go.",
    unavailable: "Whoever is signed in stays so.",
  },
  accountDeleted: "Your account is deleted, and you are signed out everywhere.",
  steps: [
    ["past", "You asked for this page", "The server looked for a session before the first byte."],
    ["now", "It found none", "So you see what everybody may see, and a way to sign in."],
    ["next", "You open a protected page", "You are sent to sign in, without a look at the page."],
    ["next", "You sign in", "You are back at the very address that you asked for."],
  ] as [when: "past" | "now" | "next", title: string, text: string][],
  mapTitle: "Protected pages, and whether you get in",
  mapLead: "Each asks for what it needs, next to its data. The badge is about you, now.",
  routes: {
    "/dashboard": "Your session: when it was issued, how you proved who you are, when it ends.",
    "/profile": "Your identity: its traits and verified addresses.",
    "/profile/export": "Your data as a download: only after a recent sign-in.",
    "/settings": "Your password, passkeys, second factor and backup codes.",
    "/settings/sessions": "Everywhere you are signed in, and the way to sign out there.",
    "/dashboard/confidential": "For sign-ins with two factors only.",
    "/admin": "Everybody who has an account, for people with the role.",
    "/dashboard/client": "A client component that checks the session in the browser.",
  },
  access: {
    open: "You get in",
    sign_in: "Asks you to sign in",
    confirm: "Asks to confirm it is you",
    second_factor: "Asks for a second factor",
    admins: "Lets admins in",
    unavailable: "Waits for the service",
  },
  codeTitle: "A page is protected by one line",
  codeLead: "Who is not signed in goes to sign in, and comes back to this very address.",
  promises: [
    ["Real from the first minute", "Ory Kratos itself with a mail catcher, not a mock."],
    ["Never wrong about a session", "An outage is not a sign-out, a missing factor is no loop."],
    ["Light", "Plain HTML forms that need no script. One call to Ory a page, or none."],
  ] as [title: string, text: string][],
};

export const dashboard = {
  title: "Dashboard",
  welcome: (name: string) => `Welcome, ${name}`,
  lead: "This page was rendered on the server, from a session that Ory confirmed.",
  level: "Assurance level",
  levelHints: {
    aal1: "You proved one thing. Pages that need two ask for the second.",
    aal2: "You proved two things. There is nothing above that.",
  },
  raise: "Raise it",
  signIn: "How you signed in",
  json: "Session as JSON",
  jsonLead: "The same, as programs see it at /api/session.",
};

export const confidential = {
  title: "Confidential",
  lead: "Only a sign-in with two factors gets here: this page calls requireAal2().",
};

export const clientPage = {
  title: "Client component",
  heading: "A protected client component",
  lead: "The browser asks /api/session itself. Use a server component where you can.",
};

export const session = {
  title: "Your session",
  lead: "What Ory knows about this sign-in.",
  moments: {
    issued: "Issued",
    authenticated: "Authenticated",
    now: "Now",
    privileged: "Privileged until",
    expires: "Expires",
  },
  momentHints: {
    issued: "The session was made.",
    authenticated: "You proved who you are.",
    now: "This page was made.",
    privileged: "Until then you may change credentials without confirming it is you.",
    expires: "Then you are asked to sign in.",
  },
  lifespan: (hours: number) => `${hours} ${hours === 1 ? "hour" : "hours"} in all`,
  passed: (percent: number) => `${percent} % of its life has passed`,
  active: "Active",
  yes: "Yes",
  no: "No",
  level: "Assurance level",
  levels: { aal1: "aal1: one factor", aal2: "aal2: two factors" } as Record<string, string>,
  methods: "Methods",
  methodNames: {
    password: "Password",
    code: "One-time code",
    code_recovery: "Recovery code",
    link_recovery: "Recovery link",
    passkey: "Passkey",
    webauthn: "Security key",
    totp: "Authenticator app",
    lookup_secret: "Backup code",
    oidc: "Social sign-in",
    saml: "Organization",
  } as Record<string, string>,
  noMethods: "None named",
  device: "Device",
  id: "Session id",
};

export const countdown = {
  over: "expired",
  days: (days: number) => `${days} ${days === 1 ? "day" : "days"}`,
};

export const sessionWatch = {
  newSession: "You signed in again in another tab. This page is from before.",
  reload: "Load it again",
  ended: "Your session has ended.",
  signedOut: "You signed out in another tab.",
  signIn: "Sign in again",
  endsSoon: "Your session ends soon.",
  stay: "Stay signed in",
};

export const profile = {
  title: "Profile",
  lead: "Your identity at Ory. Change it in",
  leadLink: "settings",
  traits: "Traits",
  traitsLead: "Your data, as the identity schema defines it.",
  yes: "Yes",
  no: "No",
  notGiven: "Not given",
  addresses: "Addresses",
  addressesLead: "Where Ory can reach you.",
  noAddresses: "None yet.",
  verified: "Verified",
  notVerified: "Not verified",
  verify: "Verify it",
  data: "Your data",
  dataLead: "Everything Ory keeps about you, as JSON. Needs a recent sign-in.",
  ready: "Thank you. Your data is ready to be downloaded.",
  download: "Download my data",
  identity: "Identity",
  identityLead: "What stays the same when everything else changes.",
  id: "Identity id",
  since: "Member since",
  notKnown: "Not known",
};

export const settings = {
  title: "Settings",
  lead: "Changing a way to sign in needs a recent sign-in: you may be asked to confirm that it’s you.",
  sections: {
    profile: ["Profile", "Your details, and what you sign in with."],
    password: ["Password", "Set a new one. It takes effect at once."],
    passkey: ["Passkeys", "Sign in with your device’s lock instead of a password."],
    webauthn: ["Security keys", "Hardware keys as a second factor."],
    totp: ["Authenticator app", "A second factor: a code from an app, asked for at each sign-in."],
    lookup_secret: [
      "Backup codes",
      "For when the second factor is out of reach. Each works once: keep them safe.",
    ],
    oidc: ["Linked accounts", "Sign in with an account you have elsewhere."],
    saml: ["Organization", "Sign in through your organization."],
  } as Record<string, [title: string, description: string]>,
  cases: {
    totp_after_codes:
      "To unlink the app, disable your backup codes first. On their own they would be asked for at each sign-in until none is left.",
    codes_need_factor:
      "Backup codes stand in for an authenticator app when you don’t have it at hand. Set up the app first.",
    codes_alone:
      "These codes are your only second factor. Each sign-in uses one up, and without codes you can’t sign in. Set up an authenticator app, or disable the codes.",
  },
  codesLeft: (left: number, total: number) => `${left} of ${total} left`,
  setUpApp: "Set up an authenticator app",
  notNow: "Not now",
  signsInWith: (address: string, sent: boolean) =>
    `You sign in with ${address}. It isn’t verified yet${sent ? ": we sent a code to it" : ""}. If it has a typo, correct it now.`,
  sendCode: "Verify it",
  session: "This session",
  sessionLead: "What Ory knows about this sign-in.",
  devices: "All devices",
  signOutOthersOffer:
    "Changed it because somebody else may know it? Sign out your other devices too.",
  signOutOthers: "Sign out all other devices",
  deleteTitle: "Delete account",
  deleteLead: "For good, with everything that belongs to it.",
  delete: "Delete my account",
};

export const backupCodesLow = {
  title: "Backup codes",
  heading: (left: number, total: number) => `${left} of ${total} backup codes left`,
  lead: "Each sign-in with a backup code uses one up. When none is left, only the authenticator app signs you in.",
  make: "Make new ones",
  goOn: "Continue",
};

export const deleteAccount = {
  title: "Delete your account",
  lead: "This cannot be undone. If you may want your data later, get it first:",
  download: "download your data",
  lost: "What will be lost",
  losses: [
    "Your account: name, addresses and everything else Ory keeps about you.",
    "Every way to sign in to it: password, passkeys, second factors, linked accounts.",
    "Every session: all your devices are signed out, this one too.",
  ],
  signedInAs: "You are signed in as",
  unconfirmed: "Nothing was deleted: tick the box to say that you mean it.",
  confirm: "I want my account to be deleted for good.",
  delete: "Delete my account",
  keep: "Keep it",
};

export const people = {
  title: "People",
  lead: "Everybody who has an account. Only admins get here: this page calls requireRole().",
  accounts: "Accounts",
  columns: ["Name", "Email", "Role", "Since"],
  notGiven: "Not given",
  noRole: "None",
  notKnown: "Not known",
  pages: "Pages",
  first: "First page",
  next: "Next page",
};

export const secondFactor = {
  title: "Second factor needed",
  heading: "This page needs a second factor",
  lead: "Your account has none yet. Set up an authenticator app, and you go on to the page you asked for.",
  setUp: "Set one up",
  notNow: "Not now",
};

export const devices = {
  title: "Devices",
  lead: "Everywhere you are signed in. Sign out what you do not know, then change your password.",
  done: {
    one: "That device is signed out.",
    others: "All other devices are signed out.",
  } as Record<string, string>,
  thisOne: "This device",
  others: "Other devices",
  noOthers: "You are signed in nowhere else.",
  signedIn: "Signed in",
  signOut: "Sign out",
  signOutOthers: "Sign out all other devices",
  unknown: "Unknown device",
  browserOn: (browser: string, system: string) => `${browser} on ${system}`,
};

export const login = {
  title: "Sign in",
  lead: `Welcome back to ${siteName}.`,
  code: "Enter the code",
  codeLead: "It has six digits and works once.",
  second: "Second step",
  secondLead: "Your account is protected by a second factor. Confirm it to go on.",
  refresh: "Confirm it is you",
  refreshLead: "What you are about to do needs a recent sign-in.",
  newHere: "New here?",
  register: "Create an account",
  forgot: "Forgot your password?",
  stuck: "Not you, or no way to go on?",
};

export const registration = {
  title: "Sign up",
  heading: "Create an account",
  lead: "One account, and you are on your way.",
  methodLead: "Now choose how you will sign in: a password, a code by mail, or a passkey.",
  code: "Enter the code",
  haveOne: "Have an account?",
  otherWays: "Other ways to sign up",
  login: "Sign in",
};

export const recovery = {
  title: "Recover your account",
  lead: "We mail you a code. With it you are signed in and can set a new password.",
  back: "Back to sign-in",
};

export const verification = {
  title: "Verify your address",
  lead: "A code sent to your address proves that it is yours.",
  skip: "Go on without",
  confirmed: "Your address is confirmed",
  confirmedLead:
    "This account was made before anyone confirmed that the address is theirs. So we signed out every other device and removed the password, passkeys, second factors and linked accounts that were there.",
  setUp: "Set new ones",
  goOn: "Go on",
  login: "Back to sign-in",
};

export const flow = {
  identifier: "Email or user name",
  orIdentifier: " or ",
  passkey: "Sign in with passkey",
  passkeyNeedsScript: "Passkeys need JavaScript, which is switched off here.",
  or: "or",
  notices: {
    stale:
      "This page was from before you signed in or out in another tab, so nothing was sent. Please try again.",
    failed: "That didn’t work. Please try again.",
    signed_in: "You’re signed in. You can set a new password here.",
    verify_first: "Verify your address before you sign in. Enter the code that we sent to it.",
  },
  ways: {
    restart: "Start again",
    newCode: (address: string) => `Send a new code to ${address}`,
    verify: "Verify your address",
    verifyWithCode: (address: string) => `Send a code to ${address}`,
    goOn: "Continue",
    signIn: "Sign in",
    signUp: "Create an account",
  },
  unknownButton: (label: string) => `“${label}” isn’t available here. Choose another way.`,
};

export const traitField = {
  choose: "Choose…",
  none: "None",
  onePerLine: "One per line.",
  zone: (zone: string) => `Time zone: ${zone === "Z" ? "UTC" : `UTC${zone}`}`,
  fixed: "You can’t edit this here. It stays as it is.",
};

export const flowError = {
  title: "Something went wrong",
  heading: "That did not work",
  lead: "The sign-in service couldn’t do that. Please start again.",
  again: "Start again",
  reasons: {
    security_identity_mismatch: "The form was opened by somebody else who was signed in here.",
    self_service_flow_disabled: "This is switched off on this site.",
    self_service_flow_return_to_forbidden:
      "This site's sign-in service doesn't know the address to return to. If this is your site, add it to allowed_return_urls.",
    session_already_available: "You're already signed in.",
    session_aal1_required: "Sign in first. Then confirm your second factor.",
    session_inactive: "Your session has expired. Sign in again.",
    self_service_flow_expired: "The form was open for too long.",
  } as Record<string, string>,
  circle: "You’re going in circles",
  circleLead:
    "This site and the sign-in service disagree about whether you’re signed in. Sign out, then sign in again.",
  goOn: "Try once more",
};

export const noCookies = {
  heading: "This page needs a cookie",
  lead: "Your browser didn’t send back the cookie that this form needs. Allow cookies for this site, then start again.",
  again: "Start again",
};

export const accountChanged = {
  title: "Another account is signed in",
  lead: (name: string | undefined) =>
    name === undefined
      ? "The page you used belongs to another account, so nothing was changed."
      : `You’re signed in as ${name} now. The page you used belongs to another account, so nothing was changed.`,
  goOn: "Continue",
};

export const unavailable = {
  title: "Sign-in is out of reach",
  heading: "We can’t check your sign-in right now",
  lead: "The sign-in service can’t be reached. You have not been signed out and nothing is lost: try again in a moment.",
  again: "Try again",
};

/** The same, when a form or a link of Ory's meets the outage. */
export const outage = {
  title: "The sign-in service can’t be reached",
  lead: "This is a fault on our side, and usually a short one. Nothing was lost: if you were signed in, you still are.",
  formWasSent:
    "Your form may not have arrived. Wait a few seconds, then reload this page to send it again, or go back to change it first.",
  again: "Try again",
  forPrograms: "The sign-in service can’t be reached. Try again in a few seconds.",
};

export const refusals = {
  elsewhere: "This has to come from this site’s own pages.",
  notAForm: "This is none of this site’s forms.",
  signOutByButton: "To sign out, use the button on any page.",
};

export const failed = {
  heading: "This page failed",
  lead: "The error is ours, not yours. Try again, or come back later.",
  error: (digest: string) => `Error ${digest}`,
  again: "Try again",
};

export const updated = {
  heading: "This site was updated",
  lead: "You opened this page before the update, so nothing was sent. Load it again, then try once more.",
  again: "Load it again",
};

export const notFound = {
  title: "Page not found",
  heading: "There is no such page",
  lead: "The address may be mistyped, or the page is gone.",
  home: "To the start page",
};
