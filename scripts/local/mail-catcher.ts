import path from "node:path";

export interface MailCatcherOptions {
  /** The web page and the API. */
  port: number;
  smtpPort: number;
  dataFolder: string;
}

export interface MailCatcher {
  stop: () => Promise<void>;
}

/** Catches every mail that Kratos sends, and shows them on a web page. Nothing is delivered. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  // Loading it takes longer than starting it, so it is loaded while Kratos starts.
  const { MailDev } = await import("maildev");
  const maildev = new MailDev({
    smtp: options.smtpPort,
    web: options.port,
    // Mails carry sign-in codes: nobody else on the network may read them.
    ip: "127.0.0.1",
    webIp: "127.0.0.1",
    // Its default folder is shared by all that runs on this machine.
    mailDirectory: path.join(options.dataFolder, "mails"),
    maxEmails: 500,
    silent: true,
  });
  await withoutItsGreeting(() => maildev.start());
  return { stop: () => maildev.stop() };
}

// "silent" leaves one line that tells an address nobody should use (cookies and links say localhost).
async function withoutItsGreeting(start: () => Promise<unknown>): Promise<void> {
  const info = console.info;
  console.info = (...parts: unknown[]) => {
    if (!String(parts[0]).startsWith("MailDev API running")) info(...parts);
  };
  try {
    await start();
  } finally {
    console.info = info;
  }
}
