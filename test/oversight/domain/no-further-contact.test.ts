import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '../../../src/kernel/index.js';
import { clearOn, noFurtherContact } from '../../../src/oversight/domain/no-further-contact.js';
import { asked } from './asked.js';

const contactDays = 14;
const emergency = asked('2026-03-20T22:30:00Z', { emergency: true });
const found = (...contacts: readonly string[]): boolean =>
  noFurtherContact(
    emergency,
    contacts.map((day) => parseCivilDate(day)),
    { contactDays },
  ) !== null;

describe('no further contact after an emergency', () => {
  it('is found where nothing ordinary followed', () => {
    expect(noFurtherContact(emergency, [], { contactDays })).toEqual({
      rule: 'no-further-contact',
      exchanges: [emergency.exchange],
      counted: 0,
      threshold: 1,
      days: 14,
      hours: null,
    });
  });

  it('is not found where something followed, until the last day, over a change of the clock', () => {
    // The emergency was on Friday 20 March; 3 April is the last day, in summer time by then.
    expect(found('2026-03-20')).toBe(false);
    expect(found('2026-04-03')).toBe(false);
    expect(found('2026-04-04')).toBe(true);
    expect(found('2026-04-04', '2026-03-25')).toBe(false);
  });

  it('is clear on the day after the last one', () => {
    expect(clearOn(emergency.askedAt, { contactDays })).toBe('2026-04-04');
    expect(clearOn(new Date('2026-03-20T23:30:00Z'), { contactDays: 1 })).toBe('2026-03-23');
  });
});
