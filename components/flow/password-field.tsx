"use client";

import { type ComponentProps, useState } from "react";
import { passwordField as words } from "@/lib/words";

/** A password input whose text can be shown, if script runs. */
export function PasswordField(props: ComponentProps<"input">) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <input {...props} type={shown ? "text" : "password"} className="field pe-16" />
      <button
        type="button"
        aria-controls={props.id}
        aria-pressed={shown}
        aria-label={words.label}
        onClick={() => {
          setShown(!shown);
        }}
        className="needs-script text-muted hover:text-ink rounded-control absolute inset-y-1 end-1 px-2.5 text-xs font-medium"
      >
        {shown ? words.hide : words.show}
      </button>
    </div>
  );
}
