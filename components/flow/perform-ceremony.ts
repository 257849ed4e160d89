import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { passkeyButton } from "@/lib/words";
import { passkeyProblems as words } from "@/lib/words/passkeys-en";
import type { Ceremony } from "./ceremonies";

/**
 * Asks the browser for a passkey or security key and sends the form with it. Returns, in words, why
 * there is none.
 */
export async function perform(
  form: HTMLFormElement,
  ceremony: Ceremony,
  suggested = false,
): Promise<string | undefined> {
  try {
    await send(form, ceremony, suggested);
    return undefined;
  } catch (error) {
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

/** Browsers don't tell a refusal from having no passkey, so that sites can't find out. */
function explain(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return words.notUsed;
  return name === "InvalidStateError" ? words.exists : passkeyButton.failed;
}
