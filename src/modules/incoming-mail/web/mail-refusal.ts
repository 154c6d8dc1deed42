import type { MailProblems, TypedMail } from './mail-form.tsx';

/** What was wrong with a form of the page, and what was typed in it. */
export interface MailRefusal {
  readonly form: 'join' | 'scan' | 'correct' | 'void';
  readonly message?: string;
  readonly typed?: string;
  readonly typedMail?: TypedMail;
  readonly problems?: MailProblems;
}
