/** What a list can show of a dossier; the code is always shown, and first. */
export const inboxColumns = [
  'applicant',
  'procedure',
  'state',
  'submitted',
  'delay',
  'assignee',
  'updated',
  'channel',
  'commune',
  'team',
  'completeness',
] as const;
export type InboxColumn = (typeof inboxColumns)[number];

export const defaultColumns: readonly InboxColumn[] = [
  'applicant',
  'procedure',
  'state',
  'submitted',
  'delay',
  'assignee',
];
