/** Looks for traces of a text wherever bytes lie: in every encoding in which it may have been written down. */
import { createReadStream } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

export interface Needle {
  /** What it is, for whoever reads a failure. */
  readonly name: string;
  readonly form: string;
  readonly bytes: Buffer;
}

export interface Trace {
  readonly where: string;
  readonly name: string;
  readonly form: string;
}

/** A text as UTF-8, UTF-16LE, hex of either case, and base64 and base64url at each of the three places in a group. */
export function formsOf(name: string, text: string): readonly Needle[] {
  const utf8 = Buffer.from(text);
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .replaceAll('=', '');
    // What the bytes before and after it would change is left off.
    const sure = encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + utf8.length) * 8) / 6));
    const other = sure.replaceAll('+', '-').replaceAll('/', '_');
    return [
      { form: `base64 at ${shift}`, bytes: Buffer.from(sure) },
      ...(other === sure ? [] : [{ form: `base64url at ${shift}`, bytes: Buffer.from(other) }]),
    ];
  });
  return [
    { form: 'UTF-8', bytes: utf8 },
    { form: 'UTF-16LE', bytes: Buffer.from(text, 'utf16le') },
    { form: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
    { form: 'HEX', bytes: Buffer.from(utf8.toString('hex').toUpperCase()) },
    { form: 'hex of UTF-16LE', bytes: Buffer.from(Buffer.from(text, 'utf16le').toString('hex')) },
    ...inBase64,
  ].map((one) => ({ name, ...one }));
}

export const tracesIn = (where: string, bytes: Buffer, needles: readonly Needle[]): readonly Trace[] =>
  needles.filter((needle) => bytes.includes(needle.bytes)).map(({ name, form }) => ({ where, name, form }));

/** Of a long file or stream, piece by piece; pieces overlap, so that nothing falls between two. */
async function tracesInPieces(
  where: string,
  pieces: AsyncIterable<Buffer>,
  needles: readonly Needle[],
): Promise<readonly Trace[]> {
  const overlap = Math.max(...needles.map(({ bytes }) => bytes.length));
  const found = new Map<string, Trace>();
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    const window = Buffer.concat([rest, piece]);
    for (const trace of tracesIn(where, window, needles)) found.set(`${trace.name} ${trace.form}`, trace);
    rest = window.subarray(Math.max(0, window.length - overlap));
  }
  return [...found.values()];
}

export const tracesInFile = (file: string, needles: readonly Needle[]): Promise<readonly Trace[]> =>
  tracesInPieces(file, createReadStream(file, { highWaterMark: 4 << 20 }), needles);

/** In every file below a folder. */
export async function tracesInFolder(folder: string, needles: readonly Needle[]): Promise<readonly Trace[]> {
  const found: Trace[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    // A running server removes files now and then.
    found.push(...(await tracesInFile(file, needles).catch(ifGone)));
  }
  return found;
}

function ifGone(error: NodeJS.ErrnoException): readonly Trace[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

/** In every row of every table, as the database shows it: compressed and toasted values too. */
export async function tracesInTables(url: string, needles: readonly Needle[]): Promise<readonly Trace[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    const found: Trace[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" AS t`);
      const text = Buffer.from(rows.map(({ row }) => row).join('\n'));
      found.push(...tracesIn(`table ${name}`, text, needles));
    }
    return found;
  } finally {
    await client.end();
  }
}

/** In all that a process of ours has in memory, freed or not (Linux). */
export async function tracesInMemory(pid: number, needles: readonly Needle[]): Promise<readonly Trace[]> {
  const regions = (await readFile(`/proc/${pid}/maps`, 'utf8'))
    .split('\n')
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw\S* \S+ \S+ \d+\s*(.*)$/.exec(line))
    .filter((match) => match !== null && !match[3]?.startsWith('[v'))
    .map((match) => [Number.parseInt(match?.[1] ?? '0', 16), Number.parseInt(match?.[2] ?? '0', 16)]);
  const memory = await open(`/proc/${pid}/mem`);
  try {
    return await tracesInPieces(`memory of ${pid}`, pieces(memory, regions as [number, number][]), needles);
  } finally {
    await memory.close();
  }
}

async function* pieces(
  memory: Awaited<ReturnType<typeof open>>,
  regions: readonly (readonly [number, number])[],
): AsyncGenerator<Buffer> {
  for (const [from, to] of regions) {
    for (let at = from; at < to; at += 4 << 20) {
      const piece = Buffer.alloc(Math.min(4 << 20, to - at));
      // A region may be gone since it was listed.
      const read = await memory.read(piece, 0, piece.length, at).catch(() => null);
      if (read === null) break;
      yield piece.subarray(0, read.bytesRead);
    }
  }
}
