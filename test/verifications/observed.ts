import type { VerificationRun } from '../../src/contract/index.js';
import type { Caller } from '../harness/caller.js';
import { must } from '../harness/hub.js';

const path = '/v1/audit/verifications';

/** What officers do with runs, over the API. */
export const runsOf = (officer: Caller) => {
  const read = async (id: string): Promise<VerificationRun> =>
    (await must(officer.get(`${path}/${id}`))).body as unknown as VerificationRun;
  return {
    read,
    begin: async (): Promise<VerificationRun> =>
      (await must(officer.send({ method: 'POST', path }))).body as unknown as VerificationRun,
    tryBegin: () => officer.send({ method: 'POST', path }),
    tryStop: (id: string) => officer.send({ method: 'POST', path: `${path}/${id}/_stop` }),
    list: async (): Promise<readonly VerificationRun[]> =>
      (await must(officer.get(path))).body.items as unknown as readonly VerificationRun[],
    /** Looks until it is so. @throws Error when it is not within two minutes */
    until: async (
      id: string,
      isSo: (run: VerificationRun) => boolean = ({ outcome }) => outcome !== 'running',
    ): Promise<VerificationRun> => {
      for (const end = Date.now() + 120_000; Date.now() < end; ) {
        const run = await read(id);
        if (isSo(run)) return run;
        await new Promise((next) => setTimeout(next, 100));
      }
      throw new Error(`it did not come to that: ${JSON.stringify(await read(id))}`);
    },
  };
};
