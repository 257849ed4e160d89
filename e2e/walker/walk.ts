import { z } from "zod";
import { createAccount, newPerson, type Person } from "../fixtures/people";
import { createAccountWithTotp, totpCode } from "../fixtures/second-factor";
import type { Stack } from "../fixtures/stack";
import { Tab } from "../fixtures/tab";
import { dice, type Dice } from "./dice";
import { problemOf } from "./problems";

/** Where a walk starts. Each of these should end on its own page. */
const starts = [
  "/dashboard?walk=1",
  "/profile?walk=1",
  "/settings",
  "/dashboard/confidential?walk=1",
  "/auth/login?return_to=/profile?walk=1",
  "/auth/registration?return_to=/profile?walk=1",
  "/auth/recovery?return_to=/profile?walk=1",
  "/auth/verification?return_to=/profile?walk=1",
  "/auth/error?reason=circle&return_to=/profile?walk=1",
  "/auth/account-changed?return_to=/profile?walk=1",
  "/settings?section=totp",
  "/settings/second-factor?return_to=/profile?walk=1",
  "/self-service/login/browser?aal=aal2&return_to=/profile?walk=1",
  "/self-service/login/browser?refresh=true&return_to=/profile?walk=1",
  // A mail's link to a flow that no longer exists.
  "/self-service/verification?flow=00000000-0000-0000-0000-000000000000&code=123456",
  "/self-service/recovery?flow=00000000-0000-0000-0000-000000000000&code=123456",
];

/** The people who walk. Setting up the second factor needs a password, so not every Ory has it. */
export const kinds = ["nobody", "password", "signed in", "second factor"] as const;
type Kind = (typeof kinds)[number];

interface Walker {
  stack: Stack;
  random: Dice;
  person: Person;
  /** The authenticator app's secret, if there is one. */
  secret: string | undefined;
  /** Codes that were shown or mailed, including used ones. */
  backupCodes: string[];
  mailedCodes: string[];
  tab: Tab;
  /** Pages left open, whose forms can still be sent. */
  waiting: Tab[];
}

/**
 * Walks through pages in a random order that repeats for the same seed: uses every link and button,
 * valid, wrong and missing input, reloads, other tabs and lost cookies. Throws an error with all
 * steps if a page is a dead end or loses its destination.
 */
export async function walk(
  stack: Stack,
  seed: number,
  steps: number,
  walkers: readonly Kind[] = kinds,
): Promise<void> {
  const random = dice(seed);
  const walker = await begin(stack, random, random.one(walkers));
  const trail = [`seed ${seed}`];
  let before = "";
  for (let step = 0; step <= steps; step++) {
    const taken = step === 0 ? await open(walker, random.one(starts)) : await take(walker);
    const { tab } = walker;
    learn(walker);
    trail.push(`${taken} -> ${tab.hops.join(" -> ")} [${tab.status}] ${tab.heading}`);
    const problem = problemOf(tab, taken.startsWith("leave") ? "" : before);
    if (problem) throw new Error(`${problem}\n${tab.text}\n\n${trail.join("\n")}`);
    before = tab.url;
  }
}

async function begin(stack: Stack, random: Dice, kind: Kind): Promise<Walker> {
  const tab = new Tab(stack.appUrl);
  const nobody = { secret: undefined, backupCodes: [], mailedCodes: [], waiting: [] };
  const common = { stack, random, tab, ...nobody };
  switch (kind) {
    case "nobody":
      return { ...common, person: newPerson() };
    case "password":
      return { ...common, person: await createAccount(stack) };
    case "second factor":
      return { ...common, ...(await createAccountWithTotp(stack)) };
    case "signed in": {
      const person = await createAccount(stack);
      await tab.open("/auth/login");
      // Not every Ory asks for a password there.
      if (tab.buttons().some(({ text }) => text === "Sign in with password")) {
        await tab.signIn(person);
      }
      return { ...common, person };
    }
  }
}

/** Keeps what the page shows only once: a new app's secret, new backup codes. */
function learn(walker: Walker): void {
  const { document } = walker.tab;
  const secret = document.querySelector("#totp p.font-mono")?.text;
  if (secret) walker.secret = secret;
  const codes = document.querySelectorAll("#lookup_secret li").map(({ text }) => text);
  if (codes.length > 0) walker.backupCodes = codes;
}

async function open(walker: Walker, address: string): Promise<string> {
  await walker.tab.open(address);
  return `leave for ${address}`;
}

async function take(walker: Walker): Promise<string> {
  const { random, tab } = walker;
  const step = random.one([
    ...Array<"press">(8).fill("press"),
    ...Array<"follow">(3).fill("follow"),
    "reload",
    "twice",
    "tab",
    "switch",
    "start",
    "forget",
  ] as const);
  switch (step) {
    case "press":
    case "twice":
      return press(walker, step === "twice");
    case "follow": {
      const links = tab.links().filter(({ href }) => /^(\/(?!\/)|\?)/.test(href));
      if (links.length === 0) return press(walker, false);
      const { text, href } = random.one(links);
      await tab.follow(text);
      // Other pages of the site are destinations of their own.
      return href.startsWith("/auth/") || href.startsWith("/self-service/")
        ? `follow “${text}”`
        : `leave by “${text}”`;
    }
    case "reload":
      await tab.reload();
      return "reload";
    case "tab":
      walker.waiting.push(tab);
      walker.tab = tab.tab();
      return open(walker, random.one(starts));
    case "switch":
      if (walker.waiting.length === 0) return press(walker, false);
      walker.tab = random.one(walker.waiting);
      walker.tab.hops = [walker.tab.url];
      return "leave for another tab";
    case "start":
      return open(walker, random.one(starts));
    case "forget":
      await tab.clearCookies();
      await tab.reload();
      return "leave the cookies, reload";
  }
}

async function press(walker: Walker, twice: boolean): Promise<string> {
  const { random, tab } = walker;
  const buttons = tab
    .buttons()
    .filter(({ form }) => !/^\/(theme|auth\/delete)/.test(form.getAttribute("action") ?? ""));
  if (buttons.length === 0) {
    await tab.reload();
    return "reload";
  }
  const { text, form, button } = random.one(buttons);
  const fields: Record<string, string> = {};
  for (const input of form.querySelectorAll("input")) {
    const name = input.getAttribute("name");
    const type = input.getAttribute("type") ?? "text";
    if (!name || ["hidden", "submit", "checkbox"].includes(type)) continue;
    const value = await valueFor(walker, name);
    if (value !== undefined) fields[name] = value;
  }
  if (twice) await tab.tab().send(form, button, fields, tab.url);
  await tab.send(form, button, fields);
  const left = form.getAttribute("action") === "/auth/logout" ? "leave by" : "press";
  return `${left} “${text}”${twice ? " twice" : ""} with ${JSON.stringify(fields)}`;
}

async function valueFor(walker: Walker, name: string) {
  const { random, person, secret } = walker;
  switch (name) {
    case "identifier":
    case "email":
      return random.one([person.email, person.email, ` ${person.email}`, "x@example.com", ""]);
    case "traits.email":
      return random.one([undefined, person.email, "no address"]);
    case "password":
      return random.one([person.password, person.password, "short", "a wrong password", ""]);
    case "totp_code":
      return random.one([secret ? totpCode(secret) : "123456", "000000", ""]);
    case "code":
      return random.one([await lastCode(walker), earlierCode(walker), "000 000", "000000", ""]);
    case "lookup_secret":
      return random.one([random.one(["aaaaaaaa", ...walker.backupCodes]), "aaaaaaaa", ""]);
    default:
      return undefined;
  }
}

const mailsSchema = z.array(z.object({ text: z.string() }));

async function lastCode({ stack, person, mailedCodes }: Walker): Promise<string> {
  const query = `sort=desc&to.address=${encodeURIComponent(person.email)}`;
  const answer = await fetch(`${stack.ory.mailUrl}/api/email?${query}`);
  const [mail] = mailsSchema.parse(await answer.json());
  const code = /^\d{6}$/m.exec(mail?.text ?? "")?.[0] ?? "000000";
  mailedCodes.push(code);
  return code;
}

/** Returns a code that was valid once, but may have been used or replaced. */
function earlierCode({ mailedCodes, random }: Walker): string {
  return random.one(["000000", ...mailedCodes]);
}
