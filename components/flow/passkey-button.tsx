"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { flow as words } from "@/lib/words";

interface PasskeyButtonProps {
  name: string;
  value: string;
  /** Ory's script, which defines the functions named below. */
  script: string | undefined;
  /** The function that asks the browser for a passkey and then sends the form. */
  trigger: string;
  /** The function that offers passkeys in the address field's suggestions. */
  onload: string | undefined;
  className: string;
  children: string;
}

const never = () => () => undefined;

/**
 * Starts a passkey ceremony. Ory's node brings an inline `onclick`, which the Content-Security-
 * Policy forbids: the function it names is called from here. Ory's script is loaded when it is first
 * needed, which is at once only where passkeys are suggested in a field.
 */
export function PasskeyButton({
  name,
  value,
  script,
  trigger,
  onload,
  className,
  children,
}: PasskeyButtonProps) {
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!script || !onload) return;
    const suggest = () => {
      call(onload);
    };
    // Without suggestions the button still works: it loads the script again.
    void load(script)
      .then(suggest, () => undefined)
      .finally(() => {
        setTried(true);
      });
  }, [script, onload]);

  function start(from: string) {
    setFailed(false);
    load(from).then(
      () => {
        call(trigger);
      },
      () => {
        setFailed(true);
      },
    );
  }

  return (
    <>
      <button
        type="button"
        name={name}
        value={value}
        disabled={!script || !(onload ? tried : hydrated)}
        className={`needs-script ${className}`}
        onClick={() => {
          if (script) start(script);
        }}
      >
        {children}
      </button>
      {failed && (
        <p role="alert" className="text-danger text-sm">
          {words.passkeyFailed}
        </p>
      )}
      <noscript>
        <p className="text-muted text-sm">{words.passkeyNeedsScript}</p>
      </noscript>
    </>
  );
}

/** One for all buttons of a page, and again after a failure. */
const loaded = new Map<string, Promise<void>>();

function load(script: string): Promise<void> {
  const loading =
    loaded.get(script) ??
    new Promise<void>((resolve, reject) => {
      const element = document.createElement("script");
      element.src = script;
      element.onload = () => {
        resolve();
      };
      element.onerror = () => {
        loaded.delete(script);
        reject(new Error("Ory's script could not be loaded."));
      };
      document.head.append(element);
    });
  loaded.set(script, loading);
  return loading;
}

function call(name: string): void {
  const found: unknown = Reflect.get(window, name);
  if (typeof found === "function") Reflect.apply(found, window, []);
}
