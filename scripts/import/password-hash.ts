/** A password hash that Ory can verify. */
export type PasswordHash = string & { readonly brand: unique symbol };

// As bcrypt and Argon2 libraries write them. Ory would accept other text here, and fail at sign-in.
const bcrypt = /^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/;
const argon2id =
  /^\$argon2id\$v=19\$m=[1-9]\d*,t=[1-9]\d*,p=[1-9]\d*\$[A-Za-z0-9+/]{11,}\$[A-Za-z0-9+/]{16,}$/;

function isPasswordHash(text: string): text is PasswordHash {
  return bcrypt.test(text) || argon2id.test(text);
}

/** Reads a cell. It may be empty, if the person will choose a password. */
export function readPasswordHash(
  text: string,
):
  | { outcome: "none" }
  | { outcome: "hash"; hash: PasswordHash }
  | { outcome: "wrong"; says: string } {
  if (text === "") return { outcome: "none" };
  if (isPasswordHash(text)) return { outcome: "hash", hash: text };
  // Don't repeat the value: it may be a password.
  return {
    outcome: "wrong",
    says: "password_hash is neither bcrypt ($2b$…) nor Argon2id ($argon2id$v=19$…)",
  };
}
