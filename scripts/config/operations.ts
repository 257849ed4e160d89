import type { Json } from "./source";

/** One setting: RFC 6902's `add`, which also replaces an existing value. */
export interface Operation {
  path: string;
  value: Json;
}

/** Settings that belong together, with a comment for the reader. */
export interface Group {
  title: string;
  about: string[];
  operations: Operation[];
}

/** Returns the values of a tree by their JSON pointers. A list counts as one value. */
export function leaves(tree: Json, path = ""): Operation[] {
  if (tree === null || typeof tree !== "object" || Array.isArray(tree)) {
    return [{ path, value: tree }];
  }
  return Object.entries(tree).flatMap(([key, value]) =>
    leaves(value, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
}

export function tree(operations: Operation[]): { [key: string]: Json } {
  const root: { [key: string]: Json } = {};
  for (const { path, value } of operations) {
    const keys = path
      .split("/")
      .slice(1)
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop() ?? "";
    let node = root;
    for (const key of keys) {
      const below = node[key];
      node =
        below !== undefined && below !== null && typeof below === "object" && !Array.isArray(below)
          ? below
          : (node[key] = {});
    }
    node[last] = value;
  }
  return root;
}

/** The position of a string: its setting's name, and the `id` of the list entry around it. */
export interface Place {
  setting: string;
  entry: string | undefined;
}

/** Returns a copy of the value with every string in it changed. */
export function mapTexts(
  value: Json,
  change: (text: string, place: Place) => string,
  place: Place = { setting: "", entry: undefined },
): Json {
  if (typeof value === "string") return change(value, place);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change, place));
  if (value === null || typeof value !== "object") return value;
  const entry = typeof value.id === "string" ? value.id : place.entry;
  return Object.fromEntries(
    Object.entries(value).map(([setting, below]) => [
      setting,
      mapTexts(below, change, { setting, entry }),
    ]),
  );
}
