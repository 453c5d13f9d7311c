/**
 * What a witness cosigned last, on disk, in a file for each change: `seen-<n>.json`. A change exists once the next
 * number is taken, which only one process can do, so that a witness that was started twice on one folder still never
 * signs two branches. Nothing is kept in memory.
 */
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { closed, type Static, Type, text } from '../../contract/index.js';
import { compileWhenAsked, createSecretFile, SecretFileUnusable } from '../../kernel/index.js';
import { FileMalformed, parseJsonFile } from '../domain/parse-file.js';

const seenSchema = closed({
  logs: Type.Array(
    closed({
      origin: text(400),
      size: Type.Integer({ minimum: 0 }),
      /** base64 */
      root: text(44),
      /** C2SP signed note, as the log brought it. */
      note: Type.String({ maxLength: 1_000_000 }),
    }),
  ),
});
const check = compileWhenAsked(seenSchema);

export type Seen = Static<typeof seenSchema>;

export interface SeenStates {
  read(): Promise<Seen>;
  /** One after the other; done when it is on disk. `next` may be asked again, when another process was first. */
  change(next: (present: Seen) => Seen): Promise<void>;
}

/** Older ones stay a while, so that whoever lists the folder meanwhile finds the newest. */
const keptBehind = 8;

/** @throws FileMalformed when the newest was damaged; never starts anew over it */
export async function openSeenStates(folder: string): Promise<SeenStates> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await newestIn(folder);
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: async () => (await newestIn(folder)).seen,
    change: (next) => {
      const turn = last.then(async () => {
        while (!(await attempt(folder, next)));
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** @returns false when another process changed it meanwhile: nothing holds of what was judged */
async function attempt(folder: string, next: (present: Seen) => Seen): Promise<boolean> {
  const { number, seen } = await newestIn(folder);
  const changed = next(seen);
  if (changed === seen) return true;
  const mine = join(folder, nameOf(number + 1));
  try {
    await createSecretFile(mine, JSON.stringify(changed));
  } catch (error) {
    if (error instanceof SecretFileUnusable) return false;
    throw error;
  }
  await syncFolder(folder);
  const numbers = await numbersIn(folder);
  if (Math.max(...numbers) > number + 1) {
    // Ours was free only because it had been used and cleared away.
    await rm(mine, { force: true });
    return false;
  }
  const old = numbers.filter((one) => one <= number - keptBehind);
  await Promise.all(old.map((one) => rm(join(folder, nameOf(one)), { force: true })));
  return true;
}

async function newestIn(folder: string): Promise<{ readonly number: number; readonly seen: Seen }> {
  for (;;) {
    const number = Math.max(0, ...(await numbersIn(folder)));
    if (number === 0) return { number, seen: { logs: [] } };
    try {
      return { number, seen: await load(join(folder, nameOf(number))) };
    } catch (error) {
      // Cleared away by another process, which is further.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      if (Math.max(0, ...(await numbersIn(folder))) <= number) throw error;
    }
  }
}

async function load(file: string): Promise<Seen> {
  const value = parseJsonFile(file, await readFile(file, 'utf8'));
  const [fault] = check(value);
  if (fault !== undefined) throw new FileMalformed(file, fault.pointer, fault.reason);
  return value as Seen;
}

const nameOf = (number: number): string => `seen-${number}.json`;

const numbersIn = async (folder: string): Promise<readonly number[]> =>
  (await readdir(folder)).flatMap((name) => {
    const [, digits] = /^seen-([1-9][0-9]{0,14})\.json$/.exec(name) ?? [];
    return digits === undefined ? [] : [Number(digits)];
  });

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
