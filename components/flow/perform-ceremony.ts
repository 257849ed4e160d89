import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { passkeyButton } from "@/lib/words";
import { passkeyProblems as words } from "@/lib/words/passkeys-en";
import type { Ceremony } from "./ceremonies";

/** Browsers allow one request at a time: a button's ends the suggestions, so they restart. */
let suggestAgain: (() => void) | undefined;

/** Suggests passkeys for as long as the form is on the page. */
export function suggestPasskeys(form: HTMLFormElement, ceremony: Ceremony): void {
  suggestAgain = () => {
    if (form.isConnected) send(form, ceremony, true).catch(() => undefined);
  };
  suggestAgain();
}

/** Submits the form with a passkey or security key, or returns why there is none. */
export async function askForPasskey(
  form: HTMLFormElement,
  ceremony: Ceremony,
): Promise<string | undefined> {
  // The key is created before Ory sees the form, so the key's data must be valid by now.
  if (ceremony.does === "create" && !traitsAreValid(form)) return undefined;
  try {
    await send(form, ceremony, false);
    return undefined;
  } catch (error) {
    suggestAgain?.();
    return explain(error);
  }
}

async function send(form: HTMLFormElement, ceremony: Ceremony, suggested: boolean) {
  const answer =
    ceremony.does === "get"
      ? await startAuthentication({
          optionsJSON: ceremony.options,
          useBrowserAutofill: suggested,
        })
      : await startRegistration({ optionsJSON: withName(ceremony, form) });
  const field = form.elements.namedItem(ceremony.answerField);
  if (field instanceof HTMLInputElement) field.value = JSON.stringify(answer);
  // Not `requestSubmit()`, whose validation would require a password.
  form.submit();
}

/** Names the passkey in the browser. Before sign-up only the form knows the name. */
function withName(ceremony: Extract<Ceremony, { does: "create" }>, form: HTMLFormElement) {
  const { options, nameField } = ceremony;
  const field = nameField ? form.elements.namedItem(nameField) : null;
  if (!(field instanceof HTMLInputElement)) return options;
  return { ...options, user: { ...options.user, name: field.value, displayName: field.value } };
}

function traitsAreValid(form: HTMLFormElement): boolean {
  return [...form.elements].every(
    (field) =>
      !(
        field instanceof HTMLInputElement ||
        field instanceof HTMLSelectElement ||
        field instanceof HTMLTextAreaElement
      ) ||
      !field.name.startsWith("traits.") ||
      field.reportValidity(),
  );
}

/** Browsers hide the difference between a refusal and a missing passkey, for privacy. */
function explain(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return words.notUsed;
  return name === "InvalidStateError" ? words.exists : passkeyButton.failed;
}
