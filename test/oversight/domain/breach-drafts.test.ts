import { describe, expect, it } from 'vitest';
import {
  type BreachFacts,
  familiesDraft,
  supervisorDraft,
} from '../../../src/oversight/domain/breach-drafts.js';
import { readabilityFaults } from '../../harness/readability.js';

const facts: BreachFacts = {
  about: 'professional',
  partner: 'JGZ Testregio',
  nature: 'credential-lost',
  from: '1 maart 2026',
  to: '3 maart 2026',
  awareAt: '4 maart 2026 om 10:00',
  dueAt: '7 maart 2026 om 10:00',
  late: false,
  children: 3,
  exchanges: 4,
  purposes: [{ title: 'Vroeg meedenken', fields: ['Leeftijd', 'Leerjaar'] }],
  suspended: true,
  origin: 'https://hub.test',
  contactEmail: 'beheer@hub.test',
};

describe('the draft to the supervisor', () => {
  it('has what AVG 33(3) asks, from the facts', () => {
    const draft = supervisorDraft(facts);
    for (const part of ['33(3)(a)', '33(3)(b)', '33(3)(c)', '33(3)(d)']) expect(draft).toContain(part);
    expect(draft).toContain(
      'het account van een professional van JGZ Testregio, van 1 maart 2026 tot en met 3 maart 2026',
    );
    expect(draft).toContain('ongeveer 3.');
    expect(draft).toContain('- Vroeg meedenken: Leeftijd, Leerjaar');
    expect(draft).toContain('Het account is geschorst');
    expect(draft).toContain('eindigt op 7 maart 2026 om 10:00');
    expect(draft).not.toContain('Reden van de vertraging');
  });

  it('asks for the reason where it is late, and leaves open what only people know', () => {
    const late = supervisorDraft({ ...facts, late: true, suspended: false, nature: 'other', partner: null });
    expect(late).toContain('Reden van de vertraging (33(1)): [reden]');
    expect(late).toContain('[maatregel: er is nog niets geschorst]');
    expect(late).toContain('[beschrijf wat er gebeurde]');
    expect(late).toContain('een professional van [partner]');
    expect(supervisorDraft({ ...facts, purposes: [] })).toContain('- geen');
  });
});

describe('the draft to families', () => {
  it('says what happened, which data, what was done and where to ask', () => {
    const draft = familiesDraft(facts);
    for (const part of ['het account van een professional', '- Leeftijd', 'geblokkeerd', 'beheer@hub.test'])
      expect(draft).toContain(part);
    expect(draft).toContain('Dat kost u geen hulp.');
  });

  it('is as easy to read as B1 asks', () => {
    const natures = ['credential-lost', 'misuse', 'intrusion', 'sent-wrongly'] as const;
    for (const nature of natures) {
      const limits = {
        averageSentence: 10,
        longestSentence: 26,
        averageWord: 5.2,
        longWords: 0.04,
        passive: 0.08,
        ease: 65,
      };
      expect(readabilityFaults(familiesDraft({ ...facts, nature }), limits), nature).toEqual([]);
    }
  });
});
