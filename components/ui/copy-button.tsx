"use client";

import { useState } from "react";
import { copyButton as words } from "@/lib/words";

/** Copies the text of the element with the id `from`. Hidden without script. */
export function CopyButton({ from }: { from: string }) {
  const [done, setDone] = useState<"copied" | "selected">();
  return (
    <button
      type="button"
      className="needs-script button button-small button-secondary"
      onClick={() => {
        const source = document.getElementById(from);
        if (!source) return;
        // Browsers offer the clipboard on https and localhost only.
        const copying = (async () => navigator.clipboard.writeText(source.textContent))();
        copying.then(
          () => {
            setDone("copied");
          },
          () => {
            getSelection()?.selectAllChildren(source);
            setDone("selected");
          },
        );
      }}
    >
      <span aria-live="polite">{done ? words[done] : words.copy}</span>
    </button>
  );
}
