import type { ComponentChildren } from 'preact';
import { useWords } from '#ui/words.tsx';
import { OpeningHours, type OpeningHoursProps } from './opening-hours.tsx';

export interface ContactCardProps {
  name: string;
  level?: 2 | 3 | 4;
  addressLines?: readonly string[];
  /** As shown; `telHref` is derived from its digits. */
  phone?: string;
  email?: string;
  website?: { href: string; label: string };
  hours?: OpeningHoursProps;
  children?: ComponentChildren;
}

/** How to reach a town hall or a service. */
export function ContactCard(props: ContactCardProps) {
  const words = useWords();
  const Heading = `h${props.level ?? 3}` as const;
  return (
    <div class="pv-contact">
      <Heading class="pv-contact__name">{props.name}</Heading>
      <dl class="pv-contact__facts">
        {!!props.addressLines?.length && (
          <div>
            <dt>{words.address}</dt>
            <dd>
              <address>
                {props.addressLines.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </address>
            </dd>
          </div>
        )}
        {props.phone && (
          <div>
            <dt>{words.phone}</dt>
            <dd>
              <a class="govuk-link" href={`tel:${props.phone.replace(/[^\d+]/g, '')}`}>
                {props.phone}
              </a>
            </dd>
          </div>
        )}
        {props.email && (
          <div>
            <dt>{words.email}</dt>
            <dd>
              <a class="govuk-link" href={`mailto:${props.email}`}>
                {props.email}
              </a>
            </dd>
          </div>
        )}
        {props.website && (
          <div>
            <dt>{words.website}</dt>
            <dd>
              <a class="govuk-link" href={props.website.href}>
                {props.website.label}
              </a>
            </dd>
          </div>
        )}
      </dl>
      {props.hours && <OpeningHours {...props.hours} />}
      {props.children}
    </div>
  );
}
