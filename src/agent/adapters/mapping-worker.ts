import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { JsonObject } from '../../kernel/index.js';

export interface MappingOrder {
  readonly expression: string;
  readonly record: JsonObject;
  readonly bindings: JsonObject;
}

/** The JSON of the result; or that it failed (JSONata's own code, never a value of the record) or took too long. */
export type MappingAnswer =
  | { readonly json: string }
  | { readonly fault: string }
  | { readonly timedOut: true };

export interface MappingWorker {
  evaluate(order: MappingOrder): Promise<MappingAnswer>;
  close(): Promise<void>;
}

/**
 * What runs in the thread. Text, because the same lines must run from `dist` and under a test runner that loads
 * TypeScript itself, where a thread cannot.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const jsonata = require(workerData);
const compiled = new Map();
parentPort.on('message', async ({ expression, record, bindings }) => {
  try {
    if (!compiled.has(expression)) compiled.set(expression, jsonata(expression));
    const result = await compiled.get(expression).evaluate(record, bindings);
    parentPort.postMessage({ json: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    const { code, position } = error ?? {};
    parentPort.postMessage({ fault: (code ?? 'error') + ' at position ' + (position ?? 'unknown') });
  }
});
parentPort.postMessage('ready');`;

/**
 * One thread that evaluates one expression after another and is ended when one takes too long: JSONata's own limits
 * stop loops, but not a catastrophic regular expression.
 */
export function startMappingWorker(limitMs: number): MappingWorker {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const evaluateNow = async (order: MappingOrder): Promise<MappingAnswer> => {
    worker ??= await spawn();
    const answer = await answerOf(worker, order, limitMs);
    if ('timedOut' in answer || 'died' in answer) {
      const ended = worker;
      worker = null;
      await ended.terminate();
    }
    return 'died' in answer ? { fault: answer.died } : answer;
  };

  return {
    evaluate: (order) => {
      const turn = last.then(() => evaluateNow(order));
      last = turn.catch(() => undefined);
      return turn;
    },
    close: async () => {
      await last;
      await worker?.terminate();
      worker = null;
    },
  };
}

/** Resolves when the thread has loaded, so that the limit counts evaluation only. */
async function spawn(): Promise<Worker> {
  const worker = new Worker(program, {
    eval: true,
    workerData: createRequire(import.meta.url).resolve('jsonata'),
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  await once(worker, 'message');
  worker.unref();
  return worker;
}

function answerOf(
  worker: Worker,
  order: MappingOrder,
  limitMs: number,
): Promise<MappingAnswer | { readonly died: string }> {
  return new Promise((resolve) => {
    const answered = (answer: MappingAnswer): void => settle(answer);
    const failed = (error: NodeJS.ErrnoException): void => settle({ died: error.code ?? 'thread failed' });
    const ended = (): void => settle({ died: 'thread ended' });
    const settle = (answer: MappingAnswer | { readonly died: string }): void => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed).off('exit', ended);
      resolve(answer);
    };
    const timer = setTimeout(() => settle({ timedOut: true }), limitMs);
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(order);
  });
}
