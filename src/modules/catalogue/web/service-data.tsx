import type { Authority } from '#modules/directory/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { Procedure } from '../domain/procedure-schema.ts';

/**
 * What search engines read of a procedure: schema.org `GovernmentService`. As attributes and not as a script: text is always
 * escaped here, which a data block would not stand.
 */
export function ServiceData(props: { procedure: Procedure; authority: Authority; origin: string; locale: Locale }) {
  const { procedure, authority, origin, locale } = props;
  return (
    <div hidden itemScope itemType="https://schema.org/GovernmentService">
      <meta itemProp="name" content={localize(procedure.title, locale)} />
      <meta itemProp="description" content={localize(procedure.summary, locale)} />
      <meta itemProp="serviceType" content={procedure.procedure} />
      <link itemProp="url" href={`${origin}/${authority.slug}/demarches/${procedure.slug}`} />
      <div itemProp="provider" itemScope itemType="https://schema.org/GovernmentOrganization">
        <OrganizationFacts authority={authority} origin={origin} />
      </div>
    </div>
  );
}

/** The same for a portal: schema.org `GovernmentOrganization`. */
export function OrganizationData({ authority, origin }: { authority: Authority; origin: string }) {
  return (
    <div hidden itemScope itemType="https://schema.org/GovernmentOrganization">
      <OrganizationFacts authority={authority} origin={origin} />
    </div>
  );
}

function OrganizationFacts({ authority, origin }: { authority: Authority; origin: string }) {
  const { street, postcode, city, phone, email } = authority.contact;
  return (
    <>
      <meta itemProp="name" content={authority.name} />
      <link itemProp="url" href={`${origin}/${authority.slug}`} />
      {phone !== '' && <meta itemProp="telephone" content={phone} />}
      {email !== '' && <meta itemProp="email" content={email} />}
      <div itemProp="address" itemScope itemType="https://schema.org/PostalAddress">
        <meta itemProp="streetAddress" content={street} />
        <meta itemProp="postalCode" content={postcode} />
        <meta itemProp="addressLocality" content={city} />
        <meta itemProp="addressCountry" content="FR" />
      </div>
    </>
  );
}
