/** Replace it with your own mark. */
export function Logo({ className = "size-6" }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true" fill="none">
      <rect width="24" height="24" rx="7" fill="currentColor" />
      <circle cx="9.25" cy="12" r="3.25" stroke="var(--canvas)" strokeWidth="2" />
      <path
        d="M12.5 12h6.25M16.25 12v2.75"
        stroke="var(--canvas)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
