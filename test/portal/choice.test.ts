/** What follows from what a person ticked: never more than was asked and ticked, and nothing where nobody is left. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/consent/index.js';
import { flowsChosen, nothingChosen } from '../../src/portal/domain/choice.js';

const partner = (name: string) => ({ id: `prt_${name}`, name });
const [school, jgz, team] = [partner('school'), partner('jgz'), partner('buurtteam')];

/** The school to two others, and the JGZ back to the school. */
const question = {
  purpose: {
    fields: [
      { name: 'leeftijd', optional: false },
      { name: 'leerjaar', optional: true },
      { name: 'hulp', optional: false },
    ],
    flows: [
      { id: 'school-jgz', fields: ['leeftijd', 'leerjaar'] },
      { id: 'school-team', fields: ['leeftijd'] },
      { id: 'jgz-school', fields: ['hulp', 'leerjaar'] },
    ],
  },
  flows: [
    { flow: 'school-jgz', sources: [school], recipients: [jgz] },
    { flow: 'school-team', sources: [school], recipients: [team] },
    { flow: 'jgz-school', sources: [jgz], recipients: [school] },
  ],
} as unknown as Question;
const ids = [school.id, jgz.id, team.id, 'prt_stranger'];

describe('what is chosen', () => {
  it('is a flow only where both its sender and its recipient were ticked', () => {
    const chosen = { fields: [], sources: [school.id], recipients: [jgz.id] };
    expect(flowsChosen(question, chosen)).toEqual([
      { flow: 'school-jgz', sources: [school.id], recipients: [jgz.id], fields: ['leeftijd'] },
    ]);
    expect(flowsChosen(question, { ...chosen, sources: [team.id] })).toEqual([]);
    expect(flowsChosen(question, nothingChosen)).toEqual([]);
  });

  it('takes who is alone without a tick: yes says it', () => {
    const alone = { ...question, flows: question.flows.slice(0, 1) };
    expect(flowsChosen(alone, nothingChosen)).toMatchObject([{ sources: [school.id], recipients: [jgz.id] }]);
  });

  it('holds every field that a flow cannot do without, and of the others those that were ticked', () => {
    const some = (from: readonly string[]) => fc.subarray([...from]);
    fc.assert(
      fc.property(
        some(['leerjaar', 'hulp', 'adres']),
        some(ids),
        some(ids),
        (fields, sources, recipients) => {
          for (const flow of flowsChosen(question, { fields, sources, recipients })) {
            const asked = question.purpose.flows.find(({ id }) => id === flow.flow)?.fields ?? [];
            const wanted = asked.filter((name) => name !== 'leerjaar' || fields.includes(name));
            expect(flow.fields).toEqual(wanted);
            expect(sources).toEqual(expect.arrayContaining(flow.sources));
            expect(recipients).toEqual(expect.arrayContaining(flow.recipients));
          }
        },
      ),
    );
  });
});
