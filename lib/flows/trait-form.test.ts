import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identitySchemaWith, traitCases } from "@/scripts/test/schemas/cases";
import { flowSchema } from "./schema";
import {
  fieldName,
  localTime,
  shownValues,
  traitFormName,
  valueAt,
  withTraitsAsJson,
} from "./trait-form";
import { withTraits } from "./trait-nodes";

const nodes = [
  {
    type: "input",
    group: "profile",
    attributes: { name: "traits.email", type: "email", value: "a@example.com" },
  },
];

/** Returns a settings form with these traits as a browser sends it unchanged. */
function untouchedForm(schema: object, traits: object): URLSearchParams {
  const flow = flowSchema.parse({
    id: "1",
    identity: { schema_id: "person", traits },
    ui: { action: "/", method: "POST", nodes },
  });
  const form = new URLSearchParams({ csrf_token: "t" });
  for (const node of withTraits(flow, schema).ui.nodes) {
    if (node.type === "input") form.append(node.attributes.name, String(node.attributes.value));
    if (node.type !== "trait") continue;
    const { field } = node;
    const shown = shownValues(field, valueAt(traits, field.path));
    for (const one of field.kind === "fixed" ? [] : shown) form.append(fieldName(field), one);
  }
  return form;
}

function sent(form: URLSearchParams): unknown {
  const body = new URLSearchParams(withTraitsAsJson(form.toString()));
  expect([...body.keys()].sort()).toEqual(["csrf_token", "traits"]);
  return JSON.parse(body.get("traits") ?? "");
}

describe("withTraitsAsJson", () => {
  it.each(traitCases)("keeps $about in a form that was not touched", (one) => {
    const traits = { email: "a@example.com", ...(one.stored ?? one.makes) };
    expect(sent(untouchedForm(identitySchemaWith(one), traits))).toEqual(traits);
  });

  it("keeps any traits in a form that was not touched, whatever the schema says of them", () => {
    const schemas = traitCases.map((one) => identitySchemaWith(one));
    const names = traitCases.flatMap(({ properties }) => Object.keys(properties));
    fc.assert(
      fc.property(
        fc.constantFrom(...schemas),
        fc.dictionary(fc.constantFrom(...names, "constructor"), fc.jsonValue()),
        (schema, traits) => {
          const before = { email: "a@example.com", ...traits };
          // Required values that are missing are filled in if Kratos couldn't accept the form
          // otherwise.
          expect(sent(untouchedForm(schema, before))).toMatchObject(before);
        },
      ),
      { seed: 17, numRuns: 300 },
    );
  }, 60_000);

  it("returns a form of another program as it came", () => {
    const body = "csrf_token=t&traits.email=a%40example.com&traits.tags=x&traits.tags=y";
    expect(withTraitsAsJson(body)).toBe(body);
    expect(withTraitsAsJson(`${body}&${traitFormName}=nonsense`)).toContain("traits.email");
  });

  it("takes no trait from a form that the schema does not have", () => {
    const form = untouchedForm(identitySchemaWith({ properties: {} }), { email: "a@example.com" });
    form.append("traits.role", "admin");
    form.append("traits.__proto__.role", "admin");
    expect(sent(form)).toEqual({ email: "a@example.com" });
    expect(Object("")).not.toHaveProperty("role");
  });
});

// Otherwise a field would look changed to a browser as soon as it is shown.
it.each([
  ["2024-02-03T10:20:00Z", "2024-02-03T10:20"],
  ["2024-02-03T10:20:30+02:00", "2024-02-03T10:20:30"],
  ["2024-02-03T10:20:30.250Z", "2024-02-03T10:20:30.25"],
  ["2024-02-03T10:20:30.000Z", "2024-02-03T10:20:30"],
])("shows %s as browsers write it: %s", (stored, shown) => {
  expect(localTime(stored).text).toBe(shown);
});
