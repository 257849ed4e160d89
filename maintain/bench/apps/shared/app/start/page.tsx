import Link from "next/link";

/** The start of client-side navigations to the measured page. */
export default function StartPage() {
  return (
    <Link href="/dashboard/bench" prefetch={false}>
      To the page
    </Link>
  );
}
