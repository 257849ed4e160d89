import { lookup } from "node:dns/promises";
import { BlockList, isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";
import type { Setup } from "../local/setup";
import { isAdmin, tryAdmin } from "./admin";
import { type Finding, doubtful, orRight, wrong } from "./finding";

const notice =
  "Nothing, until somebody finds it: whoever gets there reads, changes and deletes all accounts.";

/** Checks that Kratos's admin API, which needs no password, can't be reached from outside. */
export async function exposureFindings({
  oryUrl,
  adminUrl,
  appOrigins,
}: Setup): Promise<Finding[]> {
  const servesAdmin = async (url: string) => isAdmin(await tryAdmin({ url }));
  const problems: Finding[] = [];
  for (const url of new Set([oryUrl, appOrigins[0]])) {
    if (!(await servesAdmin(url))) continue;
    problems.push(wrong("admin-exposed")`
      ${url}, which everybody reaches, serves Ory's admin API without a credential
      ${notice}
      Have the proxy in front of Kratos pass on nothing that begins with /admin, and only to Kratos's public port.`);
  }
  if (adminUrl !== undefined) {
    const { hostname, port } = new URL(adminUrl);
    if (await isPublic(hostname)) {
      problems.push(wrong("admin-exposed")`
        Ory's admin API, ${adminUrl}, is at a public address
        ${notice}
        Have it listen in a private network only (serve.admin.host), and set ORY_ADMIN_URL to its address there.`);
    }
    const isLoopback = hostname === "localhost" || /^127\.|^\[::1\]$/.test(hostname);
    for (const address of isLoopback ? addressesOfThisMachine() : []) {
      if (!(await servesAdmin(`http://${address}:${port}`))) continue;
      problems.push(doubtful("admin-exposed")`
        Ory's admin API also listens on ${address}, for the whole network that this machine is in
        ${notice}
        In kratos.yml set serve.admin.host to 127.0.0.1, and start Kratos again.`);
    }
  }
  return orRight("admin-exposed", problems, "The admin API is out of reach from outside");
}

/** Returns the addresses under which the networks of this machine reach it. */
export function addressesOfThisMachine(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);
}

async function isPublic(hostname: string): Promise<boolean> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ""), { all: true }).catch(() => []);
  return found.length > 0 && !found.some(({ address }) => isPrivateAddress(address));
}

const privateAddresses = new BlockList();
for (const network of [
  "10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16",
  "::1/128 fc00::/7 fe80::/10",
].flatMap((list) => list.split(" "))) {
  const [address = "", bits] = network.split("/");
  privateAddresses.addSubnet(address, Number(bits), isIPv6(address) ? "ipv6" : "ipv4");
}

/** Returns true for loopback and private network addresses. */
export function isPrivateAddress(address: string): boolean {
  return privateAddresses.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
