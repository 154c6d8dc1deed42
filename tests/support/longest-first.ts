import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, the longest first; the rest follows. Begun last, one of these would keep a core idle for minutes. */
const longest = [
  'tests/e2e/every-page',
  'tests/e2e/every-agent-page',
  'tests/e2e/library-filings',
  'tests/cluster',
  'tests/security/fuzz',
  'tests/security/access',
  'tests/security/injection',
  'tests/security/defences',
  'tests/library/every-procedure',
  'tests/communes/open-in-one-act',
];

/** The order of the files of a run on a machine that has not run them before, as CI's never has. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((part) => moduleId.includes(part));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
