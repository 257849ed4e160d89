import { z } from "zod";
import { type Scalar, traitFieldSchema } from "./trait-fields";

type Traits = Record<string, unknown>;
const traitsSchema = z.record(z.string(), z.unknown());
type Field = z.infer<typeof traitFieldSchema>;

/** The hidden field that carries the types and the previous values of a form's traits. */
export const traitFormName = "trait_form";

const traitForm = z.object({ before: traitsSchema, fields: z.array(traitFieldSchema) });

export function writeTraitForm(before: Traits, fields: Field[]): string {
  return JSON.stringify({ before, fields: fields.map((field) => traitFieldSchema.parse(field)) });
}

/**
 * Returns a posted form with all traits as one JSON field. Kratos replaces all traits by what is
 * posted, and its form fields can't express `null` or lists of objects.
 */
export function withTraitsAsJson(body: string): string {
  const form = new URLSearchParams(body);
  const hidden = traitForm.safeParse(parseJson(form.get(traitFormName)));
  if (!hidden.success) return body;
  const { before, fields } = hidden.data;
  const traits = fields.reduce((sum, field) => {
    const known = valueAt(before, field.path);
    const value = next(field, known, form);
    return value === known ? sum : put(sum, field.path, value);
  }, before);
  for (const name of [...form.keys()]) {
    if (name === traitFormName || /^traits(\.|$)/.test(name)) form.delete(name);
  }
  form.set("traits", JSON.stringify(traits));
  return form.toString();
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

export function fieldName({ path }: Pick<Field, "path">): string {
  return ["traits", ...path].join(".");
}

/** Returns a trait's value after the form is sent: the previous one if its field is unchanged. */
function next(field: Field, before: unknown, form: URLSearchParams): unknown {
  const plain = field.kind === "time" ? shortTime : lines;
  const posted = form.getAll(fieldName(field)).map(plain);
  // An unchecked box sends nothing, so a hidden field comes before it.
  const entered = field.kind === "choices" ? posted.filter(Boolean) : posted.slice(-1);
  const shown = shownValues(field, before).map(plain);
  const untouched = posted.length === 0 || JSON.stringify(entered) === JSON.stringify(shown);
  const value = untouched ? before : parse(field, entered);
  if (value !== undefined) return value;
  if (field.objects) return [];
  if (!field.required) return undefined;
  if (field.kind === "boolean") return false;
  if (field.kind === "list" || field.kind === "choices") return [];
  return field.nullable ? null : undefined;
}

/** Returns what a trait's field shows: one text, or the values of the checked boxes. */
export function shownValues({ kind }: Pick<Field, "kind">, value: unknown): string[] {
  if (kind === "boolean") return [String(value === true)];
  if (kind === "choices") return list(value).map(String);
  if (kind === "list") return [list(value).map(String).join("\n")];
  return [kind === "time" ? localTime(value).text : textOf(value)];
}

function textOf(value: unknown): string {
  const known = ["string", "number", "boolean"].includes(typeof value);
  return known ? String(value) : "";
}

function parse(field: Field, entered: string[]): unknown {
  const [text = ""] = entered;
  if (field.kind === "boolean") return text === "true";
  if (field.kind === "choices") return entered.map((entry) => chosen(field, entry));
  if (field.kind === "list") {
    const entries = text.split("\n").filter((line) => line.trim() !== "");
    return entries.map((entry) => scalarOf(field.item, entry));
  }
  if (text === "") return field.nullable ? null : undefined;
  if (field.kind === "choice") return chosen(field, text);
  if (field.kind === "number") return scalarOf("number", text);
  if (field.kind !== "time" || !/T\d\d:\d\d(:[\d.]+)?$/.test(text)) return text;
  return `${text.split(":").length > 2 ? text : `${text}:00`}${field.zone ?? "Z"}`;
}

function chosen(field: Field, text: string): unknown {
  const option = field.options?.find(({ value }) => String(value) === text);
  return option ? option.value : text;
}

/** Sends other text unchanged, so that Ory reports the error. */
function scalarOf(type: Field["item"], text: string): Scalar {
  if (type === "number" && Number.isFinite(Number(text))) return Number(text);
  return type === "boolean" && /^(true|false)$/.test(text) ? text === "true" : text;
}

/** Returns a date and time as browsers write it in an input, and the zone, which it can't hold. */
export function localTime(value: unknown): { text: string; zone: string } {
  const whole = textOf(value);
  const [, minutes, seconds = "", zone = "Z"] =
    /^(.+T\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?\d*(Z|[+-]\d\d:\d\d)$/.exec(whole) ?? [];
  if (minutes === undefined) return { text: whole, zone: "Z" };
  return { text: shortTime(minutes + seconds), zone };
}

function shortTime(text: string): string {
  const [whole = "", fraction = ""] = text.split(".", 2);
  const digits = fraction.replace(/(?<!0)0+$/, "");
  const exact = digits === "" ? whole : `${whole}.${digits}`;
  return exact.replace(/^(.+T\d\d:\d\d):00$/, "$1");
}

export function fitsLines(value: unknown): boolean {
  return list(value).every((entry) => /^(?!\s*$).+$/.test(String(entry)));
}

function lines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns the value at a path. Reads own properties only. */
export function valueAt(traits: unknown, path: string[]): unknown {
  return path.reduce(
    (found, key) =>
      typeof found === "object" && found !== null
        ? Object.getOwnPropertyDescriptor(found, key)?.value
        : undefined,
    traits,
  );
}

export function put(traits: unknown, [key = "", ...rest]: string[], value: unknown): Traits {
  const before = traitsSchema.safeParse(traits).data ?? {};
  if (rest.length > 0 && value === undefined && valueAt(before, [key]) === undefined) return before;
  const inside = rest.length > 0 ? put(valueAt(before, [key]), rest, value) : value;
  if (inside !== undefined) return { ...before, [key]: inside };
  return Object.fromEntries(Object.entries(before).filter(([name]) => name !== key));
}
