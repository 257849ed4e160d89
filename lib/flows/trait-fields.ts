import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof scalar>;

export const traitFieldSchema = z.object({
  path: z.array(z.string()),
  /** A form can't edit `fixed` values: a list of objects, an object of any shape. */
  kind: z.enum(["text", "number", "boolean", "time", "choice", "list", "choices", "fixed"]),
  item: z.enum(["string", "number", "boolean"]).optional(),
  options: z.array(z.object({ value: scalar, label: z.string().optional() })).optional(),
  required: z.boolean().optional(),
  nullable: z.boolean().optional(),
  /** A list of objects. Without a value, Kratos would take it for an object. */
  objects: z.boolean().optional(),
  /** The zone of a date and time, such as `+02:00`: the browser's input has none. */
  zone: z.string().optional(),
});

export type TraitField = z.infer<typeof traitFieldSchema> & {
  title?: string | undefined;
  format?: string | undefined;
  pattern?: string | undefined;
  integer?: boolean;
  /** The value has to be `true`, as for consent. */
  mustBeTrue?: boolean;
  long?: boolean;
  /** People sign in with it. */
  identifier?: boolean;
  /** Ory sends no node for it. */
  unlisted?: boolean;
};

const schema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional(),
  title: z.string().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  maxLength: z.number().optional(),
  const: scalar.optional(),
  enum: z.array(scalar).optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  allOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  then: z.unknown().optional(),
  else: z.unknown().optional(),
  "ory.sh/kratos": z
    .object({
      credentials: z
        .record(z.string(), z.object({ identifier: z.boolean().optional() }))
        .optional(),
    })
    .optional(),
});

type Schema = z.infer<typeof schema>;

/** A schema may refer to itself. */
const deepest = 8;

const traitsIn = z.object({ properties: z.object({ traits: z.unknown() }) });

/** Returns the traits of an identity schema; none if Kratos wouldn't take them as one object. */
export function traitFields(identitySchema: unknown): TraitField[] {
  const found = traitsIn.safeParse(identitySchema);
  if (!found.success) return [];
  const read = reader(identitySchema);
  const traits = read(found.data.properties.traits);
  return traits.type?.includes("object") ? [...fieldsOf(traits, [], read)] : [];
}

function* fieldsOf(parent: Schema, path: string[], read: Reader): Generator<TraitField> {
  if (path.length > deepest) return;
  for (const [name, property] of Object.entries(parent.properties ?? {})) {
    const own = read(property);
    const at = [...path, name];
    // Kratos creates missing objects, so their required properties are required, unless nullable.
    const required = parent.required?.includes(name) === true && !isNullable(parent);
    if (Object.keys(own.properties ?? {}).length > 0) yield* fieldsOf(own, at, read);
    else yield { path: at, required, ...describe(own, read) };
  }
}

function describe(own: Schema, read: Reader): Omit<TraitField, "path" | "required"> {
  const { title, format, pattern, maxLength = 0 } = own;
  const shared = {
    title,
    unlisted: own.const === undefined && own.type?.length !== 1,
    nullable: isNullable(own) || own.enum?.includes(null),
    identifier: Object.values(own["ory.sh/kratos"]?.credentials ?? {}).some(
      ({ identifier }) => identifier,
    ),
  };
  if (typeof own.const === "boolean") {
    return { ...shared, kind: "boolean", mustBeTrue: own.const };
  }
  const options = choices(own, read);
  if (options) return { ...shared, kind: "choice", options };

  const types = own.type?.filter((type) => type !== "null") ?? [];
  const type = types.length === 1 ? types[0] : undefined;
  if (type === "array") return { ...shared, ...describeList(own.items, read) };
  if (type === "boolean") return { ...shared, kind: "boolean" };
  if (type === "number") return { ...shared, kind: "number" };
  if (type === "integer") return { ...shared, kind: "number", integer: true };
  if (type !== "string") return { ...shared, kind: "fixed" };
  if (format === "date-time") return { ...shared, kind: "time" };
  return { ...shared, kind: "text", format, pattern, long: maxLength > 255 && !format };
}

const itemTypes: Record<string, TraitField["item"]> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
};

function describeList(
  items: unknown,
  read: Reader,
): Pick<TraitField, "kind" | "item" | "objects" | "options"> {
  const entry = Array.isArray(items) ? {} : read(items);
  const item = entry.type?.length === 1 ? itemTypes[entry.type[0] ?? ""] : undefined;
  if (!item) return { kind: "fixed", objects: items !== undefined };
  const options = choices(entry, read);
  return options ? { kind: "choices", item, options } : { kind: "list", item };
}

function choices(own: Schema, read: Reader): TraitField["options"] {
  if (own.const !== undefined) return [{ value: own.const }];
  if (own.enum) return own.enum.map((value) => ({ value }));
  const named = own.oneOf?.map((one) => read(one)) ?? [];
  const options = named.flatMap(({ const: value, title }) =>
    value === undefined ? [] : [{ value, label: title }],
  );
  return options.length > 0 && options.length === named.length ? options : undefined;
}

function isNullable({ type }: Schema): boolean {
  return type?.includes("null") === true;
}

type Reader = (own: unknown) => Schema;

/** Reads a schema merged with its `$ref`, `allOf` and other parts. Earlier parts win. */
function reader(root: unknown): Reader {
  const read = (own: unknown, depth = 0): Schema => {
    const { data } = schema.safeParse(own);
    if (!data || depth > deepest) return {};
    const all = (parts: unknown[]) => parts.map((part) => read(part, depth + 1)).reverse();
    const always = all([resolve(root, data.$ref), ...(data.allOf ?? [])]);
    const sometimes = all([...(data.anyOf ?? []), ...(data.oneOf ?? []), data.then, data.else]);
    const types = [...always, ...sometimes].flatMap(({ type }) => type ?? []);
    return {
      ...always.reduce((sum, part) => ({ ...sum, ...part }), {}),
      ...data,
      type: data.type ?? (types.length > 0 ? [...new Set(types)] : undefined),
      properties: [...sometimes, ...always, data].reduce(
        (sum, { properties }) => ({ ...sum, ...properties }),
        {},
      ),
      required: [...always, data].flatMap(({ required }) => required ?? []),
    };
  };
  return (own) => read(own);
}

/** Resolves `#/definitions/address`. Kratos serves a schema in one piece, so this is enough. */
function resolve(root: unknown, reference: string | undefined): unknown {
  if (!reference?.startsWith("#/")) return undefined;
  return reference
    .slice(2)
    .split("/")
    .reduce((found, key) => z.record(z.string(), z.unknown()).safeParse(found).data?.[key], root);
}
