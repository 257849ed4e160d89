"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { flow as words } from "@/lib/words";
import type { Ceremony } from "./ceremonies";

interface PasskeyButtonProps {
  ceremony: Ceremony;
  className: string;
  children: string;
}

/** Asks the browser for a passkey or security key, then sends the form with it. */
export function PasskeyButton({ ceremony, className, children }: PasskeyButtonProps) {
  const supported = useSyncExternalStore<boolean | undefined>(
    never,
    () => "PublicKeyCredential" in window,
    () => undefined,
  );
  const [problem, setProblem] = useState<string>();

  function start(form: HTMLFormElement | null) {
    setProblem(undefined);
    // A key is made before Ory sees the form: what it belongs to has to be right by then.
    if (!form || (ceremony.does === "create" && !traitsAreValid(form))) return;
    perform(form, ceremony).catch((error: unknown) => {
      setProblem(explain(error));
      suggestAgain?.();
    });
  }

  if (supported === false) return <p className="text-muted text-sm">{words.passkeyUnsupported}</p>;
  return (
    <>
      <button
        type="button"
        disabled={!supported}
        className={`needs-script ${className}`}
        onClick={(event) => {
          start(event.currentTarget.form);
        }}
      >
        {children}
      </button>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
      <noscript>
        <p className="text-muted text-sm">{words.passkeyNeedsScript}</p>
      </noscript>
    </>
  );
}

/** The browser holds one request at a time: a button's ends the suggestions, which then begin anew. */
let suggestAgain: (() => void) | undefined;

/** Offers passkeys among the suggestions of the field that people sign in with. */
export function PasskeySuggestions({ ceremony }: { ceremony: Ceremony }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const suggest = () => {
      const form = place.current?.closest("form");
      // Without suggestions the button still works.
      if (form) perform(form, ceremony, true).catch(() => undefined);
    };
    suggest();
    suggestAgain = suggest;
    return () => {
      suggestAgain = undefined;
    };
  }, [ceremony]);
  return <span ref={place} hidden />;
}

const never = () => () => undefined;

async function perform(form: HTMLFormElement, ceremony: Ceremony, suggested = false) {
  const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
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
  if (name === "NotAllowedError" || name === "AbortError") return words.passkeyNotUsed;
  return name === "InvalidStateError" ? words.passkeyExists : words.passkeyFailed;
}
