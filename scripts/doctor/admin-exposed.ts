import { lookup } from "node:dns/promises";
import { BlockList, isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";
import { isAdmin, nobody } from "./admin";
import { ask, NoAnswer } from "./ask";
import { type Finding, doubtful, orRight, wrong } from "./finding";
import type { Setup } from "./setup";

/** Kratos's admin API asks for no password: nobody from outside may get at it. */
export async function exposureFindings({
  oryUrl,
  adminUrl,
  appOrigins,
}: Setup): Promise<Finding[]> {
  const notice =
    "Nothing, until somebody finds it: whoever gets there reads, changes and deletes all accounts.";
  const problems: Finding[] = [];
  for (const url of new Set([oryUrl, appOrigins[0]])) {
    if (!(await servesAdmin(url))) continue;
    problems.push(
      wrong("admin-exposed", {
        says: `${url}, which everybody reaches, serves Ory's admin API without a credential`,
        notice,
        mend: [
          "Have the proxy in front of Kratos pass on nothing that begins with /admin, and only to Kratos's public port.",
        ],
      }),
    );
  }
  if (adminUrl !== undefined) {
    const { hostname, port } = new URL(adminUrl);
    if (await isPublic(hostname)) {
      problems.push(
        wrong("admin-exposed", {
          says: `Ory's admin API, ${adminUrl}, is at a public address`,
          notice,
          mend: [
            "Have it listen in a private network only (serve.admin.host), and set ORY_ADMIN_URL to its address there.",
          ],
        }),
      );
    }
    for (const address of isLoopback(hostname) ? addressesOfThisMachine() : []) {
      if (!(await servesAdmin(`http://${address}:${port}`))) continue;
      problems.push(
        doubtful("admin-exposed", {
          says: `Ory's admin API also listens on ${address}, for the whole network that this machine is in`,
          notice,
          mend: ["In kratos.yml set serve.admin.host to 127.0.0.1, and start Kratos again."],
        }),
      );
    }
  }
  return orRight("admin-exposed", problems, "The admin API is out of reach from outside");
}

/** Tells whether Kratos's admin API is at this address, open to everybody. */
export async function servesAdmin(url: string): Promise<boolean> {
  try {
    return isAdmin(await ask(url + nobody));
  } catch (error) {
    if (error instanceof NoAnswer) return false;
    throw error;
  }
}

/** The addresses by which others in its networks reach this machine. */
export function addressesOfThisMachine(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || /^127\.|^\[::1\]$/.test(hostname);
}

async function isPublic(hostname: string): Promise<boolean> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ""), { all: true }).catch(() => []);
  return found.length > 0 && !found.some(({ address }) => isPrivateAddress(address));
}

const privateAddresses = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  privateAddresses.addSubnet(network, bits);
}
privateAddresses.addAddress("::1", "ipv6");
privateAddresses.addSubnet("fc00::", 7, "ipv6");
privateAddresses.addSubnet("fe80::", 10, "ipv6");

/** Tells whether an address is one of a machine's or a network's own. */
export function isPrivateAddress(address: string): boolean {
  return privateAddresses.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
