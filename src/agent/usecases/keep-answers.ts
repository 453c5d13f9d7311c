import type { ExchangeView, TaskId } from '../../contract/index.js';
import type { FieldValue } from '../domain/field-plaintext.js';
import type { Opened } from '../domain/open-delivery.js';

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface Result {
  readonly source: Source;
  readonly fields: { readonly [name: string]: FieldValue };
  /** Codes of the checks that passed, before it was opened and on what came out. */
  readonly checks: readonly string[];
}

/** A delivery that was not opened, or whose content was not believed. */
export interface RefusedDelivery {
  readonly source: Source;
  readonly causes: readonly string[];
}

interface Outcomes {
  readonly results: readonly Result[];
  readonly refused: readonly RefusedDelivery[];
}

export interface Answer extends Outcomes {
  readonly exchange: string;
  readonly state: ExchangeView['state'];
  readonly purpose: string;
  readonly version: number;
  readonly question: string;
  /** The partner's own number of the child. */
  readonly number: string;
  readonly deadlineAt: string;
  readonly sources: ExchangeView['sources'];
}

/**
 * What was opened, for the professional who asked. In memory only and not for long: it belongs in the partner's own
 * file, not here.
 */
export interface AnswerShelf {
  keep(answer: Answer, askedBy: string): Answer;
  of(exchange: string, askedBy: string): Answer | null;
  /**
   * Opens a delivery once, also when two requests ask for it at the same time. The task is the hub's word, so that what
   * another question brought under the same one is another delivery.
   */
  openOnce(exchange: string, task: TaskId, open: () => Promise<Opened>): Promise<Opened>;
  add(exchange: string, task: TaskId, source: Source, opened: Opened): void;
  outcomes(exchange: string): Outcomes;
  /** What these tasks brought is gone, here and wherever this shelf is asked; also what is being opened right now. */
  forget(exchange: string, tasks: readonly TaskId[]): void;
}

const kept = 500;

export function keepAnswers(): AnswerShelf {
  const answers = new Map<string, { readonly answer: Answer; readonly askedBy: string }>();
  const opened = new Map<string, Promise<Opened>>();
  const deliveries = new Map<string, Map<TaskId, { readonly source: Source; readonly opened: Opened }>>();
  const stopped = new Map<string, true>();
  const outcomes = (exchange: string): Outcomes => {
    const delivered = [...(deliveries.get(exchange)?.values() ?? [])];
    return {
      results: delivered.flatMap(({ source, opened: result }) =>
        result.outcome === 'opened' ? [{ source, fields: result.fields, checks: result.checks }] : [],
      ),
      refused: delivered.flatMap(({ source, opened: result }) =>
        result.outcome === 'rejected' ? [{ source, causes: result.causes }] : [],
      ),
    };
  };
  return {
    keep: (answer, askedBy) => {
      remember(answers, answer.exchange, { answer, askedBy });
      return answer;
    },
    of: (exchange, askedBy) => {
      const found = answers.get(exchange);
      return found?.askedBy === askedBy ? found.answer : null;
    },
    openOnce: (exchange, task, open) => {
      const name = nameOf(exchange, task);
      let opening = opened.get(name);
      if (opening === undefined) {
        opening = open();
        opening.catch(() => opened.delete(name));
        remember(opened, name, opening);
      }
      return opening;
    },
    add: (exchange, task, source, result) => {
      if (stopped.has(nameOf(exchange, task))) return;
      const delivered = deliveries.get(exchange) ?? new Map();
      delivered.set(task, { source, opened: result });
      remember(deliveries, exchange, delivered);
    },
    outcomes,
    forget: (exchange, tasks) => {
      for (const task of tasks) {
        remember(stopped, nameOf(exchange, task), true);
        opened.delete(nameOf(exchange, task));
        deliveries.get(exchange)?.delete(task);
      }
      const found = answers.get(exchange);
      if (found === undefined) return;
      const left = outcomes(exchange);
      const state = left.results.length === 0 ? 'withdrawn' : found.answer.state;
      answers.set(exchange, { ...found, answer: { ...found.answer, ...left, state } });
    },
  };
}

const nameOf = (exchange: string, task: TaskId): string => `${exchange} ${task}`;

/** The oldest goes first. */
function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > kept && oldest !== undefined) map.delete(oldest);
}
