/** Parvis' mark: a door's arch on its square. Takes the colour of the text around it. */
export function BrandMark({ size = 40 }: { size?: number }) {
  return (
    <svg class="pv-mark" viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" focusable="false">
      <path d="M6 36V22a18 18 0 0 1 36 0v14h-9V22.5a9 9 0 0 0-18 0V36zM2 40h44v5H2z" fill="currentColor" />
    </svg>
  );
}
