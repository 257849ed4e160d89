import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const examples = path.join(root, "examples");

// npm would pass its settings for maintain/ on to every npm started from here.
for (const name of Object.keys(process.env)) {
  if (/^npm_config_(legacy_peer_deps|\w*prefix|globalconfig)$/i.test(name)) {
    Reflect.deleteProperty(process.env, name);
  }
}
