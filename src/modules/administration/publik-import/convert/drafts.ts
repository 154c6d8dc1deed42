import type { LocalizedText } from '#platform/i18n/text.ts';

/** A field while it is built; the forms engine's schema judges it at the end. */
export interface DraftField {
  id: string;
  type: string;
  label: LocalizedText;
  help?: LocalizedText;
  optional?: boolean;
  when?: string;
  agentOnly?: boolean;
  prefill?: string;
  [key: string]: unknown;
}

export interface DraftCheck {
  check: string;
  message: LocalizedText;
  at: string;
}

export interface DraftPage {
  id: string;
  title: LocalizedText;
  when?: string;
  fields: DraftField[];
  checks: DraftCheck[];
}

/** Texts of Publik are in French. */
export function french(text: string): LocalizedText {
  return { fr: text };
}
