import type { ReactNode } from "react";
import type { TraitNode } from "@/lib/flows/schema";
import { fieldName, localTime, shownValues } from "@/lib/flows/trait-form";
import { traitField as words } from "@/lib/words";
import { FieldMessages } from "./field-messages";

/** A trait's field. `lib/flows/trait-form.ts` reads what it sends. */
export function TraitField({ node }: { node: TraitNode }) {
  const { field, value, messages, attributes } = node;
  const name = fieldName(field);
  const label = field.title ?? node.meta.label?.text ?? field.path.at(-1) ?? name;
  const shown = shownValues(field, value);
  const invalid = messages.some(({ type }) => type === "error");
  const hint = hintFor(node);
  const control = {
    id: name,
    name,
    disabled: attributes.disabled,
    // An empty list is valid, and so is no value if the trait is nullable.
    required: field.required && !field.nullable && field.kind !== "list",
    "aria-invalid": invalid || undefined,
    autoFocus: invalid,
    "aria-describedby": `${name}-messages`,
  };
  const below = (
    <div id={`${name}-messages`}>
      {hint && <p className="text-muted mt-1.5 text-sm">{hint}</p>}
      <FieldMessages messages={messages} />
    </div>
  );

  switch (field.kind) {
    case "boolean":
      return (
        <div>
          <input type="hidden" name={name} value="false" disabled={attributes.disabled} />
          <label className="flex items-center gap-2.5 text-sm">
            <input
              {...control}
              // An unchecked box is valid, unless it asks for consent.
              required={field.mustBeTrue}
              type="checkbox"
              value="true"
              defaultChecked={value === true}
            />
            {label}
          </label>
          {below}
        </div>
      );
    case "choices":
      return (
        <fieldset aria-describedby={`${name}-messages`} disabled={attributes.disabled}>
          <legend className="mb-1.5 text-sm font-medium">{label}</legend>
          <input type="hidden" name={name} value="" />
          {optionsWith(field.options, shown).map(([option, text]) => (
            <label key={option} className="flex items-center gap-2.5 py-1 text-sm">
              <input
                type="checkbox"
                name={name}
                value={option}
                defaultChecked={shown.includes(option)}
              />
              {text}
            </label>
          ))}
          {below}
        </fieldset>
      );
    case "choice":
      return (
        <Labelled id={name} label={label} below={below}>
          <select {...control} defaultValue={shown[0] ?? ""} className="field">
            <option value="">{field.required ? words.choose : words.none}</option>
            {optionsWith(field.options, shown).map(([option, text]) => (
              <option key={option} value={option}>
                {text}
              </option>
            ))}
          </select>
        </Labelled>
      );
    case "fixed":
      return (
        <div className="text-sm">
          <p className="mb-1.5 font-medium">{label}</p>
          <pre className="bg-sunken rounded-control overflow-auto p-3 font-mono text-xs">
            {JSON.stringify(value, null, 2)}
          </pre>
          {below}
        </div>
      );
    case "text":
    case "number":
    case "time":
    case "list": {
      const [text = ""] = shown;
      const lines = field.kind === "list" ? text.split("\n").length + 2 : 4;
      return (
        <Labelled id={name} label={label} below={below}>
          {field.kind === "list" || field.long || /[\r\n]/.test(text) ? (
            <textarea {...control} defaultValue={text} rows={lines} className="field" />
          ) : (
            <input
              {...control}
              type={inputType(node, text)}
              defaultValue={text}
              step={field.kind === "text" || field.integer ? undefined : "any"}
              autoComplete={attributes.autocomplete}
              // HTML patterns match the whole value, JSON Schema's a part of it.
              pattern={field.pattern && `.*(?:${field.pattern}).*`}
              className="field"
            />
          )}
        </Labelled>
      );
    }
  }
}

interface LabelledProps {
  id: string;
  label: string;
  below: ReactNode;
  children: ReactNode;
}

function Labelled({ id, label, below, children }: LabelledProps) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {children}
      {below}
    </div>
  );
}

function hintFor({ field, value }: TraitNode): string | undefined {
  if (field.kind === "list") return words.onePerLine;
  if (field.kind === "time") return words.zone(field.zone ?? localTime(value).zone);
  return field.kind === "fixed" ? words.fixed : undefined;
}

/** Returns the choices, plus the stored value if the schema no longer has it. */
function optionsWith(options: TraitNode["field"]["options"], shown: string[]): [string, string][] {
  const known = (options ?? []).flatMap(({ value, label }): [string, string][] =>
    value === null ? [] : [[String(value), label ?? String(value)]],
  );
  const stored = shown.filter((one) => one !== "" && !known.some(([value]) => value === one));
  return [...known, ...stored.map((one): [string, string] => [one, one])];
}

const inputTypes: Record<string, string> = { email: "email", tel: "tel", uri: "url", date: "date" };

function inputType({ field }: TraitNode, text: string): string {
  if (field.kind === "number") return "number";
  if (field.kind === "time") return "datetime-local";
  // Browsers rewrite or refuse international addresses in email fields.
  const plain = /^[ -~]*$/.test(text);
  return (plain ? inputTypes[field.format ?? ""] : undefined) ?? "text";
}
