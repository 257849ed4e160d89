import type { Json } from "../config/source";
import type { Ory } from "./ory";

/** Returns how to change a Kratos setting in the Ory in use. */
export function setting({ product }: Pick<Ory, "product">, path: string, value: Json): string {
  if (product === "Ory Network") {
    return `$ ory patch identity-config --project PROJECT_ID --workspace WORKSPACE_ID --add '${path}=${JSON.stringify(value)}'`;
  }
  const name = path.slice(1).replaceAll("/", ".");
  const variable = path.slice(1).replaceAll("/", "_").toUpperCase();
  return `In kratos.yml set ${name} to ${JSON.stringify(value)} (or by environment, ${variable}), and start Kratos again.`;
}

/** Returns the command that prints all settings that depend on the app's URL. */
export function allSettings({ product }: Pick<Ory, "product">, appOrigin: string): string {
  const target = product === "Ory Network" ? "network" : "self-hosted";
  return `$ npm run config -- --target ${target} --app-url ${appOrigin}`;
}
