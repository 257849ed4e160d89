import { siteName } from "./site";

// All of the site's own text. Replacements for Ory's texts are in `ory-en.ts`.

export const site = {
  description:
    "A Next.js App Router starter with pages protected by Ory sessions, and a real Ory Kratos on your machine.",
  made: "Sessions by Ory, pages by Next.js.",
  needsScript: "This page needs JavaScript. Turn it on in your browser, then reload the page.",
};

// Text for client components is in separate objects: the browser loads each object whole.

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
  "You have unsaved changes in another section. Discard them and continue?";

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
  title: "Sign-in, already built.",
  lead: "Protected pages, sign-up, recovery, passkeys and two-factor sign-in, on a real Ory Kratos that runs on your machine. Nothing here is mocked: this page shows your own visit.",
  start: "Create an account",
  protectedPage: "Open a protected page",
  toDashboard: "View your session",
  live: "This visit, as the server saw it",
  states: {
    anonymous: "Nobody is signed in.",
    authenticated: "Signed in as",
    aal2_required: "Signed in, but the second step is still missing.",
    unavailable: "The sign-in service can’t be reached.",
  },
  stateHints: {
    anonymous: "Here’s what happens next:",
    authenticated: "The server found out without any client script, in one call to Ory at most.",
    aal2_required: "Any protected page asks for it, then takes you where you wanted to go.",
    unavailable: "You stay signed in.",
  },
  accountDeleted: "Your account is deleted and you’re signed out everywhere.",
  steps: [
    ["past", "You asked for this page", "The server looked for a session before the first byte."],
    ["now", "It found none", "You see the public page, with a link to sign in."],
    ["next", "You open a protected page", "You’re redirected to sign in. The page isn’t rendered."],
    ["next", "You sign in", "You’re returned to the URL you asked for."],
  ] as [when: "past" | "now" | "next", title: string, text: string][],
  mapTitle: "Protected pages and your access",
  mapLead: "Each page checks access next to its data. The badge shows yours.",
  routes: {
    "/dashboard": "Your session: when it was issued, how you signed in and when it expires.",
    "/profile": "Your identity: its traits and verified addresses.",
    "/profile/export": "Your data as a download. Needs a recent sign-in.",
    "/settings": "Your password, passkeys, second factor and backup codes.",
    "/settings/sessions": "All devices you’re signed in on. Sign out any of them.",
    "/dashboard/confidential": "Needs two-factor sign-in.",
    "/admin": "All accounts. Needs the admin role.",
    "/dashboard/client": "A client component that checks the session in the browser.",
  },
  access: {
    open: "You get in",
    sign_in: "Asks you to sign in",
    confirm: "Asks you to confirm it’s you",
    second_factor: "Asks for a second factor",
    admins: "Admins only",
    unavailable: "Sign-in unavailable",
  },
  codeTitle: "Protect a page with one line",
  codeLead: "Signed-out visitors are redirected to sign in, then returned to this URL.",
  promises: [
    ["Real from the first minute", "Ory Kratos itself with a mail catcher, not a mock."],
    [
      "Never wrong about a session",
      "An outage never signs you out. A missing second factor never loops.",
    ],
    ["Light", "Plain HTML forms that work without JavaScript. At most one call to Ory per page."],
  ] as [title: string, text: string][],
};

export const dashboard = {
  title: "Dashboard",
  welcome: (name: string) => `Welcome, ${name}`,
  lead: "Rendered on the server from a session that Ory confirmed.",
  level: "Assurance level",
  levelHints: {
    aal1: "You signed in with one factor. Pages that need two ask for the second.",
    aal2: "You signed in with two factors, the highest level.",
  },
  raise: "Raise it",
  signIn: "How you signed in",
  json: "Session as JSON",
  jsonLead: "The same data that /api/session returns.",
};

export const confidential = {
  title: "Confidential",
  lead: "Two-factor sign-ins only. This page calls requireAal2().",
};

export const clientPage = {
  title: "Client component",
  heading: "A protected client component",
  lead: "This component fetches /api/session from the browser. Prefer a server component where you can.",
};

export const session = {
  title: "Your session",
  lead: "Details of this sign-in.",
  moments: {
    issued: "Issued",
    authenticated: "Authenticated",
    now: "Now",
    privileged: "Privileged until",
    expires: "Expires",
  },
  momentHints: {
    issued: "The session began.",
    authenticated: "You proved who you are.",
    now: "This page was rendered.",
    privileged: "Until then you can change credentials without confirming it’s you.",
    expires: "After that you need to sign in again.",
  },
  lifespan: (hours: number) => `${hours} ${hours === 1 ? "hour" : "hours"} in all`,
  passed: (percent: number) => `${percent} % of its lifetime has passed`,
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
  newSession: "You signed in again in another tab. Reload this page to use the new session.",
  reload: "Load it again",
  ended: "Your session has ended.",
  signedOut: "You signed out in another tab.",
  signIn: "Sign in again",
  endsSoon: "Your session ends soon.",
  stay: "Stay signed in",
};

export const profile = {
  title: "Profile",
  lead: "Your identity. Edit it in",
  leadLink: "settings",
  traits: "Traits",
  traitsLead: "Your details, as defined by the identity schema.",
  yes: "Yes",
  no: "No",
  notGiven: "Not given",
  addresses: "Addresses",
  addressesLead: "Where we can reach you.",
  noAddresses: "None yet.",
  verified: "Verified",
  notVerified: "Not verified",
  verify: "Verify it",
  data: "Your data",
  dataLead: "Everything stored about you, as JSON. Needs a recent sign-in.",
  ready: "Thank you. Your data is ready to download.",
  download: "Download my data",
  identity: "Identity",
  identityLead: "These never change.",
  id: "Identity id",
  since: "Member since",
  notKnown: "Unknown",
};

export const settings = {
  title: "Settings",
  lead: "Changing a way to sign in needs a recent sign-in: you may be asked to confirm that it’s you.",
  sections: {
    profile: ["Profile", "Your details, and what you sign in with."],
    password: ["Password", "Set a new password. It takes effect immediately."],
    passkey: ["Passkeys", "Sign in with your device’s lock instead of a password."],
    webauthn: ["Security keys", "Hardware keys as a second factor."],
    totp: ["Authenticator app", "A second factor: each sign-in asks for a code from the app."],
    lookup_secret: [
      "Backup codes",
      "For when you don’t have your second factor. Each code works once. Keep them somewhere safe.",
    ],
    oidc: ["Linked accounts", "Sign in with an account you have elsewhere."],
    saml: ["Organization", "Sign in through your organization."],
  } as Record<string, [title: string, description: string]>,
  cases: {
    totp_after_codes:
      "To unlink the app, disable your backup codes first. Otherwise each sign-in would use one up until none are left.",
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
  sessionLead: "Details of this sign-in.",
  devices: "All devices",
  signOutOthersOffer:
    "Changed it because somebody else may know it? Sign out your other devices too.",
  signOutOthers: "Sign out all other devices",
  deleteTitle: "Delete account",
  deleteLead: "Permanently delete your account and all its data.",
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
  lead: "You can’t undo this. First, you may want to",
  download: "download your data",
  lost: "What will be lost",
  losses: [
    "Your account: name, addresses and everything else stored about you.",
    "Every way to sign in: password, passkeys, second factors and linked accounts.",
    "Every session: all your devices are signed out, including this one.",
  ],
  signedInAs: "You are signed in as",
  unconfirmed: "Nothing was deleted. Tick the box to confirm.",
  confirm: "Permanently delete my account.",
  delete: "Delete my account",
  keep: "Cancel",
};

export const people = {
  title: "People",
  lead: "Everyone who has an account. Admins only: this page calls requireRole().",
  accounts: "Accounts",
  columns: ["Name", "Email", "Role", "Since"],
  notGiven: "Not given",
  noRole: "None",
  notKnown: "Unknown",
  pages: "Pages",
  first: "First page",
  next: "Next page",
};

export const secondFactor = {
  title: "Second factor needed",
  heading: "This page needs a second factor",
  lead: "Your account doesn’t have one yet. Set up an authenticator app, then continue to the page you asked for.",
  setUp: "Set one up",
  notNow: "Not now",
};

export const devices = {
  title: "Devices",
  lead: "All devices you’re signed in on. Sign out any you don’t recognize, then change your password.",
  done: {
    one: "That device is signed out.",
    others: "All other devices are signed out.",
  } as Record<string, string>,
  thisOne: "This device",
  others: "Other devices",
  noOthers: "You aren’t signed in anywhere else.",
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
  secondLead: "Your account is protected by a second factor. Enter it to continue.",
  refresh: "Confirm it is you",
  refreshLead: "To continue, you need a recent sign-in.",
  newHere: "New here?",
  register: "Create an account",
  forgot: "Forgot your password?",
  stuck: "Not you, or can’t sign in?",
};

export const registration = {
  title: "Sign up",
  heading: "Create an account",
  lead: "Enter your details to get started.",
  methodLead: "Now choose how you will sign in.",
  code: "Enter the code",
  haveOne: "Already have an account?",
  otherWays: "Other ways to sign up",
  login: "Sign in",
};

export const recovery = {
  title: "Recover your account",
  lead: "We’ll send you a code. It signs you in, and you can set a new password.",
  back: "Back to sign-in",
};

export const verification = {
  title: "Verify your address",
  lead: "We’ll send you a code to confirm that the address is yours.",
  skip: "Skip for now",
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
  passkeyNeedsScript: "Passkeys need JavaScript. Turn it on to use them.",
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
  heading: "That didn’t work",
  lead: "The sign-in service couldn’t do that. Please start again.",
  again: "Start again",
  reasons: {
    security_identity_mismatch: "The form was opened while another account was signed in.",
    self_service_flow_disabled: "This is turned off on this site.",
    self_service_flow_return_to_forbidden:
      "This site’s sign-in service doesn’t allow the return address. If this is your site, add it to allowed_return_urls.",
    session_already_available: "You’re already signed in.",
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
  title: "Sign-in is unavailable",
  heading: "We can’t check your sign-in right now",
  lead: "We can’t reach the sign-in service. You have not been signed out and nothing is lost. Try again in a moment.",
  again: "Try again",
};

/** Shown when the proxy can't reach Ory. */
export const outage = {
  title: "The sign-in service can’t be reached",
  lead: "This is a problem on our side, usually a short one. You have not been signed out.",
  formWasSent:
    "Your form may not have arrived. Wait a few seconds, then reload this page to send it again, or go back to change it first.",
  again: "Try again",
  forPrograms: "The sign-in service can’t be reached. Try again in a few seconds.",
};

export const refusals = {
  elsewhere: "This request must come from a page on this site.",
  notAForm: "This request wasn’t sent by a form on this site.",
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
  heading: "This page doesn’t exist",
  lead: "The address may have a typo, or the page was removed.",
  home: "Go to the start page",
};
