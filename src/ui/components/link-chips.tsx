/** A few short links of equal weight, side by side. */
export function LinkChips({
  links,
  ariaLabel,
}: {
  links: readonly { href: string; label: string }[];
  ariaLabel?: string;
}) {
  return (
    <ul class="pv-chips" aria-label={ariaLabel}>
      {links.map((link) => (
        <li key={link.href}>
          <a class="pv-chips__link" href={link.href}>
            {link.label}
          </a>
        </li>
      ))}
    </ul>
  );
}
