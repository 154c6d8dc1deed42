import { cleanLine } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { type FormBody, single } from '#platform/http/context.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { DateInput } from '#ui/components/date-input.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { Textarea } from '#ui/components/textarea.tsx';
import { isMedium, type MailEntry, media, readDay } from '../domain/incoming-mail.ts';
import { mailWords as say } from '../messages.ts';

type TypedDay = Record<'day' | 'month' | 'year', string>;

/** What was typed of a letter, kept whatever it is worth. */
export interface TypedMail {
  readonly receivedOn: TypedDay;
  readonly medium: string;
  readonly sender: string;
  readonly senderAddress: string;
  readonly subject: string;
  readonly answerBy: TypedDay;
}
export type MailProblems = Partial<Record<keyof TypedMail, string>>;

/** An empty form: what comes in the morning's post came today. */
export function blankMail(now: Date): TypedMail {
  return { ...typedMailOf(undefined), receivedOn: typedDayOf(civilDate(instantOf(now)).toString()) };
}

export function typedMailOf(entry: MailEntry | undefined): TypedMail {
  return {
    receivedOn: typedDayOf(entry?.receivedOn),
    medium: entry?.medium ?? 'post',
    sender: entry?.sender ?? '',
    senderAddress: entry?.senderAddress ?? '',
    subject: entry?.subject ?? '',
    answerBy: typedDayOf(entry?.answerBy ?? undefined),
  };
}

function typedDayOf(date: string | undefined): TypedDay {
  const [year = '', month = '', day = ''] = date?.split('-') ?? [];
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
}

export function readTypedMail(body: FormBody): TypedMail {
  const day = (name: string): TypedDay => ({
    day: single(body, `${name}-day`).trim().slice(0, 4),
    month: single(body, `${name}-month`).trim().slice(0, 4),
    year: single(body, `${name}-year`).trim().slice(0, 4),
  });
  return {
    receivedOn: day('receivedOn'),
    medium: single(body, 'medium'),
    sender: cleanLine(single(body, 'sender'), 200),
    senderAddress: single(body, 'senderAddress')
      .split(/\r?\n/)
      .map((line) => cleanLine(line, 100))
      .filter((line) => line !== '')
      .slice(0, 6)
      .join('\n'),
    subject: cleanLine(single(body, 'subject'), 300),
    answerBy: day('answerBy'),
  };
}

/** What is worth writing in the register, or what is wrong with what was typed. */
export function checkMail(
  typed: TypedMail,
  locale: Locale,
  now: Date,
): { readonly entry: MailEntry } | { readonly problems: MailProblems } {
  const receivedOn = readDay(typed.receivedOn.day, typed.receivedOn.month, typed.receivedOn.year);
  const wanted = Object.values(typed.answerBy).some((part) => part !== '');
  const answerBy = wanted ? readDay(typed.answerBy.day, typed.answerBy.month, typed.answerBy.year) : null;
  const problems: MailProblems = {
    ...(receivedOn === undefined ? { receivedOn: say(locale, 'problem.receivedOn') } : {}),
    ...(receivedOn !== undefined && receivedOn > civilDate(instantOf(now)).toString()
      ? { receivedOn: say(locale, 'problem.future') }
      : {}),
    ...(isMedium(typed.medium) ? {} : { medium: say(locale, 'problem.medium') }),
    ...(typed.sender === '' ? { sender: say(locale, 'problem.sender') } : {}),
    ...(typed.subject === '' ? { subject: say(locale, 'problem.subject') } : {}),
    ...(answerBy === undefined ? { answerBy: say(locale, 'problem.answerBy') } : {}),
  };
  const { medium, sender, senderAddress, subject } = typed;
  if (Object.keys(problems).length > 0 || receivedOn === undefined || answerBy === undefined || !isMedium(medium)) {
    return { problems };
  }
  return { entry: { receivedOn, medium, sender, senderAddress, subject, answerBy } };
}

/** The fields of a letter, for its registration and its correction. */
export function MailFields({ locale, typed, problems }: { locale: Locale; typed: TypedMail; problems: MailProblems }) {
  return (
    <>
      <DateInput
        id="receivedOn"
        label={say(locale, 'receivedOn')}
        value={typed.receivedOn}
        error={problems.receivedOn}
      />
      <Radios
        id="medium"
        label={say(locale, 'medium')}
        value={typed.medium}
        error={problems.medium}
        inline
        options={media.map((medium) => ({ value: medium, label: say(locale, `medium.${medium}`) }))}
      />
      <TextInput
        id="sender"
        label={say(locale, 'sender')}
        hint={say(locale, 'senderHint')}
        value={typed.sender}
        error={problems.sender}
        autocomplete="off"
      />
      <Textarea
        id="senderAddress"
        label={say(locale, 'address')}
        value={typed.senderAddress}
        rows={3}
        autocomplete="off"
        optional
      />
      <TextInput
        id="subject"
        label={say(locale, 'subject')}
        value={typed.subject}
        error={problems.subject}
        autocomplete="off"
      />
      <DateInput
        id="answerBy"
        label={say(locale, 'answerBy')}
        hint={say(locale, 'answerByHint')}
        value={typed.answerBy}
        error={problems.answerBy}
        optional
      />
    </>
  );
}

/** For the summary at the top of the page. */
export function summaryOf(problems: MailProblems): { fieldId: string; message: string }[] {
  return (Object.entries(problems) as [keyof TypedMail, string][]).map(([name, message]) => ({
    fieldId: name === 'receivedOn' || name === 'answerBy' ? `${name}` : name,
    message,
  }));
}
