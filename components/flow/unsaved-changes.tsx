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

function isChanged(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLSelectElement) {
      return [...field.options].some((option) => option.selected !== option.defaultSelected);
    }
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    return (
      field instanceof HTMLInputElement &&
      field.type !== "hidden" &&
      (field.value !== field.defaultValue || field.checked !== field.defaultChecked)
    );
  });
}
