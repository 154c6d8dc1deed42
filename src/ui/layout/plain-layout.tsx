import { BrandMark } from './brand-mark.tsx';
import { Document, type DocumentProps } from './document.tsx';

export interface PlainLayoutProps extends Omit<DocumentProps, 'stylesheet' | 'bodyClass'> {
  /** Where the name leads; no link when nothing can be reached. */
  homeHref?: string;
}

/** A bare page: errors, sign-in, what must render even when the rest is down. */
export function PlainLayout(props: PlainLayoutProps) {
  const brand = (
    <>
      <span class="pv-header__tile">
        <BrandMark size={34} />
      </span>
      <span class="pv-header__name">{props.siteName}</span>
    </>
  );
  return (
    <Document {...props} stylesheet="citizen">
      <header class="pv-header">
        <div class="govuk-width-container pv-header__inner">
          {props.homeHref ? (
            <a class="pv-header__brand" href={props.homeHref}>
              {brand}
            </a>
          ) : (
            <div class="pv-header__brand">{brand}</div>
          )}
        </div>
      </header>
      <main class="pv-main" id="main" tabIndex={-1}>
        <div class="govuk-width-container govuk-main-wrapper">
          <div class="pv-plain">{props.children}</div>
        </div>
      </main>
    </Document>
  );
}
