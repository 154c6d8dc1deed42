import { citizenPage } from '#modules/directory/index.ts';
import { formatDateTime } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { FileUpload } from '#ui/components/file-upload.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import type { SignatureReport } from '../domain/verify-pdf.ts';
import { signatureMessages as say } from '../messages.ts';
import { findKnownCertificate } from '../queries/find-seal.ts';
import type { SignaturesParts } from '../signatures-parts.ts';
import { takeFile } from './take-file.ts';

export const verifyPath = '/verifier-un-document';

const largestPdf = 20_000_000;

interface ReportShown extends SignatureReport {
  /** The authority of this installation whose seal it is, in words. */
  readonly known: string;
  /** Whether this counter knows the certificate as that of an authority, and not of a demonstration. */
  readonly vouched: boolean;
}

interface Outcome {
  readonly name: string;
  readonly reports: readonly ReportShown[];
}

/** Who sealed a PDF, when, and whether it changed: for whoever received one. Nothing of it is kept. */
export async function showVerification(
  context: RequestContext,
  parts: SignaturesParts,
  state: { readonly problem?: string; readonly outcome?: Outcome } = {},
): Promise<Result> {
  const { locale } = context;
  const { problem, outcome } = state;
  const title = say(locale, 'verify.title');
  const document = await citizenPage(context, parts.site, {
    title: problem === undefined ? title : say(locale, 'errorTitle', { title }),
    noIndex: outcome !== undefined,
    children: (
      <>
        <ErrorSummary errors={problem === undefined ? [] : [{ fieldId: 'document', message: problem }]} />
        <PageHeading title={title} intro={say(locale, 'verify.intro')} />
        {outcome !== undefined && <Verdict outcome={outcome} locale={locale} />}
        <Form action={verifyPath} csrf={context.csrfToken()} multipart>
          <FileUpload
            id="document"
            label={say(locale, 'verify.file')}
            hint={say(locale, 'verify.fileHint')}
            accept=".pdf,application/pdf"
            error={problem}
          />
          <Button>{say(locale, 'verify.button')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, {
    status: problem === undefined ? 200 : 422,
    headers: { 'cache-control': 'private, no-store' },
  });
}

function Verdict({ outcome, locale }: { outcome: Outcome; locale: Locale }) {
  return (
    <section aria-labelledby="resultat">
      <h2 class="govuk-heading-m" id="resultat">
        {say(locale, 'verify.result', { name: outcome.name })}
      </h2>
      {outcome.reports.length === 0 && (
        <Notification tone="warning" level={3}>
          <p>{say(locale, 'verify.unsigned')}</p>
        </Notification>
      )}
      {outcome.reports.map((report, index) => (
        <div key={index}>
          <Notification
            tone={report.verdict === 'intact' && report.vouched ? 'success' : 'warning'}
            title={say(locale, `verdict.${report.verdict}`)}
            level={3}
          >
            <p>{say(locale, `verdict.${report.verdict}.body`)}</p>
            {report.verdict === 'intact' && !report.vouched && <p>{say(locale, 'verdict.notVouched')}</p>}
          </Notification>
          {report.signer !== undefined && <SummaryList rows={rowsOf(report, locale)} />}
        </div>
      ))}
    </section>
  );
}

function rowsOf(report: ReportShown, locale: Locale) {
  const date = report.signedAt === undefined ? '' : formatDateTime(report.signedAt, locale);
  const rows = [
    { term: say(locale, 'report.known'), value: report.known },
    { term: say(locale, 'report.signer'), value: report.signer ?? '' },
    {
      term: say(locale, 'report.issuer'),
      value: report.selfSigned ? say(locale, 'report.self') : (report.issuer ?? ''),
    },
    {
      term: say(locale, 'report.signedAt'),
      value: date && say(locale, report.certificateHeld ? 'report.clock' : 'report.outOfDate', { date }),
    },
    { term: say(locale, 'report.reason'), value: report.reason ?? '' },
    { term: say(locale, 'report.place'), value: report.place ?? '' },
  ];
  return rows.filter(({ value }) => value !== '');
}

export async function submitVerification(context: RequestContext, parts: SignaturesParts): Promise<Result> {
  const { locale } = context;
  const { file } = await takeFile(context, largestPdf);
  const again = (problem: string) => showVerification(context, parts, { problem });
  if (file === undefined) return again(say(locale, 'verify.missing'));
  if (file.bytes === undefined) return again(say(locale, 'verify.tooLarge'));
  if (!file.bytes.subarray(0, 1024).includes('%PDF-')) return again(say(locale, 'verify.notPdf'));
  // What reads signatures weighs, and few come here.
  const { verifyPdf } = await import('../domain/verify-pdf.ts');
  const reports: ReportShown[] = [];
  for (const report of await verifyPdf(file.bytes))
    reports.push({ ...report, ...(await knownAs(parts, report, locale)) });
  return showVerification(context, parts, { outcome: { name: file.name, reports } });
}

async function knownAs(parts: SignaturesParts, report: SignatureReport, locale: Locale) {
  const { fingerprint } = report;
  const known = fingerprint && (await findKnownCertificate(parts.platform.database.open, fingerprint));
  const authority = known && (await parts.directory.findAuthority(known.authorityId));
  if (known === undefined || authority === undefined) return { known: say(locale, 'report.unknown'), vouched: false };
  const key = known.demonstration ? 'report.demonstration' : 'report.knownHere';
  return { known: say(locale, key, { authority: authority.name }), vouched: !known.demonstration };
}
