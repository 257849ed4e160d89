import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { passkeyButton } from "@/lib/words";
import { passkeyProblems as words } from "@/lib/words/passkeys-en";
import type { Ceremony } from "./ceremonies";

/** The browser holds one request at a time: a button's ends the suggestions, which then begin anew. */
let suggestAgain: (() => void) | undefined;

/** Has the browser suggest passkeys for as long as the form is on the page. */
export function suggestPasskeys(form: HTMLFormElement, ceremony: Ceremony): void {
  suggestAgain = () => {
    if (form.isConnected) send(form, ceremony, true).catch(() => undefined);
  };
  suggestAgain();
}

/**
 * Asks the browser for a passkey or security key and sends the form with it. Returns, in words, why
 * there is none.
 */
export async function askForPasskey(
  form: HTMLFormElement,
  ceremony: Ceremony,
): Promise<string | undefined> {
  // A key is made before Ory sees the form: what it belongs to has to be right by then.
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
  // Not as if a button was pressed: a password is not needed then.
  form.submit();
}

/** What the passkey is listed under in the browser. Only the form knows before there is an account. */
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

/** Browsers don't tell a refusal from having no passkey, so that sites can't find out. */
function explain(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return words.notUsed;
  return name === "InvalidStateError" ? words.exists : passkeyButton.failed;
}
