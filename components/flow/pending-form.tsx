"use client";

import { type ReactNode, useEffect, useRef } from "react";

interface PendingFormProps {
  action: string;
  method: string;
  children: ReactNode;
}

/** A form that shows that it is being sent and can't be sent twice. Works without script. */
export function PendingForm({ action, method, children }: PendingFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A fragment survives the redirects after a form only if its action has it.
    if (form.current && location.hash && !form.current.action.includes("#")) {
      form.current.action += location.hash;
    }
    // The browser's history may restore the page while its form was pending.
    const ready = () => form.current?.removeAttribute("data-pending");
    addEventListener("pageshow", ready);
    return () => {
      removeEventListener("pageshow", ready);
    };
  }, []);
  return (
    <form
      ref={form}
      action={action}
      method={method}
      className="grid grid-cols-1 gap-4"
      onSubmit={(event) => {
        if (event.currentTarget.hasAttribute("data-pending")) event.preventDefault();
        event.currentTarget.setAttribute("data-pending", "");
      }}
    >
      {children}
    </form>
  );
}
