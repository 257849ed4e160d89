import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth-card";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <AuthCard
      title="There is no such page"
      description="The address may be mistyped, or the page is gone."
    >
      <Link href="/" className="button button-primary w-full">
        To the start page
      </Link>
    </AuthCard>
  );
}
