"use client";

import { useEffect, useState } from "react";

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

/**
 * Starts a passkey ceremony. Ory's node brings an inline `onclick`, which the Content-Security-
 * Policy forbids: the function it names is called from here, once Ory's script is there.
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
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!script) return;
    const element = document.createElement("script");
    element.src = script;
    element.onload = () => {
      setReady(true);
      if (onload) call(onload);
    };
    document.head.append(element);
    return () => {
      element.remove();
    };
  }, [script, onload]);
  return (
    <>
      <button
        type="button"
        name={name}
        value={value}
        disabled={!ready}
        className={`needs-script ${className}`}
        onClick={() => {
          call(trigger);
        }}
      >
        {children}
      </button>
      <noscript>
        <p className="text-muted text-sm">Passkeys need JavaScript, which is switched off here.</p>
      </noscript>
    </>
  );
}

function call(name: string): void {
  const found: unknown = Reflect.get(window, name);
  if (typeof found === "function") Reflect.apply(found, window, []);
}
