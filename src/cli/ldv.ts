import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type LdvLine, otlpRequestOf, readLdvLine } from '../exchange/offline.js';
import { type Command, type Surroundings, UsageError } from './command.js';
import { progressLine } from './progress-line.js';
import { type Collector, NotAcknowledged, sendSpans } from './send-spans.js';

/** Lines in a request. */
const batch = 500;

export const command: Command = {
  help: `kernhub ldv: hands lines of a Logboek Dataverwerkingen on to the log of an organisation.

Usage: kernhub ldv send FILE --to URL [--from N]

  FILE        an export in the form ldv (POST /v1/audit/exports, or Search in the console)
  --to URL    where a collector takes spans over OTLP/HTTP, such as https://collector.example/v1/traces
  --from N    leaves out the first N lines, which were acknowledged before

Sends ${batch} lines at a time, in order, and the next only once the collector acknowledged all of them; tries again where it
is busy or away. OTEL_EXPORTER_OTLP_HEADERS names what it asks for, such as Authorization=Bearer%20…. Only https, or a collector
on this machine.

Exits with 0 when every line was acknowledged, else with 1; then it says with which --from to go on. A line that
was sent twice has the same ids.
`,
  run: async (args, surroundings) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { to: { type: 'string' }, from: { type: 'string' } },
      allowPositionals: true,
    });
    const [verb, file, ...more] = positionals;
    if (verb !== 'send' || file === undefined || more.length > 0)
      throw new UsageError('say what to do: send FILE');
    if (values.to === undefined) throw new UsageError('say --to which collector');
    const to = { url: collectorAt(values.to), headers: headersIn(surroundings.env) };
    return send(file, to, startOf(values.from ?? '0'), surroundings);
  },
};

async function send(file: string, to: Collector, from: number, { err }: Surroundings): Promise<number> {
  const progress = progressLine(err, { unit: 'lines' });
  let acknowledged = from;
  try {
    for await (const lines of batchesOf(file, from)) {
      await sendSpans(to, otlpRequestOf(lines));
      acknowledged += lines.length;
      progress.at(acknowledged);
    }
  } catch (error) {
    if (!(error instanceof NotAcknowledged)) throw error;
    progress.end();
    err(`${error.message}. Acknowledged: ${count(acknowledged)}; go on with --from ${acknowledged}.\n`);
    return 1;
  }
  progress.end();
  err(`${count(acknowledged)}, all acknowledged by ${to.url.host}.\n`);
  return 0;
}

const count = (lines: number): string => `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`;

/** @throws NotAcknowledged on what is no line of an export */
async function* batchesOf(file: string, from: number): AsyncIterable<readonly LdvLine[]> {
  const handle = await open(file);
  let read: LdvLine[] = [];
  let number = 0;
  for await (const text of handle.readLines()) {
    number += 1;
    const line = readLdvLine(text);
    if (line === null) throw new NotAcknowledged(`line ${number} is none of an export in the form ldv`);
    if (number <= from) continue;
    read.push(line);
    if (read.length < batch) continue;
    yield read;
    read = [];
  }
  if (read.length > 0) yield read;
}

const onThisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @throws UsageError */
function collectorAt(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError('--to is no address of a collector');
  if (url.protocol !== 'https:' && !onThisMachine.has(url.hostname)) {
    throw new UsageError('--to begins with https, because the lines tell of children');
  }
  return url;
}

/** @throws UsageError */
function startOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError('--from is a number of lines');
  return Number(text);
}

/** As OpenTelemetry names headers in the environment: `name=value`, percent-encoded, with commas between. */
function headersIn({ OTEL_EXPORTER_OTLP_HEADERS: named = '' }: Surroundings['env']): Collector['headers'] {
  const pairs = named.split(',').map((pair) => pair.split('='));
  try {
    return Object.fromEntries(
      pairs.flatMap(([name = '', ...value]) =>
        name.trim() === '' ? [] : [[name.trim(), decodeURIComponent(value.join('=').trim())]],
      ),
    );
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new UsageError('OTEL_EXPORTER_OTLP_HEADERS is not percent-encoded');
  }
}
