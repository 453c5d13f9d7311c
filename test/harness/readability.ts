/**
 * How hard a text is to read, by what can be counted. Level B1 itself cannot be: a text that passes may still be unclear,
 * but one that fails is read by few people the first time.
 */

/** What stands in law or on a door and has no shorter word. Counts as a word, not as a long one. */
const names =
  /jeugdgezondheidszorg|jeugdverpleegkundige|samenwerkingsverband|leerplichtambtenaar|functionaris|gegevensbescherming|geheimhoudingsplicht|persoonsgegevens|autoriteit|specialistische|neighbourhood/i;

/** Official Dutch, with the plain word for it. */
const avoided: Readonly<Record<string, string>> = {
  aangaande: 'over',
  aangezien: 'omdat',
  aanvang: 'begin',
  aanwenden: 'gebruiken',
  alsmede: 'en',
  alvorens: 'voordat',
  beëindigen: 'stoppen',
  behoudens: 'behalve',
  betreffende: 'over',
  betrokkene: 'u, je of uw kind',
  betrokkenen: 'u, je of de ouders',
  bewerkstelligen: 'zorgen voor',
  conform: 'volgens',
  continueren: 'doorgaan met',
  dienen: 'moeten',
  dient: 'moet',
  derhalve: 'dus',
  desgewenst: 'als u dat wilt',
  doch: 'maar',
  echter: 'maar',
  eveneens: 'ook',
  faciliteren: 'helpen',
  geschieden: 'gebeuren',
  geschiedt: 'gebeurt',
  heden: 'vandaag',
  hetgeen: 'wat',
  hieromtrent: 'hierover',
  indien: 'als',
  ingevolge: 'volgens',
  inzake: 'over',
  jegens: 'tegenover',
  krachtens: 'volgens',
  middels: 'met',
  mits: 'als',
  nadien: 'daarna',
  nopens: 'over',
  omtrent: 'over',
  onverwijld: 'meteen',
  reeds: 'al',
  tevens: 'ook',
  teneinde: 'om',
  verlenen: 'geven',
  verleent: 'geeft',
  verstrekken: 'geven',
  verstrekt: 'geeft',
  verstrekking: 'delen',
  verwerking: 'gebruik van gegevens',
  vigerende: 'geldende',
  voornoemde: 'deze',
  wederom: 'weer',
  wijze: 'manier',
  zulks: 'dit',
  'door middel van': 'met',
  'in het kader van': 'voor',
  'met betrekking tot': 'over',
  'met ingang van': 'vanaf',
  'op basis van': 'door',
  'op grond van': 'door',
  'ten aanzien van': 'over',
  'ten behoeve van': 'voor',
  'voor zover': 'als',
};

const passive = new Set(['word', 'wordt', 'worden', 'werd', 'werden', 'geworden']);
const longWordLetters = 12;

export interface Readability {
  /** Words in a sentence. */
  readonly averageSentence: number;
  readonly longestSentence: number;
  /** Letters in a word. */
  readonly averageWord: number;
  /** Of all words those of more than 12 letters, from 0 to 1. */
  readonly longWords: number;
  /** Of all sentences those with a form of *worden*, from 0 to 1. */
  readonly passive: number;
  /** Flesch's score as Douma fitted it to Dutch (1960): from 60 on plain, from 80 on easy. */
  readonly ease: number;
  /** Official words, each with the plain one. */
  readonly avoided: readonly string[];
}

/** Of a text in Markdown, wrapped or not; headings and list items count as sentences, law in brackets is for the lawyer. */
export function readabilityOf(markdown: string): Readability {
  const sentences = sentencesOf(markdown);
  const words = sentences.flat();
  const syllables = sum(words.map(syllablesIn));
  const averageSentence = words.length / sentences.length;
  const isPassive = (sentence: readonly string[]) => sentence.some((word) => passive.has(word.toLowerCase()));
  return {
    averageSentence,
    longestSentence: Math.max(...sentences.map(({ length }) => length)),
    averageWord: sum(words.map(({ length }) => length)) / words.length,
    longWords:
      words.filter((word) => word.length > longWordLetters && !names.test(word)).length / words.length,
    passive: sentences.filter(isPassive).length / sentences.length,
    ease: 206.84 - 77 * (syllables / words.length) - 0.93 * averageSentence,
    avoided: avoidedIn(words),
  };
}

export type Limits = { readonly [M in Exclude<keyof Readability, 'avoided'>]?: number };

/** Where a text is harder than its readers can be asked to bear; an empty list where it is not. */
export function readabilityFaults(markdown: string, limits: Limits): readonly string[] {
  const found = readabilityOf(markdown);
  const measures = Object.entries(limits) as [keyof Limits, number][];
  const over = measures.filter(([measure, limit]) =>
    measure === 'ease' ? found.ease < limit : found[measure] > limit,
  );
  return [
    ...over.map(([measure, limit]) => `${measure}: ${found[measure].toFixed(2)}, the limit is ${limit}`),
    ...found.avoided,
  ];
}

function sentencesOf(markdown: string): readonly (readonly string[])[] {
  const spoken = markdown.replaceAll(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '').replaceAll('*', '');
  return spoken
    .split(/(?<=[.?!:؟])\s+|\n{2,}|\n(?=- )/)
    .map(
      (sentence) => sentence.match(/[\p{L}\p{M}\d'’-]+/gu)?.filter((word) => /[\p{L}\d]/u.test(word)) ?? [],
    )
    .filter((words) => words.length > 0);
}

function avoidedIn(words: readonly string[]): readonly string[] {
  const read = ` ${words.join(' ').toLowerCase()} `;
  return Object.entries(avoided)
    .filter(([official]) => read.includes(` ${official} `))
    .map(([official, plain]) => `${official}: write ${plain}`);
}

/** Groups of vowels, of which *ie*, *oe*, *ui* and the like are one. */
const syllablesIn = (word: string): number =>
  word.toLowerCase().match(/aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|ui|eu|ei|ij|ou|au|[aeiouyéëïöüáàè]/g)
    ?.length ?? 1;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
