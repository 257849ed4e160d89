import type { FlowText } from "@/lib/flows/schema";

export function FieldMessages({ id, messages }: { id?: string; messages: FlowText[] }) {
  if (messages.length === 0) return null;
  return (
    <div id={id} className="mt-1.5 grid gap-1 text-sm">
      {messages.map((message) => (
        <p key={message.id} className={message.type === "error" ? "text-danger" : "text-muted"}>
          {message.text}
        </p>
      ))}
    </div>
  );
}
