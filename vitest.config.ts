import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Rooms that are rules alone: no process, no port, no database, nothing that one file could leave behind for another. */
const rules = ['test/{contract,kernel,text,tlog}/**/*.test.ts', 'test/{exchange,oversight}/domain/*.test.ts'];
const globalSetup = ['test/harness/global-setup.ts'];
/** Long, with every answer kept until it is judged, or with an eye on each statement or child of their own process. */
const apart = [
  'test/routes/{bad-input,foreign-identities,locks-first,unknown-or-not-yours}.test.ts',
  'test/verifications/verifications.test.ts',
];

/** The long files first: what is left for the end is short, so that no worker waits for another. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ project, moduleId }: TestSpecification): boolean =>
      project.name === 'apart' || relative('test', moduleId).startsWith('e2e');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'hub',
          globalSetup,
          include: ['test/**/*.test.ts'],
          exclude: [...apart, ...rules],
          // A file closes what it opens and leaves nothing behind, so that a process reads what they import only once.
          isolate: false,
        },
      },
      // One process for all of them: starting one costs more than most of them take.
      { extends: true, test: { name: 'rules', include: rules, isolate: false } },
      { extends: true, test: { name: 'apart', globalSetup, include: apart } },
    ],
  },
});
