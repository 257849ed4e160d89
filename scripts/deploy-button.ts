/**
 * `npm run deploy-button -- https://github.com/you/your-repository`: notes where this repository is,
 * in package.json, and has the deploy buttons of the documents lead there. Without an address it
 * only does the latter.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** The documents that may have a button. */
export const documents = ["README.md", "docs/deploy-vercel.md"].filter((file) => existsSync(file));

/** What Vercel asks for before it builds; .env.example describes all others. */
export const askedFor = ["NEXT_PUBLIC_ORY_SDK_URL", "ORY_PROJECT_API_TOKEN"];

/** A button's address in a document. */
export const buttonPattern = /https:\/\/vercel\.com\/new\/clone\?[^)\s]*/g;

const repositorySchema = z.object({ repository: z.url({ protocol: /^https$/ }) });

/** Returns where the repository is, according to package.json: the one place that says it. */
export function repository(): string {
  return repositorySchema.parse(JSON.parse(readFileSync("package.json", "utf8"))).repository;
}

/** Returns the address that has Vercel clone a repository, ask for its environment and deploy it. */
export function deployUrl(repositoryUrl: string): string {
  const url = new URL("https://vercel.com/new/clone");
  url.search = new URLSearchParams({
    "repository-url": repositoryUrl,
    env: askedFor.join(","),
    envDescription: "The address of your Ory project, and an API token of it.",
    envLink: `${repositoryUrl}/blob/main/docs/deploy-vercel.md`,
  }).toString();
  return url.toString();
}

if (process.argv[1]?.endsWith("deploy-button.ts")) {
  const [, , given] = process.argv;
  if (given) {
    const address = z
      .url({ protocol: /^https$/ })
      .parse(given)
      .replace(/(?:\.git)?\/?$/, "");
    const manifest = readFileSync("package.json", "utf8");
    writeFileSync("package.json", manifest.replace(/("repository": )"[^"]*"/, `$1"${address}"`));
  }
  const url = deployUrl(repository());
  for (const file of documents) {
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(buttonPattern, url));
  }
  console.log(`The buttons in ${documents.join(" and ")} deploy ${repository()}.`);
}
