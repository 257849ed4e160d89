/** Codes that people type in or paste. */
const codeFields = ["code", "totp_code", "lookup_secret"];

/** Returns the fields of a form post as browsers send it without script; of nothing else. */
export function formFields(contentType: string | null, body: ArrayBuffer) {
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType ?? "")) return undefined;
  return new URLSearchParams(new TextDecoder().decode(body));
}

/**
 * Takes out of codes what a mail or a clipboard put between their characters: Ory trims nothing, and
 * counts each as a wrong try. Returns whether there was anything.
 */
export function tidyCodes(fields: URLSearchParams): boolean {
  return codeFields
    .map((name) => {
      const value = fields.get(name);
      const tidy = value?.normalize("NFKC").replace(/[\s\p{Pd}\p{Cf}]/gu, "");
      if (tidy === undefined || tidy === value) return false;
      fields.set(name, tidy);
      return true;
    })
    .some(Boolean);
}
