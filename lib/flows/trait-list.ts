import { traitFields } from "./trait-fields";
import { valueAt } from "./trait-form";
import { profile as words } from "../words";

/** Returns the traits as label and text, in the schema's order if there is one. */
export function listTraits(schema: unknown, traits: unknown): [label: string, text: string][] {
  const fields = traitFields(schema);
  if (fields.length === 0) {
    const all = typeof traits === "object" && traits !== null ? Object.entries(traits) : [];
    return all.map(([name, value]) => [name, textOf(value)]);
  }
  return fields.map(({ path, title, options }) => {
    const value = valueAt(traits, path);
    const option = options?.find((one) => one.value === value);
    return [title ?? path.at(-1) ?? "", option?.label ?? textOf(value)];
  });
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  const plain = Array.isArray(value) && value.every((entry) => typeof entry !== "object");
  if (plain) return value.join(", ");
  return value === undefined || value === null ? "" : JSON.stringify(value);
}
