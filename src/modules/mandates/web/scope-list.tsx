import type { ScopeLine } from '../queries/describe-procedures.ts';

/** The procedures of a mandate, under the authority that answers each. */
export function ScopeList({
  scope,
  note = () => '',
}: {
  scope: readonly ScopeLine[];
  /** What is to be said of one of them. */
  note?: (line: ScopeLine) => string;
}) {
  const byAuthority = Map.groupBy(scope, (one) => one.authorityName);
  return (
    <>
      {[...byAuthority].map(([authority, lines]) => (
        <div key={authority}>
          <strong>{authority}</strong>
          <ul class="govuk-list govuk-list--bullet">
            {lines.map((one) => (
              <li key={`${one.authorityId} ${one.procedureId}`}>
                {one.title}
                {note(one) !== '' && <span class="pv-muted"> ({note(one)})</span>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
