/** What the console says of verifying the log, in Dutch. */
export const verify = {
  title: 'Het logboek controleren',
  intro:
    'Een controle speelt het hele logboek na: elke regel, de boom, de handtekeningen, de tabellen die het weerspiegelen, en of alles mocht volgens de afspraken van toen. Dit gebeurt naast het gewone werk.',
  begin: 'Begin een controle',
  running: 'Er loopt een controle',
  progress: (entries: string, total: string) => `${entries} van ${total} regels kloppen tot nu toe`,
  again: 'Kijk opnieuw',
  stop: 'Stop deze controle',
  alreadyRuns: 'Er loopt al een controle. Er kan er één tegelijk lopen.',
  broken: 'Het logboek klopt niet.',
  brokenHint:
    'Verander niets, bewaar de database zoals hij is, en vraag de beheerder om hulp. Waar het misgaat, staat bij de controle.',
  toVerify: 'Naar de controle',
  history: 'Eerdere controles',
  none: 'Er was nog geen controle.',
  begunAt: 'Begonnen',
  by: 'Door',
  byItself: 'vanzelf',
  duties: { fg: 'functionaris gegevensbescherming', 'privacy-officer': 'privacy officer' },
  endedAt: 'Klaar',
  outcome: 'Uitkomst',
  outcomes: {
    running: 'loopt nog',
    held: 'het klopt',
    broken: 'het klopt niet',
    'broken-off': 'afgebroken zonder uitkomst',
    stopped: 'gestopt',
  },
  checked: 'Gecontroleerd',
  counts: (entries: string, opened: string, erased: string, checkpoints: string) =>
    `${entries} regels (${opened} geopend, ${erased} gewist), ${checkpoints} ondertekende standen`,
  noCounts: (entries: string, total: string) => `${entries} van ${total} regels`,
  at: (index: number) => `Plaats ${index}`,
  older: 'Toon meer',
  elsewhere: 'Zelf controleren, op een andere computer',
  elsewhereHint:
    'Wie de hub niet vertrouwt, speelt het logboek ergens anders na. Het bestand bevat persoonsgegevens: ga ermee om als met een dossier. Vergelijk de sleutel met die in het convenant.',
  export: 'Op de computer van de hub:',
  verify: 'Waar u maar wilt, zonder hub of database:',
};
