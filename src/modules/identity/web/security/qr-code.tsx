import { encodeQR } from 'qr';

/** Light modules around, which readers need (ISO/IEC 18004). */
const border = 4;

/** A QR code drawn by the server. */
export function QrCode({ content, label }: { content: string; label: string }) {
  const rows = encodeQR(content, 'raw', { ecc: 'medium', border });
  const side = rows.length;
  const dark = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      width="240"
      height="240"
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${side}v${side}h-${side}z`} />
      <path fill="#000" d={dark} />
    </svg>
  );
}
