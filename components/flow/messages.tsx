import type { Said, WayOn } from "@/lib/flows/ways-on";

const tones: Record<string, string> = {
  error: "bg-danger-soft text-danger",
  success: "bg-accent-soft text-accent",
};

export function Messages({ said }: { said: Said[] }) {
  // Screen readers skip an alert in the initial page, so the first error gets the focus.
  const first = said.find(({ message }) => message.type === "error");
  return said.map((one) => {
    const { id, type, text } = one.message;
    return (
      <div key={id} className="grid gap-3">
        <p
          tabIndex={one === first ? -1 : undefined}
          autoFocus={one === first}
          role={type === "error" ? "alert" : "status"}
          className={`notice ${tones[type] ?? "bg-sunken text-ink"}`}
        >
          {text}
        </p>
        {one.way && <Way way={one.way} />}
      </div>
    );
  });
}

function Way({ way: { label, href, fields, only } }: { way: WayOn }) {
  const className = `button w-full ${only ? "button-primary" : "button-secondary"}`;
  if (!fields) {
    return (
      <a href={href} className={className}>
        {label}
      </a>
    );
  }
  return (
    <form action={href} method="post">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button className={className}>{label}</button>
    </form>
  );
}
