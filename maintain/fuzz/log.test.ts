import fc from "fast-check";
import { expect, test } from "vitest";
import { scrub } from "../../lib/server/scrub";
import { hostile, secret } from "./hostile";

const carriers: ((word: string) => string)[] = [
  (word) => `${word}@example.com`,
  (word) => `${word}%40example.com`,
  (word) => `a@example.com,${word}@example.com`,
  (word) => `?token=${word}`,
  (word) => `/self-service/recovery?flow=1&token=${word}`,
  (word) => `ory_session_local=${word}`,
  (word) => `csrf_token_abc=${word}`,
  (word) => `"csrf_token":"${word}"`,
  (word) => `Bearer ${word}`,
  (word) => `authorization: bearer ${word}`,
  (word) => `ory_st_${word}`,
  (word) => `ory_pat_${word}`,
  (word) => `eyJhbGciOi.${word}.${word}`,
  (word) => `session_token=binding.eyJhbGciOi.${word}`,
];

const separated = fc.oneof(
  fc.constant(""),
  hostile.map((text) => `${text} `),
);

test("no secret comes through, whatever stands around it", () => {
  fc.assert(
    fc.property(
      separated,
      secret,
      fc.constantFrom(...carriers),
      hostile,
      (before, word, carry, after) => {
        expect(scrub(`${before}${carry(word)} ${after}`)).not.toContain(word);
      },
    ),
  );
});

test("no secret comes through where a long text is cut", () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...carriers), fc.nat(60), (word, carry, back) => {
      const text = `${"a ".repeat(4_096).slice(0, 8_192 - back)} ${carry(word)} ${"b ".repeat(99)}`;
      expect(scrub(text)).not.toContain(word.slice(0, 12));
    }),
  );
});

test("a scrubbed text is no longer than what it is cut to, and safe for a terminal", () => {
  fc.assert(
    fc.property(hostile, fc.nat(2_000), (text, times) => {
      const scrubbed = scrub(text.repeat(times));
      // A replacement may be longer than the word it replaces.
      expect(scrubbed.length).toBeLessThan(8_192 * 4);
      expect(scrubbed).not.toMatch(/[^\P{Cc}\n\t]/u);
      expect(scrub(scrubbed)).toBe(scrub(scrub(scrubbed)));
    }),
  );
});
