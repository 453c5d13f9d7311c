import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  base64url,
  type Check,
  canonicalJson,
  type Json,
  JsonAmbiguous,
  jsonBreaksAt,
  parseStrictJson,
  sha256,
} from '../../kernel/index.js';
import type { CatalogueFault } from '../domain/errors.js';
import type { Read } from '../domain/file-set.js';

/** A region that translates nothing needs no labels. */
const optionalFolders = ['labels', 'role-labels'] as const;
const folders = ['purposes', 'notices', 'rules', 'agreements', ...optionalFolders] as const;
/** Beside the folders; only the roles are read here. */
const ownFiles: readonly string[] = [
  'roles.json',
  'receipt.schema.json',
  'access-statement.schema.json',
  'retention.json',
  'recording.json',
  'erasure-certificate.schema.json',
  'evidence.schema.json',
  'README.md',
];

/** What a file name's pattern found in it. */
export type Groups = Readonly<Record<string, string>>;

/** Reads file after file and remembers what is wrong instead of stopping at the first. */
export class FileReader {
  readonly faults: CatalogueFault[] = [];
  /** JSON files that cannot be used. */
  readonly broken = new Set<string>();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async each<T>(
    folder: (typeof folders)[number],
    pattern: RegExp,
    read: (file: string, name: Groups) => Promise<T | null>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (const entry of await this.#entries(folder)) {
      const file = `${folder}/${entry.name}`;
      const groups = entry.isFile() ? pattern.exec(entry.name)?.groups : undefined;
      if (groups === undefined) this.fault(file, '', 'is not a file name that belongs here');
      else {
        const content = await read(file, groups);
        if (content !== null) found.push(content);
      }
    }
    return found;
  }

  /** A file that nobody reads looks published but is not. */
  async refuseStrangers(): Promise<void> {
    for (const { name } of await this.#entries('.')) {
      const known =
        ownFiles.includes(name) || name.startsWith('.') || folders.some((folder) => folder === name);
      if (!known) this.fault(name, '', 'is not a file or folder that belongs here');
    }
  }

  async #entries(folder: string): Promise<readonly Dirent[]> {
    try {
      const entries = await readdir(join(this.#folder, folder), { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (cause) {
      if (isAbsent(cause) && optionalFolders.some((optional) => optional === folder)) return [];
      this.fault(folder, '', `cannot be read: ${messageOf(cause)}`);
      return [];
    }
  }

  protected async text(file: string): Promise<string | null> {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        await readFile(join(this.#folder, file)),
      );
      if (text.trim() !== '') return text;
      this.fault(file, '', 'is empty');
    } catch (cause) {
      this.fault(file, '', `cannot be read: ${messageOf(cause)}`);
    }
    return null;
  }

  protected async json<T>(file: string, check: Check): Promise<Read<T> | null> {
    const text = await this.text(file);
    const content = text === null ? null : this.#parsed(file, text, check);
    if (content === null) {
      this.broken.add(file);
      return null;
    }
    return { file, digest: base64url(sha256(canonicalJson(content))), content: content as unknown as T };
  }

  #parsed(file: string, text: string, check: Check): Json {
    let content: Json;
    try {
      content = parseStrictJson(text);
    } catch (error) {
      if (!(error instanceof JsonAmbiguous)) throw error;
      const place = jsonBreaksAt(text);
      this.fault(file, error.pointer, `${error.reason}${place === null ? '' : ` from ${place}`}`);
      return null;
    }
    const faults = check(content);
    for (const { pointer, reason } of faults) this.fault(file, pointer, reason);
    return faults.length > 0 ? null : content;
  }

  protected fault(file: string, pointer: string, reason: string): void {
    this.faults.push({ file, pointer, reason });
  }
}

const isAbsent = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
