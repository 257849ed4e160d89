"use client";

import { useState } from "react";
import { dashboard as words } from "@/lib/words";

/** Copies the text of the element with the id `from`. It is there only where script runs. */
export function CopyButton({ from }: { from: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="needs-script button button-small button-secondary"
      onClick={() => {
        const text = document.getElementById(from)?.textContent ?? "";
        void navigator.clipboard.writeText(text).then(() => {
          setCopied(true);
        });
      }}
    >
      <span aria-live="polite">{copied ? words.copied : words.copy}</span>
    </button>
  );
}
