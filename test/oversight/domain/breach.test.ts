import { describe, expect, it } from 'vitest';
import { dueAt, isLate, reportFaults, stateOf, whyNot } from '../../../src/oversight/domain/breach.js';

const aware = new Date('2026-03-27T16:00:00Z');
const at = (time: string) => new Date(time);
const notified = (time: string) => ({ step: 'supervisor-notified', at: at(time) }) as const;
const closed = (time: string) => ({ step: 'closed', at: at(time) }) as const;

describe('the clock of a breach', () => {
  it('runs 72 hours, over a change of the clock too', () => {
    expect(dueAt(aware).toISOString()).toBe('2026-03-30T16:00:00.000Z');
    expect(isLate(aware, [], at('2026-03-30T16:00:00Z'))).toBe(false);
    expect(isLate(aware, [], at('2026-03-30T16:00:01Z'))).toBe(true);
  });

  it('stops with the notification, or with a case that is closed without one', () => {
    const long = at('2027-01-01T00:00:00Z');
    expect(isLate(aware, [notified('2026-03-30T15:00:00Z')], long)).toBe(false);
    expect(isLate(aware, [notified('2026-03-30T17:00:00Z')], long)).toBe(true);
    expect(isLate(aware, [closed('2026-03-28T00:00:00Z')], long)).toBe(false);
    expect(isLate(aware, [{ step: 'families-notified', at: aware }], long)).toBe(true);
  });
});

describe('a case of a breach', () => {
  it('is open, notified, closed; each step is taken once and none after the end', () => {
    const steps = [notified('2026-03-28T00:00:00Z')];
    expect([stateOf([]), stateOf(steps), stateOf([...steps, closed('2026-04-01T00:00:00Z')])]).toEqual([
      'open',
      'notified',
      'closed',
    ]);
    expect(stateOf([{ step: 'families-notified', at: aware }])).toBe('open');
    expect(whyNot('supervisor-notified', steps)).toBe('that step was taken before');
    expect(whyNot('families-notified', steps)).toBeNull();
    expect(whyNot('families-notified', [closed('2026-04-01T00:00:00Z')])).toBe('the case is closed');
  });

  it('is refused where its days or its beginning cannot be', () => {
    const report = { from: '2026-03-01', to: '2026-03-02', awareAt: '2026-03-27T16:00:00Z' };
    expect(reportFaults(report, aware)).toEqual([]);
    const wrong = { from: '2026-03-02', to: '2026-03-01', awareAt: '2026-03-27T16:00:01Z' };
    expect(reportFaults(wrong, aware).map(({ pointer }) => pointer)).toEqual(['/to', '/awareAt']);
  });
});
