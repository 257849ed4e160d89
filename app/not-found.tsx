import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { notFound as words } from "@/lib/words";

export const metadata: Metadata = { title: words.title };

export default function NotFound() {
  return (
    <AuthCard title={words.heading} description={words.lead}>
      <a href="/" className="button button-primary w-full">
        {words.home}
      </a>
    </AuthCard>
  );
}
