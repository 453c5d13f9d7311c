/** Unusual use, in Dutch. */
import type { UnusualUse } from '../../contract/index.js';

type Numbers = Pick<UnusualUse, 'counted' | 'threshold' | 'days'>;

const inDays = (days: number): string => (days === 1 ? 'op één dag' : `in ${days} dagen`);

export const unusual = {
  title: 'Ongewoon gebruik',
  intro:
    'Wat een regel opviel. Het is een vraag aan u en geen oordeel: er kan een goede reden voor zijn. Over welke kinderen het gaat, staat hier niet.',
  tile: (_count: number): string => 'keer ongewoon gebruik te bekijken',
  waiting: 'Wacht op u',
  disposed: 'Afgehandeld',
  noneWaiting: 'Er wacht niets op u.',
  noneDisposed: 'Er is nog niets afgehandeld.',
  rule: 'Regel',
  show: 'Tonen',
  rules: {
    'many-children': 'Veel kinderen door één professional',
    'outside-hours': 'Buiten werktijd',
    'no-further-contact': 'Geen verder contact na een noodsituatie',
    'repeated-refusals': 'Vaak geweigerd',
    'colleagues-child': 'Kind van een collega',
  },
  reasons: {
    'many-children': ({ counted, threshold, days }: Numbers): string =>
      `Vroeg naar ${counted} verschillende kinderen ${inDays(days)}; dat valt op vanaf ${threshold}.`,
    'outside-hours': ({ counted }: Numbers): string =>
      `Vroeg ${counted} keer buiten werktijd op één dag; noodsituaties tellen niet mee.`,
    'no-further-contact': ({ days }: Numbers): string =>
      `Gebruikte de noodprocedure, en de partner vroeg in ${days} dagen daarna niets gewoons over dat kind.`,
    'repeated-refusals': ({ counted, threshold, days }: Numbers): string =>
      `Werd ${counted} keer geweigerd ${inDays(days)}; dat valt op vanaf ${threshold}.`,
    'colleagues-child': ({ counted }: Numbers): string =>
      `Vroeg ${counted} keer op één dag naar een kind van iemand die bij de partner werkt. Dat meldde het eigen systeem van de partner.`,
  },
  hours: (from: string, to: string, days: string): string => `Werktijd is ${from} tot ${to}: ${days}.`,
  noHours: 'Geen enkele dag is werkdag.',
  professional: 'Professional',
  day: 'Dag',
  found: 'Gevonden',
  grown: 'Gegroeid',
  opened: (day: string): string => `Openen: ${day}`,
  requests: 'De vragen waarop dit steunt',
  noRequests: 'Deze vragen zijn gewist, met het kind.',
  asked: 'Gevraagd',
  kind: 'Soort',
  kinds: { ordinary: 'gewoon', refused: 'geweigerd', emergency: 'noodsituatie' },
  openRequest: 'Openen',
  verdict: 'Wat deed u ermee?',
  dispositions: {
    explained: 'Verklaard: er was een goede reden',
    'followed-up': 'Opgevolgd: nagevraagd of opgetreden',
    'passed-to-partner': 'Doorgegeven aan de partner',
  },
  last: 'Laatst gezegd',
  again: 'Daarna kwamen er vragen bij. Daarom wacht dit weer op u.',
  note: 'Toelichting (verzegeld in het logboek)',
  save: 'Vastleggen',
  missing: 'Kies wat u ermee deed en schrijf een toelichting.',
  onlyOfficer: 'Afhandelen kan alleen de privacy officer.',
  back: 'Alles wat opviel',
  older: 'Meer tonen',
};
