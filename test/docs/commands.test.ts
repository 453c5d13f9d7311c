import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { formOf } from '../harness/announced.js';
import { filesOfCheckout } from '../harness/guide.js';
import { startTestHub, type TestHub } from '../harness/hub.js';

/** Commands as a reader types them: lines of shell blocks, and what is named between the lines. */
const documents = filesOfCheckout('*.md').filter(
  (file) => !/^(?:consent-schemas|docs\/decisions)\//.test(file) && file !== 'CHANGELOG.md',
);

interface Written {
  readonly where: string;
  /** As a shell would hand them over, without `kernhub`. */
  readonly words: readonly string[];
}

async function commandsIn(document: string): Promise<readonly Written[]> {
  const text = await readFile(document, 'utf8');
  const blocks = [...text.matchAll(/```(?:sh|console)\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'));
  const spans = [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`(kernhub [^`]+)`/g)].map(
    ([, span = '']) => span,
  );
  return [...lines, ...spans].flatMap((line) =>
    [...line.matchAll(/(?:^\$? ?|\$\(|&& |\| )kernhub ([^|>)#]+)/g)].map(([, command = '']) => ({
      where: `${document}: ${line.trim()}`,
      words: wordsOf(command),
    })),
  );
}

/** Enough of a shell for what stands in our documents: quotes, and a backslash within double ones. */
const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/'([^']*)'|"((?:\\.|[^"\\])*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '',
  );

async function helpOf(command: string): Promise<string> {
  let help = '';
  const surroundings = {
    env: {},
    out: (text: string) => (help += text),
    err: (text: string) => (help += text),
  };
  expect(await runKernhub([command, '--help'], surroundings), help).toBe(0);
  return help;
}

let written: readonly Written[];
let hub: TestHub;
beforeAll(async () => {
  written = (await Promise.all(documents.map(commandsIn))).flat();
  hub = await startTestHub();
});
afterAll(() => hub?.close());

describe('a command that a document tells to type', () => {
  it('is one of kernhub, with options and words that its help explains', async () => {
    const wrong: string[] = [];
    for (const { where, words } of written) {
      const [name = '', ...rest] = words;
      const help = await helpOf(name);
      const options = rest.filter((word) => /^--?\w/.test(word) && word !== '--help');
      const [verb = ''] = rest;
      const isVerb = name !== 'call' && /^[a-z]+$/.test(verb);
      for (const word of isVerb ? [verb, ...options] : options) {
        if (!new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(help)) wrong.push(`${where} (${word})`);
      }
    }
    expect(wrong).toEqual([]);
    expect(written.length).toBeGreaterThan(60);
  });

  it('calls a route that there is, with a body that the hub takes', async () => {
    const document = (await (await fetch(`${hub.url}/v1/openapi.json`)).json()) as Api;
    const ajv = addFormats.default(new Ajv2020({ strict: false }));
    ajv.addSchema(document, 'api');
    const wrong: string[] = [];
    const calls = written.filter(({ words: [name, ...rest] }) => name === 'call' && rest.length > 3);
    for (const { where, words } of calls) {
      const { positionals } = parseArgs({
        args: words.slice(1),
        options: callOptions,
        allowPositionals: true,
      });
      const [method = '', path = '', body] = positionals;
      const operation = operationOf(document, method, path);
      if (operation === undefined) wrong.push(`${where} (no such route)`);
      else if (body?.startsWith('{') && !/…|\$/.test(body)) {
        const schema = operation.requestBody?.content['application/json']?.schema.$ref;
        const check = ajv.compile({ $ref: `api${schema}` });
        if (!check(JSON.parse(body))) wrong.push(`${where} (${ajv.errorsText(check.errors)})`);
      }
    }
    expect(wrong).toEqual([]);
    expect(calls.length).toBeGreaterThan(15);
  });
});

const callOptions = {
  as: { type: 'string' },
  out: { type: 'string' },
  include: { type: 'boolean', short: 'i' },
  'prefer-wait': { type: 'string' },
  'idempotency-key': { type: 'string' },
} as const;

interface Operation {
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
  };
}
interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

function operationOf({ paths }: Api, method: string, path: string): Operation | undefined {
  const parameters = ([entry]: readonly [string, unknown]): number => entry.split('{').length;
  const [, item] =
    Object.entries(paths)
      .filter(([entry, item]) => formOf(entry, item).test(path))
      .sort((one, other) => parameters(one) - parameters(other))[0] ?? [];
  return item?.[method.toLowerCase()];
}
