import type { FlowText } from "@/lib/flows/schema";

const tones: Record<string, string> = {
  error: "bg-danger-soft text-danger",
  success: "bg-accent-soft text-accent",
};

/** What Ory has to say about a flow as a whole. */
export function Messages({ messages }: { messages: FlowText[] }) {
  // An alert that is there from the start goes unread: the first error takes the focus, script or not.
  const first = messages.find(({ type }) => type === "error");
  return messages.map((message) => (
    <p
      key={message.id}
      tabIndex={message === first ? -1 : undefined}
      autoFocus={message === first}
      role={message.type === "error" ? "alert" : "status"}
      className={`notice ${tones[message.type] ?? "bg-sunken text-ink"}`}
    >
      {message.text}
    </p>
  ));
}
