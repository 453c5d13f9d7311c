export const decisions = {
  title: 'Wat ik heb gekozen',
  intro: 'Hier staan uw eigen antwoorden over {{name}}. Wat een ander koos, staat hier nooit.',
  intro_young: 'Dit koos je zelf. Wat een ander koos, zie je hier nooit.',
  none: 'U heeft nog niets gekozen.',
  none_young: 'Je hebt nog niets gekozen.',
  decidedOn: 'Gekozen op {{day}}',
  askedBy: 'Gevraagd door {{partner}}',
  given: 'Ja, dit mag',
  renewed: 'Ja, dit mag opnieuw',
  refused: 'Nee, dit mag niet',
  withdrawn: 'U bent gestopt',
  withdrawn_young: 'Je bent gestopt',
  expired: 'Verlopen',
  invalidated: 'Telt nu niet: er is iets veranderd, of nog niet bekend',
  stop: 'Stoppen',
  stopLabel: 'Stoppen met: {{purpose}}',
  answerAgain: 'Lees de vraag opnieuw',
};

export const withdrawal = {
  title: 'Wilt u stoppen?',
  title_young: 'Wil je stoppen?',
  what: 'U stopt met: {{purpose}}',
  what_young: 'Je stopt met: {{purpose}}',
  effect: 'Het delen stopt meteen, ook als een ander ja heeft gezegd. U hoeft niet te zeggen waarom.',
  effect_young: 'Het delen stopt meteen. Ook als een ander ja zei. Je hoeft niet te zeggen waarom.',
  already:
    'Wat een partner al mocht inzien, is al ingezien. Die partner hoort dat u stopt en moet zeggen wat hij met de gegevens doet.',
  already_young:
    'Wat al bekeken is, is al bekeken. Wie het bekeek, hoort dat je stopt. Die moet zeggen wat hij met je gegevens doet.',
  confirm: 'Ja, stop nu',
  keep: 'Nee, niet stoppen',
  done: 'Gestopt. Er wordt niets meer gedeeld.',
  nothing: 'Hier valt niets meer te stoppen.',
};
