import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Admin } from "./admin";
import { ask, NoAnswer } from "./ask";
import { type Finding, doubtful, right, unchecked, wrong } from "./finding";
import type { Ory } from "./ory";
import type { Account } from "./temporary-account";

const messageSchema = z.object({
  id: z.string(),
  status: z.string(),
  created_at: z.coerce.date(),
});
const messagesSchema = z.array(messageSchema);
const dispatchesSchema = z.object({
  dispatches: z
    .array(z.object({ status: z.string(), error: z.object({ message: z.string() }).nullish() }))
    .nullish(),
});
const flowSchema = z.object({ id: z.string() });
const caughtSchema = z.array(z.object({ id: z.string() }));

const waitMs = 10_000;

async function messages(admin: Admin, query: Record<string, string>) {
  const search = new URLSearchParams(query).toString();
  const answer = await ask(`${admin.url}/admin/courier/messages?${search}`, {
    headers: admin.headers,
  });
  return messagesSchema.safeParse(answer.json).data ?? [];
}

/** Has a recovery code sent to the account, and waits until the mail catcher has it. */
export async function mailFindings(
  ory: Ory,
  admin: Admin,
  account: Account,
  mailUrl: string,
): Promise<Finding[]> {
  const flow = flowSchema.safeParse((await ask(`${ory.url}/self-service/recovery/api`)).json).data;
  if (flow === undefined) return [unchecked("mail", "Recovery is switched off: no mail was sent")];
  await ask(`${ory.url}/self-service/recovery?flow=${flow.id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ method: "code", email: account.email }),
  });
  const deadline = Date.now() + waitMs;
  while (Date.now() < deadline) {
    const [message] = await messages(admin, { recipient: account.email });
    const failure = message && (await failureOf(admin, message.id));
    if (failure !== undefined) return [undelivered(failure)];
    if (message?.status === "sent" && (await isCaught(mailUrl, account.email))) {
      return [right("mail", `Mails arrive at ${mailUrl}`)];
    }
    await delay(200);
  }
  return [undelivered(`none arrived within ${waitMs / 1000} s`)];
}

/** Why the last attempt to send a message failed; undefined if none did. */
async function failureOf(admin: Admin, id: string): Promise<string | undefined> {
  const { headers } = admin;
  const answer = await ask(`${admin.url}/admin/courier/messages/${id}`, { headers });
  const attempts = dispatchesSchema.safeParse(answer.json).data?.dispatches ?? [];
  const failed = attempts.find(({ status }) => status === "failed");
  return failed && (failed.error?.message ?? "the mail server refused them");
}

/** Tells whether the mail is there, and deletes it. */
async function isCaught(mailUrl: string, address: string): Promise<boolean> {
  try {
    const query = new URLSearchParams({ "to.address": address }).toString();
    const [mail] = caughtSchema.parse((await ask(`${mailUrl}/api/email?${query}`)).json);
    if (mail === undefined) return false;
    await ask(`${mailUrl}/api/email/${mail.id}`, { method: "DELETE" });
    return true;
  } catch (error) {
    if (error instanceof NoAnswer) return false;
    throw error;
  }
}

function undelivered(reason: string): Finding {
  return wrong("mail", {
    says: `Ory's mails do not arrive: ${reason.slice(0, 200)}`,
    notice: "Nobody gets a code to confirm an address, to sign in with or to recover an account.",
    mend: [
      "Check courier.smtp.connection_uri in kratos.yml (COURIER_SMTP_CONNECTION_URI), and that Kratos runs with --watch-courier. In development npm run dev does both.",
    ],
  });
}

const recentMs = 24 * 60 * 60 * 1000;

/** Where no mail is sent for a test: whether Ory gave up on any in the last day. */
export async function abandonedFindings(admin: Admin): Promise<Finding[]> {
  const abandoned = await messages(admin, { status: "abandoned", page_size: "100" });
  const recent = abandoned.filter(({ created_at }) => Date.now() - created_at.getTime() < recentMs);
  if (recent.length === 0) return [right("mail", "Ory gave up on no mail in the last 24 hours")];
  return [
    doubtful("mail", {
      says: `Ory gave up on ${recent.length} mails in the last 24 hours`,
      notice:
        "Their recipients got no code to confirm an address, to sign in with or to recover an account.",
      mend: [
        "See why: GET /admin/courier/messages?status=abandoned. Most often the mail server refuses the sender, or its password has changed.",
      ],
    }),
  ];
}
