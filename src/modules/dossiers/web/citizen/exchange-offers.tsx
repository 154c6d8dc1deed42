import type { Authority } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { dossierMessages as say } from '../../messages.ts';
import type { ExchangeOffer } from './exchanges.ts';

/** Above a page of a form: what another administration could fill in, and the agreement that it takes. */
export function ExchangeOffers(props: {
  context: RequestContext;
  authority: Pick<Authority, 'name'>;
  offers: readonly ExchangeOffer[];
}) {
  const { context, authority, offers } = props;
  const { locale } = context;
  return (
    <>
      {offers.map(({ exchange, lacks }) => (
        <InsetText key={exchange}>
          <h2 class="govuk-heading-s">{say(locale, 'exchange.title')}</h2>
          {lacks === 'identity' ? (
            <p class="govuk-body">
              {say(locale, `exchange.${exchange}.link`)}{' '}
              <a class="govuk-link" href="/mon-espace/profil/franceconnect">
                {say(locale, 'exchange.linkAction')}
              </a>
            </p>
          ) : (
            <>
              <p class="govuk-body">{say(locale, `exchange.${exchange}.offer`, { authority: authority.name })}</p>
              <Form action="/mon-espace/profil/informations/accords" csrf={context.csrfToken()}>
                <input type="hidden" name="echange" value={exchange} />
                <input type="hidden" name="suite" value={context.path} />
                <Button tone="secondary" name="acte" value="donner">
                  {say(locale, 'exchange.give')}
                </Button>
              </Form>
            </>
          )}
        </InsetText>
      ))}
    </>
  );
}
