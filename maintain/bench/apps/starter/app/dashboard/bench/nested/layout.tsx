import type { ReactNode } from "react";
import { viewerEmail } from "../../../../viewer";

export default async function NestedLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <p>{await viewerEmail()}</p>
      {children}
    </>
  );
}
