import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <AuthCard
      title="There is no such page"
      description="The address may be mistyped, or the page is gone."
    >
      <a href="/" className="button button-primary w-full">
        To the start page
      </a>
    </AuthCard>
  );
}
