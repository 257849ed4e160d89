/** A text, or a function that builds one from the values in Ory's message. */
type Words = string | ((context: Record<string, unknown>) => string);

/** The next step to offer after Ory refuses something. `lib/flows/ways-on.ts` renders it. */
export type Way =
  /** Starts the same flow again, and sends a code if the address is known. */
  | "restart"
  /** As `restart`, but the current flow can still be used. */
  | "send_again"
  /** Sends a code that verifies the address. */
  | "verify"
  /** Continues to the destination. */
  | "go_on"
  | "sign_in"
  | "sign_up";

const wrongCode = "The code is invalid or was used already. Check it, or have a new one sent.";
const sent = "We sent you a code. If it goes to your email address, check your spam folder too.";
const maybeMailed =
  "If there is an account with this address, we sent a code to it. Check your spam folder too.";
const tooLate = "This page was open for too long. Please try again.";
const codeTooLate = "This code has expired. Send a new one.";
const incomplete = "Something is missing in the form. Fill it in and try again.";
const doneAlready = "This is already done.";
const tooOften = "Too many wrong codes. Send a new one.";
const startAgain = "That didn’t work. Please start again.";
const taken = "An account with these sign-in details exists already. Sign in to it, or recover it.";

/** Ory sends 4000001 for any error without an id of its own, such as a provider's refusal. */
function generic(reason: string): string {
  if (/is not valid "email"$/.test(reason)) return "Not a valid email address.";
  if (isTooOften(reason)) return tooOften;
  if (!reason.includes('returned error "access_denied"')) return reason;
  return "That account was not allowed to be used here. Nothing has changed: try again, or go on another way.";
}

/** Ory has no message id for six wrong codes. */
function isTooOften(reason: unknown): boolean {
  return /submitted too often/.test(String(reason));
}

type Entry = Words | readonly [Words, Way];

// Replacements for Ory's messages that are unclear or name Ory. An empty text hides the message.
// https://www.ory.com/docs/kratos/concepts/ui-user-interface#ui-message-codes
const messages: Record<number, Entry> = {
  1010003: "",
  1010004: "",
  1010014: sent,
  1040005: sent,
  1040009: "",
  1050004: "Unlink the authenticator app",
  1050010: "Keep these somewhere safe. Each works once.",
  1050017: "You can’t scan it? Type this secret into the app.",
  1060001: "You’re signed in again. Set a new password now, or another way to sign in.",
  1060003: maybeMailed,
  1080002: "Your address is verified.",
  1080003: maybeMailed,
  4000001: ({ reason }) => generic(String(reason)),
  4000002: "This field is required.",
  4000003: ({ min_length }) => `At least ${String(min_length)} characters.`,
  4000004: "This doesn’t have the expected format.",
  4000006: "The provided credentials are invalid. Check what you typed.",
  4000007: [taken, "sign_in"],
  4000008: "The code is invalid. Type in the one that the app shows now.",
  4000009: "Fill in what you want to sign in with.",
  4000010: ["Verify your address before you sign in.", "verify"],
  4000011: "This account has no authenticator app. Choose another way.",
  4000012: "This backup code has already been used. Use another one.",
  4000013: "This account has no security key. Choose another way.",
  4000014: "This account has no backup codes. Choose another way.",
  4000015: ["There is no account with this passkey. Choose another way.", "sign_up"],
  4000016: "The backup code is invalid. Check it, or use another one.",
  4000017: ({ max_length }) => `At most ${String(max_length)} characters.`,
  4000026: "This is not the kind of value that is expected here.",
  4000027: [taken, "sign_in"],
  4000028: [taken, "sign_in"],
  4000029: "This has to be accepted.",
  4000030: "This has to be accepted.",
  4000031: "The password is too much like what you sign in with.",
  4000032: ({ min_length }) =>
    `The password must be at least ${String(min_length)} characters long.`,
  4000033: ({ max_length }) =>
    `The password must be at most ${String(max_length)} characters long.`,
  4000034: "The password is in a list of stolen ones. Choose another.",
  4000035: "This account does not exist, or has no address that we could send a code to.",
  4000036: ["The data doesn’t match what you entered before. Please start again.", "restart"],
  4000037: ["There is no account with this address. Check it, or sign up.", "sign_up"],
  4000038: "The check failed. Please try again.",
  4000039: "That is your current password. Choose another.",
  4010001: tooLate,
  4010002: incomplete,
  4010003: incomplete,
  4010004: incomplete,
  4010005: incomplete,
  4010006: incomplete,
  4010007: [doneAlready, "go_on"],
  4010008: wrongCode,
  4010009: ["This is not the account that the link belongs to. Please start again.", "restart"],
  4010010: "This address does not belong to your account. Use another one.",
  4040001: tooLate,
  4040002: [doneAlready, "go_on"],
  4040003: wrongCode,
  4050001: tooLate,
  4060001: [doneAlready, "go_on"],
  4060002: [startAgain, "restart"],
  4060003: [startAgain, "restart"],
  4060004: [wrongCode, "restart"],
  4060005: [codeTooLate, "send_again"],
  4060006: wrongCode,
  4070001: [wrongCode, "restart"],
  4070002: ["Your address is already verified.", "go_on"],
  4070003: [startAgain, "restart"],
  4070004: [startAgain, "restart"],
  4070005: [codeTooLate, "send_again"],
  4070006: wrongCode,
  5000001: [startAgain, "restart"],
  5000002: [startAgain, "restart"],
};

export const oryTexts: Record<number, Words> = Object.fromEntries(
  Object.entries(messages).map(([id, entry]) => [id, typeof entry === "object" ? entry[0] : entry]),
);

/** Returns the next step after one of Ory's messages, if the page itself offers none. */
export function oryWay(id: number, context: Record<string, unknown> = {}): Way | undefined {
  if (id === 4000001) return isTooOften(context.reason) ? "send_again" : undefined;
  const entry = messages[id];
  return typeof entry === "object" ? entry[1] : undefined;
}
