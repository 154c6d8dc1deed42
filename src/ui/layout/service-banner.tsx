import { useWords } from '#ui/words.tsx';

/** One thing to know about the service on every page, while it lasts. */
export interface ServiceAnnouncement {
  tone: 'information' | 'disturbance' | 'interruption' | 'maintenance';
  title: string;
  text: string;
}

export interface ServiceBannerProps {
  announcements?: readonly ServiceAnnouncement[];
  /** Where more is told. */
  more?: { href: string; label: string };
}

/** Below the header of every page: maintenance, incidents, works. Nothing when all is as usual. */
export function ServiceBanner({ announcements = [], more }: ServiceBannerProps) {
  const words = useWords();
  if (announcements.length === 0) return null;
  return (
    <section class="pv-service-banner" aria-label={words.serviceNews}>
      {announcements.map((one) => (
        <div class={`pv-service-banner__item pv-service-banner__item--${one.tone}`} key={`${one.title} ${one.text}`}>
          <div class="govuk-width-container">
            <p class="pv-service-banner__title">{one.title}</p>
            <p class="pv-service-banner__text">
              {one.text}{' '}
              {more && (
                <a class="govuk-link" href={more.href}>
                  {more.label}
                </a>
              )}
            </p>
          </div>
        </div>
      ))}
    </section>
  );
}
