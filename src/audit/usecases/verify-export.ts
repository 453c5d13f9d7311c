import { compileShapes, type EntryKinds } from '../../ledger/offline.js';
import {
  type Checkpoint,
  NoteInvalid,
  openCheckpoint,
  openNote,
  parseVerifierKey,
  type VerifierKey,
} from '../../tlog/index.js';
import { Erasures } from '../domain/erasures.js';
import { type ExportHeader, readHeader } from '../domain/export/lines.js';
import { type Recorded, readRecorded } from '../domain/export/recorded.js';
import { ExportTree } from '../domain/export/tree.js';
import type { ReplayOptions } from '../domain/replay/log-state.js';
import { Replay, type Replayed } from '../domain/replay/replay.js';
import { broken, ClaimBroken, type ErasedAt, type Finding, type LapsedAt } from '../domain/verification.js';
import { type ReadLine, readFirstLine, readLines } from './read-lines.js';

export interface VerifyExportOptions extends ReplayOptions {
  readonly file: string;
  /** Held against every payload. */
  readonly kinds: EntryKinds;
  /** C2SP vkeys of the log, from the roster or from somebody else than who made the file; without them those in it. */
  readonly verifierKeys?: readonly string[];
  /** Signed checkpoints that someone kept: the log must extend each. */
  readonly known?: readonly string[];
  /** Told now and then how many entries were checked. */
  readonly onProgress?: (entries: number) => void;
}

export interface ExportVerification {
  readonly finding: Finding | null;
  /** Whose word the signature is: of keys that were given, or only of those in the file itself. */
  readonly trust: 'given-keys' | 'contained-keys';
  readonly origin: string | null;
  /** vkeys that signed the checkpoint. */
  readonly signedBy: readonly string[];
  readonly checked: {
    readonly entries: number;
    readonly opened: number;
    readonly erased: number;
    readonly parts: number;
    /** Sizes of the older checkpoints that the log extends; all of them, where nothing was found. */
    readonly extends: readonly number[];
  };
  /** What was erased, and at which index. */
  readonly erasures: readonly ErasedAt[];
  /** What went since its term was over, and at which index. */
  readonly lapses: readonly LapsedAt[];
  readonly replayed: Replayed;
  /** Root of the recomputed tree, standard base64; null where something was found. */
  readonly root: string | null;
}

/**
 * Verifies an export: recomputes every leaf from its opened entry and the tree from the leaves, holds it against the
 * signed checkpoint and older ones, and replays the rules from the entries alone. Streams: what is kept grows with
 * children and exchanges, not with the size of the file.
 *
 * @returns the first thing that does not hold, or none, and what was checked
 * @throws NoteInvalid when a key or a known checkpoint that was given is not what it should be
 */
export async function verifyExport(options: VerifyExportOptions): Promise<ExportVerification> {
  const check = new ExportCheck(options);
  let finding: Finding | null = null;
  try {
    const first = await readFirstLine(options.file);
    const sizes = check.open(first.text);
    const end = await readLines(
      options.file,
      { from: first.bytes, sizes },
      { line: (line) => check.line(line), between: () => options.onProgress?.(check.entries) },
    );
    check.end(end);
  } catch (error) {
    if (!(error instanceof ClaimBroken)) throw error;
    finding = error.finding;
  }
  return check.result(finding);
}

interface Log {
  readonly header: ExportHeader;
  readonly signedBy: readonly string[];
  readonly tree: ExportTree;
}

class ExportCheck {
  readonly #options: VerifyExportOptions;
  readonly #fits: ReturnType<typeof compileShapes>;
  readonly #given: readonly VerifierKey[] | null;
  readonly #replay: Replay;
  readonly #counts = { opened: 0, erased: 0, parts: 0 };
  readonly #erasures = new Erasures();
  #log: Log | null = null;
  #extends: readonly number[] = [];
  #root: string | null = null;

  constructor(options: VerifyExportOptions) {
    this.#options = options;
    this.#fits = compileShapes(withLedgerMembers(options.kinds));
    this.#given = options.verifierKeys?.map(parseVerifierKey) ?? null;
    this.#replay = new Replay(options);
  }

  get entries(): number {
    return this.#log?.tree.size ?? 0;
  }

  /** @param line the first @returns sizes of the tree whose roots are to be held against checkpoints @throws ClaimBroken */
  open(line: string): readonly number[] {
    this.#log = this.#open(line);
    return this.#log.tree.sizes;
  }

  /** @throws ClaimBroken */
  line(line: ReadLine | null): void {
    const { tree } = this.#opened();
    if (line === null) throw broken('line-shape', 'the line is no entry of an export', { index: tree.size });
    const { index, leaf, root, erasedAt, opened } = line;
    tree.add(index, root);
    if (opened === null) {
      this.#counts.erased += 1;
      this.#erasures.missing(index, erasedAt === null ? null : String(erasedAt), { index, entry: null });
      this.#replay.addErased();
      return;
    }
    if (!opened.leadsToCommitment) {
      const reason = 'payload and opening do not lead to the commitment in the leaf';
      throw broken('payload-of-commitment', reason, { index });
    }
    const recorded = readRecorded(line, opened);
    this.#requireShape(recorded);
    this.#counts.opened += 1;
    this.#counts.parts += recorded.parts.size;
    const { event, payload, at, id } = recorded;
    this.#erasures.add(event, payload, String(index), at, { index, entry: id });
    this.#replay.add(recorded, leaf);
  }

  /** @throws ClaimBroken */
  end({ root, rest }: { readonly root: string; readonly rest: number }): void {
    const { tree } = this.#opened();
    if (rest > 0) throw broken('line-shape', 'the last line was cut off', { index: tree.size });
    tree.finish(root);
    this.#erasures.finish();
    this.#replay.finish(tree.size);
    this.#root = root;
  }

  #opened(): Log {
    if (this.#log === null) throw new Error('the first line was not read');
    return this.#log;
  }

  result(finding: Finding | null): ExportVerification {
    return {
      finding,
      trust: this.#given === null ? 'contained-keys' : 'given-keys',
      origin: this.#log?.header.origin ?? null,
      signedBy: this.#log?.signedBy ?? [],
      checked: { entries: this.entries, ...this.#counts, extends: this.#extends },
      erasures: this.#erasures.done,
      lapses: this.#erasures.lapsed,
      replayed: this.#replay.summary(),
      root: this.#root,
    };
  }

  #open(line: string): Log {
    const header = readHeader(line);
    if (header === null) throw broken('export-header', 'the first line is no header of an export');
    const { origin, checkpoint } = header;
    const keys = this.#given ?? containedKeys(header);
    const known = (this.#options.known ?? []).map((note) => openCheckpoint(note, origin, keys));
    if (known.some(({ size }) => size === 0)) {
      throw new NoteInvalid('a checkpoint of an empty log is extended by every log, and proves nothing');
    }
    this.#extends = known.map(({ size }) => size);
    const { signed, signedBy } = signedHead(checkpoint, origin, keys);
    return { header, signedBy, tree: new ExportTree(signed, known) };
  }

  #requireShape({ event, payload, index, id }: Recorded): void {
    if (this.#fits(event, payload)) return;
    const reason = `the payload has not the shape declared for ${event}`;
    throw broken('payload-shape', reason, { index, entry: id });
  }
}

/** @throws ClaimBroken */
function containedKeys({ verifierKeys }: ExportHeader): readonly VerifierKey[] {
  try {
    return verifierKeys.map(parseVerifierKey);
  } catch (error) {
    if (!(error instanceof NoteInvalid)) throw error;
    throw broken('export-header', `a verifier key in the header cannot be used: ${error.message}`);
  }
}

/** @throws ClaimBroken */
function signedHead(
  note: string,
  origin: string,
  keys: readonly VerifierKey[],
): { readonly signed: Checkpoint; readonly signedBy: readonly string[] } {
  try {
    const signed = openCheckpoint(note, origin, keys);
    const own = keys.filter(({ name }) => name === origin);
    return { signed, signedBy: openNote(note, own).signedBy.map(({ vkey }) => vkey) };
  } catch (error) {
    if (!(error instanceof NoteInvalid)) throw error;
    throw broken('checkpoint-signed', `the checkpoint is not signed: ${error.message}`);
  }
}

/** What the ledger adds to every payload, which was checked before; taking it out of each would cost more. */
const ledgerMembers = { v: { const: 1 }, id: {}, event: {}, at: {}, relies: {}, parts: {} };

/** A schema is compiled once for as long as it is the same object: who verifies a second export needs no other. */
const extended = new WeakMap<EntryKinds, EntryKinds>();

function withLedgerMembers(kinds: EntryKinds): EntryKinds {
  const known = extended.get(kinds);
  if (known !== undefined) return known;
  const made = Object.fromEntries(
    Object.entries(kinds).map(([event, schema]) => {
      const { properties } = schema as { readonly properties?: object };
      return [event, { ...schema, properties: { ...properties, ...ledgerMembers } }];
    }),
  );
  extended.set(kinds, made);
  return made;
}
