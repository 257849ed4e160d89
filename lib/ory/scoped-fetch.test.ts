import { expect, it } from "vitest";
import { withFetch } from "./scoped-fetch";

const answer = (text: string) => () => Promise.resolve(new Response(text));
const fetchText = async () => (await fetch("http://localhost")).text();

it("gives its fetch to the work, also after the work has waited, and to nobody else", async () => {
  const platform = globalThis.fetch;
  const inside = withFetch(answer("scoped"), async () => {
    await Promise.resolve();
    return fetchText();
  });
  expect(globalThis.fetch).toBe(platform);
  expect(await inside).toBe("scoped");
});

it("keeps works that run at the same time apart", async () => {
  const works = ["a", "b"].map((text) => withFetch(answer(text), fetchText));
  expect(await Promise.all(works)).toEqual(["a", "b"]);
});

it("survives others who replace fetch, and they get what they set", async () => {
  const platform = globalThis.fetch;
  try {
    globalThis.fetch = answer("replaced");
    expect(await withFetch(answer("scoped"), fetchText)).toBe("scoped");
    expect(await fetchText()).toBe("replaced");
  } finally {
    globalThis.fetch = platform;
  }
});
