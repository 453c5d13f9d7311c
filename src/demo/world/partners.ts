import type { PartnerName } from './children.js';

export interface PartnerDefinition {
  readonly name: PartnerName;
  readonly title: string;
  readonly role: string;
  /** The law under which this partner may use the BSN; null where none does. */
  readonly bsn: { readonly article: string } | null;
  readonly relation: 'enrolled-pupil' | 'in-care' | 'in-guidance';
  /** Offset from the first agent's port. */
  readonly order: number;
}

export const partners: Readonly<Record<PartnerName, PartnerDefinition>> = {
  school: {
    name: 'school',
    title: 'Scholengroep De Testboom',
    role: 'school',
    bsn: { article: 'WPO 178a; WVO 2020 8.23' },
    relation: 'enrolled-pupil',
    order: 0,
  },
  jgz: {
    name: 'jgz',
    title: 'JGZ Testregio',
    role: 'jgz',
    bsn: { article: 'Wabvpz 8' },
    relation: 'in-care',
    order: 1,
  },
  buurtteam: {
    name: 'buurtteam',
    title: 'Buurtteam Testwijk',
    role: 'buurtteam',
    bsn: { article: 'Jeugdwet 7.2.1' },
    relation: 'in-guidance',
    order: 2,
  },
  samenwerkingsverband: {
    name: 'samenwerkingsverband',
    title: 'Samenwerkingsverband Testland',
    role: 'samenwerkingsverband',
    bsn: null,
    relation: 'in-guidance',
    order: 3,
  },
};

export const partnerNames = Object.keys(partners) as readonly PartnerName[];
