import type { EditorParts } from '../editor-parts.ts';
import { privatePage } from './editor-frame.tsx';

/** A page that shows frames of this site; the rest of the policy is everybody's. */
export function withFrames(parts: EditorParts): Record<string, string> {
  const secure = parts.platform.config.PUBLIC_URL?.startsWith('https:') ?? false;
  return {
    ...privatePage,
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "frame-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      ...(secure ? ['upgrade-insecure-requests'] : []),
    ].join(';'),
  };
}
