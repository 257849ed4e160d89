"use client";

import { useEffect } from "react";
import { unsavedChanges } from "@/lib/words";

/** Asks before a form is sent while another has changes, which would be lost. */
export function UnsavedChanges() {
  useEffect(() => {
    const ask = (event: SubmitEvent) => {
      const others = [...document.forms].filter((form) => form !== event.target);
      if (!others.some(isChanged) || confirm(unsavedChanges)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("submit", ask, true);
    return () => {
      document.removeEventListener("submit", ask, true);
    };
  }, []);
  return null;
}

/** The properties that show a change. Each kind of field or option has some of them. */
type Field = Partial<
  Pick<HTMLInputElement, "type" | "value" | "defaultValue" | "checked" | "defaultChecked"> &
    Pick<HTMLOptionElement, "selected" | "defaultSelected"> & { options: Iterable<Field> }
>;

function isChanged(form: HTMLFormElement): boolean {
  const fields: Iterable<Element & Field> = form.elements;
  return [...fields].some((field) =>
    [field, ...(field.options ?? [])].some(
      (one) =>
        one.type !== "hidden" &&
        (one.value !== (one.defaultValue ?? one.value) ||
          one.checked !== one.defaultChecked ||
          one.selected !== one.defaultSelected),
    ),
  );
}
