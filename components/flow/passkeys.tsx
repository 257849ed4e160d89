"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { passkeyButton as words } from "@/lib/words";
import type { Ceremony } from "./ceremonies";
import type { perform } from "./perform-ceremony";

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
    void performCeremony(form, ceremony).then((failure) => {
      setProblem(failure);
      if (failure) suggestAgain?.();
    });
  }

  if (supported === false) return <p className="text-muted text-sm">{words.unsupported}</p>;
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
        <p className="text-muted text-sm">{words.needsScript}</p>
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
      if (form) void performCeremony(form, ceremony, true);
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

/** Loads what a ceremony takes only when there is one. */
async function performCeremony(...args: Parameters<typeof perform>) {
  try {
    const { perform } = await import("./perform-ceremony");
    return await perform(...args);
  } catch {
    return words.failed;
  }
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
