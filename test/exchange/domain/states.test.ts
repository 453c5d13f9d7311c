import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/contract/index.js';
import {
  exchangeStateOf,
  sourceStatesOf,
  type TaskProgress,
  type TaskState,
} from '../../../src/exchange/domain/states.js';

const roles = ['jgz', 'school'] as Role[];
const task = (sourceRole: string, state: TaskState, released = false): TaskProgress => ({
  sourceRole: sourceRole as Role,
  state,
  released,
});

const states: readonly TaskState[] = ['waiting', 'taken', 'answered', 'declined', 'expired', 'cancelled'];
const anyUnreleased = fc.array(
  fc.record({
    sourceRole: fc.constantFrom(...roles),
    state: fc.constantFrom(...states),
    released: fc.constant(false),
  }),
  { maxLength: 40, size: 'max' },
);

describe('what a requester sees of its sources', () => {
  test('is the same before the deadline whatever they did, as long as nothing was shared', () => {
    fc.assert(
      fc.property(anyUnreleased, (tasks) => {
        expect(sourceStatesOf(roles, tasks, false)).toEqual(sourceStatesOf(roles, [], false));
        expect(exchangeStateOf(roles, tasks, false)).toBe('open');
      }),
    );
  });

  test('is *not available* after the deadline, whatever the cause', () => {
    fc.assert(
      fc.property(anyUnreleased, (tasks) => {
        expect(sourceStatesOf(roles, tasks, true).map(({ state }) => state)).toEqual([
          'not-available',
          'not-available',
        ]);
        expect(exchangeStateOf(roles, tasks, true)).toBe('expired');
      }),
    );
  });

  test('shows who shared at once', () => {
    const tasks = [task('jgz', 'answered', true), task('school', 'declined')];
    expect(sourceStatesOf(roles, tasks, false)).toEqual([
      { role: 'jgz', state: 'shared' },
      { role: 'school', state: 'waiting' },
    ]);
    expect(exchangeStateOf(roles, tasks, false)).toBe('open');
    expect(exchangeStateOf(roles, tasks, true)).toBe('partial');
  });
});

describe('an exchange', () => {
  test('is complete when every role and every task shared', () => {
    const both = [task('jgz', 'answered', true), task('school', 'answered', true)];
    expect(exchangeStateOf(roles, both, false)).toBe('complete');
    expect(exchangeStateOf(roles, [...both, task('jgz', 'declined')], false)).toBe('open');
    expect(exchangeStateOf(roles, [...both, task('jgz', 'declined')], true)).toBe('complete');
  });
  test('stays open without sources until the deadline', () => {
    expect(exchangeStateOf(roles, [], false)).toBe('open');
    expect(exchangeStateOf([], [], false)).toBe('open');
    expect(exchangeStateOf(roles, [], true)).toBe('expired');
  });
});
