import path from "node:path";

export interface MailCatcherOptions {
  /** The port of the web page and the API. */
  port: number;
  smtpPort: number;
  dataFolder: string;
}

export interface MailCatcher {
  stop: () => Promise<void>;
}

/** Catches every mail that Kratos sends and shows it on a web page. Nothing is delivered. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  // Imported here, because loading is slow and can happen while Kratos starts.
  const { MailDev } = await import("maildev");
  const maildev = new MailDev({
    smtp: options.smtpPort,
    web: options.port,
    // Mails contain sign-in codes, so nobody else on the network may read them.
    ip: "127.0.0.1",
    webIp: "127.0.0.1",
    // The default folder is shared with other programs on this machine.
    mailDirectory: path.join(options.dataFolder, "mails"),
    maxEmails: 500,
    silent: true,
  });
  await withoutItsGreeting(() => maildev.start());
  return { stop: () => maildev.stop() };
}

// Even "silent" prints one URL, without the localhost that cookies and links use.
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
