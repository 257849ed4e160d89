import { z } from "zod";
import { createAccount, newPerson, type Person } from "../fixtures/people";
import { createAccountWithTotp, totpCode } from "../fixtures/second-factor";
import type { Stack } from "../fixtures/stack";
import { Tab } from "../fixtures/tab";
import { dice, type Dice } from "./dice";
import { problemOf } from "./problems";

/** Where a walk begins: each of these wants to end on a page of its own. */
const starts = [
  "/dashboard?walk=1",
  "/profile?walk=1",
  "/settings",
  "/dashboard/confidential?walk=1",
  "/auth/login?return_to=/profile?walk=1",
  "/auth/registration?return_to=/profile?walk=1",
  "/auth/recovery?return_to=/profile?walk=1",
  "/auth/verification?return_to=/profile?walk=1",
];

interface Walker {
  stack: Stack;
  random: Dice;
  person: Person;
  /** Of an authenticator app, where the person has one. */
  secret: string | undefined;
  tab: Tab;
  /** Pages that were left open: their forms can still be sent. */
  waiting: Tab[];
}

/**
 * Walks at random, but the same way for the same seed: from page to page by every link and button,
 * with right, wrong and missing input, by reloading, in other tabs and with cookies gone.
 *
 * @throws Error with every step when a page is a dead end, or loses its destination.
 */
export async function walk(stack: Stack, seed: number, steps: number): Promise<void> {
  const random = dice(seed);
  const walker = await begin(stack, random);
  const trail = [`seed ${seed}`];
  let before = "";
  for (let step = 0; step <= steps; step++) {
    const taken = step === 0 ? await open(walker, random.one(starts)) : await take(walker);
    const { tab } = walker;
    trail.push(`${taken} -> ${tab.hops.join(" -> ")} [${tab.status}] ${tab.heading}`);
    const problem = problemOf(tab, taken.startsWith("leave") ? "" : before);
    if (problem) throw new Error(`${problem}\n${tab.text}\n\n${trail.join("\n")}`);
    before = tab.url;
  }
}

async function begin(stack: Stack, random: Dice): Promise<Walker> {
  const tab = new Tab(stack.appUrl);
  const common = { stack, random, tab, waiting: [], secret: undefined };
  const kind = random.one(["nobody", "password", "second factor"] as const);
  if (kind === "nobody") return { ...common, person: newPerson() };
  if (kind === "password") return { ...common, person: await createAccount(stack) };
  return { ...common, ...(await createAccountWithTotp(stack)) };
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
      // To another page of the site one goes to stay there.
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

/** Something for a field; nothing leaves it as it is. */
async function valueFor({ stack, random, person, secret }: Walker, name: string) {
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
      return random.one([await lastCode(stack, person.email), "000 000", "000000", ""]);
    case "lookup_secret":
      return random.one(["aaaaaaaa", ""]);
    default:
      return undefined;
  }
}

const mailsSchema = z.array(z.object({ text: z.string() }));

async function lastCode(stack: Stack, address: string): Promise<string> {
  const query = `sort=desc&to.address=${encodeURIComponent(address)}`;
  const answer = await fetch(`${stack.ory.mailUrl}/api/email?${query}`);
  const [mail] = mailsSchema.parse(await answer.json());
  return /^\d{6}$/m.exec(mail?.text ?? "")?.[0] ?? "000000";
}
