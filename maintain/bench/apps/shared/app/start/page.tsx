import Link from "next/link";

/** Where a client-side navigation to the measured page starts. */
export default function StartPage() {
  return (
    <Link href="/dashboard/bench" prefetch={false}>
      To the page
    </Link>
  );
}
