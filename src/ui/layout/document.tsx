import type { ComponentChildren } from 'preact';
import type { AssetManifest } from '#ui/assets.ts';
import { type Locale, useWords, WordsProvider } from '#ui/words.tsx';

export interface DocumentProps {
  /** Name of the page, first in `<title>`; prefix it with "Erreur : " when a form did not validate. */
  title: string;
  /** Name of the site, last in `<title>`. */
  siteName: string;
  locale: Locale;
  assets: AssetManifest;
  stylesheet: 'citizen' | 'agent';
  /** Address of the authority's colours, made by `themeCss`. */
  themeHref?: string;
  /** Accent, for the browser's own bar. */
  accent?: string;
  /** Web application manifest. */
  manifestHref?: string;
  description?: string;
  /** Addresses of further ES modules of this page. */
  scripts?: readonly string[];
  /** Keeps the page out of search engines (accounts, dossiers). */
  noIndex?: boolean;
  bodyClass?: string;
  children: ComponentChildren;
}

/** The HTML around every page. There is no inline script or style, so that the strictest policy holds. */
export function Document(props: DocumentProps) {
  const { assets } = props;
  return (
    <html lang={props.locale}>
      <head>
        <meta charset="utf-8" />
        <title>{props.title === props.siteName ? props.title : `${props.title} – ${props.siteName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {props.accent && <meta name="theme-color" content={props.accent} />}
        {props.description && <meta name="description" content={props.description} />}
        {props.noIndex && <meta name="robots" content="noindex" />}
        <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={props.stylesheet === 'agent' ? assets.agentCss : assets.citizenCss} />
        {props.themeHref && <link rel="stylesheet" href={props.themeHref} />}
        <link rel="icon" href={assets.iconSvg} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={assets.icon192} />
        {props.manifestHref && <link rel="manifest" href={props.manifestHref} />}
        <script type="module" src={assets.enhanceJs} data-map-js={assets.mapJs} data-map-css={assets.mapCss} />
        {props.scripts?.map((script) => (
          <script type="module" src={script} key={script} />
        ))}
      </head>
      <body class={props.bodyClass ? `govuk-template__body ${props.bodyClass}` : 'govuk-template__body'}>
        <WordsProvider locale={props.locale}>
          <SkipLink />
          {props.children}
        </WordsProvider>
      </body>
    </html>
  );
}

function SkipLink() {
  const words = useWords();
  return (
    <a class="govuk-skip-link" href="#main">
      {words.skipToContent}
    </a>
  );
}
