import type { FlowNode, FlowText, InputNode } from "@/lib/flows/schema";
import { flow as words } from "@/lib/words";
import type { Ceremony } from "./ceremonies";
import { FieldMessages } from "./field-messages";
import { isButton } from "./group-forms";
import { PasskeyButton } from "./passkeys";
import { PasswordField } from "./password-field";
import { TraitField } from "./trait-field";

interface NodeProps {
  node: FlowNode;
  /** Whether this is the form's main button. */
  main: boolean;
  look: "button-primary" | "button-secondary";
  /** Set if the button asks the browser for a passkey. */
  ceremony: Ceremony | undefined;
}

export function Node({ node, main, look, ceremony }: NodeProps) {
  switch (node.type) {
    case "input":
      return isButton(node) ? (
        <Button node={node} main={main} look={look} ceremony={ceremony} />
      ) : (
        <Field node={node} />
      );
    case "img":
      return (
        <figure className="grid justify-items-start gap-2">
          {/* A data URL from Ory needs no image optimizer. */}
          {/* eslint-disable-next-line @next/next/no-img-element */}
          <img
            {...node.attributes}
            alt={node.meta.label?.text ?? ""}
            className="rounded-control border-line size-44 border bg-white p-2"
          />
        </figure>
      );
    case "text":
      return <Text label={node.meta.label} text={node.attributes.text} />;
    case "a":
      return (
        <a href={node.attributes.href} className="link text-sm">
          {node.attributes.title.text}
        </a>
      );
    case "trait":
      return <TraitField node={node} />;
    case "script":
      return null;
    case "other":
      return (
        <div className="text-sm">
          {node.meta.label && <p>{node.meta.label.text}</p>}
          <FieldMessages messages={node.messages} />
        </div>
      );
  }
}

function Button({ node, main, look, ceremony }: NodeProps & { node: InputNode }) {
  const { name, value, type, disabled } = node.attributes;
  const label = node.meta.label?.text ?? String(value ?? name);
  // "Back" and "resend" don't move forward.
  const aside = name === "screen" || name === "resend";
  const className = `button w-full ${aside ? "button-quiet" : look}`;
  if (ceremony) {
    return (
      <>
        <PasskeyButton ceremony={ceremony} className={className}>
          {label}
        </PasskeyButton>
        <noscript>
          <p className="text-muted text-sm">{words.passkeyNeedsScript}</p>
        </noscript>
      </>
    );
  }
  // A button that needs an unknown script would do nothing.
  if (type === "button") return <p className="text-muted text-sm">{words.unknownButton(label)}</p>;
  return (
    <button
      type="submit"
      name={name}
      value={String(value ?? "")}
      disabled={disabled}
      // Other buttons don't need the main one's fields.
      formNoValidate={!main}
      className={className}
    >
      {label}
    </button>
  );
}

function Field({ node }: { node: InputNode }) {
  const { name, type, value, required, disabled, autocomplete, pattern, maxlength } =
    node.attributes;
  if (type === "hidden") return <input type="hidden" name={name} value={String(value ?? "")} />;

  const id = `${node.group}-${name}`;
  const messagesId = `${id}-messages`;
  const label = node.meta.label?.text ?? name;
  const invalid = node.messages.some((message) => message.type === "error");
  const described = {
    id,
    name,
    required,
    disabled,
    "aria-invalid": invalid || undefined,
    // If several are invalid, browsers focus the first one.
    autoFocus: invalid,
    "aria-describedby": node.messages.length > 0 ? messagesId : undefined,
  };
  const messages = <FieldMessages id={messagesId} messages={node.messages} />;

  if (type === "checkbox") {
    return (
      <div>
        <label htmlFor={id} className="flex items-center gap-2.5 text-sm">
          <input {...described} type="checkbox" value="true" defaultChecked={value === true} />
          {label}
        </label>
        {messages}
      </div>
    );
  }
  const code = isCode(node);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {type === "password" ? (
        <PasswordField {...described} autoComplete={autocomplete} />
      ) : (
        <input
          {...described}
          type={type}
          defaultValue={String(value ?? "")}
          autoComplete={autocomplete ?? (code ? "one-time-code" : undefined)}
          inputMode={code ? "numeric" : undefined}
          pattern={pattern}
          maxLength={maxlength}
          className={`field ${code ? "font-mono tracking-[0.3em]" : ""}`}
        />
      )}
      {messages}
    </div>
  );
}

/** The authenticator secret or the backup codes. */
function Text({ label, text }: { label: FlowText | undefined; text: FlowText }) {
  const codes = backupCodes(text);
  return (
    <div className="text-sm">
      {label && <p className="text-muted mb-1.5">{label.text}</p>}
      {codes ? (
        <ul className="bg-sunken rounded-control grid grid-cols-2 gap-x-6 gap-y-1 p-3.5 font-mono">
          {codes.map((code) => (
            <li key={code.text}>{code.used ? <s>{code.text}</s> : code.text}</li>
          ))}
        </ul>
      ) : (
        <p className="bg-sunken rounded-control p-3 font-mono break-all">{text.text}</p>
      )}
    </div>
  );
}

/** Ory's message 1050015 carries the backup codes in its context. */
function backupCodes(text: FlowText): { text: string; used: boolean }[] | undefined {
  const secrets = text.context?.secrets;
  if (!Array.isArray(secrets)) return undefined;
  return secrets.map((secret: unknown) => {
    const { id, text: code } = Object(secret) as { id?: unknown; text?: unknown };
    return { text: String(code), used: id === 1050014 };
  });
}

function isCode({ attributes, group }: InputNode): boolean {
  return attributes.name === "totp_code" || (group === "code" && attributes.name === "code");
}
