import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { type AdminApi, askAdmin } from "../local/admin-api";
import { ask, NoAnswer } from "../local/ask";
import type { Credentials } from "../local/native-flows";
import { type Finding, doubtful, right, unchecked, wrong } from "./finding";
import type { Ory } from "./ory";

const withId = z.object({ id: z.string() });
const messagesSchema = z.array(withId.extend({ status: z.string(), created_at: z.coerce.date() }));
const dispatchesSchema = z.object({
  dispatches: z
    .array(z.object({ status: z.string(), error: z.object({ message: z.string() }).nullish() }))
    .nullish(),
});

const waitMs = 10_000;

async function messages(admin: AdminApi, query: Record<string, string>) {
  const search = new URLSearchParams(query).toString();
  const { json } = await askAdmin(admin, `/courier/messages?${search}`);
  return messagesSchema.safeParse(json).data ?? [];
}

/** Has a recovery code sent to the account, and waits until the mail catcher receives it. */
export async function mailFindings(
  ory: Ory,
  admin: AdminApi,
  { email }: Credentials,
  mailUrl: string,
): Promise<Finding[]> {
  const flow = withId.safeParse((await ask(`${ory.url}/self-service/recovery/api`)).json).data;
  if (flow === undefined) return [unchecked("mail", "Recovery is switched off: no mail was sent")];
  const json = { method: "code", email };
  await ask(`${ory.url}/self-service/recovery?flow=${flow.id}`, { json });
  const deadline = Date.now() + waitMs;
  while (Date.now() < deadline) {
    const [message] = await messages(admin, { recipient: email });
    const failure = message && (await failureOf(admin, message.id));
    if (failure !== undefined) return [undelivered(failure)];
    if (message?.status === "sent" && (await isCaught(mailUrl, email))) {
      return [right("mail", `Mails arrive at ${mailUrl}`)];
    }
    await delay(200);
  }
  return [undelivered(`none arrived within ${waitMs / 1000} s`)];
}

/** Returns why the last attempt to send a message failed, or undefined if none failed. */
async function failureOf(admin: AdminApi, id: string): Promise<string | undefined> {
  const { json } = await askAdmin(admin, `/courier/messages/${id}`);
  const attempts = dispatchesSchema.safeParse(json).data?.dispatches ?? [];
  const failed = attempts.find(({ status }) => status === "failed");
  return failed && (failed.error?.message ?? "the mail server refused them");
}

/** Returns true if the mail has arrived, and deletes it. */
async function isCaught(mailUrl: string, address: string): Promise<boolean> {
  try {
    const query = new URLSearchParams({ "to.address": address }).toString();
    const { json } = await ask(`${mailUrl}/api/email?${query}`);
    const [mail] = z.array(withId).parse(json);
    if (mail === undefined) return false;
    await ask(`${mailUrl}/api/email/${mail.id}`, { method: "DELETE" });
    return true;
  } catch (error) {
    if (error instanceof NoAnswer) return false;
    throw error;
  }
}

const undelivered = (reason: string) => wrong("mail")`
  Ory's mails do not arrive: ${reason.slice(0, 200)}
  Nobody gets a code to confirm an address, to sign in with or to recover an account.
  Check courier.smtp.connection_uri in kratos.yml (COURIER_SMTP_CONNECTION_URI), and that Kratos runs with --watch-courier. In development npm run dev does both.`;

const recentMs = 24 * 60 * 60 * 1000;

/** Checks whether Ory abandoned mails in the last day. For setups that get no test mail. */
export async function abandonedFindings(admin: AdminApi): Promise<Finding[]> {
  const abandoned = await messages(admin, { status: "abandoned", page_size: "100" });
  const recent = abandoned.filter(({ created_at }) => Date.now() - created_at.getTime() < recentMs);
  if (recent.length === 0) return [right("mail", "Ory gave up on no mail in the last 24 hours")];
  return [
    doubtful("mail")`
      Ory gave up on ${recent.length} mails in the last 24 hours
      Their recipients got no code to confirm an address, to sign in with or to recover an account.
      See why: GET /admin/courier/messages?status=abandoned. Most often the mail server refuses the sender, or its password has changed.`,
  ];
}
