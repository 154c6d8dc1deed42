import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/text.ts';
import { say } from '../messages.ts';

/** A page that goes on by itself, with a link for browsers that do not. */
export function passOnDocument(locale: Locale, to: string): VNode {
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{say(locale, 'passOn.title')}</title>
      </head>
      <body>
        <main>
          <h1>{say(locale, 'passOn.title')}</h1>
          <p>
            <a href={to}>{say(locale, 'passOn.continue')}</a>
          </p>
        </main>
      </body>
    </html>
  );
}
