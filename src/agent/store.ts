/**
 * The agent's state folder: what must outlive a restart. Files are replaced whole (write, fsync, rename), so that a
 * crash leaves the old one or the new one, and only the agent's own user can read them. No field value, no BSN and no
 * PRF output is ever written here.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Check, compileSchema } from '../kernel/index.js';
import { FileMalformed, parseJsonFile } from './domain/parse-file.js';
import {
  type ChildrenState,
  childrenSchema,
  type FamilyState,
  familySchema,
  type PendingState,
  type PurposesState,
  pendingSchema,
  purposesSchema,
  type RosterState,
  rosterSchema,
  type StatementsState,
  statementsSchema,
  type WaitingState,
  waitingSchema,
} from './state-shapes.js';

/** One value in one file. Changes are made in the order in which they were asked for, and none is lost. */
export interface StateFile<T> {
  /** What is on disk. */
  read(): T;
  /**
   * @param next called once, perhaps not at once
   * @returns the value on disk, with this change and perhaps with others that came at the same time
   */
  change(next: (present: T) => T): Promise<T>;
}

export interface State {
  readonly roster: StateFile<RosterState>;
  readonly children: StateFile<ChildrenState>;
  readonly family: StateFile<FamilyState>;
  readonly purposes: StateFile<PurposesState>;
  readonly statements: StateFile<StatementsState>;
  readonly waiting: StateFile<WaitingState>;
  readonly pending: StateFile<PendingState>;
}

/** @throws FileMalformed with every fault, when a file was damaged; never starts anew over it */
export async function openState(folder: string): Promise<State> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    roster: await stateFile(join(folder, 'roster.json'), compileSchema(rosterSchema), { seen: null }),
    children: await stateFile(join(folder, 'children.json'), compileSchema(childrenSchema), { items: [] }),
    family: await stateFile(join(folder, 'family.json'), compileSchema(familySchema), {
      persons: [],
      questions: [],
    }),
    purposes: await stateFile(join(folder, 'purposes.json'), compileSchema(purposesSchema), { items: [] }),
    statements: await stateFile(join(folder, 'key-statements.json'), compileSchema(statementsSchema), {
      items: [],
    }),
    waiting: await stateFile(join(folder, 'waiting-tasks.json'), compileSchema(waitingSchema), { items: [] }),
    pending: await stateFile(join(folder, 'pending-requests.json'), compileSchema(pendingSchema), {
      items: [],
    }),
  };
}

interface Change<T> {
  readonly next: (present: T) => T;
  readonly done: (changed: T) => void;
  readonly failed: (cause: unknown) => void;
}

/** Changes that come while the file is being written share the next writing, and with it the wait for the disk. */
async function stateFile<T extends object>(file: string, check: Check, initial: T): Promise<StateFile<T>> {
  let present: T = await load(file, check, initial);
  let queue: Change<T>[] = [];
  let writing = false;

  const write = async (changes: readonly Change<T>[]): Promise<void> => {
    let changed = present;
    const made = changes.flatMap((change) => {
      try {
        changed = change.next(changed);
        return [change];
      } catch (cause) {
        change.failed(cause);
        return [];
      }
    });
    try {
      if (changed !== present) await replaceFile(file, JSON.stringify(changed));
      present = changed;
      for (const { done } of made) done(changed);
    } catch (cause) {
      for (const { failed } of made) failed(cause);
    }
  };
  const drain = async (): Promise<void> => {
    writing = true;
    while (queue.length > 0) {
      const changes = queue;
      queue = [];
      await write(changes);
    }
    writing = false;
  };

  return {
    read: () => present,
    change: (next) =>
      new Promise((done, failed) => {
        queue.push({ next, done, failed });
        if (!writing) void drain();
      }),
  };
}

async function load<T extends object>(file: string, check: Check, initial: T): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return initial;
    throw error;
  }
  const value = parseJsonFile(file, text);
  const faults = check(value);
  if (faults.length > 0) {
    const reasons = faults.map(({ pointer, reason }) => `${pointer} ${reason}`);
    throw new FileMalformed(file, '', reasons.join('; '));
  }
  return value as unknown as T;
}

async function replaceFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(fresh, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
