import type { FlowText } from "@/lib/flow-schema";

const tones: Record<string, string> = {
  error: "bg-danger-soft text-danger",
  success: "bg-accent-soft text-accent",
};

/** What Ory has to say about a flow as a whole. */
export function Messages({ messages }: { messages: FlowText[] }) {
  return messages.map((message) => (
    <p
      key={message.id}
      role={message.type === "error" ? "alert" : "status"}
      className={`notice ${tones[message.type] ?? "bg-sunken text-ink"}`}
    >
      {message.text}
    </p>
  ));
}
