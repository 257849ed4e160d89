/** A text, or what makes one of the values that Ory sends along. */
type Words = string | ((context: Record<string, unknown>) => string);

const wrongCode = "The code is invalid or was used already. Check it, or have a new one sent.";
const sent = "We sent you a code. If it goes to your email address, check your spam folder too.";
const maybeMailed =
  "If there is an account with this address, a code is on its way to it. Look among the unwanted mail, too.";
const tooLate = "This page was open for too long. Please try again.";
const incomplete = "Something is missing in the form. Fill it in and try again.";
const doneAlready = "This is done already.";
const taken = "An account with these sign-in details exists already. Sign in to it, or recover it.";

/** What Ory has no text of its own for, such as a social provider's refusal, comes in technical words. */
function generic(reason: string): string {
  if (/is not valid "email"$/.test(reason)) return "Not a valid email address.";
  if (!reason.includes('returned error "access_denied"')) return reason;
  return "That account was not allowed to be used here. Nothing has changed: try again, or go on another way.";
}

/**
 * Our words for those of Ory's texts that say too much, too little, or speak of Ory. The others stay
 * as they come; an empty one is left out, because the page says it already.
 *
 * @see https://www.ory.com/docs/kratos/concepts/ui-user-interface#ui-message-codes
 */
export const oryTexts: Record<number, Words> = {
  1010003: "",
  1010004: "",
  1010014: sent,
  1040005: sent,
  1040009: "",
  1050004: "Unlink the authenticator app",
  1050010: "Keep these somewhere safe. Each works once.",
  1050017: "You can’t scan it? Type this secret into the app.",
  1060001: "You are in again. Set a new password now, or another way to sign in.",
  1060003: maybeMailed,
  1080002: "Your address is verified.",
  1080003: maybeMailed,
  4000001: ({ reason }) => generic(String(reason)),
  4000002: "This is needed.",
  4000003: ({ min_length }) => `At least ${String(min_length)} characters.`,
  4000006: "The provided credentials are invalid. Check what you typed.",
  4000007: taken,
  4000008: "The code is invalid. Type in the one that the app shows now.",
  4000009: "Fill in what you want to sign in with.",
  4000017: ({ max_length }) => `At most ${String(max_length)} characters.`,
  4000028: taken,
  4000031: "The password is too much like what you sign in with.",
  4000032: ({ min_length }) =>
    `The password must be at least ${String(min_length)} characters long.`,
  4000034: "The password is in a list of stolen ones. Choose another.",
  4000035: "This account does not exist, or has no address that we could send a code to.",
  4010001: tooLate,
  4010002: incomplete,
  4010003: incomplete,
  4010004: incomplete,
  4010005: incomplete,
  4010006: incomplete,
  4010007: doneAlready,
  4010008: wrongCode,
  4040001: tooLate,
  4040002: doneAlready,
  4040003: wrongCode,
  4050001: tooLate,
  4060001: doneAlready,
  4060002: "That did not work. Please start again.",
  4060005: tooLate,
  4060006: wrongCode,
  4070002: doneAlready,
  4070003: "That did not work. Please start again.",
  4070005: tooLate,
  4070006: wrongCode,
};
