const codeFields = ["code", "totp_code", "lookup_secret"];

/** Returns the fields of a form post without script, else undefined. */
export function formFields(contentType: string | null, body: ArrayBuffer) {
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType ?? "")) return undefined;
  return new URLSearchParams(new TextDecoder().decode(body));
}

/** Removes spaces and dashes from codes, which Ory counts as wrong. Returns true if it did. */
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
