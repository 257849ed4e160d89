"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { passkeyButton as words } from "@/lib/words";
import type { Ceremony } from "./ceremonies";

interface PasskeyButtonProps {
  ceremony: Ceremony;
  className: string;
  children: string;
}

/** Asks the browser for a passkey or security key, then submits the form with it. */
export function PasskeyButton({ ceremony, className, children }: PasskeyButtonProps) {
  const supported = useSyncExternalStore<boolean | undefined>(
    never,
    () => "PublicKeyCredential" in window,
    () => undefined,
  );
  const [problem, setProblem] = useState<string>();

  async function start(form: HTMLFormElement | null) {
    setProblem(undefined);
    try {
      const { askForPasskey } = await import("./perform-ceremony");
      if (form) setProblem(await askForPasskey(form, ceremony));
    } catch {
      setProblem(words.failed);
    }
  }

  if (supported === false) return <p className="text-muted text-sm">{words.unsupported}</p>;
  return (
    <>
      <button
        type="button"
        disabled={!supported}
        className={`needs-script ${className}`}
        onClick={(event) => {
          void start(event.currentTarget.form);
        }}
      >
        {children}
      </button>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
    </>
  );
}

/** Adds passkeys to the suggestions of the identifier field. */
export function PasskeySuggestions({ ceremony }: { ceremony: Ceremony }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = place.current?.closest("form");
    // Without suggestions the button still works.
    import("./perform-ceremony").then(
      ({ suggestPasskeys }) => {
        if (form?.isConnected) suggestPasskeys(form, ceremony);
      },
      () => undefined,
    );
  }, [ceremony]);
  return <span ref={place} hidden />;
}

const never = () => () => undefined;
