/** *Check it yourself*: the page that verifies a proof in the browser. Says neither u nor je: anyone may read it. */
export const check = {
  title: 'Zelf nagaan of een bewijs klopt',
  title_young: 'Kijk zelf of een bewijs klopt',
  intro:
    'Deze pagina rekent na of een bewijs echt is. Dat gebeurt op dit apparaat. Het bestand gaat nergens heen.',
  offline: 'Zet internet gerust uit: de pagina blijft werken.',
  offline_young: 'Je mag internet uitzetten: de pagina blijft werken.',
  without:
    'Deze pagina heeft JavaScript nodig. Het kan ook met de opdracht kernhub verify receipt. Vraag iemand met een computer om hulp.',
  without_young:
    'Deze pagina heeft JavaScript nodig. Het kan ook met de opdracht kernhub verify receipt. Vraag iemand met een computer om hulp.',
  file: 'Bestand met het bewijs',
  fileHint: 'Een bewijs of een lijst die bij Kernhub is gedownload.',
  keysTitle: 'Sleutels invullen',
  keysWhy:
    'Met een sleutel is te zien wie iets tekende. Zonder sleutels telt wat in het bestand zelf staat. Een vervalser kan daar eigen sleutels in zetten.',
  logKey: 'Sleutel van het logboek',
  hubKey: 'Sleutel van Kernhub',
  fromHub: 'Sleutels van deze website invullen',
  fromHubWhy:
    'Let op: dan zegt Kernhub zelf wat de goede sleutel is. Sleutels van een bekende of van papier bewijzen meer.',
  fromHubWhy_young:
    'Let op: dan zegt Kernhub zelf wat de goede sleutel is. Een sleutel van iemand die je kent bewijst meer. Op papier ook.',
  run: 'Nagaan',
  busy: 'Een moment, wij rekenen.',
  holds: 'Dit bewijs klopt.',
  broken: 'Dit bewijs klopt niet.',
  brokenNext:
    'Misschien is het bestand veranderd, of hoort er een andere sleutel bij. Hieronder staat wat niet klopt.',
  brokenNext_young:
    'Misschien is het bestand veranderd. Of er hoort een andere sleutel bij. Hieronder zie je wat niet klopt.',
  notJson:
    'Dit bestand kunnen wij niet lezen als bewijs. Misschien is het een foto of een brief. Kies het bestand dat bij Kernhub is gedownload.',
  notJson_young:
    'Dit bestand kunnen wij niet lezen als bewijs. Misschien is het een foto of een brief. Kies het bestand dat je bij Kernhub hebt gedownload.',
  otherKind: 'Dit bestand is iets anders dan een bewijs van Kernhub. Kies een ander bestand.',
  otherKind_young: 'Dit is geen bewijs van Kernhub. Kies een ander bestand.',
  tooLarge:
    'Dit bestand is te groot voor deze pagina. Een bewijs is veel kleiner. Een heel lange lijst kan met de opdracht kernhub verify receipt.',
  unreadable: 'Het bestand is niet te openen. Kies het nog een keer.',
  unreadable_young: 'Het bestand gaat niet open. Kies het nog een keer.',
  yes: 'Ja',
  no: 'Nee',
  format: 'Heeft het bestand de vorm van een bewijs?',
  statement: 'Heeft Kernhub elk woord getekend?',
  part: 'Horen de eigen stukken bij wat er is opgeschreven?',
  commitment: 'Is het precies wat het logboek heeft vastgelegd?',
  content: 'Zegt het bewijs hetzelfde als het logboek?',
  notice: 'Is de uitleg woord voor woord die van toen?',
  list: 'Is de lijst precies de lijst die is vastgelegd?',
  leaf: 'Past het bewijs op één regel van het logboek?',
  checkpoint: 'Heeft het logboek zijn stand getekend?',
  inclusion: 'Staat die regel echt in het logboek?',
  passkey: 'Stond de sleutel van deze persoon al in het logboek?',
  signedDecision: 'Is precies dit antwoord getekend?',
  signedNow: 'Is het getekend voor dit ene antwoord, vlak ervoor?',
  signedHere: 'Is het getekend op de website van Kernhub?',
  signedForSite: 'Hoort de sleutel bij die website?',
  signedByPerson: 'Keek het apparaat of de eigenaar erbij was?',
  signature: 'Is de handtekening van die sleutel?',
  checksTitle: 'Wat is nagegaan',
  trustTitle: 'Wat hiermee nog niet zeker is',
  trustKeys:
    'Er is geen eigen sleutel ingevuld. Een vervalser kan een heel eigen bestand maken dat ook klopt. Vraag de sleutels aan een bekende.',
  trustKeys_young:
    'Je hebt geen eigen sleutel ingevuld. Een vervalser kan een heel bestand maken dat ook klopt. Vraag de sleutels aan iemand die je kent.',
  trustClosed:
    'Een deel gaat ook over iemand anders en blijft dicht. Kernhub heeft wel getekend voor wat hier staat.',
  trustWords: 'Namen van partners en titels staan niet in het logboek. Daar heeft Kernhub voor getekend.',
  trustList: 'Dat er niets ontbreekt, zegt Kernhub. Het logboek bewijst dat aan wie het helemaal heeft.',
  trustPasskey:
    'Of de sleutel echt van deze persoon is, weet alleen wie hem maakte. Vergelijk de code van de sleutel met die op papier.',
  trustPasskey_young:
    'Is de sleutel echt van deze persoon? Dat weet alleen wie hem maakte. Vergelijk de code van de sleutel met die op papier.',
  trustWitnesses:
    'Getuigen van het logboek zijn hier niet nagegaan. De opdracht kernhub verify receipt kan dat wel.',
  details: 'Voor wie het precies wil weten',
  paper: 'Hoort het bestand bij het papier?',
  paperFound: 'Deze pagina is geopend met de code van een papier. Kies nu het bestand dat erbij hoort.',
  paperFound_young: 'Deze pagina is geopend met de code van een papier. Kies nu het bestand dat erbij hoort.',
};
