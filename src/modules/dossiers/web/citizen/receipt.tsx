import { authorityContact, citizenPage } from '#modules/directory/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page as pageResult, type Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { Columns } from '#ui/components/columns.tsx';
import { InsetText } from '#ui/components/inset-text.tsx';
import { Panel } from '#ui/components/panel.tsx';
import { silenceDate } from '../../domain/acknowledgement.ts';
import { formatTrackingCode } from '../../domain/tracking-code.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { describeDossier } from '../../usecases/acknowledge-dossier.ts';
import { dossierPath } from './counter.ts';
import { childrenToKeep, KeepChildren } from './household.tsx';
import { openDossier } from './own-dossier.tsx';

/** It is sent: the code, what happens next, who answers, by when, and what silence would mean. */
export async function showReceipt(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { authority, dossier } = await openDossier(context, parts);
  const { locale } = context;
  const filed = await describeDossier(parts, dossier);
  const { procedure } = filed;
  const territory = await parts.directory.getTerritory();
  const code = formatTrackingCode(dossier.code);
  const date = formatDate(silenceDate(filed).toString(), locale);
  const path = dossierPath(authority, dossier.id);
  const { form } = await parts.catalogue.getVersionOf(dossier);
  const children = await childrenToKeep(context, parts, dossier, form);
  return pageResult(
    await citizenPage(context, parts.site, {
      title: say(locale, 'receipt.title'),
      authority,
      noIndex: true,
      breadcrumbs: [
        { href: `/${authority.slug}/demarches/${procedure.slug}`, label: localize(procedure.title, locale) },
      ],
      children: (
        <Columns
          main={
            <>
              <Panel title={say(locale, 'receipt.title')} code={code}>
                {localize(procedure.title, locale)}
              </Panel>
              <p class="govuk-body">
                {say(locale, 'receipt.receivedOn', { date: formatDateTime(dossier.submitted_at, locale) })}
              </p>
              <p class="govuk-body">
                {dossier.applicant_email === null
                  ? say(locale, 'receipt.keepCode')
                  : say(locale, 'receipt.mail', { email: dossier.applicant_email })}
              </p>
              <h2 class="govuk-heading-m">{say(locale, 'receipt.next')}</h2>
              <p class="govuk-body">{localize(procedure.next, locale)}</p>
              <InsetText>{say(locale, `receipt.silence.${procedure.silence.rule}`, { date })}</InsetText>
              <p class="govuk-body">
                <a class="govuk-link" href={`${path}/accuse.pdf`}>
                  {say(locale, 'receipt.pdf')}
                </a>
              </p>
              <LinkButton href={path}>{say(locale, 'receipt.follow')}</LinkButton>
              <KeepChildren context={context} action={`${path}/foyer`} kept={children} />
              <AccountOffer context={context} isMine={dossier.account_pseudonym !== null} />
            </>
          }
          aside={authorityContact(filed.handler, { locale, now: context.now, example: territory.exampleContacts })}
          asideLabel={say(locale, 'receipt.who')}
        />
      ),
    }),
  );
}

function AccountOffer({ context, isMine }: { context: RequestContext; isMine: boolean }) {
  const { locale } = context;
  const signedIn = context.resident !== undefined;
  if (isMine) {
    return (
      <p class="govuk-body">
        {say(locale, 'receipt.inMySpace')}{' '}
        <a class="govuk-link" href="/mon-espace">
          {say(locale, 'space.title')}
        </a>
      </p>
    );
  }
  return (
    <>
      <h2 class="govuk-heading-m">{say(locale, 'receipt.accountTitle')}</h2>
      <p class="govuk-body">{say(locale, 'receipt.account')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={signedIn ? '/mon-espace/rattacher' : '/inscription'}>
          {say(locale, signedIn ? 'space.claimLink' : 'receipt.createAccount')}
        </a>
      </p>
    </>
  );
}
