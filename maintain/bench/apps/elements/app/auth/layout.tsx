import "@ory/elements-react/theme/styles.css";
import type { ReactNode } from "react";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <main>{children}</main>;
}
